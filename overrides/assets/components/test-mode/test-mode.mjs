/**
 * A test page: practice as before, or the test as a whole.
 *
 * Three states, on the root as `data-rh-test-state`: `practice` (each question is answered for
 * itself), `running` (the test holds the questions and keeps a draft), `review` (what was handed in,
 * with points and feedback). What is kept, and how two tabs share it: `records.mjs`.
 */

import { announce, Component, fill, start } from "../../lib/component.mjs";
import { percent, shareOf } from "../../lib/progress.mjs";
import { getStore } from "../../lib/store.mjs";
import Quiz from "../quiz/quiz.mjs";
import { Parts } from "./parts.mjs";
import { Draft, isGiven, tidy } from "./records.mjs";
import { Tries } from "./tries.mjs";

/** @typedef {import("./records.mjs").Attempt} Attempt */
/** @typedef {import("./records.mjs").DraftValue} DraftValue */
/** @typedef {import("../test/test.mjs").default} Test */
/** @typedef {"practice" | "running" | "review"} State */

/**
 * One question of the test.
 * @typedef {object} Question
 * @property {string} id
 * @property {HTMLElement} $root
 * @property {Quiz} quiz
 * @property {HTMLElement} $number its heading
 * @property {string} number the heading as written
 * @property {HTMLElement} $row below the question: the mark, or its points
 * @property {HTMLElement} $mark
 * @property {HTMLElement} $points
 * @property {Parts} parts what changes its order within it
 */

export class TestMode extends Component {
  static moduleName = "test-mode";

  #draft = new Draft(this.$root.dataset.rhTest ?? "");
  #line = Number(this.$root.dataset.rhPass ?? NaN);

  /** @type {Map<string, Question>} */
  #questions = new Map();

  /** Ids in the order that is shown now. @type {string[]} */
  #order = [];

  /** What mixes the parts of each question; empty: they stand as written. */
  #seed = "";

  /** @type {Test} */
  #test;

  /** @type {Tries} */
  #tries;

  #isBusy = false;
  #answered = 0;

  #$end = this.need(".rh-test__end");
  #$said = this.need(".rh-test__said");
  #$review = this.need("[data-rh-view=review]");
  #$bar = this.need(".rh-test__bar");
  #$map = this.need(".rh-test__map");
  #$openMap = this.need("[data-rh-do=map]");
  #$ask = /** @type {HTMLDialogElement} */ (this.need("[data-rh-ask=hand-in]"));
  #$leave = /** @type {HTMLDialogElement} */ (this.need("[data-rh-ask=leave]"));

