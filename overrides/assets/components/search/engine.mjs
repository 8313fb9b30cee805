/**
 * The search engine: fetches the parts of the index that a query needs, ranks, cuts out passages.
 *
 * It registers itself as `globalThis.rhSearch`, because a page starts it as a module in the preview
 * and as a classic script once built. The index is written by `src/rehber/build/search.py`; its parts
 * are scripts too, so that all of this works from `file://`.
 */

import { fold, lower } from "../../lib/turkish.mjs";
import { fitOf, isOneSlip, stemsOf } from "./words.mjs";

/** @typedef {[anchor: string, heading: string, text: string]} Passage */
/** @typedef {[url: string, title: string, group: number, label: string, aliases: string[], lengths: number[]]} RawDocument */
/** @typedef {[names: string[], document: number, articles: [string, number][]]} RawLaw */
/**
 * @typedef {object} Head
 * @property {string} lang
 * @property {string} stop
 * @property {number} average
 * @property {RawDocument[]} docs
 * @property {RawLaw[]} laws
 * @property {number[]} texts how many passages each part of text has
 * @property {string[]} words the first letters in each part of words
 * @property {string} stamp in the names of all parts
 */
/** @typedef {{ text: string, marked: boolean }} Piece */
/** @typedef {{ url: string, anchor: string, title: string, label: string, heading: string, group: number, score: number, pieces: Piece[] }} Result */
/** @typedef {{ query: string, results: Result[], total: number, instead: string[] }} Answer */
/** @typedef {{ typed: string, forms: Map<string, number>, rarity: number }} Word */

const TERMS = 3;
const HEADING = "*"; // ends the key of a word in headings
// Test pages hold no text but questions; pages for contributors are not what a reader looks for.
const GROUP_WEIGHT = [1, 0.95, 1, 1, 0.7, 0.3];
const NOISE =
  /^(?:sayili|kanun.*|yasa.*|sozlesme.*|m|md|mad|madde.*|par|paragraf.*|fikra.*|art|article|no|n?[iu]n|n?[iu]nc[iu])$/;
