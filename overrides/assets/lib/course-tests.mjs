/**
 * Which hand-in of the tests of the whole course is which measurement.
 *
 * The first attempt of each form counts, and the first one of either form that was handed in when
 * the wait after the post-test was over. A pre-test handed in after the post-test is no starting
 * point.
 */

import { shareOf } from "./progress.mjs";

/** @typedef {import("./store.mjs").LearnerRecord} LearnerRecord */
/** @typedef {import("../components/test-mode/records.mjs").Attempt} Attempt */
/** @typedef {"pre" | "post" | "later"} Time */

/** How the keys of their attempts begin: of the pre-test, of the post-test. */
export const COURSE_TESTS = ["attempt:pre-test.", "attempt:post-test."];

/**
 * @param {LearnerRecord[]} records of any kind
 * @param {number} [wait] ms from the post-test to the later measurement; without it there is none
 * @returns {Partial<Record<Time, Attempt>>}
 */
export function measurements(records, wait = Infinity) {
  const [pres, posts] = COURSE_TESTS.map((prefix) =>
    records.filter(({ key }) => key.startsWith(prefix)).sort(byTime),
  );
  const [pre] = pres;
  const [post] = posts;
  if (!post) return { pre };
  const since = Date.parse(post.at) + wait;
  const [later] = [...pres, ...posts].filter(({ at }) => Date.parse(at) >= since).sort(byTime);
  return { pre: pre && pre.at < post.at ? pre : undefined, post, later };
}

/**
 * Share of the points before and after the course, by id of the test; undefined: not measured.
 * @param {LearnerRecord[]} records of any kind
 */
export function courseShares(records) {
  const { pre, post } = measurements(records);
  return new Map([
    ["pre-test", pre && shareOf(pre.value)],
    ["post-test", post && shareOf(post.value)],
  ]);
}

/**
 * @param {LearnerRecord} a
 * @param {LearnerRecord} b
 */
const byTime = (a, b) => (a.at < b.at ? -1 : 1);
