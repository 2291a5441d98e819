// The tour: a handful of steps that are done for real, by hand or at the press of a button; done is what is seen done.
import { h } from "./dom.js";
import { act, store } from "./link.js";
import { STEPS } from "./steps.js";
import { say } from "./words.js";

/** Build the tour into `root`. */
export function tour(root, phones, drawer) {
  let at = -1;
  let steps = [];
  let busy = false;
  let why = "";
  let shown = "";
  const kit = { phones, drawer, act, store, until, memory: {}, offered: [] };

  async function begin() {
    kit.memory = {};
    const offered = await commands();
    steps = STEPS.filter((step) => !step.needs || offered.has(step.needs));
    at = 0;
    why = "";
    enter();
    draw();
    root.querySelector("button.primary")?.focus();
  }

  /** What the bot can do here: a step whose command is not there is left out. */
  async function commands() {
    const names = new Set();
    for (const person of store.get("people") ?? []) {
      if (person.discord === null) continue;
      const found = await act("discord", "commands", { person: person.discord, channel: "dm" }).catch(() => []);
      kit.offered.push(...found);
      for (const one of found) for (const name of [one.name, ...Object.values(one.name_localizations ?? {})]) names.add(name);
    }
    return names;
  }

  function enter() {
    steps[at]?.enter?.(kit);
  }

  async function doIt() {
    busy = true;
    why = "";
    draw();
    try {
      await steps[at].run(kit);
    } catch (error) {
      why = say("tour-trouble", { why: error.message });
    }
    busy = false;
    draw();
    root.querySelector("button.primary")?.focus();
  }

  function next() {
    at += 1;
    why = "";
    if (at >= steps.length) end();
    else enter();
    draw();
  }

  function end() {
    at = -1;
    root.hidden = true;
    document.getElementById("tour-open").focus();
  }

  function draw() {
    root.hidden = at < 0;
    document.body.classList.toggle("touring", at >= 0);
    if (at < 0) { shown = ""; return; }
    const step = steps[at];
    const done = step.done?.(kit) ?? false;
    const last = at === steps.length - 1;
    const stamp = JSON.stringify([at, busy, done, why, document.documentElement.lang]);
    if (stamp === shown) return;
    shown = stamp;
    root.setAttribute("aria-label", say("tour-open"));
    root.dataset.step = step.key;
    root.dataset.done = String(done);
    root.replaceChildren(
      h("div.tour-head", {}, h("h2", {}, say(`step-${step.key}-title`)), h("small", {}, say("tour-step", { at: at + 1, of: steps.length })), h("button.quiet", { onclick: () => { end(); draw(); }, "aria-label": say("tour-end") }, "✕")),
      h("p", { role: "status" }, done ? say(`step-${step.key}-done`) : say(`step-${step.key}`), why ? h("em", {}, ` ${why}`) : null),
      h("div.row", {},
        step.run && !done ? h("button.primary", { disabled: busy, "data-do": true, onclick: doIt }, say(busy ? "tour-busy" : "tour-do")) : null,
        h(done || !step.run ? "button.primary" : "button", { "data-next": true, disabled: busy, onclick: next }, say(last ? "tour-finish" : done || !step.run ? "tour-next" : "tour-skip"))));
  }

  return { begin, draw };
}

/** Wait until something is to be seen; gives it, or throws after so many seconds. */
export function until(what, seconds = 30) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const look = () => {
      const found = what();
      if (found) resolve(found);
      else if (Date.now() - began > seconds * 1000) reject(new Error(say("tour-late")));
      else setTimeout(look, 100);
    };
    look();
  });
}
