// What both phones have: who holds it, the list of chats, the messages, short notices, and a list to pick from.
import { face, h, keep } from "./dom.js";
import { store } from "./link.js";
import { say } from "./words.js";

/** One phone. `of` gives its people, chats, messages and what is written at its foot. */
export class Phone {
  constructor(root, platform, of) {
    this.root = root;
    this.platform = platform;
    this.of = of;
    this.who = null;
    this.where = null;
    this.read = new Map();
    this.people = h("div.people", { role: "group" });
    this.chats = h("nav.chats");
    this.head = h("header.chat-head");
    this.log = h("div.log", { role: "log", "aria-live": "polite", tabindex: "0" });
    this.members = h("aside.members", { hidden: true });
    this.foot = h("footer.foot");
    this.notice = h("div.notice", { role: "status", hidden: true });
    this.screen = h("div.screen", {}, this.head, h("div.middle", {}, this.log, this.members), this.notice, this.foot);
    root.append(
      h("div.case-head", {}, h("h2", {}, platform === "telegram" ? "Telegram" : "Discord"), this.people),
      h(`div.phone.${platform}`, {}, this.chats, this.screen),
    );
    this.log.addEventListener("scroll", () => {
      this.stuck = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
    });
    this.stuck = true;
    new ResizeObserver(() => { if (this.stuck) this.log.scrollTop = this.log.scrollHeight; }).observe(this.log);
  }

  /** Whoever of the people has an account here. */
  folk() {
    return (store.get("people") ?? []).filter((one) => one[this.platform] !== null);
  }

  person() {
    return this.folk().find((one) => one.key === this.who) ?? this.folk()[0];
  }

  /** Give the phone to somebody, and open a chat there if one is named. */
  hold(who, where) {
    this.who = who;
    if (where !== undefined) this.where = where;
    this.stuck = true;
    this.of.turned?.();
    this.draw();
  }

  open(where) {
    this.where = where;
    this.stuck = true;
    this.of.turned?.();
    this.draw();
  }

  draw() {
    const me = this.person();
    if (!me) return;
    this.who = me.key;
    this.people.setAttribute("aria-label", say("you-are"));
    keep(this.people, this.folk().map((one) => [
      one.key,
      `${one.key === this.who} ${document.documentElement.lang}`,
      () => h("button.person", {
        "aria-pressed": String(one.key === this.who), "data-person": one.key, onclick: () => this.hold(one.key),
        title: one.admin ? say("is-admin") : one.stranger ? say("is-stranger") : null,
      }, face(one.name), h("span", {}, one.name), one.admin ? h("span.mark", {}, "★") : null, one.stranger ? h("span.mark", {}, "🚪") : null),
    ]));
    const chats = this.of.chats(me);
    if (!chats.some((one) => one.key === this.where)) this.where = (chats.find((one) => one.first) ?? chats[0])?.key;
    this.chats.setAttribute("aria-label", say("chats"));
    const here = chats.find((one) => one.key === this.where);
    if (here) this.read.set(`${this.who} ${here.key}`, here.latest ?? 0);
    keep(this.chats, chats.map((one) => {
      const fresh = (one.latest ?? 0) > (this.read.get(`${this.who} ${one.key}`) ?? 0);
      return [
        one.key,
        JSON.stringify([one.title, one.key === this.where, fresh, one.note, this.who, document.documentElement.lang]),
        () => one.heading ? h("span.group", {}, one.title) : h("button.chat", {
          "aria-current": one.key === this.where ? "true" : null, "data-chat": one.key, onclick: () => this.open(one.key),
        }, h("span.icon", { "aria-hidden": "true" }, one.icon), h("span.title", {}, one.title),
        one.note ? h("small", {}, one.note) : null,
        fresh && one.key !== this.where ? h("span.dot", {}, h("span.hidden", {}, say("unread"))) : null),
      ];
    }));
    this.head.replaceChildren(...this.of.head(me, here));
    this.log.setAttribute("aria-label", here?.title ?? "");
    const { scrollTop } = this.log;
    keep(this.log, here ? this.of.messages(me, here) : []);
    if (this.stuck) this.log.scrollTop = this.log.scrollHeight;
    else this.log.scrollTop = scrollTop;
    if (here) this.of.foot(me, here);
    if (!this.members.hidden) this.members.replaceChildren(...this.of.members(me, here));
  }

  /** The button that shows and hides the member list. */
  membersButton() {
    return h("button.quiet", {
      "aria-expanded": String(!this.members.hidden), title: say("members"), "aria-label": say("members"),
      onclick: () => { this.members.hidden = !this.members.hidden; this.draw(); },
    }, "👥");
  }

  /** Say something at the foot of the screen for a while. */
  toast(text, seconds = 6) {
    clearTimeout(this.fading);
    this.notice.textContent = text;
    this.notice.hidden = !text;
    this.fading = setTimeout(() => { this.notice.hidden = true; }, seconds * 1000);
  }

  /** Do something and say why it was not possible, if it was not. */
  async attempt(doing) {
    try {
      return await doing();
    } catch (error) {
      this.toast(say("cannot", { why: error.message }));
      return null;
    }
  }
}

/** A list over a text field to pick from, by arrows and Enter as well. */
export class Picker {
  constructor(field, pick) {
    this.field = field;
    this.pick = pick;
    this.chosen = 0;
    this.items = [];
    this.list = h("ul.picker", { role: "listbox", hidden: true, id: `${field.id}-list` });
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.addEventListener("keydown", (event) => this.key(event));
  }

  /** Offer these: {name, about}. */
  offer(items) {
    this.items = items;
    this.chosen = 0;
    this.draw();
  }

  draw() {
    this.list.hidden = !this.items.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.list.replaceChildren(...this.items.map((item, number) => h("li", {
      role: "option", id: `${this.list.id}-${number}`, "aria-selected": String(number === this.chosen),
      onmousedown: (event) => { event.preventDefault(); this.take(number); },
    }, h("b", {}, item.name), h("span", {}, item.about ?? ""))));
    if (this.list.hidden) this.field.removeAttribute("aria-activedescendant");
    else {
      this.field.setAttribute("aria-activedescendant", `${this.list.id}-${this.chosen}`);
      this.list.children[this.chosen]?.scrollIntoView({ block: "nearest" });
    }
  }

  take(number) {
    const item = this.items[number];
    this.offer([]);
    this.pick(item);
  }

  key(event) {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.chosen = (this.chosen + step + this.items.length) % this.items.length;
      this.draw();
    } else if (event.key === "Enter" || event.key === "Tab") this.take(this.chosen);
    else if (event.key === "Escape") this.offer([]);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

const EMOJI = ["👍", "❤", "🔥", "😁", "😢", "🙏"];

/** The small button by a message with which one reacts. */
export function reactButton(give) {
  const palette = h("span.palette", { hidden: true });
  const button = h("button.react", {
    title: say("react"), "aria-label": say("react"), "aria-expanded": "false",
    onclick: () => {
      palette.hidden = !palette.hidden;
      button.setAttribute("aria-expanded", String(!palette.hidden));
      if (!palette.childElementCount) {
        palette.append(...EMOJI.map((one) => h("button", { onclick: () => { palette.hidden = true; give(one); } }, one)));
      }
    },
  }, "☺");
  return h("span.reacting", {}, button, palette);
}
