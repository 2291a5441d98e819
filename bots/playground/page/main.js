// The page: two phones, a drawer, a tour; everything is drawn anew where the playground says that it changed.
import { discord } from "./discord.js";
import { drawer } from "./drawer.js";
import { line, listen, store, watch } from "./link.js";
import { telegram } from "./telegram.js";
import { tour } from "./tour.js";
import { choose, keep, other, ready, recall, say, sayAll } from "./words.js";

const by = (id) => document.getElementById(id);
const THEMES = ["auto", "light", "dark"];

await ready();
const phones = { telegram: telegram(by("telegram")), discord: discord(by("discord")) };
const back = drawer(by("drawer"), by("drawer-open"));
const guide = tour(by("tour"), phones, back);

function theme(wanted) {
  document.documentElement.dataset.theme = THEMES.includes(wanted) ? wanted : "auto";
  keep("theme", wanted);
}

function words() {
  sayAll();
  by("lang").setAttribute("lang", other());
  everything();
}

function everything() {
  phones.telegram.draw();
  phones.discord.draw();
  back.draw();
  guide.draw();
  state();
}

function state() {
  const bot = store.get("bot");
  const [key, kind] = !line.open ? ["state-away", "bad"] : !bot?.listening ? ["state-down", "bad"] : ["state-up", "good"];
  by("state").className = `state ${kind}`;
  by("state").textContent = say(key);
}

theme(recall("theme") ?? "auto");
by("theme").addEventListener("click", () => theme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]));
by("lang").addEventListener("click", () => { choose(other()); words(); });
by("tour-open").addEventListener("click", () => guide.begin());
words();

let due = false;
watch(() => {
  if (due) return;
  due = true;
  // not by animation frames: a page in the background goes on, too
  setTimeout(() => { due = false; everything(); }, 16);
});
listen();
