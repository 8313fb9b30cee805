/**
 * A played case as a text to take along: plain, Markdown, a file, a sheet of paper.
 */

import { download } from "../../lib/learner-file.mjs";
import { escapeMarkdown } from "../../lib/text-out.mjs";

export { copyText } from "../../lib/text-out.mjs";

/**
 * One block of it. An entry of a list that has `lines` is a step of the path, and is numbered.
 * @typedef {{ tag: "h3" | "h4" | "h5" | "p" | "li", text: string, lines?: string[] }} Part
 */

const RULES = { h3: "=", h4: "-", h5: "" };

/** @param {Part[]} parts */
export function toPlain(parts) {
  let number = 0;
  const blocks = parts.map(({ tag, text, lines }) => {
    if (tag === "li") {
      if (!lines) return `- ${text}`;
      number += 1;
      return [`${number}. ${text}`, ...lines.map((line) => `   ${line}`)].join("\n");
    }
    if (tag === "p") return text;
    return RULES[tag] ? `${text}\n${RULES[tag].repeat(Math.min(text.length, 60))}` : text;
  });
  return `${blocks.join("\n\n")}\n`;
}

/** @param {Part[]} parts */
export function toMarkdown(parts) {
  let number = 0;
  const blocks = parts.map(({ tag, text, lines }) => {
    const safe = escapeMarkdown(text);
    if (tag === "li") {
      if (!lines) return `- ${safe}`;
      number += 1;
      return [`${number}. **${safe}**`, ...lines.map((line) => `   ${escapeMarkdown(line)}`)].join(
        "\n\n",
      );
    }
    return tag === "p" ? safe : `${"#".repeat(Number(tag[1]) - 2)} ${safe}`;
  });
  return `${blocks.join("\n\n")}\n`;
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export const saveText = (name, type, text) => download(name, text, `${type};charset=utf-8`);

/**
 * Print one element of the page instead of the page.
 * @param {HTMLElement} $sheet
 */
export function printAlone($sheet) {
  const $paper = document.createElement("div");
  $paper.className = "rh-case-paper rh-prose";
  $paper.append(...[...$sheet.children].map(($part) => $part.cloneNode(true)));
  document.body.append($paper);
  document.documentElement.dataset.rhPrint = "case";
  addEventListener(
    "afterprint",
    () => {
      $paper.remove();
      delete document.documentElement.dataset.rhPrint;
    },
    { once: true },
  );
  print();
}
