// The form that an integration opens for a person.

import * as api from "/console/api.js";
import { byId, element, say } from "/console/dom.js";
import * as markdown from "/console/markdown.js";

const REQUIRED = "Ce champ est obligatoire.";
const TOO_SHORT = /^Minimum input length is (\d+)\.$/;
const REASONS = { "This field is required.": REQUIRED };
let open = null;
let changed = () => {};

/** Listen to the form; `onChange` is called when something was sent. */
export function start(onChange) {
  changed = onChange;
  byId("dialog-form").addEventListener("submit", (event) => {
    event.preventDefault();
    send({ submission: values() });
  });
  byId("dialog-cancel").addEventListener("click", () => send({ cancelled: true }));
  byId("dialog").addEventListener("cancel", (event) => {
    event.preventDefault();
    send({ cancelled: true });
  });
}

/** Show the first of `dialogs`, of the person `user`; a form that is open already is left as it is. */
export function show(dialogs, user) {
  const wanted = dialogs[0] ?? null;
  if (open?.id === wanted?.id) return;
  if (open !== null) byId("dialog").close();
  open = wanted && { ...wanted, user };
  if (open === null) return;
  fill(open);
  byId("dialog").showModal();
  byId("dialog-fields").querySelector("select, input, textarea")?.focus();
}

function fill(given) {
  byId("dialog-title").textContent = given.title || "Formulaire";
  byId("dialog-introduction").replaceChildren(...markdown.render(given.introduction || ""));
  byId("dialog-submit").textContent = given.submit_label || "Envoyer";
  byId("dialog-fields").replaceChildren(...given.elements.map(field));
  say(byId("dialog-notice"), "");
}

function field(about) {
  const id = `field-${about.name}`;
  const made = input(about);
  Object.assign(made, { id, name: about.name });
  made.setAttribute("aria-describedby", `${id}-help ${id}-error`);
  const optional = about.optional ? element("span", { className: "faint", textContent: " (facultatif)" }) : null;
  return element(
    "div",
    { className: "field" },
    element("label", { htmlFor: id }, about.display_name || about.name, optional),
    about.type === "bool" ? element("label", { className: "box" }, made, about.placeholder || "") : made,
    element("p", { className: "faint", id: `${id}-help`, textContent: about.help_text || "" }),
    element("p", { className: "error", id: `${id}-error` }),
  );
}

function input(about) {
  if (about.type === "select" || about.type === "radio") return choice(about);
  if (about.type === "bool") return element("input", { type: "checkbox", checked: String(about.default) === "true" });
  const shared = { value: about.default ?? "", placeholder: about.placeholder || "" };
  if (about.max_length) shared.maxLength = about.max_length;
  if (about.type === "textarea") return element("textarea", { rows: 3, ...shared });
  const kind = ["email", "number", "tel", "url"].includes(about.subtype) ? about.subtype : "text";
  return element("input", { type: kind, ...shared });
}

function choice(about) {
  const none = element("option", { value: "", textContent: about.placeholder || "Choisir…" });
  const options = (about.options ?? []).map(({ text, value }) => element("option", { value, textContent: text }));
  const made = element("select", {}, none, ...options);
  made.value = about.default ?? "";
  return made;
}

function values() {
  const found = {};
  for (const about of open.elements) {
    const given = byId(`field-${about.name}`);
    if (about.type === "bool") found[about.name] = given.checked;
    else if (given.value === "") found[about.name] = null;
    else found[about.name] = given.type === "number" ? Number(given.value) : given.value;
  }
  return found;
}

async function send(how) {
  if (open === null || byId("dialog-submit").disabled) return;
  const sent = open;
  setBusy(true);
  const answer = await api.post("/sandbox/chat/dialog", { user: sent.user, dialog_id: sent.id, ...how });
  setBusy(false);
  if (open?.id !== sent.id) return;
  const errors = answer.body.errors ?? {};
  if (answer.error || Object.keys(errors).length) showErrors(answer.error, errors);
  else close();
  changed();
}

function close() {
  byId("dialog").close();
  open = null;
}

function setBusy(isBusy) {
  for (const id of ["dialog-submit", "dialog-cancel"]) byId(id).disabled = isBusy;
}

function showErrors(whole, errors) {
  say(byId("dialog-notice"), whole || "Le formulaire n'est pas complet.");
  let first = null;
  for (const about of open.elements) {
    const given = byId(`field-${about.name}`);
    byId(`${given.id}-error`).textContent = reason(errors[about.name]);
    given.setAttribute("aria-invalid", String(Boolean(errors[about.name])));
    if (errors[about.name]) first ??= given;
  }
  first?.focus();
}

function reason(text) {
  if (!text) return "";
  const short = TOO_SHORT.exec(text);
  return short ? `Il faut au moins ${short[1]} caractères.` : (REASONS[text] ?? String(text));
}
