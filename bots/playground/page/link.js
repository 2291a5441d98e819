// The line to the playground: everything there is to see comes in sections, everything done goes out as a call.

const given = document.querySelector('meta[name="guyub-token"]').content;
const token = given || new URLSearchParams(location.hash.slice(1)).get("token") || "";
const watchers = new Set();

/** The sections by name, as the playground sent them last. */
export const store = new Map();
/** What the bot was told, wrote and sent, newest last. */
export const steps = [];
export const line = { open: false };
const MOST = 160;
let number = 0;

/** Call `then(changed names, message)` whenever something changed. */
export const watch = (then) => watchers.add(then);
const tell = (names, message) => watchers.forEach((then) => then(names, message));

/** Begin to listen, and go on after every interruption. */
export function listen() {
  const address = new URL("/control/page", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.searchParams.set("token", token);
  const socket = new WebSocket(address);
  socket.addEventListener("message", (event) => take(JSON.parse(event.data)));
  socket.addEventListener("open", () => { line.open = true; tell(new Set(["line"]), {}); });
  socket.addEventListener("close", () => {
    line.open = false;
    tell(new Set(["line"]), {});
    setTimeout(listen, 600);
  });
}

function take(message) {
  const changed = new Set(Object.keys(message.set));
  if (message.first) {
    for (const name of store.keys()) changed.add(name);
    store.clear();
    steps.length = 0;
  }
  for (const [name, value] of Object.entries(message.set)) store.set(name, value);
  for (const name of message.gone) { store.delete(name); changed.add(name); }
  for (const step of message.steps) steps.push({ ...step, id: (number += 1) });
  if (message.rows.length) {
    steps.push({ what: "rows", rows: message.rows, id: (number += 1) });
    changed.add("steps");
  }
  if (message.steps.length) changed.add("steps");
  steps.splice(0, Math.max(0, steps.length - MOST));
  tell(changed, message);
}

/** Do something: act("telegram", "write", {...}) as a person, act("stage", "kill") from the drawer. */
export async function act(who, verb, args = {}) {
  const answer = await fetch(`/control/${who}/${verb}`, {
    method: "POST",
    headers: { "X-Guyub-Token": token, "Content-Type": "application/json" },
    body: JSON.stringify(args),
  });
  const told = await answer.json();
  if (told.error !== undefined) throw new Error(told.error);
  return told.result;
}

/** Now, in seconds, by the clock that can be turned. */
export const now = () => Date.now() / 1000 + (store.get("clock")?.fast ?? 0);
