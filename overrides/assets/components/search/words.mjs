/**
 * Which written forms are one word. All words here are folded: lower case, no diacritics.
 */

/** How well two forms fit: 1 the same, less the more letters differ, 0 not the same word. */
/** @typedef {(typed: string, form: string) => number} Fit */

// Noun suffixes without diacritics (i stands for ı and i, u for u and ü), in their order.
const CHAIN = new RegExp(
  "^(?:l[ae]r)?" + // plural
    "(?:[iu]?m|[iu]?n|s?[iu]|[iu]?m[iu]z|[iu]?n[iu]z)?" + // whose
    "(?:n?[iu]n|[ny]?[iu]|[ny]?[ae]|n?[dt][ae]n?|n?c[ae]|y?l[ae])?" + // case
    "(?:ki(?:l[ae]r)?(?:n?[iu]n|n[iu]|n[ae]|nd[ae]n?)?)?" + // -ki
    "(?:[dt][iu]r(?:l[ae]r)?)?$", // copula
);
const VOWEL = /[aeiou]/;
const SOFT = "kg gk td dt pb bp"; // çocuk, çocuğun; kayıt, kaydı; kitap, kitabı
const ENGLISH = /^(?:e?s|e?d|e|ing|ers?|y|ies|ied|ly|ments?|ements?|ions?|ations?|ings|al|’?s)?$/;

/**
 * @param {string} a
 * @param {string} b
 */
function shared(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** @param {string} word */
const infinitive = (word) => (/...m[ae]k$/.test(word) ? word.slice(0, -1) : word);

/**
 * Whether both ends are suffixes of one stem: the longest common stem, or a shorter one.
 * @param {string} typed
 * @param {string} form
 * @param {number} common
 */
function haveStem(typed, form, common) {
  for (let at = common; at > 1; at--) {
    // A stem of two letters is trusted only where it stands alone: ev, evde.
    if (at === 2 && typed.length > 2 && form.length > 2) return false;
    if (CHAIN.test(typed.slice(at)) && CHAIN.test(form.slice(at))) return true;
  }
  return false;
}

/**
 * Whether the stems differ only where Turkish changes them: a softened end (çocuk, çocuğun) or a
 * vowel that falls out (kayıt, kaydı; şehir, şehri).
 * @param {string} a
 * @param {string} b
 * @param {number} at letters in common
 */
function haveChangedStem(a, b, at) {
  const isSoft = (/** @type {string} */ x, /** @type {string} */ y) => SOFT.includes(x + y);
  const fits = (/** @type {string} */ rest) => CHAIN.test(rest);
  const fitsVowel = (/** @type {string} */ rest) => VOWEL.test(rest[0] ?? "") && CHAIN.test(rest);
  if (at < 2) return false;
  if (at > 1 && a[at] && b[at] && isSoft(a[at], b[at])) {
    const [hard, soft] = "ktp".includes(a[at]) ? [a, b] : [b, a];
    if (fitsVowel(soft.slice(at + 1)) && fits(hard.slice(at + 1))) return true;
  }
  for (const [whole, short] of [
    [a, b],
    [b, a],
  ]) {
    const end = whole[at + 1];
    if (!/[iu]/.test(whole[at] ?? "") || !end || !short[at] || VOWEL.test(short[at])) continue;
    if (end !== short[at] && !isSoft(end, short[at])) continue;
    if (fitsVowel(short.slice(at + 1)) && fits(whole.slice(at + 2))) return true;
  }
  return false;
}

/** @type {Fit} */
function turkish(typed, form) {
  const [a, b] = [infinitive(typed), infinitive(form)];
  const common = shared(a, b);
  if (haveStem(a, b, common)) return closeness(a, b, common);
  return haveChangedStem(a, b, common) ? closeness(a, b, common + 1) : 0;
}

/** @type {Fit} */
function english(typed, form) {
  const common = shared(typed, form);
  for (let at = common; at > 2; at--) {
    if (ENGLISH.test(typed.slice(at)) && ENGLISH.test(form.slice(at))) {
      return closeness(typed, form, common);
    }
  }
  return 0;
}

/**
 * @param {string} typed
 * @param {string} form
 * @param {number} common
 */
const closeness = (typed, form, common) =>
  0.95 * Math.min(1, common / typed.length) ** 0.8 * Math.min(1, common / form.length) ** 0.4;

/** @param {string} language */
export function fitOf(language) {
  const related = language === "en" ? english : turkish;
  /** @type {Fit} */
  return (typed, form) => {
    if (typed === form) return 1;
    if (typed.slice(0, 2) !== form.slice(0, 2) || /^\d/.test(typed)) return 0;
    return related(typed, form);
  };
}

/**
 * Whether one letter is missing, added, wrong, or has changed places with its neighbour.
 * @param {string} a
 * @param {string} b
 */
export function isOneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const at = shared(a, b);
  const rests = [
    [at + 1, at],
    [at, at + 1],
    [at + 1, at + 1],
  ];
  if (rests.some(([i, j]) => a.slice(i) === b.slice(j))) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** @param {string} stem */
const hardened = (stem) =>
  stem.slice(0, -1) + ({ g: "k", d: "t", b: "p" }[stem.slice(-1)] ?? stem.slice(-1));

/**
 * The form and the stems that are left when suffixes are taken off, down to four letters.
 * @param {string} form
 */
export function stemsOf(form) {
  const stems = [form];
  for (let at = form.length - 1; at > 3; at--) {
    if (CHAIN.test(form.slice(at))) stems.push(hardened(form.slice(0, at)));
  }
  return stems;
}
