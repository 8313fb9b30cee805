/** What a voice should say for what stands written: abbreviations of the law, signs, ranges. */

/** @type {Record<string, [RegExp, string][]>} */
const RULES = {
  tr: [
    [/\bGeç\. m\. /g, "geçici madde "],
    [/\b[Mm]d?\. (?=\d)/g, "madde "],
    [/(madde \d+)\/(\d+)-(\p{Ll})(?!\p{L})/gu, "$1 fıkra $2 bent $3"],
    [/(madde \d+)\/(\d+)/g, "$1 fıkra $2"],
    [/(\d) s\. (?=\p{L})/gu, "$1 sayılı "],
    [/\bs\. (?=\d)/g, "sayfa "],
    [/\bpar\. (?=\d)/g, "paragraf "],
    [/\bve ark\./g, "ve arkadaşları"],
    [/\bvb\./g, "ve benzeri"],
    [/\bvd\./g, "ve diğerleri"],
    [/(^|[^\p{L}])([Öö])rn\./gu, "$1$2rneğin"],
    [/\s+(kanıt: \p{L})/gu, ", $1"],
    [/\b([Bb])kz\./g, "$1akınız"],
    [/(\d)\s*–\s*(?=\d)/g, "$1 ile "],
  ],
  en: [
    [/\be\.g\./g, "for example"],
    [/\bi\.e\./g, "that is"],
    [/\s+(evidence: \p{L})/gu, ", $1"],
    [/\bArt\. (?=\d)/g, "Article "],
    [/\bparas?\. (?=\d)/g, "paragraph "],
    [/(\d)\s*–\s*(?=\d)/g, "$1 to "],
  ],
};

/**
 * @param {string} text one sentence as written
 * @param {string} language `tr`, `en`
 * @returns {string}
 */
export function spoken(text, language) {
  let said = text.replace(/\s+/g, " ").replace(/[☐☒●○◆]/g, " ");
  for (const [written, aloud] of RULES[language] ?? []) said = said.replace(written, aloud);
  return said
    .replace(/\s*[·→›|]\s*/g, ", ")
    .replace(/\s+([.,;:!?])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** Longer utterances end before their time in some browsers. */
const LONGEST = 200;

/**
 * A sentence in parts that a voice gets through, cut where one would breathe.
 * @param {string} text
 * @returns {string[]}
 */
export function breaths(text) {
  /** @type {string[]} */
  const parts = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const part = rest.slice(0, LONGEST);
    const pause = Math.max(...[", ", "; ", ": ", " – "].map((sign) => part.lastIndexOf(sign)));
    const cut = pause > LONGEST / 3 ? pause + 1 : part.lastIndexOf(" ");
    if (cut <= 0) break;
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest];
}
