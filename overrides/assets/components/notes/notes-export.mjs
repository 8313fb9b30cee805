/** All notes as one text, plain or Markdown. Fetched when somebody asks for it. */

import { escapeMarkdown } from "../../lib/text-out.mjs";

/** @typedef {import("../../lib/store.mjs").LearnerRecord} LearnerRecord */
/**
 * @typedef {object} Entry
 * @property {string} place
 * @property {string} address empty where the site was opened from a folder
 * @property {string} prompt
 * @property {string} text
 * @property {string} written the day, in words
 * @property {boolean | undefined} done of a task: whether it was done
 */
/** @typedef {{ title: string, pages: { title: string, entries: Entry[] }[] }} Part */
/** @typedef {{ title: string, date: string, done: string }} Head */

/** @param {Element | null | undefined} $element */
const textOf = ($element) => $element?.textContent?.trim() ?? "";

/**
 * What stands on the page, in its order.
 * @param {HTMLElement} $root
 * @param {LearnerRecord[]} records
 * @returns {Part[]}
 */
export function outline($root, records) {
  const values = new Map(records.map(({ key, value }) => [key, value]));
  const entries = (/** @type {Element} */ $box) =>
    [...$box.querySelectorAll(".rh-my-note")].flatMap(($item) => {
      const value = values.get($item.getAttribute("data-rh-key") ?? "");
      return value ? [entry($item, value)] : [];
    });
  return [...$root.querySelectorAll("[data-rh-group]")]
    .map(($group) => {
      const $pages = [...$group.querySelectorAll("[data-rh-page]")];
      const pages = ($pages.length ? $pages : [$group]).map(($page) => ({
        title: textOf($page.querySelector("h3")),
        entries: entries($page),
      }));
      return {
        title: textOf($group.querySelector("h2")),
        pages: pages.filter((page) => page.entries.length),
      };
    })
    .filter(({ pages }) => pages.length);
}

/**
 * @param {Element} $item
 * @param {any} value
 * @returns {Entry}
 */
function entry($item, value) {
  const $link = $item.querySelector("a");
  return {
    place: textOf($link),
    address: location.protocol === "file:" ? "" : ($link?.href ?? ""),
    prompt: value.prompt ?? "",
    text: value.text.trim(),
    written: textOf($item.querySelector(".rh-my-note__at")),
    done: value.kind === "four-weeks" ? value.done === true : undefined,
  };
}

/**
 * Plain text, with the line ends and the mark at the beginning that old Windows programs need.
 * @param {Part[]} parts
 * @param {Head} head
 */
export function asText(parts, head) {
  const lines = [head.title, head.date];
  for (const part of parts) {
    lines.push("", "", part.title, "=".repeat(part.title.length));
    for (const page of part.pages) {
      if (page.title) lines.push("", page.title, "-".repeat(page.title.length));
      for (const { place, prompt, text, written, done } of page.entries) {
        const mark = done === undefined ? "" : done ? `[x] ${head.done}: ` : "[ ] ";
        lines.push("", mark + place, ...(prompt ? [`“${prompt}”`] : []), "", text, "", written);
      }
    }
  }
  return `\ufeff${lines.join("\n").replace(/\r?\n/g, "\r\n")}\r\n`;
}

/**
 * Markdown; what the learner wrote stands as it was written.
 * @param {Part[]} parts
 * @param {Head} head
 */
export function asMarkdown(parts, head) {
  const blocks = [`# ${escapeMarkdown(head.title)}`, head.date];
  for (const part of parts) {
    blocks.push(`## ${escapeMarkdown(part.title)}`);
    for (const page of part.pages) {
      if (page.title) blocks.push(`### ${escapeMarkdown(page.title)}`);
      for (const { place, address, prompt, text, written, done } of page.entries) {
        const link = address ? `[${escapeMarkdown(place)}](${address})` : escapeMarkdown(place);
        const mark = done === undefined ? "" : done ? "- [x] " : "- [ ] ";
        blocks.push(mark + link);
        if (prompt) blocks.push(prompt.replace(/^/gm, "> "));
        blocks.push(text, `*${escapeMarkdown(written)}*`);
      }
    }
  }
  return `${blocks.join("\n\n")}\n`;
}
