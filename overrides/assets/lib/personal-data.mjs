/**
 * Finds in a text what may identify a real person, so that it can be taken out again.
 *
 * Only what has a form of its own is found: Turkish identity numbers (by their checksum), telephone
 * numbers, IBANs, e-mail addresses. Names, addresses and schools have none; a warning has to do.
 * Nothing is sent anywhere and nothing is changed here.
 *
 * Numbers are read group by group (`0532 123 45 67` has four). Neighbouring groups are put together
 * and looked at as one number: the longest that means something wins.
 */

/** @typedef {"identity" | "phone" | "iban" | "email"} PersonalKind */
/** @typedef {{ kind: PersonalKind, text: string, start: number }} Personal start in UTF-16 units */

/** TR, two digits, then twenty-two, in any grouping. */
const IBAN = /\bTR[ \u00a0]?\d{2}(?:[ \u00a0]?\d){22}(?!\d)/gi;
/** Bounded, so that a long text without a space is not gone through again and again. */
const EMAIL = /[^\s@<>()[\]{},;:"“”]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,20}/gi;

/** Digits of one number: groups, the code of a province in brackets, and what stands between. */
const GROUP = /\+?(?:\(\d{1,4}\)|\d+)/g;
const BETWEEN = /^[ \u00a0.\-/]{0,2}$/;
const MAX_GROUPS = 6;
const MIN_DIGITS = 10;

/**
 * The checksum of a T.C. identity number; numbers of foreigners (99…) have the same.
 * @param {string} digits eleven of them
 */
function isIdentity(digits) {
  const d = [...digits].map(Number);
  const odd = d[0] + d[2] + d[4] + d[6] + d[8];
  const even = d[1] + d[3] + d[5] + d[7];
  const sum = odd + even + d[9];
  return d[0] !== 0 && (((odd * 7 - even) % 10) + 10) % 10 === d[9] && sum % 10 === d[10];
}

/** Codes of provinces end in an even digit; mobile numbers begin with 5. */
const NATIONAL = /^(?:5\d\d|[234]\d[02468])[1-9]\d{6}$/;
/** How a landline is grouped where neither 0 nor +90 says that it is one. */
const LANDLINE_GROUPS = /^3-3-(?:2-2|4)$/;

/**
 * @param {string[]} groups digits, group by group
 * @param {string} written as it stands in the text
 */
function isPhone(groups, written) {
  const digits = groups.join("");
  // 16 digits are a card, 20 an account: no telephone has more than 15.
  if (written.startsWith("+") || digits.startsWith("00")) {
    const number = digits.replace(/^00/, "");
    return number.startsWith("90")
      ? NATIONAL.test(number.slice(2))
      : written.startsWith("+") && number.length >= 10 && number.length <= 15;
  }
  if (/^90\d{10}$/.test(digits)) return NATIONAL.test(digits.slice(2));
  if (digits.startsWith("0")) return NATIONAL.test(digits.slice(1));
  if (!NATIONAL.test(digits)) return false;
  const shape = groups.map(({ length }) => length).join("-");
  return digits.startsWith("5") || written.startsWith("(") || LANDLINE_GROUPS.test(shape);
}

/**
 * @param {string[]} groups
 * @param {string[]} between what stands between them
 * @param {string} written
 * @returns {PersonalKind | undefined}
 */
function meaning(groups, between, written) {
  const digits = groups.join("");
  // A date and the number after it are no identity number: one kind of separator throughout.
  const isEven = between.every((mark) => mark === between[0]) && !/^[+(]/.test(written);
  if (digits.length === 11 && isEven && isIdentity(digits)) return "identity";
  return isPhone(groups, written) ? "phone" : undefined;
}

/**
 * @param {string} text
 * @returns {Personal[]}
 */
function numbers(text) {
  const groups = [...text.matchAll(GROUP)].map((match) => ({
    digits: match[0].replace(/\D/g, ""),
    start: match.index ?? 0,
    end: (match.index ?? 0) + match[0].length,
    isFirst: match[0].startsWith("+"),
  }));
  /** @type {Personal[]} */
  const found = [];
  for (let first = 0; first < groups.length; first += 1) {
    const between = [];
    let last = first;
    while (last + 1 < groups.length && last - first + 1 < MAX_GROUPS) {
      const mark = text.slice(groups[last].end, groups[last + 1].start);
      if (!BETWEEN.test(mark) || groups[last + 1].isFirst) break;
      between.push(mark);
      last += 1;
    }
    for (; last >= first; last -= 1) {
      const { start } = groups[first];
      const written = text.slice(start, groups[last].end);
      if (written.length < MIN_DIGITS) break;
      const digits = groups.slice(first, last + 1).map((group) => group.digits);
      const kind = meaning(digits, between.slice(0, last - first), written);
      if (!kind) continue;
      found.push({ kind, text: written, start });
      first = last;
      break;
    }
  }
  return found;
}

/**
 * What may identify a person, in the order of the text.
 * @param {string} text
 * @returns {Personal[]}
 */
export function findPersonal(text) {
  /** @type {Personal[]} */
  const found = [];
  let rest = text;
  for (const [kind, pattern] of /** @type {[PersonalKind, RegExp][]} */ ([
    ["iban", IBAN],
    ["email", EMAIL],
  ])) {
    rest = rest.replace(pattern, (match, start) => {
      found.push({ kind, text: match, start });
      return "\n".repeat(match.length); // found once is enough; places stay
    });
  }
  return [...found, ...numbers(rest)].sort((a, b) => a.start - b.start);
}
