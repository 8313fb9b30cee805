/**
 * Learning gain: what was handed in of the pre-test and the post-test, side by side, by module.
 *
 * `lib/course-tests.mjs` says which attempts these are; the third measurement may be taken
 * `data-rh-days` days after the post-test. A question that a later edition removed counts in the
 * total alone.
 */

import { Component, fill } from "../../lib/component.mjs";
import { COURSE_TESTS, measurements } from "../../lib/course-tests.mjs";
import { longDate, number } from "../../lib/format.mjs";
import { getStore } from "../../lib/store.mjs";

/** @typedef {import("../../lib/course-tests.mjs").Attempt} Attempt */
/** @typedef {import("../../lib/course-tests.mjs").Time} Time */
/** @typedef {{ points: number, total: number }} Score */

const DAY_MS = 24 * 60 * 60 * 1000;
/** @type {Time[]} */
const TIMES = ["pre", "post", "later"];

export default class Gain extends Component {
  static moduleName = "gain";

  #store = getStore();
  #wait = Number(this.$root.dataset.rhDays) * DAY_MS;
  #$table = this.need("table");
  #$chart = this.need(".rh-gain__chart");
  #turn = 0;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.need(".rh-gain__noscript").hidden = true;
    this.#store.watch(COURSE_TESTS, () => this.#show());
    void this.#show();
  }

  async #show() {
    const turn = ++this.#turn;
    const records = await Promise.all(COURSE_TESTS.map((prefix) => this.#store.all(prefix)));
    const found = measurements(records.flat(), this.#wait);
    if (turn !== this.#turn) return; // a later one is on its way
    const due = found.post ? Date.parse(found.post.at) + this.#wait : Infinity;
    this.#showState(stateOf(found, due <= Date.now()), due);
    for (const time of TIMES) this.#showScore(time, found[time]);
    this.#drawTable(found);
    this.#drawChart(found);
    const $modules = this.need(".rh-gain__modules");
    $modules.hidden = !TIMES.some((time) => found[time]);
    this.need(".rh-gain__scores").hidden = $modules.hidden;
    this.$root.dataset.rhStarted = "";
  }

  /**
   * @param {string} state
   * @param {number} due when the third measurement may be taken, in ms
   */
  #showState(state, due) {
    for (const $case of this.every("[data-rh-case]")) {
      $case.hidden = $case.dataset.rhCase !== state;
      const $text = $case.querySelector("p");
      if (!$text?.dataset.rhText || $case.hidden) continue;
      $text.textContent = fill($text.dataset.rhText, { date: longDate(due) });
    }
  }

  /**
   * @param {Time} time
   * @param {Attempt | undefined} attempt
   */
  #showScore(time, attempt) {
    const $line = this.need(`.rh-gain__scores [data-rh-at=${time}]`);
    $line.hidden = !attempt;
    if (!attempt) return;
    const { points, of } = attempt.value;
    const date = longDate(attempt.at);
    const values = { date, points: number(points), total: of };
    $line.textContent = fill($line.dataset.rhText ?? "", values);
  }

  /** @param {Partial<Record<Time, Attempt>>} found */
  #drawTable(found) {
    const { rhCell = "", rhAbsent = "" } = this.#$table.dataset;
    const cell = (/** @type {Score | undefined} */ score) =>
      score ? fill(rhCell, { points: number(score.points), total: score.total }) : rhAbsent;
    for (const $row of this.#$table.querySelectorAll("tbody tr, tfoot tr")) {
      const ids = $row.getAttribute("data-rh-items")?.split(" ");
      const scores = Object.fromEntries(TIMES.map((time) => [time, scoreOf(found[time], ids)]));
      for (const time of TIMES) put($row, time, cell(scores[time]));
      const { pre, post } = scores;
      const canCompare = pre && post && pre.total === post.total; // an edition may add questions
      put($row, "gain", canCompare ? difference(post.points - pre.points) : rhAbsent);
    }
    const columns = { ...found, gain: found.pre && found.post };
    for (const $cell of this.#$table.querySelectorAll("[data-rh-at]")) {
      const at = /** @type {keyof typeof columns} */ ($cell.getAttribute("data-rh-at"));
      if ($cell instanceof HTMLElement) $cell.hidden = !columns[at];
    }
  }

  /** @param {Partial<Record<Time, Attempt>>} found */
  #drawChart(found) {
    const names = this.#$chart.dataset;
    const short = { pre: names.rhPre, post: names.rhPost, later: names.rhLater };
    const $rows = [...this.#$table.querySelectorAll("tbody tr")].map(($row) => {
      const ids = $row.getAttribute("data-rh-items")?.split(" ");
      const $group = make("div", "rh-gain__module");
      $group.append(make("strong", "", $row.querySelector("th")?.textContent ?? ""));
      for (const time of TIMES) {
        const score = scoreOf(found[time], ids);
        if (!score) continue;
        const $bar = make("span", "rh-gain__bar");
        const $length = make("i", "");
        $length.style.inlineSize = `${(100 * score.points) / score.total}%`;
        $bar.dataset.rhAt = time;
        $bar.append($length);
        $group.append(make("span", "", short[time]), $bar, make("span", "", number(score.points)));
      }
      return $group;
    });
    this.#$chart.replaceChildren(...$rows);
  }
}

/**
 * @param {Partial<Record<Time, Attempt>>} found
 * @param {boolean} isDue
 */
function stateOf({ pre, post, later }, isDue) {
  if (later) return "later";
  if (isDue) return "due";
  if (post) return pre ? "both" : "post";
  return pre ? "pre" : "none";
}

/**
 * Points of these questions in an attempt, of all of them without `ids`.
 * @param {Attempt | undefined} attempt
 * @param {string[]} [ids]
 * @returns {Score | undefined} undefined: none of them was asked
 */
function scoreOf(attempt, ids) {
  if (!attempt) return undefined;
  const { items, points, of } = attempt.value;
  if (!ids) return { points, total: of };
  const answers = ids.map((id) => items[id]).filter(Boolean);
  if (!answers.length) return undefined;
  return { points: answers.reduce((sum, each) => sum + each.points, 0), total: answers.length };
}

/** With its sign. @param {number} value */
const difference = (value) => {
  const sign = value > 0 ? "+" : value < 0 ? "−" : "";
  return sign + number(Math.abs(value));
};

/**
 * @param {Element} $row
 * @param {string} at
 * @param {string} text
 */
function put($row, at, text) {
  const $cell = $row.querySelector(`td[data-rh-at=${at}]`);
  if ($cell) $cell.textContent = text;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} [text]
 */
function make(name, className, text) {
  const $element = document.createElement(name);
  if (className) $element.className = className;
  if (text) $element.textContent = text;
  return $element;
}
