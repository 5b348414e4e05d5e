// The chat side: who I am, the channels that this person sees, the posts, the composer.

import * as api from "/console/api.js";
import * as dialogs from "/console/dialogs.js";
import { byId, element, keyed, refresh, say } from "/console/dom.js";
import * as posts from "/console/posts.js";

const EXAMPLES = [
  "/standard prendre 2024-08-01..15",
  "/standard rendre du 5 au 9 août",
  "/standard qui",
  "/standard urgence quelqu'un est bloqué devant la porte",
  "/standard question qui peut tenir le standard ?",
];
const KINDS = { O: "Canal public", P: "Canal privé", D: "Message direct" };
const MARKS = { O: "#", P: "🔒", D: "@" };
const AT_BOTTOM_PX = 60;
const PERMALINK = /^\/[^/]+\/pl\/([a-z0-9]{26})$/;
const ANCHOR = /^#post-([a-z0-9]{26})$/;

const view = { me: "", channelId: "", root: null, openedAt: null, isAtBottom: true, last: null, wantedPost: "" };
/** `person/channel` -> when its newest seen post was made. */
const seen = new Map();
let poke = () => {};

/** Return who the reader is, empty before the first answer. */
export const me = () => view.me;

/** Listen to the page; `onAct` is called when there should be something new to see. */
export function start(onAct) {
  poke = onAct;
  dialogs.start(onAct);
  byId("me").addEventListener("change", () => become(byId("me").value));
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  startText(byId("text"));
  byId("stop-replying").addEventListener("click", () => replyTo(null));
  byId("examples").append(...EXAMPLES.map(example));
  startScrolling(byId("scroller"));
  startLinks();
}

/** Show what the chat answered for `user`; an answer for somebody else comes too late and is dropped. */
export function show(everything, user) {
  if (user !== view.me && view.me) return;
  const people = everything.users.filter((one) => !one.is_bot && one.is_active);
  refresh(byId("me"), people.map(({ username, first_name: first }) => ({ username, first })), (found) => found.map(person));
  if (!people.some((one) => one.username === view.me)) return people.length ? become(people[0].username) : undefined;
  byId("me").value = view.me;
  view.last = everything;
  view.openedAt ??= Math.max(0, ...everything.channels.flatMap((channel) => channel.posts.map((post) => post.create_at)));
  if (!everything.channels.some((channel) => channel.id === view.channelId)) {
    view.channelId = everything.channels[0]?.id ?? "";
    view.isAtBottom = true;
  }
  render();
  if (view.wantedPost) openPost(view.wantedPost);
  dialogs.show(everything.dialogs, view.me);
}

function render() {
  const channels = view.last.channels;
  const current = channels.find((channel) => channel.id === view.channelId);
  const bots = new Set(view.last.users.filter((one) => one.is_bot).map((one) => one.username));
  const isRead = byId("scroller").clientHeight > 0 && !document.hidden;
  if (current && isRead) seen.set(`${view.me}/${current.id}`, newest(current));
  showChannels(channels);
  byId("empty").hidden = !current || current.posts.length > 0;
  refresh(byId("channel-name"), current?.display_name ?? "Aucun canal", (name) => [name]);
  refresh(byId("channel-about"), current ? about(current) : "", (text) => [text]);
  const list = byId("posts");
  const isSame = list.dataset.of === view.channelId;
  if (isSame) measure();
  const before = isSame ? lastKey() : "";
  const height = byId("scroller").scrollHeight;
  posts.show(list, current?.posts ?? [], { bots, does: { click, reply: replyTo } });
  list.dataset.of = view.channelId;
  if (!isSame || height !== byId("scroller").scrollHeight) follow();
  if (before !== "" && before !== lastKey() && !view.isAtBottom) byId("newer").hidden = false;
}

const newest = (channel) => Math.max(0, ...channel.posts.map((post) => post.create_at));
const lastKey = () => [...byId("posts").querySelectorAll(".post")].map((node) => node.dataset.key).at(-1) ?? "";

function about(channel) {
  const others = channel.members.map((name) => `@${name}`).join(", ");
  return [KINDS[channel.type] ?? "Canal", others, channel.header].filter(Boolean).join(" · ");
}

function showChannels(channels) {
  let waiting = 0;
  keyed(byId("channels"), channels, {
    key: (channel) => channel.id,
    build: () => element("li"),
    update: (node, channel) => {
      const since = seen.get(`${view.me}/${channel.id}`) ?? view.openedAt;
      const fresh = channel.posts.filter((post) => post.create_at > since && post.user !== view.me).length;
      waiting += fresh;
      const value = { name: channel.display_name, type: channel.type, fresh, isCurrent: channel.id === view.channelId };
      refresh(node, value, (row) => channelButton(row, () => openChannel(channel.id)));
    },
  });
  const badge = byId("tab-unread");
  badge.hidden = waiting === 0;
  refresh(badge, waiting, (count) => [String(count), element("span", { className: "hidden", textContent: " à lire" })]);
}

