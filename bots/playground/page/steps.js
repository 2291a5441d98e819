// What the tour shows, step by step: how it is done for somebody, and how it is seen that it is done.
import { say } from "./words.js";

const ACCEPT = /^(terima|accept)$/i;
const JOIN = /^(ikut|join)\b/i;

const person = (kit, key) => kit.store.get("people").find((one) => one.key === key);
const guild = (kit) => kit.store.get("dc")[0];
const lobby = (kit) => guild(kit).channels.find((one) => one.name === "lobby").id;
const group = (kit) => kit.store.get("tg").find((one) => one.forum);
const labels = (post) => (post.components ?? []).flatMap((row) => row.components ?? []);
const keys = (bubble) => (bubble.reply_markup?.inline_keyboard ?? []).flat();

/** The newest card with the button Join, on either platform. */
function card(kit, platform) {
  if (platform === "discord") return (kit.store.get(`dc:${lobby(kit)}`) ?? []).findLast((one) => one.embeds.length && labels(one).length);
  return (kit.store.get(`tg:${group(kit).id}`) ?? []).findLast((one) => one.from.is_bot && keys(one).length && (one.text ?? "").includes("1. "));
}

const seats = (text) => (text ?? "").split("\n").map((line) => /^(?:\*\*)?\d+[.\\]+ ?\.? ?(.+)$/.exec(line)?.[1]).filter(Boolean);

/** How many sit at the table of the newest card, there. */
export function seated(kit, platform) {
  const found = card(kit, platform);
  return found ? seats(platform === "discord" ? found.embeds[0].description : found.text).length : 0;
}

