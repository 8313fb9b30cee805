/**
 * The spaced review: today's questions one after the other, each with its feedback, and when it
 * comes back.
 *
 * What to show is worked out anew at each step from the records, so other tabs, an import or a
 * deletion need no code of their own. The questions come from scripts of the build, one for each
 * module, fetched when a question of that module is next.
 */

import { announce, Component, fill, start } from "../../lib/component.mjs";
import {
  DAILY,
  doneOn,
  dueOf,
  isAnswered,
  PAUSED,
  plus,
  readDeck,
  recorded,
  settings,
} from "../../lib/deck.mjs";
import { add } from "../../lib/fetch-part.mjs";
import { dayOf } from "../../lib/format.mjs";
import { getStore } from "../../lib/store.mjs";
import Quiz from "../quiz/quiz.mjs";
import { after, aside, Rating, ratingOf } from "./schedule.mjs";

/** @typedef {import("../../lib/deck.mjs").Entry} Entry */
/** @typedef {import("../../lib/store.mjs").LearnerRecord} LearnerRecord */
/** @typedef {import("ts-fsrs").Grade} Grade */
/** @typedef {{ key: string, script: string }} Source which of `rhItems`, and what registers it */
/** @typedef {{ source: Source, digest: string }} Known a question of this edition */
/**
 * @typedef {object} Plan
 * @property {string} today
 * @property {Map<string, Entry>} deck
 * @property {string[]} due all that is due, in order
 * @property {string[]} next what may be asked now, in order
 * @property {number} number of the question that comes next, counted from 1
 * @property {number} total
 * @property {number} daily
 * @property {boolean} isPaused
 * @property {number} missing answered, and not in this edition
 */
/**
 * @typedef {object} Asked the question that is shown
 * @property {string} id
 * @property {Quiz} quiz
 * @property {string} seen the day of the last answer before this one
 * @property {boolean} isOver whether it was answered
 * @property {any} [before] its record before the answer
 * @property {any} [value] its record since; none: the answer did not count
 */

/** @type {Record<string, Grade>} */
const FELT = { hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy };
const EXTRA = 5;
const DAYS_SHOWN = 3;
const WEEK = 7;
/** The two tests of the whole course are measured against each other: they do not come back. */
const COURSE_TESTS = /^(?:pre|post)-/;

export default class Review extends Component {
  static moduleName = "review";

  #store = getStore();
  /** What is handed in never changes, and there may be thousands: read once. */
  #attempts = /** @type {Promise<LearnerRecord[]> | undefined} */ (undefined);
  #records = {
    all: (/** @type {string} */ prefix) =>
      prefix === "attempt:"
        ? (this.#attempts ??= this.#store.all(prefix))
        : this.#store.all(prefix),
  };
  /** @type {Map<string, Known>} */
  #known = new Map();
  #$title = this.need(".rh-review__title");
  #$item = this.need(".rh-review__item");
  #$changed = this.need(".rh-review__changed");
  #$daily = /** @type {HTMLSelectElement} */ (this.need("select"));

  /** @type {Asked | undefined} */
  #asked;
  /** Beyond the day's questions; and which of these were answered. */
  #isExtra = false;
  /** @type {Set<string>} */
  #shown = new Set();
  /** The module of the last question: the next one comes from another, if it can. */
  #lastModule = "";
  /** Steps that are on their way; only the last one shows something. */
  #steps = 0;
  /** Whether the learner asked for one of these. */
  #isWanted = false;