const WORD = /([\p{L}\p{N}]+)(?:[’'][\p{L}\p{N}]+)*/gu;

/** @param {string} text */
const tokens = (text) => [...text.normalize("NFC").matchAll(WORD)].map(([, word]) => fold(word));

/**
 * @param {string} packed entries `<shared><rest>:<passages>`
 * @param {(form: string, places: string) => void} each
 */
function unpack(packed, each) {
  let before = "";
  for (const entry of packed ? packed.split(",") : []) {
    const colon = entry.indexOf(":");
    const end = colon < 0 ? entry.length : colon;
    before = before.slice(0, Number.parseInt(entry[0], 36)) + entry.slice(1, end);
    each(before, entry.slice(end + 1));
  }
}

/**
 * @param {string} packed
 * @param {(passage: number, times: number) => void} each
 */
function unpackPlaces(packed, each) {
  let high = 0;
  let passage = -1;
  for (const digit of packed) {
    if (digit >= "A" && digit <= "Z") {
      high = high * 26 + digit.charCodeAt(0) - 65;
    } else {
      const value = high * 32 + Number.parseInt(digit, 36);
      passage += Math.floor(value / 3) + 1;
      each(passage, (value % 3) + 1);
      high = 0;
    }
  }
}

/**
 * @template K
 * @param {Map<K, number>} map
 * @param {K} key
 * @param {number} value
 */
const raise = (map, key, value) => {
  if (value > (map.get(key) ?? 0)) map.set(key, value);
};

export class Search {
  /** @type {Map<string, Promise<any>>} */
  #parts = new Map();

  /** Where each word stands in the text: form to packed passages. @type {Map<string, string>} */
  #postings = new Map();

  /** Words of titles and other names: form to `[passage, weight]`. @type {Map<string, [number, number][]>} */
  #named = new Map();

  /** Where each word stands in headings: form to packed passages. @type {Map<string, string>} */
  #headed = new Map();

  /** Forms by their first two letters. @type {Map<string, Set<string>>} */
  #byStart = new Map();

  /** Which document a passage belongs to. @type {number[]} */
  #owner = [];

  /** @type {number[]} */
  #first = [];

  /** How long each passage is. @type {number[]} */
  #lengths = [];

  /** Names of several words, codes and abbreviations. @type {{ words: string[], document: number }[]} */
  #aliases = [];

  /**
   * @param {Head} head
   * @param {string} folder address of the index's folder, with a closing slash
   */
  constructor(head, folder) {
    this.head = head;
    this.folder = folder;
    this.fit = fitOf(head.lang);
    this.stop = new Set(head.stop.split(" "));
    head.docs.forEach(([, title, , , aliases, lengths], document) => {
      const first = this.#lengths.length;
      this.#first.push(first);
      lengths.forEach((length, at) => {
        this.#owner.push(document);
        this.#lengths.push(length);
        this.#name(tokens(title), first + at, at ? 0.7 : 2.2);
      });
      for (const name of [title, ...aliases]) {
        const words = tokens(name);
        this.#aliases.push({ words, document });
        if (name !== title) this.#name(words, first, 1.6);
      }
    });
  }

  /**
   * @param {string[]} words
   * @param {number} passage
   * @param {number} weight
   */
  #name(words, passage, weight) {
    for (const word of words) {
      if (this.stop.has(word)) continue;
      const places = this.#named.get(word) ?? [];
      places.push([passage, weight]);
      this.#named.set(word, places);
      this.#know(word);
    }
  }

  /** @param {string} form */
  #know(form) {
    const start = form.slice(0, 2);
    const forms = this.#byStart.get(start) ?? new Set();
    this.#byStart.set(start, forms.add(form));
  }

  /** @param {string} name */
  #load(name) {
    let part = this.#parts.get(name);
    if (!part) {
      part = loadData(`${this.folder}${name}.${this.head.stamp}.js`, `${this.head.lang}/${name}`);
      part.catch(() => this.#parts.delete(name)); // the next search tries again
      this.#parts.set(name, part);
    }
    return part;
  }

  /** The part of words that has this one. @param {string} word */
  async #fetchWord(word) {
    const start = word.slice(0, 2);
    let number = -1;
    for (const [index, first] of this.head.words.entries()) if (first <= start) number = index;
    // A single letter stands before all words that begin with it; it can end one part early.
    if (number < 0) return;
    const name = `w${number}`;
    if (this.#done.has(name)) return;
    const packed = await this.#load(name);
    if (this.#done.has(name)) return;
    this.#done.add(name);
    unpack(packed, (key, places) => {
      const isHeading = key.endsWith(HEADING);
      const form = isHeading ? key.slice(0, -HEADING.length) : key;
      (isHeading ? this.#headed : this.#postings).set(form, places);
      if (!form.includes(" ")) this.#know(form);
    });
  }

  /** @type {Set<string>} */
  #done = new Set();

  /**
   * Which forms a typed word stands for, with a weight each.
   * @param {string} typed
   * @param {boolean} isLast the reader may still be typing it
   * @returns {Promise<Map<string, number>>}
   */
  async #forms(typed, isLast) {
    await this.#fetchWord(typed);
    const near = this.#byStart.get(typed.slice(0, 2)) ?? new Set();
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const form of near) {
      raise(found, form, this.fit(typed, form));
      if (typed.length > (isLast ? 1 : 3) && form.startsWith(typed) && !/^\d/.test(typed)) {
        raise(found, form, (isLast ? 0.6 : 0.4) * (typed.length / form.length) ** 0.5);
      }
    }
    // A distant form alone (aile for aille) may be chance: then a slip is looked for as well.
    const isSure = [...found].some(([form, fit]) => fit > 0.6 || form.startsWith(typed));
    if (isSure || typed.length < 4 || /\d/.test(typed)) return found;
    for (const [form, fit] of await this.#guess(typed, near, found.size > 0))
      raise(found, form, fit);
    return found;
  }

  /**
   * Nothing has these letters: one slip, in this part or in any frequent word, else the same start.
   * @param {string} typed
   * @param {Set<string>} near
   * @param {boolean} isHere distant forms were found, so no other part is worth fetching
   */
  async #guess(typed, near, isHere) {
    /** @type {Map<string, number>} */
    const found = new Map();
    const meantBy = slips(typed, this.head.lang);
    for (const form of near) raise(found, form, meantBy(form));
    if (!found.size && !isHere) {
      const all = new Set(this.#named.keys());
      unpack(await this.#load("v"), (form) => all.add(form));
      const meant = [...all].filter((form) => meantBy(form)).slice(0, 6);
      for (const form of meant) {
        await this.#fetchWord(form);
        found.set(form, meantBy(form));
      }
    }
    // What is meant by a slip is meant in its other forms too.
    for (const meant of [...found.keys()]) {
      for (const form of this.#byStart.get(meant.slice(0, 2)) ?? []) {
        raise(found, form, 0.55 * this.fit(meant, form));
      }
    }
    if (found.size || isHere) return found;
    const start = typed.slice(0, 5);
    for (const form of near) {
      if (form.startsWith(start) || (form.length > 3 && typed.startsWith(form)))
        found.set(form, 0.25);
    }
    return found;
  }

  /**
   * @param {string} query
   * @param {{ limit?: number }} [options]
   * @returns {Promise<Answer>}
   */
  async query(query, { limit = 8 } = {}) {
    const given = joinCodes(tokens(query));
    // All at once: what follows asks for them one after another.
    await Promise.all(
      given.filter((word) => !this.stop.has(word)).map((word) => this.#fetchWord(word)),
    );
    const all = await this.#joined(given);
    const { bonus, words: typed } = this.#law(all);
    const plain = typed.filter((word) => !this.stop.has(word));
    const words = (plain.length ? plain : bonus.size ? [] : typed).slice(0, 8);
    if (!words.length && !bonus.size) return { query, results: [], total: 0, instead: [] };
    const isOpen = !/\s$/.test(query);
    const keys = await this.#phrases(typed, bonus);
    const asked = await Promise.all(
      words.map((word, at) => this.#ask(word, isOpen && at === words.length - 1)),
    );
    const ranked = this.#rank(asked, bonus, keys);
    const shown = ranked.slice(0, limit);
    const texts = await Promise.all(shown.map(({ passage }) => this.#text(passage)));
    const marked = new Set(asked.flatMap(({ forms }) => [...forms.keys()]));
    const results = shown.map(({ passage, score }, at) => {
      const [url, title, group, label] = this.head.docs[this.#owner[passage]];
      const [anchor, heading, text] = texts[at];
      const near = words.length > 1 && this.#isTogether(tokens(text), asked) ? 1.15 : 1;
      const pieces = cut(text, marked);
      return { url, anchor, title, label, heading, group, score: score * near, pieces };
    });
    results.sort((a, b) => b.score - a.score);
    return { query, results, total: ranked.length, instead: this.#instead(asked, results) };
  }

  /**
   * Two words that are written as one: `eş zamanlı` where the index has *eşzamanlı*.
   * @param {string[]} words
   */
  async #joined(words) {
    /** @type {string[]} */
    const joined = [];
    for (const [at, word] of words.entries()) {
      const both = (joined[joined.length - 1] ?? "") + word;
      if (at && both.length > 5 && /^\p{L}+$/u.test(both) && (await this.#isKnown(both))) {
        joined[joined.length - 1] = both;
      } else joined.push(word);
    }
    return joined;
  }

  /** @param {string} word */
  async #isKnown(word) {
    await this.#fetchWord(word);
    const near = this.#byStart.get(word.slice(0, 2)) ?? new Set();
    return [...near].some((form) => this.fit(word, form) > 0.8);
  }

  /**
   * @param {string} typed
   * @param {boolean} isLast
   * @returns {Promise<Word>}
   */
  async #ask(typed, isLast) {
    const forms = await this.#forms(typed, isLast);
    const places = new Set();
    for (const [form, weight] of forms) {
      if (weight < 0.3) continue;
      unpackPlaces(this.#postings.get(form) ?? "", (passage) => places.add(passage));
    }
    const all = this.#lengths.length;
    return { typed, forms, rarity: Math.log(1 + (all - places.size + 0.5) / (places.size + 0.5)) };
  }

  /**
   * What was searched instead of a word that is nowhere, as the results write it.
   * @param {Word[]} asked
   * @param {Result[]} results
   */
  #instead(asked, results) {
    const written = results.flatMap(({ title, heading, pieces }) =>
      [title, heading, ...pieces.map(({ text }) => text)].flatMap((text) => text.match(WORD) ?? []),
    );
    return asked
      .filter(
        ({ typed, forms }) =>
          ![...forms].some(([form, weight]) => weight > 0.6 || form.startsWith(typed)),
      )
      .map(({ forms }) => [...forms].sort((a, b) => b[1] - a[1]).map(([form]) => form))
      .flatMap((forms) => {
        const shown = forms
          .map((form) => written.find((word) => fold(word) === form))
          .find(Boolean);
        return shown ? [lower(shown)] : [];
      });
  }

  /**
   * Statutes and articles: `5395 9`, `TMK m. 351`, `5395/41-A`, `madde 9`, `geçici 1`.
   * @param {string[]} all
   * @returns {{ bonus: Map<number, number>, words: string[] }}
   */
  #law(all) {
    /** @type {Map<number, number>} */
    const bonus = new Map();
    let words = all;
    let law = this.head.laws.filter(([names]) =>
      names.some((name) => this.#findRun(all, name.split(" ")) >= 0),
    );
    for (const [names] of law) {
      for (const name of names) {
        const run = name.split(" ");
        const at = this.#findRun(words, run);
        if (at >= 0) words = [...words.slice(0, at), ...words.slice(at + run.length)];
      }
    }
    const rest = words.filter((word) => !NOISE.test(word));
    const isNamed = rest.length < words.length;
    const at = rest.findIndex((word) => /^\d{1,3}[a-h]?$/.test(word));
    if (
      at < 0 ||
      !(
        law.length ||
        (isNamed && all.some((word) => /^(?:m|md|mad|madde.*|article|art)$/.test(word)))
      )
    ) {
      for (const [, document] of law) bonus.set(this.#first[document], 9);
      return { bonus, words: law.length && rest.length < 2 && words.length ? rest : all };
    }
    if (!law.length) law = this.head.laws;
    const letter = /^[a-h]$/.test(rest[at + 1] ?? "") ? rest[at + 1] : "";
    const before = rest[at - 1] === "ek" || rest[at - 1] === "gecici" ? rest[at - 1] : "";
    const number = before + rest[at] + letter;
    law.forEach(([, document, articles], order) => {
      const found =
        articles.find(([article]) => article === number) ??
        articles.find(([article]) => article === before + rest[at]);
      if (found) raise(bonus, found[1], 40 - order);
      else if (law.length < 4) raise(bonus, this.#first[document], 9);
    });
    const used = new Set([number, rest[at], before, letter]);
    // 7/5 is paragraph 5 of article 7: numbers after it are not words to look for.
    return {
      bonus,
      words: rest.filter((word, place) => !used.has(word) && !(place > at && /^\d+$/.test(word))),
    };
  }

  /**
   * Where these words stand in the query, one after another, the last in any form; -1 if nowhere.
   * @param {string[]} words
   * @param {string[]} run
   */
  #findRun(words, run) {
    const last = run.length - 1;
    return words.findIndex((_, at) =>
      run.every((word, index) => {
        const given = words[at + index] ?? "";
        return (
          given === word ||
          (index === last && word.length > 1 && given.length > 2 && this.fit(given, word) > 0)
        );
      }),
    );
  }

  /**
   * Titles, terms, codes and abbreviations that are in the query: a bonus for their document, and
   * the keys under which the index has the passages that speak of a term.
   * @param {string[]} typed
   * @param {Map<number, number>} bonus
   * @returns {Promise<[string, number][]>}
   */
  async #phrases(typed, bonus) {
    /** @type {Map<string, number>} */
    const keys = new Map();
    for (const { words, document } of this.#aliases) {
      const at = words.length ? this.#findRun(typed, words) : -1;
      if (at < 0) continue;
      const isAll = words.length === typed.length;
      const isExact = words.every((word, index) => word === typed[at + index]);
      raise(bonus, this.#first[document], (isAll ? 10 : 3 * words.length) + (isExact ? 2 : 0));
      const [, title, group] = this.head.docs[document];
      const key = tokens(title).join(" ");
      if (group === TERMS && key.includes(" ")) raise(keys, key, isAll ? 1.4 : 1);
    }
    await Promise.all([...keys.keys()].map((key) => this.#fetchWord(key)));
    return [...keys];
  }

  /**
   * The best passage of each document, best first.
   * @param {Word[]} asked
   * @param {Map<number, number>} bonus by passage
   * @param {[string, number][]} keys
   * @returns {{ passage: number, score: number }[]}
   */
  #rank(asked, bonus, keys) {
    const each = asked.map((word) => this.#score(word));
    /** The best of each word anywhere in a document. @type {Map<number, number>[]} */
    const best = each.map((scores) => {
      /** @type {Map<number, number>} */
      const most = new Map();
      for (const [passage, score] of scores) raise(most, this.#owner[passage], score);
      return most;
    });
    /** @type {Map<number, number>} */
    const extra = new Map(bonus);
    for (const [key, weight] of keys) {
      unpackPlaces(this.#postings.get(key) ?? "", (passage, times) => {
        extra.set(passage, (extra.get(passage) ?? 0) + weight * (1 + times * 0.5));
      });
    }
    const weights = asked.map(({ rarity }) => Math.max(rarity, 0.5));
    const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    /** @type {Map<number, { passage: number, score: number, all: number }>} */
    const documents = new Map();
    for (const passage of new Set([
      ...each.flatMap((scores) => [...scores.keys()]),
      ...extra.keys(),
    ])) {
      const document = this.#owner[passage];
      let score = 0;
      let met = 0;
      each.forEach((scores, at) => {
        const here = scores.get(passage) ?? 0;
        const anywhere = best[at].get(document) ?? 0;
        score += Math.max(here, 0.35 * anywhere);
        met += weights[at] * (here ? 1 : anywhere ? 0.5 : 0);
      });
      score = asked.length ? score * (met / whole) ** 1.5 : 0;
      score = (score + (extra.get(passage) ?? 0)) * GROUP_WEIGHT[this.head.docs[document][2]];
      const known = documents.get(document);
      if (!known) documents.set(document, { passage, score, all: score });
      else {
        known.all += score;
        if (score > known.score) Object.assign(known, { passage, score });
      }
    }
    const ranked = [...documents.values()].map(({ passage, score, all }) => ({
      passage,
      score: score + Math.min(0.15 * score, 0.05 * (all - score)),
    }));
    ranked.sort((a, b) => b.score - a.score || a.passage - b.passage);
    const least = (ranked[0]?.score ?? 0) * 0.12;
    return ranked.filter(({ score }) => score > least);
  }

  /**
   * What one word is worth in each passage: often in a short text, and above all in a name.
   * @param {Word} word
   */
  #score({ forms, rarity }) {
    /** @type {Map<number, number>} */
    const often = new Map();
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const [form, weight] of forms) {
      unpackPlaces(this.#postings.get(form) ?? "", (passage, times) =>
        often.set(passage, (often.get(passage) ?? 0) + weight * times),
      );
    }
    for (const [passage, times] of often) {
      const length = this.#lengths[passage] / this.head.average;
      // A definition that mentions a word in passing is short, and would else outdo a page on it.
      const weight = this.head.docs[this.#owner[passage]][2] === TERMS ? 1.3 : 2.2;
      scores.set(passage, (rarity * weight * times) / (times + 1.2 * (0.35 + 0.65 * length)));
    }
    /** @type {Map<number, number>} */
    const named = new Map();
    for (const [form, weight] of forms) {
      for (const [passage, value] of this.#named.get(form) ?? [])
        raise(named, passage, weight * value);
      unpackPlaces(this.#headed.get(form) ?? "", (passage) => raise(named, passage, weight * 1.5));
    }
    for (const [passage, value] of named) {
      scores.set(passage, (scores.get(passage) ?? 0) + Math.max(rarity, 1) * value);
    }
    return scores;
  }

  /**
   * Whether all words stand side by side somewhere.
   * @param {string[]} text
   * @param {Word[]} asked
   */
  #isTogether(text, asked) {
    return text.some((_, at) =>
      asked.every(({ forms }, index) => forms.has(text[at + index] ?? "")),
    );
  }

  /** @param {number} passage */
  async #text(passage) {
    let part = 0;
    let first = 0;
    while (first + this.head.texts[part] <= passage) first += this.head.texts[part++];
    const texts = await this.#load(`t${part}`);
    return /** @type {Passage} */ (texts[passage - first]);
  }
}

/**
 * `T 4` is the code T4, `41 A` stays as it is.
 * @param {string[]} words
 */
function joinCodes(words) {
  /** @type {string[]} */
  const joined = [];
  words.forEach((word, at) => {
    if (/^\d+$/.test(word) && /^[tm]$/.test(words[at - 1] ?? "") && at === 1)
      joined[joined.length - 1] += word;
    else joined.push(word);
  });
  return joined;
}

/**
 * How well a form fits a word with one slip in it, in the same form or in another.
 * @param {string} typed
 * @param {string} language
 * @returns {(form: string) => number}
 */
function slips(typed, language) {
  const stems = (/** @type {string} */ form) => (language === "en" ? [form] : stemsOf(form));
  const own = stems(typed);
  return (form) => {
    // Nothing more than a few suffixes and one letter apart: the rest is not worth a closer look.
    if (Math.abs(form.length - typed.length) > 6) return 0;
    if (isOneSlip(typed, form)) return 0.6;
    const others = stems(form);
    return own.some((a) => others.some((b) => a.length > 4 && isOneSlip(a, b))) ? 0.45 : 0;
  };
}

const SNIPPET_WORDS = 30;

/**
 * The part of a text with the most marked words, in pieces.
 * @param {string} text
 * @param {Set<string>} marked folded forms
 * @returns {Piece[]}
 */
function cut(text, marked) {
  const found = [...text.matchAll(WORD)].map((match) => {
    const at = match.index ?? 0;
    return { at, end: at + match[0].length, form: fold(match[1]) };
  });
  const hits = found.map(({ form }) => marked.has(form));
  let start = 0;
  let most = -1;
  for (let from = 0; from < found.length; from += 4) {
    const inside = found.slice(from, from + SNIPPET_WORDS).filter((_, at) => hits[from + at]);
    const value = new Set(inside.map(({ form }) => form)).size * 3 + inside.length;
    if (value > most) [start, most] = [from, value];
    if (from + SNIPPET_WORDS >= found.length) break;
  }
  const last = Math.min(found.length, start + SNIPPET_WORDS) - 1;
  if (last < 0) return [];
  const isWhole = last === found.length - 1;
  /** @type {Piece[]} */
  const pieces = [];
  let at = start ? found[start].at : 0;
  const put = (/** @type {number} */ to, /** @type {boolean} */ isMarked) => {
    if (to > at) pieces.push({ text: text.slice(at, to), marked: isMarked });
    at = to;
  };
  for (let word = start; word <= last; word++) {
    if (!hits[word]) continue;
    put(found[word].at, false);
    put(found[word].end, true);
  }
  put(isWhole ? text.length : found[last].end, false);
  if (start) pieces.unshift({ text: "… ", marked: false });
  if (!isWhole) pieces.push({ text: " …", marked: false });
  return pieces;
}

/**
 * Fetch one part. A script, not `fetch`: that would not work from `file://`.
 * @param {string} address
 * @param {string} key under which the script puts its data
 * @returns {Promise<any>}
 */
function loadData(address, key) {
  return new Promise((resolve, reject) => {
    const $script = document.createElement("script");
    $script.src = address;
    $script.onload = () => {
      const data = /** @type {any} */ (globalThis).rhSearchData?.[key];
      if (data === undefined) reject(new Error(`no data ${key}`));
      else resolve(data);
      $script.remove();
    };
    $script.onerror = () => {
      $script.remove();
      reject(new Error(`not loaded: ${address}`));
    };
    document.head.append($script);
  });
}

/**
 * @param {string} address of the index's head
 * @param {string} language
 * @returns {Promise<Search>}
 */
export const open = async (address, language) =>
  new Search(await loadData(address, `${language}/head`), address.replace(/[^/]*$/, ""));

/** @type {any} */ (globalThis).rhSearch = { open, isOneSlip, fitOf };