/** Whoever is led through the application: press what goes on, write where words are asked, until it is sent. */
async function apply(kit) {
  const wulan = person(kit, "wulan");
  kit.phones.telegram.hold("wulan", "private");
  const own = () => kit.store.get(`tg:${wulan.telegram}`) ?? [];
  const seen = new Set();
  if (!own().length) await kit.act("telegram", "start_bot", { person: wulan.telegram });
  await kit.until(() => own().some((one) => one.from.is_bot));
  own().forEach((one) => seen.add(JSON.stringify(one)));
  await kit.phones.telegram.type("/daftar");
  for (let turn = 0; turn < 40; turn += 1) {
    const asked = await kit.until(() => own().findLast((one) => one.from.is_bot && !seen.has(JSON.stringify(one))), 12);
    await new Promise((then) => { setTimeout(then, 350); });
    const now = own().findLast((one) => one.from.is_bot && !seen.has(JSON.stringify(one))) ?? asked;
    own().forEach((one) => seen.add(JSON.stringify(one)));
    const offered = keys(now).filter((key) => key.callback_data);
    const send = offered.find((key) => /^(kirim|send)$/i.test(key.text));
    const on = offered.some((key) => key.text.startsWith("✅")) && offered.find((key) => /^(lanjut|next|continue|go on)/i.test(key.text));
    const skip = offered.find((key) => /^(lewati|skip)/i.test(key.text));
    const stop = /^(nggak jadi|never mind|batal|withdraw|umurku|i am not|i’m not|i'm under)/i;
    const go = send ?? (on || null) ?? offered.find((key) => key !== skip && !stop.test(key.text)) ?? skip;
    if (go) await kit.act("telegram", "press", { person: wulan.telegram, chat: null, button: go.callback_data, message: now.message_id });
    else await kit.phones.telegram.type("Pindah ke Jakarta buat kerja, pengin punya teman main");
    if (send) return;
  }
}

/** Whatever offices may see of applications, newest first. */
const files = (kit) => {
  const office = guild(kit).channels.find((one) => one.name === "pengurus").id;
  return (kit.store.get(`dc:${office}`) ?? []).filter((one) => labels(one).some((key) => ACCEPT.test(key.label)));
};

const inside = (kit, number) => group(kit).members.some((one) => one.id === number);

export const STEPS = [
  { key: "hello" },
  {
    key: "apply",
    needs: "daftar",
    enter: (kit) => { kit.phones.telegram.hold("wulan", "private"); kit.phones.discord.hold("dewi", guild(kit).channels.find((one) => one.name === "pengurus").id); kit.memory.files = files(kit).length; },
    run: async (kit) => {
      await apply(kit);
      await kit.until(() => files(kit).length > kit.memory.files);
    },
    done: (kit) => files(kit).length > (kit.memory.files ?? 0) || inside(kit, person(kit, "wulan").telegram),
  },
  {
    key: "accept",
    needs: "daftar",
    enter: (kit) => kit.phones.telegram.hold("wulan", "private"),
    run: async (kit) => {
      const wulan = person(kit, "wulan").telegram;
      const file = files(kit)[0];
      if (file) {
        const key = labels(file).find((one) => ACCEPT.test(one.label));
        await kit.phones.discord.interact(() => kit.act("discord", "press", { person: person(kit, "dewi").discord, message: file.id, button: key.custom_id }));
      }
      const way = () => (kit.store.get(`tg:${wulan}`) ?? []).flatMap(keys).find((key) => group(kit).links.includes(key.url));
      kit.phones.telegram.follow("url", (await kit.until(way)).url);
      await kit.until(() => inside(kit, wulan));
      kit.phones.telegram.hold("wulan", `${group(kit).id}`);
    },
    done: (kit) => inside(kit, person(kit, "wulan").telegram),
  },
  {
    key: "mabar",
    needs: "mabar",
    enter: (kit) => { kit.phones.telegram.hold("sari", `${group(kit).id}`); kit.phones.discord.hold("bimo", lobby(kit)); },
    run: async (kit) => {
      await kit.phones.telegram.type("/mabar ml 2 jam lagi");
      await kit.until(() => seated(kit, "telegram") && seated(kit, "discord"));
    },
    done: (kit) => seated(kit, "telegram") >= 1 && seated(kit, "discord") >= 1,
  },
  {
    key: "join",
    needs: "mabar",
    run: async (kit) => {
      const found = card(kit, "discord");
      const key = labels(found).find((one) => JOIN.test(one.label)) ?? labels(found)[0];
      await kit.phones.discord.interact(() => kit.act("discord", "press", { person: person(kit, "bimo").discord, message: found.id, button: key.custom_id }));
      await kit.until(() => seated(kit, "telegram") >= 2 && seated(kit, "discord") >= 2);
    },
    done: (kit) => seated(kit, "telegram") >= 2 && seated(kit, "telegram") === seated(kit, "discord"),
  },
  {
    key: "clock",
    needs: "mabar",
    enter: (kit) => { kit.memory.said = (kit.store.get(`tg:${group(kit).id}`) ?? []).length; kit.memory.fast = kit.store.get("clock").fast; },
    run: async (kit) => {
      await kit.act("stage", "turn", { seconds: 5700 });
      await kit.until(() => kit.store.get("clock").fast > kit.memory.fast && (kit.store.get(`tg:${group(kit).id}`) ?? []).length > kit.memory.said);
    },
    done: (kit) => kit.store.get("clock").fast > kit.memory.fast && (kit.store.get(`tg:${group(kit).id}`) ?? []).length > kit.memory.said,
  },
  {
    key: "kill",
    enter: (kit) => { kit.memory.lives = kit.store.get("bot").lives; kit.drawer.show(true); },
    run: async (kit) => {
      await kit.act("stage", "kill");
      await kit.until(() => kit.store.get("bot").lives > kit.memory.lives && kit.store.get("bot").listening, 40);
    },
    done: (kit) => kit.store.get("bot").lives > kit.memory.lives && kit.store.get("bot").listening,
  },
  {
    key: "block",
    needs: "blokir",
    enter: (kit) => { kit.drawer.show(false); kit.phones.discord.hold("bimo", lobby(kit)); },
    run: async (kit) => {
      const told = await kit.phones.discord.interact(() => kit.act("discord", "slash", { person: person(kit, "bimo").discord, channel: lobby(kit), command: name(kit, "blokir"), options: whom(kit, "tono") }));
      kit.memory.blocked = heard(told);
    },
    done: (kit) => kit.memory.blocked,
  },
  {
    key: "data",
    needs: "dataku",
    enter: (kit) => kit.phones.discord.hold("bimo", lobby(kit)),
    run: async (kit) => {
      const told = await kit.phones.discord.interact(() => kit.act("discord", "slash", { person: person(kit, "bimo").discord, channel: lobby(kit), command: name(kit, "dataku") }));
      kit.memory.data = heard(told);
    },
    done: (kit) => kit.memory.data,
  },
  { key: "end", enter: (kit) => kit.drawer.show(true) },
];

const command = (kit, wanted) => kit.offered.find((one) => one.name === wanted || one.name_localizations?.id === wanted) ?? { name: wanted };
const name = (kit, wanted) => command(kit, wanted).name;

/** Somebody as the block command wants them named. */
function whom(kit, key) {
  const [option] = command(kit, "blokir").options ?? [];
  const { discord } = person(kit, key);
  return { [option?.name ?? "who"]: option?.type === 6 ? discord : `@${guild(kit).members.find((one) => one.user.id === discord).user.username}` };
}

/** Whether the bot said something to what was done; throws where it did not. */
function heard(told) {
  if (!told?.messages?.length) throw new Error(say("dc-failed"));
  return true;
}
