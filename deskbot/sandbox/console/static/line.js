// The line side: the clock, who would ring, the agents, calls to place, what is broken.

import * as api from "/console/api.js";
import * as dates from "/console/dates.js";
import { byId, element, keyed, refresh, say } from "/console/dom.js";

const CALLS = [
  { label: "Personne ne répond, il raccroche", body: { outcome: "hangs_up" } },
  { label: "Laisse un message (rappel)", body: { outcome: "message", message_sample: "rappel" } },
  { label: "Laisse un message (bloqué à la porte)", body: { outcome: "message", message_sample: "porte" } },
  { label: "Répondu par le premier", body: { outcome: "answered", answered_by: 1 } },
  { label: "Répondu par le second", body: { outcome: "answered", answered_by: 2 } },
  { label: "Numéro masqué, raccroche", body: { outcome: "hangs_up" }, isHidden: true },
];
const STATES = { available: "disponible", loggedOut: "absent", onBreak: "en pause" };
const ENDS = { voicemail: "Répondeur", playback: "Annonce", hangup: "Fin d'appel", rejected: "Refus", number: "Renvoi", queue: "File" };
const SHOWN_CALLS = 5;
// After the records are there, so that whoever reads them meets them at once.
const MARGIN_MS = 2000;

const KINDS = { easyHunting: "file d'appels", line: "ligne", redirect: "redirection" };
// `number` is null until somebody chooses: the first one is shown.
const view = { now: null, line: null, number: null, isGoTouched: false };
let poke = () => {};

/** Listen to the page; `onAct` is called when there should be something new to see. */
export function start(onAct) {
  poke = onAct;
  byId("call-buttons").append(...CALLS.map(callButton));
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => move({ advance_s: Number(button.dataset.advance) }));
  }
  byId("tomorrow").addEventListener("click", () => view.now && moveTo(dates.tomorrowAtNine(view.now)));
  byId("go-to").addEventListener("input", () => (view.isGoTouched = true));
  byId("go").addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  byId("number").addEventListener("change", (event) => {
    view.number = event.target.value;
    poke();
  });
  toggle(byId("line-down"), "/sandbox/line/switches");
  toggle(byId("chat-down"), "/sandbox/chat/switches");
}

/** Show the time. */
export function showClock({ now }) {
  view.now = new Date(now);
  byId("clock").dateTime = now;
  refresh(byId("clock-day"), `${dates.day(view.now)}, `, (text) => [text]);
  refresh(byId("clock-hour"), dates.hourSeconds(view.now), (text) => [text]);
  const field = byId("go-to");
  if (!view.isGoTouched && document.activeElement !== field) {
    const wall = dates.wall(view.now);
    if (field.value !== wall) field.value = wall;
  }
}

/** Show the switches of the chat. */
export const showChatSwitches = ({ down }) => check(byId("chat-down"), down);

/** Return where the number that is shown can be asked for. */
export const path = () => (view.number ? `/sandbox/line?number=${encodeURIComponent(view.number)}` : "/sandbox/line");

/** Show the line. */
export function showLine(line) {
  // What was asked before somebody chose another number comes too late.
  if (view.number && line.public_number !== view.number) return;
  view.line = line;
  showChoice(line);
  byId("agents-table").hidden = line.kind !== "easyHunting";
  check(byId("line-down"), line.switches.down);
  refresh(byId("public"), line.public_number, (number) => [dates.phone(number)]);
  const rings = line.would_ring.map((ring) => ({ ...ring, name: nameOf(line, ring.number) }));
  refresh(byId("rings"), rings, (found) => (found.length ? found.map(ringing) : [nobody()]));
  refresh(byId("then"), line.then, then);
  refresh(byId("agents"), [line.agents, line.voicemail_number], () => line.agents.map((agent) => agentRow(agent, line)));
  showCalls(line);
}

function showChoice({ numbers, public_number: shown }) {
  byId("number-choice").hidden = numbers.length < 2;
  const option = ({ number, kind, description }) =>
    element("option", { value: number, textContent: `${dates.phone(number)} · ${description} (${KINDS[kind] ?? kind})` });
  refresh(byId("number"), numbers, () => numbers.map(option));
  if (document.activeElement !== byId("number")) byId("number").value = shown;
}

function nameOf(line, number) {
  if (number === line.public_number) return "Poste";
  if (number === line.voicemail_number) return "Répondeur";
  return line.agents.find((agent) => agent.number === number)?.description || "";
}

function ringing({ name, number, seconds, why }) {
  return element(
    "li",
    {},
    element("strong", { textContent: name || dates.phone(number) }),
    name ? ` ${dates.phone(number)}` : "",
    `, pendant ${dates.duration(seconds)}`,
    element("span", { className: "why", textContent: dates.phonesIn(why) }),
  );
}

const nobody = () => element("li", { className: "nobody", textContent: "Aucun téléphone ne sonne." });

