// Discord's slash commands: a list to pick from, then a field for each option, with what the bot suggests.
import { h } from "./dom.js";
import { act, store } from "./link.js";
import { Picker } from "./phone.js";
import { language, say } from "./words.js";

const SUB = 1, GROUP = 2, INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, NUMBER = 10;
const PAUSE = 200;

/** Watches a text field for `/`; `of` says who does it where, and runs what was filled in. */
export class Slash {
  constructor(field, of) {
    this.field = field;
    this.of = of;
    this.commands = [];
    this.picker = new Picker(field, (item) => this.choose(item.command));
    this.panel = h("form.slash", { hidden: true, onsubmit: (event) => { event.preventDefault(); this.run(); } });
    field.addEventListener("input", () => this.look());
  }

  close() {
    this.panel.hidden = true;
    this.picker.offer([]);
  }

  /** Offer the commands that begin as the field does. */
  async look() {
    const typed = this.field.value;
    if (!typed.startsWith("/")) return this.picker.offer([]);
    if (typed === "/" || !this.commands.length) this.commands = await this.all();
    if (this.field.value !== typed) return undefined;
    const wanted = typed.slice(1).trim().toLowerCase();
    return this.picker.offer(this.commands.filter((one) => one.shown.startsWith(wanted) || one.path.startsWith(wanted))
      .map((one) => ({ name: `/${one.shown}`, about: one.about, command: one })));
  }

  /** All commands with their subcommands, each by its whole name. */
  async all() {
    const found = [];
    for (const command of (await this.of.offered(this.of.place)) ?? []) {
      if (command.type !== 1) continue;
      const walk = (one, path, shown) => {
        const inner = (one.options ?? []).filter((option) => option.type === SUB || option.type === GROUP);
        if (inner.length) inner.forEach((next) => walk(next, `${path} ${next.name}`, `${shown} ${local(next)}`));
        else found.push({ path, shown, about: localAbout(one), options: one.options ?? [] });
      };
      walk(command, command.name, local(command));
    }
    return found.sort((a, b) => a.shown.localeCompare(b.shown));
  }

  /** A line typed whole: run it if it needs nothing more, open its fields if it does; false where it is no command. */
  async typed(text) {
    this.commands = await this.all();
    const words = text.slice(1).trim().toLowerCase();
    const found = this.commands.find((one) => one.shown === words || one.path === words);
    if (!found) return false;
    this.choose(found);
    return true;
  }

  choose(command) {
    this.command = command;
    this.field.value = "";
    if (!command.options.length) { this.close(); this.of.run(command.path, {}); return; }
    this.fields = command.options.map((option) => this.fieldOf(option));
    this.panel.hidden = false;
    this.panel.replaceChildren(
      h("div.slash-head", {}, h("b", {}, `/${command.shown}`), h("button.quiet", { type: "button", "aria-label": say("close"), onclick: () => { this.close(); this.field.focus(); } }, "✕")),
      ...this.fields.map((one) => one.row),
      h("button.primary", { type: "submit" }, say("send")));
    this.fields[0].input.focus();
  }

  fieldOf(option) {
    const id = `slash-${option.name}`;
    const pick = this.picks(option);
    const input = pick
      ? h("select", { id }, option.required ? null : h("option", { value: "" }, "—"), pick.map(([value, label]) => h("option", { value }, label)))
      : h("input", { id, type: option.type === INTEGER || option.type === NUMBER ? "number" : "text", autocomplete: "off", required: option.required, min: option.min_value, max: option.max_value, minlength: option.min_length, maxlength: option.max_length });
    input.name = option.name;
    const one = { option, input, known: new Map() };
    one.row = h("div.option", {}, h("label", { for: id }, local(option), option.required ? null : h("small", {}, ` ${say("optional")}`)), input, h("small.about", {}, localAbout(option)));
    if (option.autocomplete) this.suggest(one);
    return one;
  }

  picks(option) {
    const guild = store.get("dc")?.[0];
    if (option.choices) return option.choices.map((one) => [String(one.value), local(one)]);
    if (option.type === BOOLEAN) return [["true", "✓"], ["false", "✗"]];
    if (option.type === USER) return (guild?.members ?? []).map((one) => [one.user.id, one.nick ?? one.user.global_name ?? one.user.username]);
    if (option.type === ROLE) return (guild?.roles ?? []).map((one) => [one.id, one.name]);
    if (option.type === CHANNEL) return (guild?.channels ?? []).filter((one) => one.type !== 4).map((one) => [one.id, `#${one.name}`]);
    return null;
  }

  /** Ask the bot what fits as somebody types. */
  suggest(one) {
    one.input.id = `slash-${one.option.name}`;
    const list = new Picker(one.input, (item) => { one.known.set(item.name, item.value); one.input.value = item.name; });
    one.row.append(list.list);
    let asked;
    const ask = async () => {
      const partial = one.input.value;
      const others = this.values(one);
      const choices = await act("discord", "complete", { person: this.of.person(), channel: this.of.place(), command: this.command.path, option: one.option.name, partial, others }).catch(() => []);
      if (one.input.value !== partial || document.activeElement !== one.input) return;
      list.offer(choices.map((choice) => ({ name: local(choice), value: choice.value })));
    };
    const soon = () => { clearTimeout(asked); asked = setTimeout(ask, PAUSE); };
    one.input.addEventListener("input", soon);
    one.input.addEventListener("focus", soon);
    one.input.addEventListener("blur", () => list.offer([]));
  }

  values(without) {
    const values = {};
    for (const one of this.fields) {
      const typed = one.input.value.trim();
      if (one === without || !typed) continue;
      values[one.option.name] = one.option.type === BOOLEAN ? typed === "true" : one.known.get(typed) ?? typed;
    }
    return values;
  }

  run() {
    const values = this.values();
    this.close();
    this.field.focus();
    return this.of.run(this.command.path, values);
  }
}

const locale = () => (language() === "id" ? "id" : "en-US");
const local = (one) => one.name_localizations?.[locale()] ?? one.name;
const localAbout = (one) => one.description_localizations?.[locale()] ?? one.description ?? "";
