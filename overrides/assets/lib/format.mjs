/** Days and numbers as people read them, in the page's language. */

const language = () => document.documentElement.lang || "tr";

/** `21 Kasım 2026` @param {string | number | Date} time ISO, milliseconds or a date */
export const longDate = (time) =>
  new Date(time).toLocaleDateString(language(), { day: "numeric", month: "long", year: "numeric" });

/** `2026-11-21`: the day of a moment where the learner is. */
export const dayOf = (date = new Date()) =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** `1.234,5`: two decimals at most. @param {number} value */
export const number = (value) => value.toLocaleString(language(), { maximumFractionDigits: 2 });
