// Behind the scenes: what the engine is told, writes and sends, its timers, its clock, and faults to order.
import { h, keep } from "./dom.js";
import { act, now, steps, store } from "./link.js";
import { away, moment, say } from "./words.js";

const TURNS = [["turn-30m", 1800], ["turn-2h", 7200], ["turn-1d", 86400]];
const MOST = 60;
const ICONS = { event: "📨", rows: "🗄", call: "📤", fault: "⚡" };

/** Build the drawer; its button opens and closes it. */
export function drawer(root, button) {
  const clock = h("div.clock", { role: "timer" });
  const faults = h("p.ordered", { role: "status" });
  const flow = h("ol.flow", { tabindex: "0" });
  const timers = h("ul.timers");
  const waiting = h("p.queue");
  const order = (verb, args) => act("stage", verb, args).catch((error) => { faults.textContent = error.message; });
  const body = h("div.drawer-body");
  root.append(body);
  let shownIn = "";

  function build() {
    shownIn = document.documentElement.lang;
    body.replaceChildren(
      h("div.drawer-head", {}, h("h2", {}, say("drawer")), h("button.quiet", { "aria-label": say("close"), onclick: () => show(false) }, "✕")),
      h("section", {}, h("h3", {}, say("clock")), clock, h("div.row", {}, TURNS.map(([key, seconds]) =>
        h("button", { "data-turn": seconds, onclick: () => order("turn", { seconds }) }, say(key)))), h("small", {}, say("clock-about"))),
      h("section", {}, h("h3", {}, say("faults")), h("div.row", {},
        h("button", { "data-order": "kill", onclick: () => order("kill") }, say("kill")),
        h("button", { "data-order": "cut", onclick: () => order("cut") }, say("cut")),
        h("button", { "data-order": "storm", onclick: () => order("storm") }, say("storm")),
        h("button", { "data-order": "mend", onclick: () => order("mend") }, say("mend"))), faults),
      h("section", {}, h("h3", {}, say("timers")), timers, waiting),
      h("section", {}, h("h3", {}, say("flow")), h("small", {}, say("flow-about")), flow),
      h("section", {}, h("button.danger", { onclick: () => order("reset") }, say("reset")), h("small", {}, say("reset-about"))));
    root.setAttribute("aria-label", say("drawer"));
  }

  function show(open) {
    root.hidden = !open;
    document.body.classList.toggle("with-drawer", open);
    button.setAttribute("aria-expanded", String(open));
    if (open) draw();
    else button.focus();
  }

  function draw() {
    if (root.hidden) return;
    if (shownIn !== document.documentElement.lang) build();
    const about = store.get("about");
    clock.textContent = about ? moment(now()) : "";
    const ordered = [...(store.get("faults")?.telegram ?? []), ...(store.get("faults")?.discord ?? [])];
    const bot = store.get("bot");
    faults.textContent = [
      bot && !bot.listening ? say("state-down") : say("lives", { lives: bot?.lives ?? 1, took: bot?.took ?? 0 }),
      ordered.length ? say("faults-on", { count: ordered.length }) : "",
    ].join(" ");
    keep(timers, (store.get("timers") ?? []).slice(0, 8).map((one) => {
      const at = instant(one.due);
      const when = away(at, now());
      return [one.id, JSON.stringify([one, when]), () => h("li", {}, h("code", {}, one.name), h("span", {}, one.args === "{}" ? "" : one.args), h("time", { title: moment(at) }, when))];
    }));
    const queue = store.get("waiting") ?? [];
    waiting.textContent = say("waiting", { count: queue.length });
    keep(flow, steps.slice(-MOST).reverse().map((one) => {
      return [one.id, "", () => h(`li.${one.what}${one.refused ? ".refused" : ""}`, {}, h("span", { "aria-hidden": "true" }, ICONS[one.what]), h("div", {}, ...line(one)))];
    }));
  }

  button.addEventListener("click", () => show(root.hidden));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });
  return {
    draw,
    show,
    order,
  };
}

function line(one) {
  if (one.what !== "rows") {
    return [h("b", {}, say(`flow-${one.what}`)), " ", h("code", {}, one.name), h("small", {}, ` ${one.platform}${one.refused ? ` · ${say("refused")}` : ""}`)];
  }
  return [h("b", {}, say("flow-rows")), h("ul", {}, one.rows.slice(0, 12).map((change) => h("li", {}, h("span.change", {}, { new: "+", changed: "~", gone: "−" }[change.what]), " ", h("code", {}, change.table), " ", h("small", {}, brief(change.row)))))];
}

const brief = (row) => (row.name ? [row.name, row.args ?? ""].join(" ") : Object.entries(row).filter(([, value]) => value !== null).map(([key, value]) => `${key}=${value}`).join(" ")).slice(0, 90);

/** An instant as the database keeps it, in seconds. */
function instant(kept) {
  if (typeof kept === "number") return kept > 1e14 ? kept / 1e6 : kept > 1e11 ? kept / 1e3 : kept;
  return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(kept) ? kept : `${kept.replace(" ", "T")}Z`) / 1000;
}
