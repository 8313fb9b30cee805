/**
 * What the records say about the course: what was read, passed, finished.
 *
 * A step is called by the id of its page, whose ending says what finishes it: `m05-test` an attempt
 * with PASS of the points, `pre-test` and `post-test` any attempt, `m05-case` an ending reached,
 * everything else (`m05-s3`) being read to its end. Nothing that a later edition changes takes a
 * finished step back.
 */

/** @typedef {import("./store.mjs").LearnerRecord} LearnerRecord */
/** @typedef {import("./store.mjs").Store} Store */

/** Share of the points of a module's test. */
export const PASS = 0.8;

/** Of the points, between 0 and 1. @param {{ points: number, of: number }} attempt */
export const shareOf = ({ points, of }) => (of ? points / of : 0);

/**
 * Whole percent, never rounded up over a line. Points are kept with six decimals: what is missing
 * there is not missing here.
 * @param {number} [share] of the points
 */
export const percent = (share = 0) => Math.floor(100 * share + 1e-4);

export class Progress {
  /**
   * Share of the points in the best attempt, by test. What is shown of the tests of the whole course
   * says `courseShares` in `course-tests.mjs`.
   * @type {Map<string, number>}
   */
  best = new Map();

  /** Keys of records that say so. @type {Set<string>} */
  #done = new Set();

  /** @param {LearnerRecord[]} records of any kind */
  constructor(records) {
    for (const { key, type, value } of records) {
      if (type === "attempt") {
        this.best.set(value.test, Math.max(shareOf(value), this.best.get(value.test) ?? 0));
      } else if (type === "read" || value.endings?.length) this.#done.add(key);
    }
  }

  /** @param {string} step */
  has(step) {
    if (!step.endsWith("-test")) {
      return this.#done.has(`${step.endsWith("-case") ? "case" : "read"}:${step}`);
    }
    const share = this.best.get(step);
    return share !== undefined && (/^(pre|post)-/.test(step) || percent(share) >= 100 * PASS);
  }

  /** @param {string} steps ids with spaces between them; at least one */
  hasAll(steps) {
    return steps !== "" && steps.split(" ").every((step) => this.has(step));
  }
}

/** @param {Store} store */
export async function readProgress(store) {
  const kinds = ["attempt:", "case:", "read:"].map((kind) => store.all(kind));
  return new Progress((await Promise.all(kinds)).flat());
}
