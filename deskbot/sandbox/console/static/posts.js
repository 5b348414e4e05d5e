// The posts of a channel: authors, text, players, buttons, and the replies under their root.

import { element, keyed, refresh } from "/console/dom.js";
import * as dates from "/console/dates.js";
import * as markdown from "/console/markdown.js";

const busy = new Set();
const COLOURS = 6;
const FILES = "/sandbox/chat/files/";
const PICTURES = ["image/png", "image/jpeg", "image/gif"];
const STYLES = ["primary", "good", "success", "warning", "danger"];

/** Show `posts` in `list`. `does.click(post, action, option)` returns a promise; `does.reply(post)` does not. */
export function show(list, posts, { bots, does }) {
  const repliesOf = threads(posts);
  const roots = repliesOf.get("");
  const isSeparate = dayStarts(roots);
  keyed(list, roots, {
    key: (post) => post.id,
    build: () => frame({ withReplies: true }),
    update: (node, post) => {
      fill(node, post, { bots, does, day: isSeparate.get(post.id) ?? "", canReply: !post.ephemeral_for });
      keyed(node.querySelector(".replies"), repliesOf.get(post.id) ?? [], {
        key: (reply) => reply.id,
        build: () => frame({ withReplies: false }),
        update: (inner, reply) => fill(inner, reply, { bots, does, day: "", canReply: false }),
      });
    },
  });
}

/** Return the replies by their root's id; under "" the roots, and the replies whose root is gone. */
function threads(posts) {
  const found = new Map([["", []], ...posts.map((post) => [post.id, []])]);
  for (const post of posts) (found.get(post.root_id) ?? found.get("")).push(post);
  return found;
}

function dayStarts(posts) {
  const starts = new Map();
  let last = "";
  for (const post of posts) {
    const day = dates.day(new Date(post.at));
    if (day !== last) starts.set(post.id, day);
    last = day;
  }
  return starts;
}

function frame({ withReplies }) {
  const parts = ["day", "avatar", "head", "body", "extras", "files", "actions"].map((name) =>
    element("div", { className: name }),
  );
  const content = element("div", { className: "content" }, ...parts.slice(2));
  const made = element("li", { className: "post" }, parts[0], parts[1], content);
  if (withReplies) content.append(element("ol", { className: "replies" }));
  return made;
}

function fill(node, post, { bots, does, day, canReply }) {
  const part = (name) => node.querySelector(`:scope > .${name}, :scope > .content > .${name}`);
  const author = post.shown_as || post.user;
  node.classList.toggle("ephemeral", Boolean(post.ephemeral_for));
  refresh(part("day"), day, (text) => (text ? [element("span", { textContent: text })] : []));
  refresh(part("avatar"), author, (name) => avatar(name));
  const { at, edited, pinned } = post;
  const head = { author, at, edited, pinned, isBot: bots.has(author), alone: Boolean(post.ephemeral_for), canReply };
  refresh(part("head"), head, (value) => heading(value, () => does.reply(post)));
  refresh(part("body"), post.message, markdown.render);
  refresh(part("extras"), (post.attachments ?? []).filter(hasText), (found) => found.map(attachment));
  refresh(part("files"), post.files ?? [], (found) => found.map(file));
  refresh(part("actions"), post.buttons ?? [], (found) => found.map((action) => control(post, action, does)));
  setBusy(part("actions"), busy.has(post.id));
}

function avatar(name) {
  const colour = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % COLOURS;
  const made = element("span", { className: `face face-${colour}`, textContent: (name[0] ?? "?").toUpperCase() });
  made.setAttribute("aria-hidden", "true");
  return made;
}

function heading({ author, at, edited, pinned, isBot, alone, canReply }, reply) {
  const moment = new Date(at);
  return [
    element("strong", { className: "author", textContent: author }),
    isBot ? element("span", { className: "bot", textContent: "BOT" }) : null,
    element("time", { dateTime: at, title: `${dates.day(moment)}, ${dates.hourSeconds(moment)}`, textContent: dates.hour(moment) }),
    edited ? element("span", { className: "faint", textContent: "(modifié)" }) : null,
    pinned ? element("span", { className: "pinned", textContent: "📌 épinglé" }) : null,
    alone ? element("span", { className: "alone", textContent: "visible par vous seulement" }) : null,
    canReply ? replyButton(author, reply) : null,
  ].filter((one) => one !== null);
}

function replyButton(author, reply) {
  const made = element("button", { type: "button", className: "reply", textContent: "Répondre", data: { focus: "reply" }, aria: { label: `Répondre à ${author}` } });
  made.addEventListener("click", reply);
  return made;
}

const hasText = (item) => [item.pretext, item.title, item.text, item.footer].some(Boolean) || (item.fields ?? []).length > 0;

function attachment({ pretext, title, text, fields, footer }) {
  const block = (value, className) => (value ? element("div", { className }, ...markdown.render(String(value))) : null);
  const rows = (fields ?? []).map(({ title: name, value }) =>
    element("div", { className: "field" }, block(name, "field-name"), block(value, "field-value")),
  );
  return element("div", { className: "attachment" }, block(pretext), block(title, "field-name"), block(text), ...rows, block(footer, "faint"));
}

function file({ name, mime, size, url }) {
  const address = String(url).startsWith(FILES) ? url : "#";
  const written = `${name} (${Math.max(1, Math.round(size / 1024))} ko)`;
  const link = element("a", { href: address, download: name, textContent: written });
  if (PICTURES.includes(mime)) {
    return element("figure", {}, element("img", { src: address, alt: name }), element("figcaption", {}, "🖼️ ", link));
  }
  if (!String(mime).startsWith("audio/")) return element("p", { className: "file" }, "📎 ", link);
  const player = element("audio", { controls: true, preload: "metadata", src: address, aria: { label: `Écouter ${name}` } });
  return element("figure", {}, element("figcaption", {}, "🎧 ", link), player);
}

function control(post, action, does) {
  return action.type === "select" ? menu(post, action, does) : button(post, action, does);
}

function button(post, action, does) {
  const style = STYLES.includes(action.style) ? action.style : "plain";
  const made = element("button", { type: "button", className: `action ${style}`, textContent: action.name, data: { focus: action.id } });
  made.addEventListener("click", () => run(made, post, () => does.click(post, action, "")));
  return made;
}

function menu(post, action, does) {
  const choices = (action.options ?? []).map(({ text, value }) => element("option", { value, textContent: text }));
  const made = element(
    "select",
    { className: "action", data: { focus: action.id }, aria: { label: action.name } },
    element("option", { value: "", textContent: action.name }),
    ...choices,
  );
  made.addEventListener("change", () => made.value && run(made, post, () => does.click(post, action, made.value)));
  return made;
}

async function run(clicked, post, act) {
  if (busy.has(post.id)) return;
  busy.add(post.id);
  const actions = clicked.closest(".actions");
  setBusy(actions, true);
  try {
    await act();
  } finally {
    busy.delete(post.id);
    setBusy(actions, false);
    const lost = document.activeElement === document.body;
    if (lost) actions.querySelector(`[data-focus="${CSS.escape(clicked.dataset.focus)}"]`)?.focus({ preventScroll: true });
  }
}

function setBusy(actions, isBusy) {
  for (const one of actions.children) if (one.disabled !== isBusy) one.disabled = isBusy;
}
