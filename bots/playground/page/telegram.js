// The phone on the left: Telegram's groups, topics, private chat, buttons and commands.
import { face, h } from "./dom.js";
import { telegramText } from "./format.js";
import { act, store } from "./link.js";
import { Phone, Picker, reactButton } from "./phone.js";
import { clock, say } from "./words.js";

const SERVICE = [
  ["new_chat_members", (m) => say("tg-joined", { name: m.new_chat_members.map((one) => one.first_name).join(", ") })],
  ["left_chat_member", (m) => say("tg-left", { name: m.left_chat_member.first_name })],
  ["forum_topic_created", (m) => say("tg-topic", { name: m.forum_topic_created.name })],
  ["pinned_message", () => say("tg-pinned")],
  ["video_chat_started", () => say("tg-video-start")],
  ["video_chat_ended", () => say("tg-video-end")],
];

/** Build the phone into `root`. */
export function telegram(root) {
  let answering = null;
  let menu = [];
  const phone = new Phone(root, "telegram", { chats, head, messages, foot, members, turned });
  const field = h("textarea.typed", { id: "telegram-typed", rows: "1", autocomplete: "off" });
  const reply = h("div.replying", { hidden: true });
  const picker = new Picker(field, (item) => { field.value = `${item.name} `; field.focus(); });
  const send = h("button.send", { type: "submit" }, "➤");
  const form = h("form.composer", { onsubmit: (event) => { event.preventDefault(); write(); } }, field, send);
  const outside = h("div.outside", { hidden: true });
  phone.foot.append(picker.list, reply, form, outside);
  field.addEventListener("input", () => offer());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); write(); }
  });

  function turned() { answering = null; reply.hidden = true; picker.offer([]); }

  function chats(me) {
    const found = [];
    for (const chat of store.get("tg") ?? []) {
      const said = store.get(`tg:${chat.id}`) ?? [];
      const latest = (of) => of.at(-1)?.message_id ?? 0;
      if (chat.type === "private") continue;
      const inside = chat.members.some((one) => one.id === me.telegram);
      if (!inside) {
        if (chat.forum) found.push({ key: `${chat.id}`, chat, title: chat.title, icon: "🔒", outside: true, note: chat.requests.includes(me.telegram) ? say("tg-asked") : null });
        continue;
      }
      const main = chat.forum ? said.filter((one) => !one.message_thread_id) : said;
      found.push({ key: `${chat.id}`, chat, title: chat.title, icon: chat.forum ? "💬" : "🛡", latest: latest(main), first: chat.forum });
      for (const topic of chat.topics) {
        const own = said.filter((one) => one.message_thread_id === topic.id);
        found.push({ key: `${chat.id}/${topic.id}`, chat, topic: topic.id, title: topic.name, icon: "#", latest: latest(own) });
      }
    }
    const said = store.get(`tg:${me.telegram}`) ?? [];
    const own = (store.get("tg") ?? []).find((one) => one.id === me.telegram);
    found.push({ key: "private", chat: own, private: true, title: "Guyub (bot)", icon: "🤖", latest: said.at(-1)?.message_id ?? 0, first: me.stranger });
    return found;
  }

  function head(me, here) {
    if (!here) return [];
    const count = here.chat?.members?.length ?? 0;
    const below = here.private ? say("bot") : say("tg-members", { count });
    const title = here.topic ? `${here.chat.title} › ${here.title}` : here.title;
    return [face(here.title), h("div.names", {}, h("strong", {}, title), h("small", {}, below)),
      here.private || here.outside ? null : phone.membersButton()].filter(Boolean);
  }

  function messages(me, here) {
    if (here.outside) return [];
    const number = here.private ? me.telegram : here.chat.id;
    let said = store.get(`tg:${number}`) ?? [];
    if (here.chat?.forum) said = said.filter((one) => (one.message_thread_id ?? 0) === (here.topic ?? 0) || (here.topic && one.message_id === here.topic));
    return said.map((one) => [`${number}/${one.message_id}`, JSON.stringify([one, me.key, document.documentElement.lang]), () => bubble(me, one)]);
  }

  function bubble(me, message) {
    const service = SERVICE.find(([name]) => message[name]);
    if (service) return h("p.service", {}, service[1](message));
    const own = message.from.id === me.telegram;
    const text = message.text ?? message.caption ?? "";
    const body = telegramText(text, message.entities ?? message.caption_entities, follow);
    const file = message.document ?? (message.photo ? { file_name: "photo" } : null);
    const answered = message.reply_to_message;
    return h(`article.bubble${own ? ".own" : ""}${message.from.is_bot ? ".bot" : ""}`, { "data-message": message.message_id },
      own ? null : h("b.from", {}, message.from.first_name),
      answered && answered.message_id !== message.message_thread_id
        ? h("div.answered", {}, h("b", {}, answered.from.first_name), h("span", {}, (answered.text ?? "").slice(0, 80))) : null,
      file ? h("div.file", {}, "📎 ", file.file_name ?? "", file.file_size ? h("small", {}, ` ${Math.ceil(file.file_size / 1024)} KB`) : null) : null,
      h("div.text", {}, body),
      reactions(me, message),
      h("div.meta", {}, message.edit_date ? `${say("edited")} ` : "", h("time", {}, clock(message.at)),
        h("button.react", { title: say("reply"), "aria-label": say("reply"), onclick: () => answer(message) }, "↩"),
        reactButton((emoji) => react(me, message, emoji))),
      keyboard(me, message));
  }

  function reactions(me, message) {
    const counted = new Map();
    for (const kinds of Object.values(message.reactions)) for (const kind of kinds) counted.set(kind.emoji, (counted.get(kind.emoji) ?? 0) + 1);
    if (!counted.size) return null;
    const mine = message.reactions[me.telegram]?.[0]?.emoji;
    return h("div.reactions", {}, [...counted].map(([emoji, count]) =>
      h("button", { "aria-pressed": String(emoji === mine), onclick: () => react(me, message, emoji === mine ? null : emoji) }, `${emoji} ${count}`)));
  }

  const react = (me, message, emoji) =>
    phone.attempt(() => act("telegram", "react", { person: me.telegram, chat: message.chat.id, message: message.message_id, emoji }));

  function keyboard(me, message) {
    const rows = message.reply_markup?.inline_keyboard;
    if (!rows) return null;
    return h("div.keyboard", {}, rows.map((row) => h("div.row", {}, row.map((button) =>
      h("button", { onclick: (event) => press(me, message, button, event.currentTarget) }, button.text, button.url ? h("span.arrow", {}, " ↗") : null)))));
  }

  async function press(me, message, button, key) {
    if (button.url) return follow("url", button.url);
    key.setAttribute("aria-busy", "true");
    const told = await phone.attempt(() => act("telegram", "press", { person: me.telegram, chat: message.chat.id, button: button.callback_data, message: message.message_id }));
    key.removeAttribute("aria-busy");
    if (told?.url) return follow("url", told.url);
    if (told?.text) phone.toast(told.text);
    else if (told && !told.answered) phone.toast(say("no-answer"));
    return told;
  }

  /** Go where a link or command in a message leads, as far as that is in the playground. */
  function follow(kind, what) {
    const me = phone.person();
    if (kind === "command") {
      field.value = what;
      field.focus();
      return;
    }
    const start = /t\.me\/\w+\?start=([\w-]*)/.exec(what);
    const door = (store.get("tg") ?? []).find((chat) => chat.links?.includes(what));
    if (start || /t\.me\/\w+bot$/i.test(what)) {
      phone.open("private");
      phone.attempt(() => act("telegram", "start_bot", { person: me.telegram, payload: start?.[1] ?? "" }));
    } else if (door) phone.attempt(() => act("telegram", "join", { person: me.telegram, chat: door.id, link: what }));
    else phone.toast(say("leads-out", { where: what }), 8);
  }

  function answer(message) {
    answering = message;
    reply.hidden = false;
    reply.replaceChildren(h("span", {}, say("replying", { name: message.from.first_name })),
      h("button.quiet", { "aria-label": say("close"), onclick: () => { answering = null; reply.hidden = true; } }, "✕"));
    field.focus();
  }

  async function write() {
    const me = phone.person();
    const here = chats(me).find((one) => one.key === phone.where);
    const text = field.value.trim();
    if (!text || !here) return;
    field.value = "";
    picker.offer([]);
    const args = { person: me.telegram, chat: here.private ? null : here.chat.id, text };
    if (here.topic) args.topic = here.topic;
    if (answering) args.reply_to = answering.message_id;
    turned();
    phone.stuck = true;
    await phone.attempt(() => act("telegram", "write", args));
  }

  async function offer() {
    const typed = field.value;
    if (!/^\/\w*$/.test(typed)) return picker.offer([]);
    const me = phone.person();
    if (typed === "/" || !menu.length) {
      const here = chats(me).find((one) => one.key === phone.where);
      menu = (await phone.attempt(() => act("telegram", "menu", { person: me.telegram, chat: here?.private ? null : here?.chat.id }))) ?? [];
    }
    if (field.value !== typed) return undefined;
    return picker.offer(menu.map((one) => ({ name: `/${one.command}`, about: one.description })).filter((one) => one.name.startsWith(typed)));
  }

  function foot(me, here) {
    field.placeholder = say("write-here");
    field.setAttribute("aria-label", say("write-here"));
    send.setAttribute("aria-label", say("send"));
    const fresh = here.private && !here.chat?.started;
    const blocked = here.private && here.chat?.blocked;
    form.hidden = Boolean(here.outside || fresh || blocked);
    outside.hidden = !form.hidden;
    if (!outside.hidden) {
      const asked = here.outside && here.chat.requests.includes(me.telegram);
      const [key, verb, args] = here.outside
        ? ["tg-ask", "ask_to_join", { person: me.telegram, chat: here.chat.id }]
        : ["tg-start", "start_bot", { person: me.telegram }];
      outside.replaceChildren(
        here.outside ? h("p", {}, say(asked ? "tg-waits" : "tg-outside")) : h("p", {}, say("tg-not-started")),
        asked ? "" : h("button.primary", { onclick: () => phone.attempt(() => act("telegram", verb, args)) }, say(key)));
    }
  }

  function members(me, here) {
    if (!here?.chat?.members) return [];
    const rank = { creator: "★", administrator: "☆" };
    const inside = here.chat.members.some((one) => one.id === me.telegram);
    return [h("h3", {}, say("members")), ...here.chat.members.map((one) =>
      h("div.member", {}, face(one.name), h("span", {}, one.name), h("small", {}, one.bot ? "bot" : rank[one.status] ?? ""))),
    inside ? h("button.quiet", { onclick: () => phone.attempt(() => act("telegram", "leave", { person: me.telegram, chat: here.chat.id })) }, say("leave")) : ""];
  }

  return Object.assign(phone, {
    /** Type and send a text as whoever holds the phone. */
    type(text) { field.value = text; return write(); },
    follow,
  });
}
