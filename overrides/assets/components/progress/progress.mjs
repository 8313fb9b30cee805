/**
 * The whole course at a glance: what is done, in progress, next; what a module still needs; how long
 * the chosen path takes, and one button that goes on.
 *
 * Nothing is locked: a state says where one is, never where one may go.
 */

import { leadBack } from "../../lib/coming-back.mjs";
import { announce, Component, fill } from "../../lib/component.mjs";
import { courseShares } from "../../lib/course-tests.mjs";
import { knownEditions, showLater } from "../../lib/editions.mjs";
import { missing } from "../../lib/missing.mjs";
import { percent, Progress } from "../../lib/progress.mjs";
import { getStore, siteBase } from "../../lib/store.mjs";

/** @typedef {import("../../lib/store.mjs").LearnerRecord} LearnerRecord */
/** @typedef {"done" | "begun" | "next" | "open"} State */

/**
 * A module, or a test of the whole course, as the list shows it.
 * @typedef {object} Step
 * @property {string} id
 * @property {string[]} needs what finishes it
 * @property {HTMLElement} $root
 * @property {HTMLAnchorElement} $link to its first page
 * @property {HTMLAnchorElement[]} $pages the others in order, `data-rh-done` their ids
 * @property {boolean} isTest
 * @property {boolean} isDone
 * @property {number} [share] of the points, of a test of the whole course
 * @property {State} state
 */

const PATH = "setting:path";
/** A page left so near its end was read to its end. */
const AT_THE_END = 0.95;
const TRACES = new Set(["read", "attempt", "draft", "case", "item"]);

export default class ProgressView extends Component {
  static moduleName = "progress";

