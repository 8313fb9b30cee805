/**
 * When a question comes back: FSRS with its default parameters, by whole days.
 *
 * The library decides the interval; this turns records into its cards and back, and keeps what a
 * wrong clock or a foreign file wrote within what the library takes.
 */

import { isAnswered, MAX_DAYS, plus, recorded } from "../../lib/deck.mjs";
import { dayOf } from "../../lib/format.mjs";
import { fsrs, Rating, State } from "../../lib/fsrs.mjs";

/** @typedef {import("ts-fsrs").Grade} Grade */

export { Rating };

/** Below 0.001 and above 100 years the library refuses a stability; difficulty is from 1 to 10. */
const STABILITY = [0.001, 36_500];
const DIFFICULTY = [1, 10];

const scheduler = fsrs({
  request_retention: 0.9,
  enable_fuzz: false, // the same answers give the same days
  learning_steps: [], // people come once a day: no steps of minutes
  relearning_steps: ["1d"], // what was forgotten comes back on the next day
  maximum_interval: MAX_DAYS, // law and services change; nothing stays away for longer
});

/** @param {string} day */
const noon = (day) => new Date(`${day}T12:00:00.000Z`);

/**
 * @param {number} value
 * @param {number[]} range
 */
const within = (value, [least, most]) => Math.min(Math.max(value, least), most);

/**
 * @param {any} old a record's value
 * @param {string} day
 * @returns {import("ts-fsrs").CardInput}
 */
function cardOf(old, day) {
  const isOld = isAnswered(old) && old.stability > 0 && old.difficulty > 0;
  const last = recorded(old?.last);
  return {
    due: noon(day),
    stability: isOld ? within(old.stability, STABILITY) : 0,
    difficulty: isOld ? within(old.difficulty, DIFFICULTY) : 0,
    elapsed_days: 0,
    scheduled_days: 0,
    learning_steps: 0,
    reps: Math.round(old?.reps ?? 0),
    lapses: Math.round(old?.lapses ?? 0),
    state: isOld ? State.Review : State.New,
    // A clock that was ahead: no time has passed since.
    last_review: isOld ? noon(last > day ? day : last) : undefined,
  };
}

/**
 * The value of a record after an answer.
 * @param {any} old the value before; none: a new question
 * @param {string} day
 * @param {Grade} rating
 * @param {{ points: number, digest: string }} answer
 */
export function after(old, day, rating, { points, digest }) {
  const { card } = scheduler.next(cardOf(old, day), noon(day), rating);
  // To keep "right" behind "hard", the library may go a day or two beyond its maximum.
  const last = noon(plus(day, MAX_DAYS));
  return {
    due: (card.due > last ? last : card.due).toISOString(),
    last: noon(day).toISOString(),
    stability: card.stability,
    difficulty: card.difficulty,
    state: card.state,
    reps: card.reps,
    lapses: card.lapses,
    rating,
    points,
    digest,
  };
}

/**
 * The value of a record that sets a question aside.
 * @param {any} old
 */
export const aside = (old) => ({
  ...(old ?? {
    due: noon(dayOf()).toISOString(),
    stability: 0,
    difficulty: 0,
    state: State.New,
    reps: 0,
    lapses: 0,
  }),
  off: true,
});

/** @param {number} points 0 to 1 @returns {Grade} */
export const ratingOf = (points) =>
  points >= 1 ? Rating.Good : points > 0 ? Rating.Hard : Rating.Again;