function then({ kind, number, after_s: after, why }) {
  const where = kind === "number" ? dates.phone(number) : (ENDS[kind] ?? kind);
  const when = after ? `Ensuite, après ${dates.duration(after)} : ` : "Tout de suite : ";
  return [when, element("strong", { textContent: where }), element("span", { className: "why", textContent: dates.phonesIn(why) })];
}

function agentRow({ description, number, timeout, status, position }, line) {
  const where = number === line.voicemail_number ? "Répondeur" : dates.phone(number);
  const place = position ? `${position}. ` : "";
  return element(
    "tr",
    {},
    element("th", { scope: "row", textContent: `${place}${description || "sans nom"}` }),
    element("td", { textContent: where }),
    element("td", { textContent: `${timeout} s` }),
    element("td", {}, element("span", { className: `state ${status === "available" ? "on" : "off"}`, textContent: STATES[status] ?? status })),
  );
}

function showCalls(line) {
  const calls = line.calls.slice(-SHOWN_CALLS).reverse();
  byId("no-call").hidden = calls.length > 0;
  keyed(byId("history"), calls, {
    key: (call) => String(call.call_id),
    build: () => element("li"),
    update: (node, call) => refresh(node, call, () => lived(call, line)),
  });
}

function lived(call, line) {
  const caller = call.caller ? dates.phone(call.caller) : "numéro masqué";
  const legs = counted(call.legs.map((leg) => legText(leg, line)));
  const message = call.message_id ? ` Message laissé (${dates.duration(messageLength(call, line))}).` : "";
  const moment = new Date(call.begin);
  return [
    element("p", {}, element("time", { dateTime: call.begin, textContent: `${dates.hourSeconds(moment)} ` }), element("strong", { textContent: caller }), ` · ${dates.duration(call.total_s)}`),
    element("ul", {}, ...legs.map((text) => element("li", { textContent: text }))),
    element("p", { className: "why", textContent: dates.phonesIn(call.why) + message }),
  ];
}

/** Return the texts without their repetitions: the queue rings the same phones again and again. */
function counted(texts) {
  const times = new Map();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, count]) => (count > 1 ? `${text} (${count} fois)` : text));
}

const messageLength = (call, line) => line.voicemails.find((one) => one.id === call.message_id)?.duration_s ?? call.voicemail_s;

function legText(leg, line) {
  const agent = line.agents.find((one) => one.agent_id === leg.agent_id)?.description;
  const who = agent ? `${agent} (${dates.phone(leg.number)})` : dates.phone(leg.number);
  if (leg.by_private_voicemail) return `${who} : sa messagerie personnelle a pris l'appel`;
  if (leg.answered) return `${who} : décroche, ${dates.duration(leg.talk_s)} de conversation`;
  return `${who} : sonne ${dates.duration(leg.rang_s)}, pas de réponse`;
}

function callButton({ label, body, isHidden }) {
  const made = element("button", { type: "button", textContent: label });
  made.addEventListener("click", () => place(body, isHidden ? null : nextCaller()));
  return made;
}

/** Return the number of somebody who has not called yet (a range kept for fiction). */
function nextCaller() {
  const placed = view.line?.calls.length ?? 0;
  return `+336399890${String((placed + 1) % 100).padStart(2, "0")}`;
}

async function place(body, caller) {
  if (!view.line) return;
  const buttons = [...byId("call-buttons").children];
  const focused = document.activeElement;
  for (const button of buttons) button.disabled = true;
  const answer = await api.post("/sandbox/line/calls", { number: view.line.public_number, caller, ...body });
  const moved = answer.error ? "" : await moveAfter(answer.body);
  for (const button of buttons) button.disabled = false;
  if (document.activeElement === document.body) focused?.focus({ preventScroll: true });
  say(byId("call-notice"), answer.error || moved);
  poke();
}

async function moveAfter(call) {
  const late = (view.line.switches.records_late_s ?? 0) * 1000;
  const to = new Date(new Date(call.ended_at).getTime() + late + MARGIN_MS);
  const answer = await api.post("/sandbox/clock", { to: to.toISOString() });
  const now = new Date(answer.body.now ?? to);
  return `Appel terminé : il est maintenant ${dates.hourSeconds(now)}.`;
}

async function move(how) {
  const answer = await api.post("/sandbox/clock", how);
  say(byId("clock-notice"), answer.status === 409 ? "L'horloge ne va que vers l'avant." : answer.error);
  view.isGoTouched &&= Boolean(answer.error);
  poke();
}

const moveTo = (moment) => move({ to: moment.toISOString() });

function go() {
  const moment = dates.fromWall(byId("go-to").value);
  if (moment === null) say(byId("clock-notice"), "Il manque la date ou l'heure.");
  else moveTo(moment);
}

function toggle(button, path) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const down = button.getAttribute("aria-checked") !== "true";
    const answer = await api.post(path, { down });
    button.disabled = false;
    if (document.activeElement === document.body) button.focus({ preventScroll: true });
    if (!answer.error) check(button, down);
    poke();
  });
}

function check(button, isOn) {
  if (button.disabled || button.getAttribute("aria-checked") === String(isOn)) return;
  button.setAttribute("aria-checked", String(isOn));
}
