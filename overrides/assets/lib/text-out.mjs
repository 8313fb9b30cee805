/** Texts on their way out of the page: to the clipboard, into Markdown. */

/**
 * Put a text on the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} false: an older browser, or one without leave
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Characters that mean something in Markdown stand for themselves. @param {string} text */
export const escapeMarkdown = (text) => text.replace(/[\\`*_<>[\]#]/g, "\\$&");
