/**
 * Letters and order by Turkish rules; the same rules as `src/rehber/turkish.py`.
 *
 * Never `toLowerCase` on content text elsewhere: it turns `I` into `i` and `İ` into two characters.
 */

/**
 * Lower case: `İ → i`, `I → ı`; NFC.
 * @param {string} text
 */
export const lower = (text) =>
  text.normalize("NFC").replace(/İ/g, "i").replace(/I/g, "ı").toLowerCase();

/**
 * Upper case: `i → İ`, `ı → I`; NFC.
 * @param {string} text
 */
export const upper = (text) =>
  text.normalize("NFC").replace(/i/g, "İ").replace(/ı/g, "I").toUpperCase();

/**
 * Lower case without diacritics, for comparing what people type: `IĞDIR → igdir`.
 * @param {string} text
 */
export const fold = (text) =>
  lower(text)
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/ı/g, "i");

const collator = new Intl.Collator("tr");

/**
 * Alphabetical order: ç after c, ı before i.
 * @param {string} a
 * @param {string} b
 */
export const compare = (a, b) => collator.compare(a, b);