  #store = getStore();
  #$now = this.need(".rh-progress__now");
  #$button = /** @type {HTMLAnchorElement} */ (this.need(".rh-progress__now .rh-button"));
  #$path = /** @type {HTMLSelectElement} */ (this.need("select"));
  #certificate = this.#$button.href;
  /** @type {Step[]} */
  #steps = this.every(".rh-step").map(readStep);
  #turn = 0;
  /** The learner has just chosen another path. */
  #isChosen = false;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.#store.watch([], () => this.#show());
    this.#$path.addEventListener("change", () => void this.#choose());
    void this.#show();
  }

  async #choose() {
    this.#isChosen = true;
    this.#turn += 1; // a reading that is under way knows nothing of this
    await this.#store.set(PATH, this.#$path.value);
  }

  async #show() {
    const turn = ++this.#turn;
    const records = await this.#store.all();
    if (turn !== this.#turn) return; // a later one is on its way
    const progress = new Progress(records);
    const path = records.find(({ key }) => key === PATH)?.value;
    const $options = [...this.#$path.options];
    const $option = $options.find(({ value }) => value === path) ?? $options[0];
    this.#$path.value = $option.value;
    const isOnPath = this.#onPath($option);

    this.#judge(records, progress, isOnPath);
    for (const step of this.#steps) this.#showStep(step, progress, isOnPath(step));
    const way = this.#steps.filter((step) => !step.isTest && isOnPath(step));
    this.#showLeft(way, progress, $option);
    this.#showNext(records, progress, isOnPath);
    this.#showChanges(records);

    const $modules = this.#steps.filter(({ isTest }) => !isTest);
    const done = $modules.filter(({ isDone }) => isDone).length;
    this.#put(".rh-progress__count", "count", { done, total: $modules.length });
    this.#$now.hidden = false;
    this.$root.dataset.rhStarted = "";
    if (this.#isChosen) announce(this.need(".rh-progress__left").textContent ?? "");
    this.#isChosen = false;
  }

  /**
   * Modules by their names on the path; the tests of the whole course belong to whoever takes all
   * of it.
   * @param {HTMLOptionElement} $option
   * @returns {(step: Step) => boolean}
   */
  #onPath($option) {
    const modules = $option.dataset.rhModules?.split(" ");
    const isWhole = this.#steps.every(
      ({ id, isTest }) => isTest || !modules || modules.includes(id),
    );
    return ({ id, isTest }) => isWhole || (!isTest && modules?.includes(id) === true);
  }

  /**
   * @param {LearnerRecord[]} records
   * @param {Progress} progress
   * @param {(step: Step) => boolean} isOnPath
   */
  #judge(records, progress, isOnPath) {
    const begun = new Set(
      records.filter(({ type }) => TRACES.has(type)).map(({ key }) => moduleOf(key)),
    );
    const shares = courseShares(records);
    for (const step of this.#steps) {
      step.share = shares.get(step.id);
      step.isDone = progress.hasAll(step.needs.join(" "));
      step.state = step.isDone ? "done" : begun.has(step.id) && !step.isTest ? "begun" : "open";
    }
    const $next = this.#steps.find(
      (step) => step.state === "open" && isOnPath(step) && this.#isInTime(step),
    );
    if ($next) $next.state = "next";
  }

  /**
   * The first test is of no use once a module has begun, the last one before all are done.
   * @param {Step} step
   */
  #isInTime(step) {
    if (!step.isTest) return true;
    const later = this.#steps.slice(this.#steps.indexOf(step) + 1);
    return later.length
      ? later.every(({ state }) => state === "open")
      : this.#steps.every(({ isDone, isTest }) => isDone || isTest);
  }

  /**
   * @param {Step} step
   * @param {Progress} progress
   * @param {boolean} isOnPath
   */
  #showStep(step, progress, isOnPath) {
    const { $root, $pages, state, isTest, share } = step;
    $root.dataset.rhState = state;
    $root.toggleAttribute("data-rh-off", !isOnPath && !isTest);
    const word = share !== undefined ? "state-taken" : `state-${state}`;
    const words = [this.#words(word, { percent: percent(share) })];
    if (!isOnPath && !isTest) words.push(this.#words("off-path"));
    put($root, ".rh-step__word", words.join(", "));
    if (isTest) return;
    const done = $pages.filter(($page) => progress.has($page.dataset.rhDone ?? "")).length;
    const isPart = state === "begun";
    put(
      $root,
      ".rh-step__count",
      isPart ? this.#words("steps-done", { done, total: $pages.length }) : "",
    );
    const $bar = /** @type {HTMLElement} */ ($root.querySelector(".rh-step__bar"));
    $bar.hidden = !isPart;
    /** @type {HTMLElement} */ ($bar.firstElementChild).style.width =
      `${(100 * done) / $pages.length}%`;
    this.#showMissing(step, isPart ? progress : undefined);
  }

  /**
   * What the module still needs to be done; on a line of their own the unread sections, which it
   * does not need.
   * @param {Step} step
   * @param {Progress} [progress] none: there is nothing to say
   */
  #showMissing({ $root, $pages, needs }, progress) {
    const lacking = progress ? missing(needs, progress) : [];
    const $needed = lacking.flatMap(({ step, word, percent }) => {
      const $page = $pages.find(($page) => idOf($page) === step);
      const values = { percent, pass: this.$root.dataset.rhPass };
      return $page ? [" ", this.#link($page, word, values)] : [];
    });
    if ($needed.length) $needed.unshift(this.#words("missing"));
    put($root, ".rh-step__missing", ...$needed);
    const isUnread = (/** @type {string} */ id) =>
      progress && !needs.includes(id) && !progress.has(id);
    const $unread = $pages.filter(($page) => isUnread(idOf($page)));
    const count = $unread.length;
    const $link = count && this.#link($unread[0], "unread", { count });
    put($root, ".rh-step__unread", ...($link ? [$link, " ", this.#words("unread-hint")] : []));
  }

  /**
   * @param {HTMLAnchorElement} $to
   * @param {string} word
   * @param {Record<string, unknown>} values
   */
  #link($to, word, values) {
    const $link = document.createElement("a");
    $link.href = $to.href;
    $link.textContent = this.#words(word, values);
    return $link;
  }

  /**
   * @param {Step[]} way
   * @param {Progress} progress
   * @param {HTMLOptionElement} $option
   */
  #showLeft(way, progress, $option) {
    const $pages = way.filter(({ isDone }) => !isDone).flatMap(({ $pages }) => $pages);
    const minutes = $pages
      .filter(($page) => !progress.has(idOf($page)))
      .reduce((sum, { dataset }) => sum + Number(dataset.rhMinutes), 0);
    const time = this.#time(minutes);
    const word = !minutes ? "none" : $option.value ? "path" : "course";
    this.#put(".rh-progress__left", `left-${word}`, { time, path: $option.textContent });
  }

  /** In words; above an hour to the next five. @param {number} minutes */
  #time(minutes) {
    if (minutes < 60) return this.#words("time-minutes", { minutes });
    const rounded = Math.ceil(minutes / 5) * 5;
    const values = { hours: Math.floor(rounded / 60), minutes: rounded % 60 };
    return this.#words(values.minutes ? "time-hours" : "time-whole-hours", values);
  }

  /**
   * Where the one button goes: back to where reading stopped if something is still to be done there,
   * else on with what has begun, else to what is next.
   * @param {LearnerRecord[]} records
   * @param {Progress} progress
   * @param {(step: Step) => boolean} isOnPath
   */
  #showNext(records, progress, isOnPath) {
    const place = records.find(({ key }) => key === "place")?.value;
    const isHere = leadsTo(place?.url ?? "");
    const here = this.#steps.find(
      ({ $link, $pages, isDone }) => !isDone && [$link, ...$pages].some(isHere),
    );
    if (here) {
      const $page = here.$pages.find(isHere);
      const isRead = $page && progress.has(idOf($page)) && place.scroll > AT_THE_END;
      if (!isRead) {
        leadBack(this.#$button, siteBase() + place.url, place.anchor);
        return this.#sayNext("place", "on", place.title);
      }
    }
    const step =
      here ||
      this.#steps.find((step) => step.state === "begun" && isOnPath(step)) ||
      this.#steps.find(({ state }) => state === "next");
    this.#$button.onclick = null;
    if (!step) {
      this.#$button.href = this.#certificate;
      const [$option] = this.#$path.selectedOptions;
      const title = $option.value ? $option.text : this.need("#butun-kurs").textContent;
      return this.#sayNext("end", "end", title ?? "");
    }
    const $left = step.$pages.find(($page) => !progress.has(idOf($page)));
    const $to = step.state === "begun" && $left ? $left : step.$link;
    this.#$button.href = $to.href;
    const isFirst = this.#steps.every(({ state }) => state === "open" || state === "next");
    return this.#sayNext(isFirst ? "start" : "step", isFirst ? "start" : "on", nameOf($to));
  }

  /**
   * @param {string} label
   * @param {string} button
   * @param {string} title
   */
  #sayNext(label, button, title) {
    put(this.#$now, ".rh-progress__label", `${this.#words(`next-${label}`)}: `);
    put(this.#$now, ".rh-progress__title", title);
    this.#$button.textContent = this.#words(`go-${button}`);
  }

  /** @param {LearnerRecord[]} records */
  #showChanges(records) {
    const $box = /** @type {HTMLElement | null} */ (
      this.$root.querySelector(".rh-progress__changed")
    );
    if (!$box) return;
    const known = knownEditions(records);
    const $pages = /** @type {HTMLElement[]} */ ([...$box.querySelectorAll("[data-rh-page]")]);
    for (const $page of $pages)
      $page.hidden = !showLater($page, known.get($page.dataset.rhPage ?? ""));
    $box.hidden = $pages.every(({ hidden }) => hidden);
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} [values]
   */
  #words(name, values = {}) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need(`[data-rh-say="${name}"]`));
    return fill($template.content.textContent ?? "", values);
  }

  /**
   * @param {string} selector
   * @param {string} name
   * @param {Record<string, unknown>} values
   */
  #put(selector, name, values) {
    this.need(selector).textContent = this.#words(name, values);
  }
}

