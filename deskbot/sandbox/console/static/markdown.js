// A little Markdown, as DOM nodes. Text stays text: no HTML is ever parsed; http(s), tel: and mailto: become links.

import { element } from "/console/dom.js";

const SHORTCODES = {
  ":white_check_mark:": "✅", ":warning:": "⚠️", ":rotating_light:": "🚨", ":telephone_receiver:": "📞",
  ":phone:": "☎️", ":+1:": "👍", ":thumbsup:": "👍", ":slightly_smiling_face:": "🙂", ":smile:": "😄",
  ":headphones:": "🎧", ":bell:": "🔔", ":x:": "❌",
};
// In the order in which they win; inner lengths are bounded so that no text takes long.
const INLINE = new RegExp(
  [
    /\\(?<escaped>[\\`*_~[\](){}#+\-.!>|@])/,
    /(?<ticks>`+)(?<code>[^`][^]{0,1000}?)\k<ticks>(?!`)/,
    /\[(?<label>[^\][\n]{1,500})\]\((?<target>[^()\s]{1,2000})\)/,
    /(?<url>https?:\/\/[^\s<>"'`*]{1,2000})/,
    /(?<![\w*])(?<strong>\*\*|__)(?=\S)(?<bold>[^\n]{0,1000}?\S)\k<strong>/,
    /~~(?=\S)(?<struck>[^\n]{0,1000}?\S)~~/,
    /(?<![\w*])\*(?=[^\s*])(?<star>[^\n*]{0,1000}?[^\s*])\*(?!\w)/,
    /(?<![\w_])_(?=[^\s_])(?<line>[^\n]{0,1000}?\S)_(?!\w)/,
    /(?<![\w@])(?<mention>@[a-z][a-z0-9._-]{0,60}[a-z0-9])/,
    /(?<emoji>:[a-z0-9_+]{1,40}:)/,
  ].map((rule) => rule.source).join("|"),
  "gi",
);

const DEEPEST_QUOTE = 6;

/** Return the nodes of `text`. */
export function render(text) {
  return blocks(text.replace(/\r\n?/g, "\n").split("\n"), 0);
}

function blocks(lines, depth) {
  const made = [];
  while (lines.length) made.push(takeBlock(lines, depth));
  return made.filter((block) => block !== null);
}

const QUOTE = /^ {0,3}> ?/;
const BULLET = /^ {0,6}[-*+] +(?=\S)/;
const COUNT = /^ {0,6}(\d{1,4})[.)] +(?=\S)/;
const HEADING = /^(#{1,6}) +(?=\S)/;
const FENCE = /^ {0,3}```/;
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;
const STARTS = [QUOTE, BULLET, COUNT, HEADING, FENCE, RULE];

function takeBlock(lines, depth) {
  const line = lines[0];
  if (!line.trim()) return lines.shift() && null;
  if (FENCE.test(line)) return fence(lines);
  if (QUOTE.test(line) && depth < DEEPEST_QUOTE) {
    return element("blockquote", {}, ...blocks(takeWhile(lines, QUOTE), depth + 1));
  }
  if (RULE.test(line)) return lines.shift() && element("hr");
  if (HEADING.test(line)) return element("p", { className: "heading" }, ...inline(lines.shift().replace(HEADING, "")));
  if (BULLET.test(line)) return element("ul", {}, ...takeWhile(lines, BULLET).map(item));
  if (COUNT.test(line)) {
    const start = Number(COUNT.exec(line)[1]);
    return element("ol", { start }, ...takeWhile(lines, COUNT).map(item));
  }
  return paragraph(lines);
}

function takeWhile(lines, rule) {
  const taken = [];
  while (lines.length && rule.test(lines[0])) taken.push(lines.shift().replace(rule, ""));
  return taken;
}

function fence(lines) {
  lines.shift();
  const taken = [];
  while (lines.length && !FENCE.test(lines[0])) taken.push(lines.shift());
  lines.shift();
  return element("pre", {}, element("code", { textContent: taken.join("\n") }));
}

function paragraph(lines) {
  const taken = [lines.shift()];
  while (lines.length && lines[0].trim() && !STARTS.some((rule) => rule.test(lines[0]))) taken.push(lines.shift());
  const nodes = taken.flatMap((line, at) => (at ? [element("br"), ...inline(line)] : inline(line)));
  return element("p", {}, ...nodes);
}

const item = (text) => element("li", {}, ...inline(text));

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) nodes.push(text.slice(from, match.index));
    nodes.push(...span(match[0], match.groups));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

function span(whole, found) {
  if (found.escaped) return [found.escaped];
  if (found.code) return [element("code", { textContent: found.code })];
  if (found.label) return [link(found.target, inline(found.label)) ?? whole];
  if (found.url) return bareLink(found.url);
  if (found.bold) return [element("strong", {}, ...inline(found.bold))];
  if (found.struck) return [element("del", {}, ...inline(found.struck))];
  if (found.star ?? found.line) return [element("em", {}, ...inline(found.star ?? found.line))];
  if (found.mention) return [element("span", { className: "mention", textContent: found.mention })];
  return [SHORTCODES[found.emoji] ?? whole];
}

function bareLink(url) {
  const trimmed = url.replace(/[.,;:!?)\]»]+$/, "");
  return [link(trimmed, [trimmed]) ?? trimmed, url.slice(trimmed.length)];
}

function link(target, children) {
  // The chat opens these by default too: the phone's keypad, a letter to write.
  if (/^(tel:\+?[\d-]+|mailto:[^\s?]+@[\w.-]+)$/.test(target)) return element("a", { href: target }, ...children);
  if (!/^https?:\/\//i.test(target)) return null;
  return element("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
