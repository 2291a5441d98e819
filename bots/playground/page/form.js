// Discord's forms, as a dialog: labels with a text or a list in them.
import { h } from "./dom.js";
import { say } from "./words.js";

/** Open a modal; what was filled in by custom id, or null where it was closed. */
export function formOf(modal, root) {
  const fields = [];
  const rows = modal.components.flatMap((part) => (part.type === 1 ? part.components.map((one) => [one.label, one]) : part.component ? [[part.label, part.component]] : []));
  const made = rows.map(([label, part]) => {
    const id = `field-${part.custom_id}`;
    const input = part.type === 4
      ? h(part.style === 2 ? "textarea" : "input", { id, required: part.required, placeholder: part.placeholder, minlength: part.min_length, maxlength: part.max_length, value: part.value ?? "" })
      : h("select", { id, required: part.required, multiple: part.max_values > 1 }, part.required || part.max_values > 1 ? null : h("option", { value: "" }, "—"),
        (part.options ?? []).map((option) => h("option", { value: option.value, selected: option.default }, option.label)));
    fields.push([part, input]);
    return h("div.field", {}, h("label", { for: id }, label ?? part.custom_id, part.required ? h("span.must", { "aria-hidden": "true" }, " *") : null), input);
  });
  return new Promise((resolve) => {
    const end = (values) => { dialog.close(); dialog.remove(); resolve(values); };
    const values = () => Object.fromEntries(fields.map(([part, input]) =>
      [part.custom_id, part.type === 4 ? input.value : [...input.selectedOptions].map((one) => one.value).filter(Boolean)]));
    const dialog = h("dialog.modal", { "aria-label": modal.title, oncancel: (event) => { event.preventDefault(); end(null); } },
      h("form", { onsubmit: (event) => { event.preventDefault(); end(values()); } },
        h("h3", {}, modal.title), ...made,
        h("div.row", {}, h("button.plain", { type: "button", onclick: () => end(null) }, say("cancel")), h("button.primary", { type: "submit" }, say("send")))));
    root.append(dialog);
    dialog.showModal();
    fields[0]?.[1].focus();
  });
}
