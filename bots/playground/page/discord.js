// The phone on the right: Discord's channels, voice, hidden answers, components and forms.
import { face, h } from "./dom.js";
import { discordText, nameOf } from "./format.js";
import { act, store } from "./link.js";
import { formOf } from "./form.js";
import { Phone, reactButton } from "./phone.js";
import { Slash } from "./slash.js";
import { clock, say } from "./words.js";

const VOICE = 2, CATEGORY = 4, STAGE = 13;
const STYLES = { 1: "primary", 2: "plain", 3: "good", 4: "danger", 5: "plain" };

/** Build the phone into `root`. */
export function discord(root) {
  let answering = null;
  const dismissed = new Set();
  const phone = new Phone(root, "discord", { chats, head, messages, foot, members, turned });
  const waiting = h("div.waiting", { hidden: true });
  const field = h("textarea.typed", { id: "discord-typed", rows: "1", autocomplete: "off" });
  const send = h("button.send", { type: "submit" }, "➤");
  const form = h("form.composer", { onsubmit: (event) => { event.preventDefault(); write(); } }, field, send);
  const reply = h("div.replying", { hidden: true });
  const slash = new Slash(field, {
    offered: (place) => phone.attempt(() => act("discord", "commands", { person: phone.person().discord, channel: place() })),
    place: () => placeOf(phone.person(), current()),
    person: () => phone.person().discord,
    run: (command, options) => interact(() => act("discord", "slash", { person: phone.person().discord, channel: placeOf(phone.person(), current()), command, options })),
    attempt: (doing) => phone.attempt(doing),
  });
  phone.foot.append(slash.picker.list, waiting, reply, slash.panel, form);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); write(); }
  });

  const guild = () => store.get("dc")?.[0];
  const current = () => chats(phone.person()).find((one) => one.key === phone.where);
  const placeOf = (me, here) => (here?.private ? "dm" : here?.channel.id);

  function turned() { answering = null; reply.hidden = true; slash.close(); }

  function chats(me) {
    const home = guild();
    const found = [];
    if (home) {
      for (const channel of home.channels) {
        if (!channel.seen_by.includes(me.discord)) continue;
        if (channel.type === CATEGORY) { found.push({ key: `c${channel.id}`, heading: true, title: channel.name }); continue; }
        const voice = channel.type === VOICE || channel.type === STAGE;
        const inside = Object.entries(home.voice).filter(([, place]) => place === channel.id).map(([who]) => nameOf(who));
        const said = seen(me, channel.id);
        found.push({ key: channel.id, channel, voice, title: channel.name, icon: voice ? "🔊" : "#", note: inside.join(", ") || null,
          latest: said.length ? Number(said.at(-1).id) : 0, first: channel.name === "lobby" });
      }
    }
    const number = store.get("dc-dms")?.[me.discord];
    const said = number ? seen(me, number) : [];
    found.push({ key: "dm", private: true, title: "Guyub (bot)", icon: "🤖", latest: said.length ? Number(said.at(-1).id) : 0 });
    return found;
  }

  const seen = (me, number) => (store.get(`dc:${number}`) ?? []).filter((one) =>
    (!one.visible_to || one.visible_to === me.discord) && !dismissed.has(one.id));

  function head(me, here) {
    if (!here) return [];
    return [h("span.hash", { "aria-hidden": "true" }, here.icon), h("div.names", {}, h("strong", {}, here.title)),
      here.private ? null : phone.membersButton()].filter(Boolean);
  }

  function messages(me, here) {
    if (here.voice && !(store.get(`dc:${here.channel.id}`) ?? []).length) return voiceRoom(me, here);
    const number = here.private ? store.get("dc-dms")?.[me.discord] : here.channel.id;
    return seen(me, number).map((one) => [one.id, JSON.stringify([one, me.key, document.documentElement.lang]), () => message(me, one)]);
  }

  function voiceRoom(me, here) {
    const home = guild();
    const inside = Object.entries(home.voice).filter(([, place]) => place === here.channel.id).map(([who]) => who);
    const am = inside.includes(me.discord);
    const stamp = JSON.stringify([inside, am, me.key, document.documentElement.lang]);
    return [["voice", stamp, () => h("div.voice", {}, h("p", {}, inside.length ? say("dc-voice") : say("dc-voice-empty")),
      inside.map((who) => h("div.member", {}, face(nameOf(who)), h("span", {}, nameOf(who)))),
      h("button.primary", { onclick: () => phone.attempt(() => am
        ? act("discord", "leave_voice", { person: me.discord, guild: home.id })
        : act("discord", "join_voice", { person: me.discord, channel: here.channel.id })) }, say(am ? "dc-voice-leave" : "dc-voice-join")))]];
  }

  function message(me, one) {
    const hidden = one.visible_to === me.discord;
    const name = nameOf(one.author.id) === "?" ? one.author.username : nameOf(one.author.id);
    const answered = one.referenced_message;
    return h(`article.post${hidden ? ".only-you" : ""}${one.mentions?.some((who) => who.id === me.discord) ? ".pinged" : ""}`, { "data-message": one.id },
      face(name), h("div.post-body", {},
        answered ? h("div.answered", {}, "↪ ", h("b", {}, nameOf(answered.author.id)), " ", (answered.content ?? "").slice(0, 60)) : null,
        h("div.by", {}, h("b", {}, name), one.author.bot ? h("span.tag", {}, say("dc-app")) : null, h("time", {}, clock(one.at)),
          one.edited_timestamp ? h("small", {}, say("edited")) : null,
          hidden ? null : h("button.react", { title: say("reply"), "aria-label": say("reply"), onclick: () => answer(one) }, "↩"),
          hidden ? null : reactButton((emoji) => react(me, one, emoji))),
        one.flags & 128 ? h("div.text.thinking", {}, say("dc-thinking")) : h("div.text", {}, discordText(one.content, follow)),
        one.embeds.map((embed) => h("div.embed", {}, embed.title ? h("strong.embed-title", {}, embed.title) : null,
          embed.description ? h("div.text", {}, discordText(embed.description, follow)) : null)),
        one.attachments.map((file) => h("div.file", {}, "📎 ", h("a", { href: new URL(file.url).pathname, download: file.filename }, file.filename), h("small", {}, ` ${Math.ceil(file.size / 1024)} KB`))),
        one.components.map((row) => parts(me, one, row)),
        reactions(me, one),
        hidden ? h("div.hint", {}, `👁 ${say("dc-only-you")} · `, h("button.link", { onclick: () => { dismissed.add(one.id); phone.draw(); } }, say("dc-dismiss"))) : null));
  }

  function parts(me, one, row) {
    return h("div.row", {}, (row.components ?? []).map((part) => {
      if (part.type === 2) {
        return h(`button.${STYLES[part.style] ?? "plain"}`, { disabled: part.disabled, onclick: () => part.url ? follow("url", part.url)
          : interact(() => act("discord", "press", { person: me.discord, message: one.id, button: part.custom_id })) },
        part.emoji?.name ? `${part.emoji.name} ` : "", part.label ?? "", part.url ? h("span.arrow", {}, " ↗") : null);
      }
      if (part.type === 3) {
        return h("select", { "aria-label": part.placeholder ?? say("choose"), onchange: (event) => event.target.value
          && interact(() => act("discord", "select", { person: me.discord, message: one.id, select: part.custom_id, values: [event.target.value] })) },
        h("option", { value: "" }, part.placeholder ?? say("choose")), part.options.map((option) => h("option", { value: option.value, selected: option.default }, option.label)));
      }
      return null;
    }));
  }

  function reactions(me, one) {
    const every = Object.entries(one.who ?? {});
    if (!every.length) return null;
    return h("div.reactions", {}, every.map(([emoji, who]) => {
      const mine = who.includes(me.discord);
      return h("button", { "aria-pressed": String(mine), onclick: () => phone.attempt(() =>
        act("discord", mine ? "unreact" : "react", { person: me.discord, message: one.id, emoji })) }, `${emoji} ${who.length}`);
    }));
  }

  const react = (me, one, emoji) => phone.attempt(() => act("discord", "react", { person: me.discord, message: one.id, emoji }));

  /** Do something that waits for the bot; show its form, or that it did not answer. */
  async function interact(doing) {
    const me = phone.person();
    waiting.hidden = false;
    waiting.textContent = say("dc-thinking");
    phone.stuck = true;
    const told = await phone.attempt(doing);
    waiting.hidden = true;
    if (told?.failed) phone.toast(say("dc-failed"));
    if (told?.modal) {
      const values = await formOf(told.modal, phone.root);
      if (values) return interact(() => act("discord", "submit", { person: me.discord, modal: told.id, values }));
    }
    return told;
  }

  function follow(kind, what) {
    const me = phone.person();
    const invite = /discord\.gg\/(\w+)/.exec(what) ?? /discord\.com\/invite\/(\w+)/.exec(what);
    const channel = /channels\/\d+\/(\d+)/.exec(what);
    if (kind === "command") { field.value = `${what} `; field.focus(); slash.look(); } else if (kind === "channel") phone.open(what);
    else if (invite) phone.attempt(() => act("discord", "join", { person: me.discord, invite: invite[1] }));
    else if (channel) phone.open(channel[1]);
    else phone.toast(say("leads-out", { where: what }), 8);
  }

  function answer(one) {
    answering = one;
    reply.hidden = false;
    reply.replaceChildren(h("span", {}, say("replying", { name: nameOf(one.author.id) })),
      h("button.quiet", { "aria-label": say("close"), onclick: () => { answering = null; reply.hidden = true; } }, "✕"));
    field.focus();
  }

  async function write() {
    const me = phone.person();
    const text = field.value.trim();
    if (!text) return;
    if (text.startsWith("/") && (await slash.typed(text))) { field.value = ""; return; }
    field.value = "";
    const args = { person: me.discord, channel: placeOf(me, current()), text };
    if (answering) args.reply_to = answering.id;
    turned();
    phone.stuck = true;
    await phone.attempt(() => act("discord", "write", args));
  }

  function foot(me, here) {
    const closed = here.voice || here.heading;
    form.hidden = Boolean(closed);
    field.placeholder = here.private ? say("write-here") : say("dc-write", { channel: here.title });
    field.setAttribute("aria-label", field.placeholder);
    send.setAttribute("aria-label", say("send"));
  }

  function members(me, here) {
    const home = guild();
    if (!home || !here?.channel) return [];
    const there = home.members.filter((one) => here.channel.seen_by.includes(one.user.id));
    const roles = home.roles.filter((role) => role.color);
    const groups = [...roles.map((role) => [role.name, there.filter((one) => one.roles.includes(role.id))]),
      [say("dc-others"), there.filter((one) => !roles.some((role) => one.roles.includes(role.id)))]];
    return groups.filter(([, all]) => all.length).flatMap(([name, all]) => [h("h3", {}, `${name} — ${all.length}`), ...all.map((one) =>
      h("div.member", {}, face(nameOf(one.user.id)), h("span", {}, nameOf(one.user.id)), one.user.bot ? h("small", {}, say("dc-app")) : null))]);
  }

  return Object.assign(phone, {
    type(text) { field.value = text; return write(); },
    interact,
  });
}