function channelButton({ name, type, fresh, isCurrent }, onClick) {
  const mark = element("span", { className: "mark", textContent: MARKS[type] ?? "#", aria: { hidden: "true" } });
  const badge = fresh
    ? element("span", { className: "badge" }, String(fresh), element("span", { className: "hidden", textContent: " à lire" }))
    : null;
  const text = element("span", { className: "name", textContent: type === "D" ? name.replace(/^@/, "") : name });
  const made = element("button", { type: "button", className: fresh ? "fresh" : "", data: { focus: "channel" } }, mark, text, badge);
  if (isCurrent) made.setAttribute("aria-current", "true");
  made.addEventListener("click", onClick);
  return made;
}

const person = ({ username, first }) =>
  element("option", { value: username, textContent: first ? `${first} (@${username})` : username });

function become(name) {
  view.me = name;
  view.last = null;
  // The channel stays open if the next person is in it as well.
  openChannel(view.channelId);
  poke();
}

function openChannel(id) {
  view.channelId = id;
  view.isAtBottom = true;
  byId("posts").dataset.of = "";
  replyTo(null, { withFocus: false });
  say(byId("chat-notice"), "");
  if (view.last !== null) render();
}

/** Follow links to posts, on the page and in its address. */
function startLinks() {
  byId("posts").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const match = link?.origin === location.origin ? PERMALINK.exec(link.pathname) : null;
    if (!match) return;
    event.preventDefault();
    openPost(match[1]);
  });
  const note = () => (view.wantedPost = ANCHOR.exec(location.hash)?.[1] ?? "");
  addEventListener("hashchange", note);
  note();
}

function openPost(id) {
  view.wantedPost = "";
  const channel = view.last.channels.find((one) => one.posts.some((post) => post.id === id));
  if (channel === undefined) return say(byId("chat-notice"), "Ce message n'existe plus, ou vous ne le voyez pas.");
  openChannel(channel.id);
  view.isAtBottom = false;
  const node = byId("posts").querySelector(`[data-key="${id}"]`);
  node.tabIndex = -1;
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
}

function replyTo(post, { withFocus = true } = {}) {
  view.root = post;
  byId("replying").hidden = post === null;
  byId("replying-to").textContent = post === null ? "" : `Réponse dans le fil de ${post.shown_as || post.user}`;
  if (withFocus) byId("text").focus();
}

async function click(post, action, option) {
  const body = { user: view.me, post_id: post.id, action: action.id, selected_option: option };
  const answer = await api.post("/sandbox/chat/click", body);
  say(byId("chat-notice"), answer.error);
  await poke();
}

async function send() {
  const text = byId("text").value;
  if (!text.trim() || byId("send").disabled) return;
  byId("send").disabled = true;
  setText("");
  view.isAtBottom = true;
  follow();
  const answer = await api.post("/sandbox/chat/say", {
    user: view.me, channel: view.channelId, text, root_id: view.root?.id ?? "",
  });
  byId("send").disabled = false;
  say(byId("chat-notice"), answer.error);
  // What could not be sent goes back into the field, unless something else was begun there.
  if (answer.error && !byId("text").value) setText(text);
  poke();
}

function startText(text) {
  text.addEventListener("input", () => fit(text));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
}

function setText(value) {
  byId("text").value = value;
  fit(byId("text"));
}

function fit(text) {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

function example(text) {
  const made = element("button", { type: "button", textContent: text });
  made.addEventListener("click", () => {
    setText(text);
    byId("text").focus();
  });
  return element("li", {}, made);
}

function startScrolling(scroller) {
  scroller.addEventListener("scroll", measure);
  // A keyboard that opens, a tab that is shown again: whoever was at the bottom stays there.
  const watch = new ResizeObserver(follow);
  watch.observe(scroller);
  watch.observe(byId("posts"));
  byId("newer").addEventListener("click", () => {
    view.isAtBottom = true;
    follow();
  });
}

/** Note whether the reader is at the bottom; unknown while the chat is not shown. */
function measure() {
  const { clientHeight, scrollHeight, scrollTop } = byId("scroller");
  if (!clientHeight) return;
  view.isAtBottom = scrollHeight - scrollTop - clientHeight < AT_BOTTOM_PX;
  if (view.isAtBottom) byId("newer").hidden = true;
}

function follow() {
  if (!view.isAtBottom) return;
  byId("newer").hidden = true;
  byId("scroller").scrollTop = byId("scroller").scrollHeight;
}
