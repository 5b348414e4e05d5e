// Build nodes from text (never from HTML), and change only what has changed.

export const byId = (id) => document.getElementById(id);

/** Return a new element; `properties` are set on it, `data` on its dataset, `aria` as aria-* attributes. */
export function element(tag, { data = {}, aria = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const shown = new WeakMap();

/**
 * Fill `node` with `render(value)` if `value` is not what it shows already.
 *
 * A menu that is open, a player that plays, a field that has the focus: all live on as long as nothing of
 * theirs changes. Where they do change, the focus goes to the new node with the same `data-focus`.
 */
export function refresh(node, value, render) {
  const signature = JSON.stringify(value);
  if (shown.get(node) === signature) return false;
  shown.set(node, signature);
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  node.replaceChildren(...[render(value)].flat());
  if (focused) node.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  return true;
}

/** Make the children of `parent` the nodes of `items`, in order; a node that stays is not moved. */
export function keyed(parent, items, { key, build, update }) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = new Set(items.map(key));
  for (const [name, node] of old) if (!wanted.has(name)) node.remove();
  let cursor = parent.firstElementChild;
  for (const item of items) {
    let node = old.get(key(item));
    if (node === undefined) {
      node = build(item);
      node.dataset.key = key(item);
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
    update(node, item);
  }
}

/** Show `text` in a notice, or hide the notice where there is none. */
export function say(notice, text) {
  notice.hidden = !text;
  if (notice.textContent !== (text || "")) notice.textContent = text || "";
}
