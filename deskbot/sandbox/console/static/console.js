// The page: asks the sandbox twice a second what there is to see, and shows it.

import * as api from "/console/api.js";
import * as chat from "/console/chat.js";
import { byId, say } from "/console/dom.js";
import * as line from "/console/line.js";

const EVERY_MS = 500;
const MISSED_BEFORE_SAYING = 3;
let timer = 0;
let asking = null;
let missed = 0;

/** Ask now, and after what is being asked if something is; resolves once the page shows the answer. */
async function poke() {
  clearTimeout(timer);
  await asking;
  asking ??= ask().finally(() => {
    asking = null;
    clearTimeout(timer);
    timer = setTimeout(poke, EVERY_MS);
  });
  await asking;
}

async function ask() {
  if (document.hidden) return;
  const user = chat.me();
  const wanted = [
    [`/sandbox/chat?as=${encodeURIComponent(user)}`, (found) => chat.show(found, user)],
    ["/sandbox/clock", line.showClock],
    [line.path(), line.showLine],
    ["/sandbox/chat/switches", line.showChatSwitches],
  ];
  const answers = await Promise.allSettled(wanted.map(([path]) => api.get(path)));
  answers.forEach(({ status, value }, at) => status === "fulfilled" && wanted[at][1](value));
  missed = answers.some(({ status }) => status === "rejected") ? missed + 1 : 0;
  say(byId("trouble"), missed >= MISSED_BEFORE_SAYING ? "Le bac à sable ne répond plus. Cette page réessaie toute seule." : "");
}

/** On a phone the two sides are tabs; on a wide screen both are there and the tabs are not. */
function startTabs() {
  const narrow = matchMedia("(max-width: 899px)");
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const select = (side) => {
    document.body.dataset.side = side;
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab.dataset.side === side));
      tab.tabIndex = tab.dataset.side === side ? 0 : -1;
    }
  };
  for (const tab of tabs) {
    tab.addEventListener("click", () => select(tab.dataset.side));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tabs.find((one) => one !== tab);
      select(other.dataset.side);
      other.focus();
    });
  }
  const setRoles = () => {
    for (const panel of document.querySelectorAll(".side")) {
      if (narrow.matches) panel.setAttribute("role", "tabpanel");
      else panel.removeAttribute("role");
    }
  };
  narrow.addEventListener("change", setRoles);
  setRoles();
  select("chat");
}

startTabs();
chat.start(poke);
line.start(poke);
document.addEventListener("visibilitychange", () => document.hidden || poke());
poke();
