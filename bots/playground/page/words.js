// What the page says, in the language it is read in; the words are in texts/.

const LANGS = ["id", "en"];
const texts = {};
let lang = "id";

/** Fetch both languages and choose: the one chosen here before, else the browser's, else Indonesian. */
export async function ready() {
  for (const one of LANGS) texts[one] = await (await fetch(`/page/texts/${one}.json`)).json();
  const wanted = recall("lang") ?? (navigator.language.startsWith("en") ? "en" : "id");
  choose(wanted);
}

/** The language now. */
export const language = () => lang;
/** The other one. */
export const other = () => LANGS.find((one) => one !== lang);

/** Read on in this language. */
export function choose(wanted) {
  lang = LANGS.includes(wanted) ? wanted : "id";
  keep("lang", lang);
  document.documentElement.lang = lang;
}

/** A text by its key, with {names} filled in. */
export function say(key, values = {}) {
  const text = texts[lang][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Put words into everything that says by data-say which it wants. */
export function sayAll(root = document) {
  for (const one of root.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of root.querySelectorAll("[data-name]")) {
    one.setAttribute("aria-label", say(one.dataset.name));
    one.title = say(one.dataset.name);
  }
}

/** Remember a choice in this browser; where that is not allowed, not. */
export function keep(name, value) {
  try { localStorage.setItem(`guyub-${name}`, value); } catch { /* private window */ }
}

/** A remembered choice, or null. */
export function recall(name) {
  try { return localStorage.getItem(`guyub-${name}`); } catch { return null; }
}

/** A time of day in the viewer's zone. */
export const clock = (at) => new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit" }).format(at * 1000);
/** A day and time in the viewer's zone, in full. */
export const moment = (at) =>
  new Intl.DateTimeFormat(lang, { dateStyle: "full", timeStyle: "short" }).format(at * 1000);
/** How long until then, or since. */
export function away(at, from) {
  const seconds = at - from;
  const [size, unit] = Math.abs(seconds) < 3600 ? [60, "minute"] : Math.abs(seconds) < 86400 ? [3600, "hour"] : [86400, "day"];
  return new Intl.RelativeTimeFormat(lang, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
