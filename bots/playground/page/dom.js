// Making and keeping elements.

/** An element: h("button.primary", {onclick, ...attributes}, ...children). */
export function h(what, given = {}, ...children) {
  const [name, ...classes] = what.split(".");
  const made = document.createElement(name || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value") made.value = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Make a list's children those of `items` ([key, stamp, make]); what has not changed stays, with its focus. */
export function keep(list, items) {
  const there = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let before = null;
  for (const [key, stamp, make] of items) {
    let child = there.get(String(key));
    there.delete(String(key));
    if (!child || child.dataset.stamp !== stamp) {
      const fresh = make();
      fresh.dataset.key = key;
      fresh.dataset.stamp = stamp;
      if (child) {
        const inside = child.contains(document.activeElement) ? focusable(child).indexOf(document.activeElement) : -1;
        child.replaceWith(fresh);
        if (inside >= 0) focusable(fresh)[inside]?.focus();
      }
      child = fresh;
    }
    const place = before ? before.nextSibling : list.firstChild;
    if (child !== place) list.insertBefore(child, place);
    before = child;
  }
  for (const child of there.values()) child.remove();
}

const focusable = (root) => [...root.querySelectorAll("button, a, input, select, textarea")];

/** A colour of one's own for whoever is called so. */
export function tint(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return `tint-${sum % 7}`;
}

/** The round picture of somebody: their first letter. */
export const face = (name) => h(`span.face.${tint(name)}`, { "aria-hidden": "true" }, [...name][0] ?? "?");
