/**
 * The questions of the spaced review, and the day on which each comes back.
 *
 * A question enters when it was answered, in practice or in a test that was handed in; the course's
 * own two tests stay out. From its first answer in the review on it has a record of its own
 * (`review:<id>`). Days are the learner's calendar days ("2026-11-22"); records hold them as noon in
 * UTC, so that neither the hour nor a time zone moves them.
 *
 * The home page uses this too, without the scheduler: keep it small.
 */

import { dayOf } from "./format.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {Pick<Store, "all">} Records */
/**
 * @typedef {object} Entry
 * @property {string} due the day on which it comes back
 * @property {string} seen the day of the last answer
 * @property {any} [review] its record; none: it is new
 * @property {string} [digest] what it asked when it was answered
 */

export const DAILY = "setting:review-daily";
export const PAUSED = "setting:review-paused";
export const MAX_DAYS = 365;
const FEWEST = 3;
const MOST = 20;
const USUAL = 5;
const DAY_MS = 86_400_000;

/**
 * @param {string} day
 * @param {number} days
 */
export const plus = (day, days) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The day that a record holds.
 * @param {string} [noon] what is no date is a day long ago
 */
export const recorded = (noon = "") =>
  /^\d{4}-\d\d-\d\dT/.test(noon) ? noon.slice(0, 10) : "1970-01-01";

/** Whether a record stands for an answer, or only sets a new question aside. @param {any} review */
export const isAnswered = (review) => review?.state > 0;

/**
 * The ids that `deck_ids` (`render/review.py`) wrote: `m01:1-12,21 m02:1-9`.
 * @param {string} [text]
 * @returns {Set<string>}
 */
export function idsOf(text = "") {
  /** @type {Set<string>} */
  const ids = new Set();
  for (const part of text.split(" ").filter(Boolean)) {
    const [module, ranges] = part.split(":");
    if (!ranges) ids.add(module);
    for (const range of ranges?.split(",") ?? []) {
      const [first, last = first] = range.split("-");
      for (let n = Number(first); n <= Number(last); n += 1)
        ids.add(`${module}-q${String(n).padStart(2, "0")}`);
    }
  }
  return ids;
}

/**
 * @param {Store} store
 * @returns {Promise<{ daily: number, isPaused: boolean }>}
 */
export async function settings(store) {
  const daily = Math.round(Number((await store.get(DAILY)) ?? USUAL)) || USUAL;
  return {
    daily: Math.min(Math.max(daily, FEWEST), MOST),
    isPaused: (await store.get(PAUSED)) === true,
  };
}

/**
 * Everything that was answered, by id.
 * @param {Records} store
 * @param {(id: string) => boolean} has whether this edition has the question
 * @param {string} today
 * @param {number} [daily] stop reading when the day is full: there may be thousands of attempts
 * @returns {Promise<Map<string, Entry>>}
 */
export async function readDeck(store, has, today, daily = Infinity) {
  /** @type {Map<string, Entry>} */
  const deck = new Map();
  for (const { key, value } of await store.all("review:")) {
    const id = key.slice(7);
    const seen = recorded(value.last);
    const due = recorded(value.due);
    // Dates that no answer can have given come from a clock that was wrong: ask again.
    const isWrong = seen > today || due > plus(today, MAX_DAYS);
    if (has(id)) deck.set(id, { seen, due: isWrong ? today : due, review: value });
  }
  /**
   * @param {string} id
   * @param {string} seen
   * @param {string} digest
   */
  const answer = (id, seen, digest) => {
    const old = deck.get(id);
    if (!has(id) || old?.review || (old && old.seen >= seen)) return;
    deck.set(id, { seen, due: seen > today ? today : plus(seen, 1), digest });
  };
  const hasRoom = () => dueOf(deck, today).length + doneOn(deck, today) < daily;
  if (hasRoom())
    for (const { key, at, value } of await store.all("item:"))
      answer(key.slice(5), dayOf(new Date(at)), value.digest);
  if (hasRoom())
    for (const { at, value } of await store.all("attempt:")) {
      const seen = dayOf(new Date(at));
      for (const [id, { given, digest }] of Object.entries(value.items))
        if (given.length) answer(id, seen, digest); // else it was left out
    }
  return deck;
}

/**
 * The ids that are due, in no order.
 * @param {Map<string, Entry>} deck
 * @param {string} today
 */
export const dueOf = (deck, today) =>
  [...deck.keys()].filter((id) => {
    const { due, review } = /** @type {Entry} */ (deck.get(id));
    return due <= today && !review?.off;
  });

/**
 * How many were answered in the review on this day.
 * @param {Map<string, Entry>} deck
 * @param {string} today
 */
export const doneOn = (deck, today) =>
  [...deck.values()].filter(({ seen, review }) => seen === today && isAnswered(review)).length;