  /** @param {Test} test */
  constructor(test) {
    super(withParts(test.$root));
    this.#test = test;
    start([Quiz], this.$root); // they may not have started yet
    const $row = this.need(".rh-test__row");
    for (const $item of this.every(".rh-quiz[data-rh-item]")) this.#adopt($item, $row);
    $row.remove();
    this.#order = [...this.#questions.keys()];
    this.#tries = new Tries(this.need(".rh-tries"), this.#draft, {
      line: this.#line,
      say: (code) => this.#words(code),
      open: (attempt) => this.#look(attempt, { isOld: true }),
    });
    this.#showGain();
    this.#listen();
  }

  /**
   * @param {HTMLElement} $root
   * @param {HTMLElement} $pattern of the row below a question
   */
  #adopt($root, $pattern) {
    const quiz = Quiz.of($root);
    const $number = $root.querySelector(".rh-quiz__number");
    if (!quiz || !($number instanceof HTMLElement) || "rhFailed" in $root.dataset) return;
    const $row = /** @type {HTMLElement} */ ($pattern.cloneNode(true));
    $root.querySelector(".rh-quiz__actions")?.after($row);
    const [$mark, $points] = /** @type {HTMLElement[]} */ ([...$row.children]);
    if ($number.id) $mark.setAttribute("aria-describedby", $number.id);
    $number.tabIndex = -1;
    this.#questions.set(quiz.id, {
      id: quiz.id,
      $root,
      quiz,
      $number,
      number: $number.textContent ?? "",
      $row,
      $mark,
      $points,
      parts: new Parts($root, quiz),
    });
    $mark.addEventListener("click", () => this.#mark(quiz.id));
    $root.addEventListener("rh-given", () => this.#given(quiz.id));
  }

  #listen() {
    /** @type {[string, () => unknown][]} */
    const actions = [
      ["again", () => void this.begin()],
      ["practice", () => this.#backToPractice()],
      ["leave", () => this.#$leave.showModal()],
      ["map", () => this.#showMap(this.#$map.hidden)],
      ["hand-in", () => this.#askToHandIn()],
    ];
    for (const [name, act] of actions) {
      this.need(`[data-rh-do=${name}]`).addEventListener("click", () => {
        if (!this.#isBusy) act();
      });
    }
    for (const [$dialog, act] of /** @type {[HTMLDialogElement, () => void][]} */ ([
      [this.#$ask, () => void this.#handIn()],
      [this.#$leave, () => void this.#quit()],
    ])) {
      $dialog.querySelector("[data-rh-do=back]")?.addEventListener("click", () => $dialog.close());
      $dialog.querySelector("[data-rh-do=yes]")?.addEventListener("click", () => {
        $dialog.close();
        act();
      });
    }
    this.#$map.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#showMap(false);
      this.#$openMap.focus();
    });
    // Links to questions, in the overview and in the dialog.
    this.$root.addEventListener("click", (event) => {
      const $link = event.target instanceof Element && event.target.closest("a[data-rh-to]");
      if (!($link instanceof HTMLElement)) return;
      event.preventDefault();
      this.#$ask.close();
      this.#showMap(false);
      this.#goTo($link.dataset.rhTo ?? "");
    });
    getStore().addEventListener("change", (event) => {
      const { keys } = /** @type {CustomEvent} */ (event).detail;
      if (!keys.length || keys.includes(this.#draft.key)) void this.#sync();
    });
    // Paper has the questions as they are written: the key on it names letters and numbers.
    addEventListener("beforeprint", () => this.#place([...this.#questions.keys()], ""));
    addEventListener("afterprint", () => this.#place(this.#order, this.#seed));
  }

  get #state() {
    return /** @type {State} */ (this.$root.dataset.rhTestState);
  }

  /** @param {State} state */
  set #state(state) {
    this.$root.dataset.rhTestState = state;
    this.#test.showPractice(state === "practice");
    this.#$review.hidden = state !== "review";
    this.#$bar.hidden = state !== "running";
    document.documentElement.toggleAttribute("data-rh-testing", state === "running");
    this.#showMap(false);
    if (this.#$ask.open) this.#$ask.close();
    if (this.#$leave.open) this.#$leave.close();
    this.#$said.hidden = true;
    for (const { $row, $mark, $points } of this.#questions.values()) {
      $row.hidden = state === "practice";
      $mark.hidden = state !== "running";
      $points.hidden = state !== "review";
    }
  }

  /**
   * A sentence of the page, filled in.
   * @param {string} code
   * @param {Record<string, unknown>} [values]
   */
  #words(code, values = {}) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need(`[data-rh-say="${code}"]`));
    return fill($template.content.textContent ?? "", values);
  }

  /**
   * Say what happened, to the eye and to the ear.
   * @param {string[]} sentences
   */
  #say(...sentences) {
    this.#$said.textContent = sentences.join(" ");
    this.#$said.hidden = !sentences.length;
    if (sentences.length) announce(sentences.join(" "));
  }

  /** Open the unfinished test, if there is one. */
  async resume() {
    const draft = await this.#draft.stored();
    if (!draft || this.#isBusy || this.#state !== "practice") return;
    const done = await this.#draft.attemptOf(draft);
    if (this.#isBusy || this.#state !== "practice") return; // begun meanwhile
    if (done) await this.#draft.finish(done);
    else {
      this.#draft.value = draft;
      this.#run(draft);
      const { answered, total } = this.#count();
      this.#say(this.#words("said_resumed", { answered, total }), ...this.#changes(draft));
    }
  }

  /** Begin a test, or go on with the one that another tab has begun. */
  async begin() {
    if (this.#isBusy || this.#state === "running") return;
    this.#isBusy = true;
    try {
      await this.#draft.begin([...this.#questions.keys()]);
    } finally {
      this.#isBusy = false;
    }
    const draft = this.#draft.value;
    if (!draft) return;
    this.#run(draft);
    const $title = this.need("[data-rh-view=running] h2");
    $title.focus({ preventScroll: true });
    $title.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** Fill the list of earlier results. */
  async listTries() {
    await this.#tries.list();
  }

  /** A test of the whole course counts towards the gain. */
  #showGain() {
    const $link = this.#$review.querySelector("a");
    const { rhGain } = this.$root.dataset;
    if (!$link?.parentElement || !rhGain) return;
    $link.href = rhGain;
    $link.parentElement.hidden = false;
  }

  /** @param {DraftValue} draft */
  #run(draft) {
    const known = draft.order.filter((id) => this.#questions.has(id));
    const added = [...this.#questions.keys()].filter((id) => !known.includes(id));
    this.#arrange([...known, ...added], draft.mixed ? draft.started : "");
    this.#state = "running";
    for (const { id, quiz } of this.#questions.values()) {
      quiz.hold(true);
      this.#fillIn(id);
    }
    this.#update();
  }

  /**
   * What another edition did to the test since it began, in sentences.
   * @param {DraftValue} draft
   */
  #changes({ order, given, digests = {} }) {
    const added = [...this.#questions.keys()].filter((id) => !order.includes(id));
    const removed = order.filter((id) => !this.#questions.has(id));
    const changed = Object.keys(given).filter((id) => {
      if (!isGiven(given[id])) return false;
      const question = this.#questions.get(id);
      return question && (digests[id] ?? question.quiz.digest) !== question.quiz.digest;
    });
    return Object.entries({ added, removed, changed })
      .filter(([, ids]) => ids.length)
      .map(([code, { length }]) => this.#words(`said_${code}`, { count: length }));
  }

  /**
   * Put the draft's answer and mark into a question.
   * @param {string} id
   */
  #fillIn(id) {
    const question = this.#questions.get(id);
    const draft = this.#draft.value;
    if (!question || !draft) return;
    const { quiz, $root, $mark } = question;
    quiz.reset();
    const given = draft.given[id];
    const fits = !isGiven(given) || quiz.fillIn(given);
    const digest = draft.digests?.[id] ?? quiz.digest;
    const $changed = $root.querySelector(".rh-quiz__changed");
    if ($changed instanceof HTMLElement) $changed.hidden = fits && digest === quiz.digest;
    $mark.setAttribute("aria-pressed", String(draft.marked.includes(id)));
  }

  /** @param {string} id */
  #given(id) {
    const question = this.#questions.get(id);
    if (this.#state !== "running" || this.#isBusy || !question) return;
    const { quiz, $root } = question;
    const before = this.#answered;
    this.#draft.put(id, quiz.given, quiz.digest);
    const $changed = $root.querySelector(".rh-quiz__changed");
    if ($changed instanceof HTMLElement) $changed.hidden = true;
    this.#update();
    if (this.#answered !== before) announce(this.#$openMap.textContent ?? "");
  }

  /** @param {string} id */
  #mark(id) {
    const question = this.#questions.get(id);
    if (this.#state !== "running" || this.#isBusy || !question) return;
    const on = question.$mark.getAttribute("aria-pressed") !== "true";
    question.$mark.setAttribute("aria-pressed", String(on));
    this.#draft.mark(id, on);
    this.#update();
  }

  #isMarked(/** @type {string} */ id) {
    return Boolean(this.#draft.value?.marked.includes(id));
  }

  #isAnswered(/** @type {string} */ id) {
    return Boolean(this.#questions.get(id)?.quiz.isComplete);
  }

  #count() {
    const answered = this.#order.filter((id) => this.#isAnswered(id)).length;
    const marked = this.#order.filter((id) => this.#isMarked(id)).length;
    const total = this.#order.length;
    return { answered, marked, total, open: total - answered };
  }

  /** The words and the overview at the foot of the window. */
  #update() {
    const counts = this.#count();
    this.#answered = counts.answered;
    this.#$openMap.textContent = this.#words(counts.marked ? "bar_marked" : "bar", counts);
    if (this.#$map.hidden) return;
    const $counts = this.#$map.querySelector("p");
    if ($counts) $counts.textContent = this.#words("counts", counts);
    const $links = this.#$map.querySelectorAll("a");
    this.#order.forEach((id, index) => {
      const state = this.#isAnswered(id) ? "answered" : "open";
      const said = [this.#words(`state_${state}`)];
      if (this.#isMarked(id)) said.push(this.#words("state_marked"));
      const $link = $links[index];
      $link.dataset.rhState = state;
      $link.toggleAttribute("data-rh-marked", this.#isMarked(id));
      const number = this.#questions.get(id)?.$number.textContent;
      $link.setAttribute("aria-label", `${number}: ${said.join(", ")}`);
    });
  }

  /** @param {boolean} on */
  #showMap(on) {
    this.#$map.hidden = !on;
    this.#$openMap.setAttribute("aria-expanded", String(on));
    if (!on) return;
    const $links = this.#order.map((id, index) => this.#linkTo(id, String(index + 1)));
    this.#$map.querySelector("ol")?.replaceChildren(...$links.map(inLine));
    this.#update();
  }

  /**
   * @param {string} id
   * @param {string} [words]
   */
  #linkTo(id, words) {
    const $link = document.createElement("a");
    $link.href = `#${id}`;
    $link.dataset.rhTo = id;
    $link.textContent = words ?? this.#questions.get(id)?.$number.textContent ?? id;
    return $link;
  }

  /** @param {string} id */
  #goTo(id) {
    const question = this.#questions.get(id);
    question?.$root.scrollIntoView({ block: "start", behavior: "instant" });
    question?.$number.focus({ preventScroll: true });
  }

  #askToHandIn() {
    const open = this.#order.filter((id) => !this.#isAnswered(id));
    const marked = this.#order.filter((id) => this.#isMarked(id));
    const shown = { open: open.length > 0, marked: marked.length > 0, all: !open.length };
    for (const $case of this.#$ask.querySelectorAll("[data-rh-case]")) {
      if (!($case instanceof HTMLElement)) continue;
      const code = /** @type {keyof typeof shown} */ ($case.dataset.rhCase);
      $case.hidden = !shown[code];
      const ids = { open, marked, all: [] }[code];
      $case.querySelector("ul")?.replaceChildren(...ids.map((id) => inLine(this.#linkTo(id))));
      const $text = $case.querySelector("p");
      if ($text?.dataset.rhText) {
        $text.textContent = fill($text.dataset.rhText, { count: open.length });
      }
    }
    this.#$ask.showModal();
  }

  async #handIn() {
    if (this.#isBusy || this.#state !== "running") return;
    this.#isBusy = true;
    await this.#draft.settled();
    await this.#merge(); // what another tab wrote in this moment
    /** @type {Record<string, import("./records.mjs").Answer>} */
    const items = {};
    for (const id of this.#order) {
      const question = this.#questions.get(id);
      if (!question) continue;
      const { quiz } = question;
      const given = isGiven(quiz.given) ? quiz.given : [];
      items[id] = { given, points: given.length ? tidy(quiz.points) : 0, digest: quiz.digest };
    }
    const done = await this.#draft.handIn(items, this.$root.dataset.rhEdition ?? "");
    this.#isBusy = false;
    if (!done) return;
    this.#look(done.attempt, {});
    if (!done.isOurs) this.#say(this.#words("said_elsewhere"));
  }

  /** Leave the test for good. */
  async #quit() {
    this.#isBusy = true;
    await this.#draft.remove();
    this.#isBusy = false;
    this.#backToPractice();
    this.#say(this.#words("said_left"));
  }

  #backToPractice() {
    this.#arrange([...this.#questions.keys()], "");
    this.#state = "practice";
    for (const { quiz } of this.#questions.values()) quiz.hold(false);
    const $title = this.need("[data-rh-view=practice] h2");
    $title.focus({ preventScroll: true });
    $title.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** Take in the other tab's answers. @returns {Promise<DraftValue | undefined>} the stored draft */
  async #merge() {
    const stored = await this.#draft.stored();
    const mine = this.#draft.value;
    if (!stored || !mine || stored.started !== mine.started) return stored;
    const marked = String(mine.marked);
    for (const id of this.#draft.take(stored)) this.#fillIn(id);
    if (String(this.#draft.value?.marked) !== marked) {
      for (const { id, $mark } of this.#questions.values()) {
        $mark.setAttribute("aria-pressed", String(this.#isMarked(id)));
      }
    }
    return stored;
  }

  /** Another tab answered, handed in, left the test or began anew; or everything was deleted. */
  async #sync() {
    const mine = this.#draft.value;
    if (this.#state !== "running" || this.#isBusy || !mine) return;
    const stored = await this.#merge();
    if (this.#state !== "running" || this.#isBusy || this.#draft.value?.started !== mine.started)
      return;
    if (stored?.started === mine.started) {
      this.#update();
      return;
    }
    const attempt = await this.#draft.attemptOf(mine);
    if (this.#isBusy) return;
    if (attempt) {
      this.#draft.value = undefined;
      this.#look(attempt, {});
      this.#say(this.#words("said_elsewhere"));
    } else if (stored) {
      this.#draft.value = stored;
      this.#run(stored);
      this.#say(this.#words("said_restarted"));
    } else {
      this.#draft.value = undefined;
      this.#backToPractice();
      this.#say(this.#words("said_gone"));
    }
  }

  /**
   * What was handed in, with points and feedback. A question that has changed since is not judged
   * anew.
   * @param {Attempt} attempt
   * @param {{ isOld?: boolean }} options
   */
  #look({ at, value }, { isOld = false }) {
    if (isOld) this.#arrange([...this.#questions.keys()], "");
    this.#state = "review";
    for (const question of this.#questions.values())
      this.#judge(question, value.items[question.id]);
    const percentage = percent(shareOf(value));
    const $title = this.need("[data-rh-view=review] h2");
    const code = isOld ? "result_title_old" : "result_title";
    $title.textContent = this.#words(code, { date: this.#tries.date(at) });
    const $score = this.need(".rh-test__score");
    const points = { points: this.#number(value.points), total: value.of, percent: percentage };
    $score.textContent = this.#words("score", points);
    this.#tries.draw(this.need(".rh-test__meter"), percentage);
    for (const $case of this.#$review.querySelectorAll("p[data-rh-case]")) {
      const isShown =
        $case.getAttribute("data-rh-case") === (percentage >= this.#line ? "pass" : "fail");
      if ($case instanceof HTMLElement) $case.hidden = !this.#line || !isShown;
    }
    const gone = Object.keys(value.items).filter((id) => !this.#questions.has(id));
    const $missing = this.need(".rh-test__missing");
    $missing.hidden = !gone.length;
    $missing.textContent = this.#words("said_gone_items", { ids: gone.join(", ") });
    this.need(".rh-test__after").before(this.#test.$reread);
    const weak = [...this.#questions.values()].filter(({ id }) => value.items[id]?.points < 1);
    this.#test.listSections(weak.map(({ $root }) => $root));
    $title.focus({ preventScroll: true });
    $title.scrollIntoView({ block: "start", behavior: "instant" });
    announce($score.textContent);
  }

  /**
   * @param {Question} question
   * @param {import("./records.mjs").Answer | undefined} answer
   */
  #judge({ quiz, $points }, answer) {
    quiz.hold(true);
    const points = this.#number(answer?.points ?? 0);
    /** @type {string} */
    let code;
    if (!answer) code = "new";
    else if (answer.digest !== quiz.digest) code = "changed";
    else if (!isGiven(answer.given)) code = "left";
    else if (!quiz.fillIn(answer.given)) code = "changed";
    else code = Math.abs(quiz.points - answer.points) < 1e-4 ? "points" : "judged";
    if (answer && code !== "changed") quiz.reveal(answer.given);
    $points.textContent = this.#words(`item_${code}`, { points });
  }

  #number(/** @type {number} */ value) {
    return value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
  }

  /**
   * @param {string[]} order ids
   * @param {string} seed mixes the parts of each question; empty: as written
   */
  #arrange(order, seed) {
    this.#order = order;
    this.#seed = seed;
    this.#place(order, seed);
  }

  /**
   * @param {string[]} order
   * @param {string} seed
   */
  #place(order, seed) {
    const written = [...this.#questions.keys()];
    const isWritten = String(order) === String(written);
    const now = this.every(".rh-quiz[data-rh-item]").map(({ dataset }) => dataset.rhItem);
    const isThere = String(order) === String(now);
    order.forEach((id, index) => {
      const question = this.#questions.get(id);
      if (!question) return;
      const { $root, $number, number, parts } = question;
      if (!isThere) this.#$end.before($root);
      $number.textContent = isWritten ? number : this.#words("number", { number: index + 1 });
      parts.place(seed && seed + id);
    });
  }
}

/**
 * Put what a test needs into its places: words and controls that `render/test_mode.py` wrote, the
 * same for each test, in a script of their own.
 * @param {HTMLElement} $root
 */
function withParts($root) {
  const html = /** @type {any} */ (globalThis).rhParts["test-mode"];
  const $parts = document.adoptNode(new DOMParser().parseFromString(html, "text/html").body);
  /** @type {[string, string][]} */
  const places = [
    ["[data-rh-view=running]", ".rh-test__views"],
    ["[data-rh-view=review]", ".rh-test__views"],
    [".rh-tries", ".rh-test__tries"],
  ];
  for (const [part, place] of places) {
    $root.querySelector(place)?.append(.../** @type {any} */ ($parts.querySelectorAll(part)));
  }
  $root.querySelector(".rh-test__end")?.append(...$parts.childNodes);
  return $root;
}

/** @param {HTMLElement} $link */
function inLine($link) {
  const $line = document.createElement("li");
  $line.append($link);
  return $line;
}
