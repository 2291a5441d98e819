// Formatted text of either platform as elements: no markup of anybody's is ever read as HTML.
import { h } from "./dom.js";
import { now, store } from "./link.js";
import { away, clock, moment } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote", spoiler: "span.spoiler", mention: "span.mention", text_mention: "span.mention",
};

/** A Telegram text with its entities (offsets in UTF-16 units, as JavaScript counts); `follow(kind, text)` for links. */
export function telegramText(text, entities, follow) {
  const marks = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const walk = (from, to, left) => {
    const out = [];
    let at = from;
    while (left.length) {
      const mark = left.shift();
      if (mark.offset < at || mark.offset >= to) continue;
      const end = Math.min(mark.offset + mark.length, to);
      out.push(text.slice(at, mark.offset));
      const inner = left.filter((one) => one.offset >= mark.offset && one.offset + one.length <= end);
      left = left.filter((one) => !inner.includes(one));
      out.push(marked(mark, text.slice(mark.offset, end), walk(mark.offset, end, inner), follow));
      at = end;
    }
    out.push(text.slice(at, to));
    return out;
  };
  return walk(0, text.length, marks);
}

function marked(mark, plain, inner, follow) {
  if (mark.type === "bot_command") return h("button.link", { onclick: () => follow("command", plain) }, inner);
  if (mark.type === "url") return h("button.link", { onclick: () => follow("url", plain) }, inner);
  if (mark.type === "text_link") return h("button.link", { onclick: () => follow("url", mark.url) }, inner);
  if (mark.type === "date_time") {
    const at = mark.unix_time ?? mark.date;
    return h("time", at ? { title: moment(at), datetime: new Date(at * 1000).toISOString() } : {}, inner);
  }
  return h(TAGS[mark.type] ?? "span", {}, inner);
}

const PIECES = new RegExp(
  [
    "\\\\([^\\w\\s])", "\\*\\*([^]+?)\\*\\*", "__([^]+?)__", "~~([^]+?)~~", "`([^`]+)`", "(?<![*\\w])\\*([^*\\n]+)\\*",
    "<t:(-?\\d+)(?::([tTdDfFR]))?>", "<@!?(\\d+)>", "<#(\\d+)>", "<@&(\\d+)>", "</([^:>]+):\\d+>", "(https?://[^\\s<>)]+)",
  ].join("|"),
  "g",
);

/** A Discord text with its markup. */
export function discordText(text, follow) {
  const lines = (text ?? "").split("\n");
  return lines.map((line, number) => [number ? h("br") : null, ...discordLine(line, follow)]);
}

function discordLine(line, follow) {
  const heading = /^(#{1,3}|-#) (.*)/.exec(line);
  if (heading) return [h(heading[1] === "-#" ? "small" : "strong.heading", {}, inline(heading[2], follow))];
  if (line.startsWith("> ")) return [h("blockquote", {}, inline(line.slice(2), follow))];
  return inline(line, follow);
}

function inline(text, follow) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(PIECES)) {
    out.push(text.slice(at, found.index));
    at = found.index + found[0].length;
    const [, escaped, bold, under, struck, code, italic, time, style, person, channel, role, command, url] = found;
    if (escaped !== undefined) out.push(escaped);
    else if (bold !== undefined) out.push(h("strong", {}, inline(bold, follow)));
    else if (under !== undefined) out.push(h("u", {}, inline(under, follow)));
    else if (struck !== undefined) out.push(h("s", {}, inline(struck, follow)));
    else if (code !== undefined) out.push(h("code", {}, code));
    else if (italic !== undefined) out.push(h("em", {}, inline(italic, follow)));
    else if (time !== undefined) out.push(when(Number(time), style ?? "f"));
    else if (person !== undefined) out.push(h("span.mention", {}, `@${nameOf(person)}`));
    else if (channel !== undefined) out.push(h("button.mention", { onclick: () => follow("channel", channel) }, `#${channelOf(channel)}`));
    else if (role !== undefined) out.push(h("span.mention", {}, `@${roleOf(role)}`));
    else if (command !== undefined) out.push(h("button.mention", { onclick: () => follow("command", `/${command}`) }, `/${command}`));
    else out.push(h("button.link", { onclick: () => follow("url", url) }, url));
  }
  out.push(text.slice(at));
  return out;
}

function when(at, style) {
  const shown = style === "R" ? away(at, now()) : style === "t" || style === "T" ? clock(at) : moment(at);
  return h("time.stamp", { title: moment(at), datetime: new Date(at * 1000).toISOString() }, shown);
}

const guild = () => store.get("dc")?.[0];

/** What somebody on Discord is called. */
export function nameOf(id) {
  const member = guild()?.members.find((one) => one.user.id === id);
  if (member) return member.nick ?? member.user.global_name ?? member.user.username;
  return store.get("people")?.find((one) => one.discord === id)?.name ?? "?";
}
const channelOf = (id) => guild()?.channels.find((one) => one.id === id)?.name ?? "?";
const roleOf = (id) => guild()?.roles.find((one) => one.id === id)?.name ?? "?";