/**
 * @param {HTMLElement} $root
 * @returns {Step}
 */
function readStep($root) {
  const $links = [...$root.querySelectorAll("a")];
  const { rhStep: id = "", rhNeeds = "" } = $root.dataset;
  return {
    id,
    needs: rhNeeds.split(" ").filter(Boolean),
    $root,
    $link: $links[0],
    $pages: $links.filter(({ dataset }) => dataset.rhDone),
    isTest: $root.matches(".rh-step--test"),
    isDone: false,
    state: "open",
  };
}

/** Id of the module that a record belongs to: `item:m05-q07`, `read:m05`. @param {string} key */
const moduleOf = (key) => key.split(":")[1]?.split("-")[0];

/** @param {HTMLAnchorElement} $page */
const idOf = ($page) => $page.dataset.rhDone ?? "";

/** The title of a page, without the tick beside it. @param {HTMLAnchorElement} $page */
const nameOf = ($page) => $page.firstChild?.textContent ?? "";

/**
 * Whether a link leads to an address below the site's root, in either language.
 * @param {string} url
 * @returns {($link: HTMLAnchorElement) => boolean}
 */
const leadsTo = (url) => ($link) =>
  inTurkish($link.pathname.slice(siteBase().length)) === inTurkish(url);

/** @param {string} url */
const inTurkish = (url) => url.replace(/^en\//, "");

/**
 * @param {HTMLElement} $root
 * @param {string} selector
 * @param {(string | Node)[]} parts without a text it is not shown
 */
function put($root, selector, ...parts) {
  const $place = /** @type {HTMLElement} */ ($root.querySelector(selector));
  $place.replaceChildren(...parts);
  $place.hidden = !$place.textContent;
}