  /** What the buttons do. @type {Record<string, () => unknown>} */
  #actions = {
    answer: () => this.#answer(),
    next: () => this.#step(true),
    off: () => this.#setAside(),
    more: () => this.#more(),
    pause: () => this.#pause(),
    resume: () => this.#resume(),
    retry: () => this.#step(true),
    restore: () => this.#restore(),
  };

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    for (const $module of this.every("[data-rh-items]")) {
      const { rhItems = "", rhKey: key = "", rhScript: script = "" } = $module.dataset;
      const words = rhItems.split(" ");
      for (let at = 0; at < words.length; at += 2)
        this.#known.set(words[at], { source: { key, script }, digest: words[at + 1] });
    }
    this.need(".rh-review__noscript").hidden = true;
    this.need(".rh-review__body").hidden = false;
    this.$root.dataset.rhStarted = "";
    this.$root.addEventListener("click", ({ target }) => {
      const $button = target instanceof Element ? target.closest("button") : null;
      void this.#actions[$button?.dataset.rhDo ?? ""]?.();
    });
    this.#$item.addEventListener("submit", () => void this.#answer());
    for (const $felt of this.#felt)
      $felt.addEventListener("change", () => void this.#rate(FELT[$felt.value]));
    this.#$daily.addEventListener("change", () => {
      void this.#store.set(DAILY, Number(this.#$daily.value));
    });
    this.#store.addEventListener("change", (event) => {
      const { keys } = /** @type {CustomEvent} */ (event).detail;
      if (!keys.length || keys.some((/** @type {string} */ key) => key.startsWith("attempt:")))
        this.#attempts = undefined;
      void this.#refresh();
    });
    // A page that was left open overnight.
    document.addEventListener("visibilitychange", () => void this.#refresh());
    void this.#step(false);
  }

  get #felt() {
    return /** @type {HTMLInputElement[]} */ (this.every("[name=rh-review-felt]"));
  }

  // What to do today

  /** @returns {Promise<Plan>} */
  async #plan() {
    const today = dayOf();
    const { daily, isPaused } = await settings(this.#store);
    const all = await readDeck(this.#records, (id) => !COURSE_TESTS.test(id), today);
    /** @type {Map<string, Entry>} */
    const deck = new Map();
    for (const [id, entry] of all) {
      if (!this.#known.has(id)) continue;
      const isLater = entry.due > today && entry.seen !== today;
      deck.set(id, this.#isChanged(id, entry) && isLater ? { ...entry, due: today } : entry);
    }
    const missing = [...all.keys()].filter((id) => !this.#known.has(id)).length;
    const due = this.#ordered(deck, dueOf(deck, today));
    const done = doneOn(deck, today);
    const next = this.#isExtra
      ? this.#extraOf(deck, due, today).slice(0, EXTRA - this.#shown.size)
      : due.slice(0, Math.max(0, daily - done));
    const number = (this.#isExtra ? this.#shown.size : done) + 1;
    const total = number - 1 + next.length;
    return { today, deck, due, next, number, total, daily, isPaused, missing };
  }

  /**
   * @param {string} id
   * @param {Entry} entry
   */
  #isChanged(id, { review, digest }) {
    const answered = review?.digest ?? digest;
    return answered !== undefined && answered !== this.#known.get(id)?.digest;
  }

  /**
   * Those that were in the review before, by their day; then the new ones, a module at a time.
   * @param {Map<string, Entry>} deck
   * @param {string[]} due
   */
  #ordered(deck, due) {
    const dayOfItem = (/** @type {string} */ id) => `${deck.get(id)?.due} ${id}`;
    due.sort((a, b) => (dayOfItem(a) < dayOfItem(b) ? -1 : 1));
    /** @type {Map<string | undefined, number>} */
    const turns = new Map();
    /** @type {Map<string, number>} */
    const turn = new Map();
    for (const id of due) {
      const module = this.#known.get(id)?.source.key;
      const isNew = !isAnswered(deck.get(id)?.review);
      if (isNew) turns.set(module, (turns.get(module) ?? 0) + 1);
      turn.set(id, isNew ? (turns.get(module) ?? 0) : 0);
    }
    return due.sort((a, b) => (turn.get(a) ?? 0) - (turn.get(b) ?? 0));
  }

  /**
   * What may be asked beyond the day's questions: what is due, then what comes soonest, and last
   * what was answered today.
   * @param {Map<string, Entry>} deck
   * @param {string[]} due
   * @param {string} today
   */
  #extraOf(deck, due, today) {
    const later = [...deck]
      .filter(([id, { review }]) => !review?.off && !due.includes(id))
      .map(([id, entry]) => ({ id, order: `${entry.seen === today ? 1 : 0}${entry.due}${id}` }))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    return [...due, ...later.map(({ id }) => id)].filter((id) => !this.#shown.has(id));
  }

  /**
   * Something was written, here or elsewhere: show what follows, but take nothing away.
   * @returns {Promise<void>}
   */
  async #refresh() {
    const asked = this.#asked;
    const plan = await this.#plan();
    if (asked !== this.#asked) return this.#refresh(); // the plan may be older than the question
    if (!asked || plan.isPaused) return this.#step(false);
    this.#showSettings(plan);
    if (this.#isBegun) return undefined;
    if (!plan.next.includes(asked.id)) return this.#step(false);
    this.#setTitle(plan);
    return undefined;
  }

  /** Whether the question that is shown was answered, or something is chosen. */
  get #isBegun() {
    return this.#asked && (this.#asked.isOver || this.#asked.quiz.given.some(Boolean));
  }

  /**
   * Go to what comes next.
   * @param {boolean} isWanted the learner asked for it: what was begun goes, and the focus goes there
   */
  async #step(isWanted) {
    this.#isWanted ||= isWanted;
    const step = ++this.#steps;
    const plan = await this.#plan();
    if (!plan.next.length) this.#isExtra = false;
    const id = this.#pick(plan);
    /** @type {Element | undefined} */
    let $quiz;
    let isFailed = false;
    if (id && !plan.isPaused) {
      $quiz = await this.#fetch(id).catch(() => undefined);
      isFailed = !$quiz;
    }
    if (step !== this.#steps) return;
    const $focused = document.activeElement;
    this.#showSettings(plan);
    if (this.#isBegun && !this.#isWanted) return;
    this.#asked = undefined;
    if ($quiz) this.#ask(id, $quiz, plan);
    else this.#rest(plan, isFailed);
    const isGone = !$focused?.getClientRects().length;
    if (this.#isWanted || isGone) this.#$title.focus();
    this.#isWanted = false;
  }

  /**
   * The first of the next questions that is of another module than the last one.
   * @param {Plan} plan
   */
  #pick({ next }) {
    const isOther = (/** @type {string} */ id) =>
      this.#known.get(id)?.source.key !== this.#lastModule;
    return next.find(isOther) ?? next[0];
  }

  /**
   * The question as the build wrote it.
   * @param {string} id
   */
  async #fetch(id) {
    const { key, script } = /** @type {Known} */ (this.#known.get(id)).source;
    await add("script", script);
    const items = /** @type {any} */ (globalThis).rhItems?.[key] ?? {};
    const $document = new DOMParser().parseFromString(items[id] ?? "", "text/html");
    const $quiz = $document.querySelector(".rh-quiz");
    for (const $link of $quiz?.querySelectorAll("a[href]") ?? []) {
      const href = $link.getAttribute("href") ?? "";
      if (!/^[a-z]+:/.test(href)) $link.setAttribute("href", this.$root.dataset.rhRoot + href);
    }
    return $quiz ? document.importNode($quiz, true) : undefined;
  }

  // A question

  /**
   * @param {string} id
   * @param {Element} $quiz
   * @param {Plan} plan
   */
  #ask(id, $quiz, plan) {
    this.#$item.replaceChildren($quiz);
    start([Quiz], this.#$item);
    const quiz = Quiz.of($quiz);
    if (!quiz) return this.#rest(plan, true);
    quiz.hold(true);
    const entry = plan.deck.get(id);
    this.#asked = { id, quiz, isOver: false, seen: entry?.seen ?? "" };
    this.#lastModule = this.#known.get(id)?.source.key ?? "";
    this.#$changed.hidden = !(entry && this.#isChanged(id, entry));
    this.#slot("before").hidden = false;
    this.#slot("after").hidden = true;
    this.#show("question");
    this.#setTitle(plan);
    return undefined;
  }

  async #answer() {
    const asked = this.#asked;
    if (!asked || asked.isOver) return;
    const { id, quiz } = asked;
    const $outcome = /** @type {HTMLElement} */ (quiz.$root.querySelector(".rh-quiz__outcome"));
    if (!quiz.isComplete) {
      $outcome.textContent = $outcome.getAttribute("data-rh-empty");
      $outcome.hidden = false;
      announce($outcome.textContent ?? "");
      quiz.focus();
      return;
    }
    asked.isOver = true;
    const { given, points, digest } = quiz;
    quiz.reveal(given);
    announce(quiz.said);
    const today = dayOf();
    if (this.#isExtra) this.#shown.add(id);
    if (asked.seen !== today) {
      await this.#store.set(`review:${id}`, (/** @type {any} */ old) => {
        // Another tab was quicker: a question counts once a day.
        if (isAnswered(old) && recorded(old.last) === today) return undefined;
        asked.before = old;
        asked.value = after(old, today, ratingOf(points), { points, digest });
        return asked.value;
      });
    }
    this.#slot("felt").hidden = !asked.value || points < 1;
    for (const $felt of this.#felt) $felt.checked = $felt.value === "good";
    await this.#showWhen(asked);
    if (this.#asked !== asked) return;
    this.#slot("before").hidden = true;
    this.#slot("after").hidden = false;
    this.#slot("when").focus({ preventScroll: true });
  }

  /**
   * "It was hard", "it was easy": the same answer, judged anew.
   * @param {Grade} rating
   */
  async #rate(rating) {
    const asked = this.#asked;
    if (!asked?.value) return;
    const { id, before, quiz } = asked;
    await this.#store.set(`review:${id}`, (/** @type {any} */ old) => {
      const { value } = asked; // what an earlier press made of it
      if (old?.last !== value.last || old.rating !== value.rating) return undefined;
      asked.value = after(before, recorded(value.last), rating, {
        points: value.points,
        digest: quiz.digest,
      });
      return asked.value;
    });
    await this.#showWhen(asked);
    announce(this.#slot("when").textContent ?? "");
  }

  /** @param {Asked} asked */
  async #showWhen({ value }) {
    const $when = this.#slot("when");
    if (value) {
      const due = recorded(value.due);
      const count = Math.round((Date.parse(due) - Date.parse(dayOf())) / 86_400_000);
      $when.textContent = this.#count("when", count, { date: this.#date(due) });
    } else $when.textContent = this.#words("uncounted");
    const plan = await this.#plan();
    const following = this.#pick(plan);
    this.need("[data-rh-do=next]").textContent = this.#words(following ? "next" : "finish");
    // Ready when this one has been read; a failure shows when it is asked for.
    if (following) void this.#fetch(following).catch(() => {});
  }

  async #setAside() {
    const { id = "" } = this.#asked ?? {};
    await this.#store.set(`review:${id}`, aside);
    announce(this.#words("is-off"));
    await this.#step(true);
  }

  // Between questions

  /**
   * Nothing to ask now: why, and what comes.
   * @param {Plan} plan
   * @param {boolean} isFailed
   */
  #rest(plan, isFailed) {
    const { deck, today, due, daily, isPaused } = plan;
    const done = doneOn(deck, today);
    const state = isPaused
      ? "paused"
      : isFailed
        ? "failed"
        : !deck.size
          ? "empty"
          : done
            ? "done"
            : "none";
    this.#$item.replaceChildren();
    this.#$title.textContent = this.#words(`title-${state}`);
    this.#show(state === "done" || state === "none" ? "rest" : state);
    this.#showWeek(deck, today);
    this.#showDays(deck, today, due.length, daily);
    const active = [...deck.values()].filter(({ review }) => !review?.off).length;
    const $more = this.need("[data-rh-do=more]");
    $more.hidden = !active;
    $more.textContent = this.#count("more", Math.min(EXTRA, active));
    this.need(".rh-review__hint").hidden = !active;
  }

  /**
   * @param {Map<string, Entry>} deck
   * @param {string} today
   */
  #showWeek(deck, today) {
    const answers = [...deck.values()]
      .filter(({ review, seen }) => isAnswered(review) && seen > plus(today, -WEEK))
      .map(({ review }) => Number(review.points ?? 1));
    const $week = this.#slot("week");
    $week.hidden = !answers.length;
    $week.textContent = this.#count("week", answers.length, {
      right: answers.filter((points) => points >= 1).length,
      partial: answers.filter((points) => points > 0 && points < 1).length,
      wrong: answers.filter((points) => points <= 0).length,
    });
  }

  /**
   * The next days on which questions come, and how many.
   * @param {Map<string, Entry>} deck
   * @param {string} today
   * @param {number} waiting due today, and more than the day takes
   * @param {number} daily
   */
  #showDays(deck, today, waiting, daily) {
    const later = [...deck.values()].filter(({ due, review }) => due > today && !review?.off);
    /** @type {HTMLElement[]} */
    const $days = [];
    for (let days = 1; $days.length < DAYS_SHOWN && (waiting || days <= WEEK * 60); days += 1) {
      const day = plus(today, days);
      waiting += later.filter(({ due }) => due === day).length;
      const count = Math.min(daily, waiting);
      waiting -= count;
      if (!count) continue;
      const $day = document.createElement("li");
      $day.textContent = this.#count("days", count, { date: this.#date(day) });
      $days.push($day);
    }
    this.#slot("days").replaceChildren(...$days);
    this.#slot("days").hidden = this.#slot("days-title").hidden = !$days.length;
  }

  #more() {
    this.#isExtra = true;
    this.#shown.clear();
    return this.#step(true);
  }

  async #pause() {
    await this.#store.set(PAUSED, true);
    await this.#step(true);
  }

  async #resume() {
    await this.#store.set(PAUSED, false);
    await this.#step(true);
  }

  async #restore() {
    for (const { key, value } of await this.#store.all("review:")) {
      if (!value.off) continue;
      await this.#store.set(key, ({ off, ...old } = value) => old);
    }
    this.need("summary").focus();
  }

  /** @param {Plan} plan */
  #showSettings({ deck, daily, isPaused, missing }) {
    this.#$daily.value = String(daily);
    this.need("[data-rh-do=pause]").hidden = isPaused;
    const off = [...deck.values()].filter(({ review }) => review?.off).length;
    const $restore = this.need("[data-rh-do=restore]");
    $restore.hidden = !off;
    $restore.textContent = this.#count("restore", off);
    const $missing = this.#slot("missing");
    $missing.hidden = !missing;
    $missing.textContent = this.#count("missing", missing);
    const $paused = this.#slot("paused");
    $paused.textContent = this.#blanks($paused, { daily });
  }

  // Words

  /** @param {Plan} plan */
  #setTitle({ number, total }) {
    const code = this.#isExtra ? "title-extra" : "title-due";
    this.#$title.textContent = fill(this.#words(code), { number, total });
  }

  /** @param {string} name */
  #show(name) {
    this.need(".rh-review__body").removeAttribute("aria-busy");
    for (const $case of this.every(".rh-review__body > [data-rh-case]"))
      $case.hidden = $case.dataset.rhCase !== name;
  }

  /** @param {string} name */
  #slot(name) {
    return this.need(`[data-rh-slot="${name}"]`);
  }

  /** @param {string} code */
  #words(code) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need(`[data-rh-say="${code}"]`));
    return $template.content.textContent ?? "";
  }

  /**
   * @param {string} code
   * @param {number} count
   * @param {Record<string, unknown>} [values]
   */
  #count(code, count, values = {}) {
    return fill(this.#words(`${code}-${count === 1 ? "one" : "many"}`), { count, ...values });
  }

  /**
   * An element's own sentence with its blanks filled in.
   * @param {HTMLElement} $element
   * @param {Record<string, unknown>} values
   */
  #blanks($element, values) {
    $element.dataset.rhText ??= $element.textContent ?? "";
    return fill($element.dataset.rhText, values);
  }

  /** @param {string} day */
  #date(day) {
    return new Date(day).toLocaleDateString(document.documentElement.lang || "tr", {
      weekday: "long",
      day: "numeric",
      month: "long",
      timeZone: "UTC",
    });
  }
}
