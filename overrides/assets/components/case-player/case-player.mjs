/**
 * Plays a branching case one scene at a time, and goes through the path with the learner at the end.
 *
 * `render/case_player.py` and `markdown_ext` wrote the HTML: each scene is a `[data-rh-scene]` (its
 * anchor), each choice a `[data-rh-choice]` (its number from 1) with a link to a scene. The path is
 * a list of steps, kept under `case:<id>`: the anchor of a scene, after the first one with the
 * number of the choice that led there, `alti.2`. `endings` are the anchors of all endings ever
 * reached. The whole path stands in the browser's history too, so that its button steps back.
 *
 * Until this starts, style alone shows the first scene; without a script all scenes are there.
 */

import { announce, Component, fill } from "../../lib/component.mjs";
import { dayOf } from "../../lib/format.mjs";
import { getStore } from "../../lib/store.mjs";
import { copyText, saveText, printAlone, toMarkdown, toPlain } from "./summary.mjs";

/** @typedef {import("./summary.mjs").Part} Part */
/** @typedef {{ name: string, unit: string, start: number, spends: boolean, low: number, high: number, $root: HTMLElement }} Meter */
/** @typedef {{ $scene: HTMLElement, $choice: HTMLElement, to: HTMLElement }} Decision */

/** A key held down or a second click must not go on to the scene after. */
const GUARD_MS = 400;
/** Says on <html> that all scenes are shown. */
const WHOLE = "rhCaseWhole";

/** Words without the spaces that the HTML has between its lines. */
const words = (/** @type {Node | null | undefined} */ $element) =>
  ($element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** A number with a real minus, and a plus when it is a change. */
const signed = (/** @type {number} */ number, plus = "") =>
  (number < 0 ? "−" : number > 0 ? plus : "") + Math.abs(number);

export default class CasePlayer extends Component {
  static moduleName = "case-player";

  #store = getStore();
  #key = `case:${this.$root.dataset.rhCase}`;
  #$scenes = this.every("[data-rh-scene]");
  /** Scenes by anchor. */
  #byAnchor = new Map(this.#$scenes.map(($scene) => [$scene.dataset.rhScene ?? "", $scene]));
  #first = this.#$scenes[0].dataset.rhScene ?? "";
  /** @type {string[]} */
  #path = [this.#first];
  /** Endings of this edition that were ever reached, by anchor. @type {string[]} */
  #endings = [];
  /** The edition of the last ending that was reached. @type {string | undefined} */
  #edition;
  /** The choice that was just made: its consequence is shown, the scene that it leads to is not yet. */
  #isChosen = false;
  #chosenAt = 0;
  /** Writes of this tab that are under way. */
  #writes = 0;

  /** @type {Meter[]} */
  #meters = this.every("[data-rh-meter]").map(($root) => ({
    name: $root.dataset.rhMeter ?? "",
    unit: $root.dataset.rhUnit ?? "",
    start: Number($root.dataset.rhStart),
    spends: "rhSpends" in $root.dataset,
    low: Number($root.dataset.rhLow),
    high: Number($root.dataset.rhHigh),
    $root,
  }));

  #$opening = this.need(".rh-case__opening");
  #lead = [...this.#slot("lead").childNodes];
  #$steps = this.need("[data-rh-slot=steps]");
  #$summary = this.need("[data-rh-slot=summary]");

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.$root.addEventListener("click", (event) => this.#click(event));
    addEventListener("popstate", ({ state }) => this.#travel(state));
    this.#store.addEventListener("change", (event) => {
      const { keys } = /** @type {CustomEvent} */ (event).detail;
      if (!keys.length || keys.includes(this.#key)) void this.#read();
    });
    void this.#begin();
  }

  async #begin() {
    await this.#read();
    this.#history("replaceState", location.href);
    this.$root.dataset.rhStarted = "";
    this.#show();
    this.#resume();
    // A link to the scene that is being played (where the learner stopped) leads into the play.
    const $target = this.#targetOf(location.hash);
    if ($target?.closest("[data-rh-now]") && this.#path.length > 1) this.#focus($target);
    else if ($target) this.#openWhole($target);
  }

  // The record

  async #read() {
    const kept = await this.#store.get(this.#key);
    if (this.#writes) return; // older than what is shown; the write that is under way says so itself
    const path = kept?.path?.length ? kept.path : [this.#first];
    const valid = this.#follow(path);
    const endings = this.#known(kept?.endings ?? []);
    this.#edition = kept?.edition;
    const isNew = String(valid) !== String(this.#path);
    if (!isNew && String(endings) === String(this.#endings)) return;
    if (isNew) this.#isChosen = false;
    this.#path = valid;
    this.#endings = endings;
    const isCut = valid.length < path.length;
    const $removed = this.#slot("removed");
    if (isCut && $removed.hidden) announce(words($removed));
    $removed.hidden = !isCut;
    this.#show();
  }

  /** The steps of a path from its start as far as this edition still has them. */
  #follow(/** @type {string[]} */ path) {
    const valid = [this.#first];
    for (let index = 1; path[0] === this.#first && index < path.length; index += 1) {
      if (!this.#decision([...valid, path[index]])) break;
      valid.push(path[index]);
    }
    return valid;
  }

  #known(/** @type {string[]} */ anchors) {
    return anchors.filter((anchor) => "rhEnding" in (this.#byAnchor.get(anchor)?.dataset ?? {}));
  }

  /** Take a path: keep it, put it into the history, show it. */
  #take(/** @type {string[]} */ path, isChosen = false, replace = false) {
    this.#path = path;
    this.#isChosen = isChosen;
    this.#chosenAt = Date.now();
    this.#slot("removed").hidden = true;
    this.#slot("lead").replaceChildren(...this.#lead);
    this.#history(replace ? "replaceState" : "pushState", location.href.split("#")[0]);
    this.#keep();
    this.#show(true);
  }

  /** Write the path, and the ending when it has come to one. */
  #keep() {
    const path = this.#path;
    const $end = this.#isChosen ? undefined : this.#sceneOf(path[path.length - 1]);
    const reached = $end && "rhEnding" in $end.dataset ? [$end.dataset.rhScene ?? ""] : [];
    this.#endings = [...new Set([...this.#endings, ...reached])];
    this.#writes += 1;
    if (reached.length) this.#edition = this.$root.dataset.rhEdition;
    const edition = this.#edition && { edition: this.#edition };
    this.#store.hold(this.#key, { path, endings: this.#endings, ...edition });
    const written = this.#store.set(this.#key, (/** @type {any} */ old) => ({
      path,
      endings: [...new Set([...(old?.endings ?? []), ...reached])],
      ...(reached.length ? edition : old?.edition && { edition: old.edition }),
    }));
    void written.finally(() => (this.#writes -= 1));
  }

  /**
   * @param {"pushState" | "replaceState"} method
   * @param {string} url
   */
  #history(method, url) {
    try {
      const state = { [this.#key]: { path: this.#path, isChosen: this.#isChosen } };
      history[method](state, "", url);
    } catch {
      // Too often, or not allowed here: the page's own buttons remain.
    }
  }

  /** The browser's own buttons. @param {any} state */
  #travel(state) {
    const then = state?.[this.#key];
    if (then) {
      const path = this.#follow(then.path);
      if (String(path) === String(this.#path) && this.#isChosen === then.isChosen) return;
      this.#setWhole(false);
      this.#chosenAt = Date.now();
      this.#path = path;
      this.#isChosen = then.isChosen;
      this.#keep();
      this.#show(true);
      return;
    }
    const $target = this.#targetOf(location.hash);
    if ($target && !$target.closest("[data-rh-now]")) this.#openWhole($target);
  }

  // Scenes and choices

  /** The element of a step, or of an anchor. */
  #sceneOf(/** @type {string} */ step) {
    const $scene = this.#byAnchor.get(step) ?? this.#byAnchor.get(step.replace(/\.\d+$/, ""));
    return /** @type {HTMLElement} */ ($scene);
  }

  /**
   * What was decided in the last step of a path, or undefined when there is no such choice.
   * @param {string[]} path
   * @returns {Decision | undefined}
   */
  #decision(path) {
    const [, anchor, number] = /^(.+)\.(\d+)$/.exec(path[path.length - 1]) ?? [];
    const $scene = this.#sceneOf(path[path.length - 2] ?? "");
    const $choice = $scene?.querySelector(`[data-rh-choice="${number}"]`);
    if (!($choice instanceof HTMLElement)) return undefined;
    const to = this.#byAnchor.get(anchor ?? "");
    return to && this.#goal($choice) === to ? { $scene, $choice, to } : undefined;
  }

  /** The decisions of the path, in order. */
  get #decisions() {
    return this.#path
      .slice(1)
      .map((_, index) => /** @type {Decision} */ (this.#decision(this.#path.slice(0, index + 2))));
  }

  /** The scene that a choice leads to. */
  #goal(/** @type {HTMLElement} */ $choice) {
    const href = $choice.querySelector("a[href]")?.getAttribute("href") ?? "";
    return this.#byAnchor.get(href.replace(/^#/, ""));
  }

  /** The totals after so many decisions. */
  #totals(/** @type {Decision[]} */ decisions) {
    return this.#meters.map(({ start, spends }, index) =>
      decisions.reduce((total, { $choice }) => {
        const amount = Number(($choice.dataset.rhEffects ?? "").split(" ")[index] || 0);
        return spends ? total - amount : total + amount;
      }, start),
    );
  }

  #targetOf(/** @type {string} */ hash) {
    // An anchor of ours is ASCII: what would have to be decoded is none of them.
    const $target = hash.length > 1 && document.getElementById(hash.slice(1));
    return $target && $target.closest("[data-rh-scene]") ? $target : undefined;
  }

  // What is clicked

  #click(/** @type {MouseEvent} */ event) {
    const $clicked = event.target instanceof Element ? event.target : undefined;
    const $button = $clicked?.closest("[data-rh-do]");
    if ($button instanceof HTMLElement) this.#do($button.dataset.rhDo ?? "", $button);
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const $link = $clicked?.closest("a[href^='#']");
    if ($link?.closest("[data-rh-choice]") && !("rhStarted" in this.$root.dataset)) {
      event.preventDefault(); // where the learner stopped is still being read
      return;
    }
    if (!($link instanceof HTMLElement) || !isPlain || this.#isWhole) return;
    const $choice = $link.closest("[data-rh-choice]");
    const anchor = ($link.getAttribute("href") ?? "").slice(1);
    if ($choice instanceof HTMLElement && !$link.closest("blockquote")) {
      event.preventDefault();
      if (this.#isChosen) this.#goOn();
      else this.#take([...this.#path, `${anchor}.${$choice.dataset.rhChoice}`], true);
    } else if (this.#byAnchor.has(anchor) && !$link.closest("[data-rh-slot=lead]")) {
      // The text sends the reader back to a scene: on the path it is played again from there.
      const index = this.#path.findIndex((step) => this.#sceneOf(step).dataset.rhScene === anchor);
      if (index < 0) return;
      event.preventDefault();
      this.#take(this.#path.slice(0, index + 1));
    }
  }

  #do(/** @type {string} */ action, /** @type {HTMLElement} */ $button) {
    if (action === "on") this.#goOn();
    else if (action === "back") this.#take(this.#path.slice(0, -1));
    else if (action === "again") this.#take([this.#first]);
    else if (action === "return") this.#take(this.#path.slice(0, Number($button.dataset.rhStep)));
    else if (action === "whole") this.#setWhole(!this.#isWhole);
    else if (action === "opening") this.#setOpening("rhFolded" in this.#$opening.dataset);
    else if (action === "summary") this.#openSummary();
    else if (action === "copy") void this.#copy();
    else if (action === "print") printAlone(this.#slot("sheet"));
    else if (action === "text") this.#save("txt", "text/plain", toPlain(this.#parts));
    else if (action === "markdown") this.#save("md", "text/markdown", toMarkdown(this.#parts));
  }

  #goOn() {
    if (Date.now() - this.#chosenAt < GUARD_MS) return;
    this.#take(this.#path, false, true);
  }

  // What is shown

  get #isWhole() {
    return WHOLE in document.documentElement.dataset;
  }

  /** The scene that is being played. */
  get #$now() {
    return this.#sceneOf(this.#path[this.#path.length - (this.#isChosen ? 2 : 1)]);
  }

  #setWhole(/** @type {boolean} */ on) {
    if (on) document.documentElement.dataset[WHOLE] = "";
    else delete document.documentElement.dataset[WHOLE];
    this.need("[data-rh-do=whole]").textContent = this.#said(on ? "play" : "whole");
  }

  /** A link from elsewhere leads to a place in the whole text. */
  #openWhole(/** @type {HTMLElement} */ $target) {
    this.#setWhole(true);
    this.#focus($target);
  }

  #setOpening(/** @type {boolean} */ isOpen) {
    this.#$opening.toggleAttribute("data-rh-folded", !isOpen); // not hidden: it is there on paper
    this.need("[data-rh-do=opening]").setAttribute("aria-expanded", String(isOpen));
  }

  /** Where a learner stopped, offered as a link: nothing on the page moves. */
  #resume() {
    if (this.#path.length < 2) return;
    const $heading = this.#$now.querySelector("h2");
    const $link = document.createElement("a");
    $link.href = `#${$heading?.id}`;
    $link.textContent = words($heading);
    this.#slot("lead").replaceChildren(`${this.#said("resumed")} `, $link);
  }

  /** Show the path as it is now. @param {boolean} [moved] the learner did it: focus goes along */
  #show(moved = false) {
    const $now = this.#$now;
    const decisions = this.#decisions;
    const isEnd = !this.#isChosen && "rhEnding" in $now.dataset;
    for (const $scene of this.#$scenes) {
      $scene.toggleAttribute("data-rh-now", $scene === $now);
      $scene.toggleAttribute("data-rh-decided", $scene === $now && this.#isChosen);
    }
    for (const $choice of this.every("[data-rh-chosen]")) $choice.removeAttribute("data-rh-chosen");
    const $chosen = this.#isChosen ? decisions[decisions.length - 1].$choice : undefined;
    $chosen?.setAttribute("data-rh-chosen", this.#said("chosen"));
    const $on = this.need("[data-rh-do=on]");
    this.#slot("on").hidden = !this.#isChosen;
    const $quote = $chosen?.querySelector("blockquote");
    if ($quote) {
      $quote.id ||= `rh-case-${this.#path.length}`;
      $on.setAttribute("aria-describedby", $quote.id);
    }
    for (const name of ["back", "again"])
      /** @type {HTMLButtonElement} */ (this.need(`[data-rh-do=${name}]`)).disabled =
        this.#path.length < 2;
    this.#showMeters(decisions);
    this.#showPath(decisions, isEnd);
    this.#showEnd($now, isEnd);
    if (!moved) return;
    if (this.#path.length > 1 && !this.#isChosen) this.#setOpening(false);
    if (this.#path.length === 1) this.#setOpening(true);
    if (this.#isChosen) {
      $on.focus({ preventScroll: true });
      $on.scrollIntoView({ block: "nearest" });
    } else {
      this.#focus(/** @type {HTMLElement} */ ($now.querySelector("h2")));
    }
  }

  #showMeters(/** @type {Decision[]} */ decisions) {
    const totals = this.#totals(decisions);
    this.#meters.forEach((meter, index) => {
      const { $root, low, high } = meter;
      const total = totals[index];
      const at = (/** @type {number} */ value) =>
        Math.min(Math.max((100 * (value - low)) / (high - low || 1), 0), 100);
      const $scale = /** @type {HTMLElement} */ ($root.querySelector(".rh-case__scale"));
      $scale.style.setProperty("--zero", `${at(0)}%`);
      $scale.style.setProperty("--from", `${at(Math.min(total, 0))}%`);
      $scale.style.setProperty("--length", `${at(Math.max(total, 0)) - at(Math.min(total, 0))}%`);
      $scale.toggleAttribute("data-rh-below", total < 0);
      const $total = $root.querySelector("[data-rh-slot=total]");
      if ($total) $total.textContent = this.#totalWords(meter, total);
    });
  }

  /** @param {Meter} meter @param {number} total */
  #totalWords({ unit, spends }, total) {
    const plus = spends ? "" : "+";
    const values = { total: signed(total, plus), unit, over: -total };
    if (spends) return fill(this.#said(total < 0 ? "over" : "left"), values);
    return fill(this.#said(total > 0 ? "above" : total < 0 ? "below" : "zero"), values);
  }

  /** The path so far; at an ending with what was not chosen, and where it leads. */
  #showPath(/** @type {Decision[]} */ decisions, /** @type {boolean} */ isEnd) {
    const $path = this.need(".rh-case__path");
    $path.hidden = !decisions.length;
    if (isEnd) $path.setAttribute("open", "");
    const count = fill(this.#said("path_count"), { count: decisions.length });
    const $name = /** @type {HTMLElement} */ ($path.querySelector("summary"));
    $name.textContent = isEnd ? this.#said("path_end") : `${this.#said("path")}: ${count}`;
    this.#$steps.replaceChildren();
    let stage = "";
    /** @type {HTMLOListElement | undefined} */
    let $list;
    decisions.forEach((decision, index) => {
      const own = decision.$scene.dataset.rhStage ?? "";
      if (!$list || own !== stage) {
        if (own) this.#$steps.append(make("h3", own));
        $list = document.createElement("ol");
        $list.start = index + 1;
        this.#$steps.append($list);
        stage = own;
      }
      $list.append(this.#step(decision, index, isEnd));
    });
  }

  #step(/** @type {Decision} */ { $scene, $choice }, /** @type {number} */ index, isEnd = false) {
    const $step = document.createElement("li");
    const $title = make("p", sceneName($scene), "rh-case__title");
    const $text = make("p", `${this.#said("chosen")}: ${choiceText($choice)}`);
    const $after = document.createElement("blockquote");
    for (const $part of $choice.querySelectorAll("blockquote > *"))
      $after.append(make("p", words($part)));
    $step.append($title, $text, $after);
    if (isEnd) $step.append(this.#others($scene, $choice));
    const $back = make("button", this.#said(isEnd ? "other_path" : "return"), "rh-button");
    $back.setAttribute("type", "button");
    $back.dataset.rhDo = "return";
    $back.dataset.rhStep = String(index + 1);
    $title.id = `rh-case-step-${index + 1}`;
    $back.id = `rh-case-return-${index + 1}`;
    $back.setAttribute("aria-labelledby", `${$back.id} ${$title.id}`);
    $step.append($back);
    return $step;
  }

  #others(/** @type {HTMLElement} */ $scene, /** @type {HTMLElement} */ $choice) {
    const $all = [...$scene.querySelectorAll("[data-rh-choice]")];
    const $others = /** @type {HTMLElement[]} */ ($all.filter(($other) => $other !== $choice));
    const $list = document.createElement("ul");
    for (const $other of $others) {
      const $goal = this.#goal($other);
      const to = fill(this.#said("leads_to"), {
        scene: $goal ? words($goal.querySelector("h2")) : "",
      });
      const $entry = make("li", choiceText($other));
      $entry.append(make("span", ` ${to}`, "rh-case__to"));
      $list.append($entry);
    }
    const $fold = document.createElement("details");
    $fold.append(make("summary", fill(this.#said("others"), { count: $others.length })), $list);
    return $fold;
  }

  #showEnd(/** @type {HTMLElement} */ $now, /** @type {boolean} */ isEnd) {
    this.#slot("end").hidden = !isEnd;
    this.need("[data-rh-do=summary]").hidden = !isEnd;
    this.#$summary.hidden = true;
    for (const $mark of this.every(".rh-case__yours, .rh-case__mine")) $mark.remove();
    if (!isEnd) return;
    const anchor = $now.dataset.rhScene ?? "";
    if (!this.#endings.includes(anchor)) this.#keep();
    const $ends = this.#$scenes.filter(({ dataset }) => "rhEnding" in dataset);
    const $left = $ends.filter(({ dataset }) => !this.#endings.includes(dataset.rhScene ?? ""));
    const values = { count: $ends.length - $left.length, total: $ends.length };
    const said = $left.length ? fill(this.#said("reached"), values) : this.#said("all_reached");
    /** @type {HTMLElement} */ (this.#slot("done").querySelector("span")).textContent = said;
    const $unreached = this.#slot("unreached");
    $unreached.hidden = !$left.length;
    /** @type {HTMLElement} */ ($unreached.querySelector("summary")).textContent = fill(
      this.#said("unreached"),
      { count: $left.length },
    );
    $unreached
      .querySelector("ul")
      ?.replaceChildren(...$left.map(($scene) => make("li", words($scene.querySelector("h2")))));
    this.#showReading($now);
  }

  /** At an ending the totals stand before the paragraph that says what they mean; what it says of
   * these totals is marked. */
  #showReading(/** @type {HTMLElement} */ $now) {
    const $reading = $now.querySelector("[data-rh-reading]");
    if (!$reading || !this.#meters.length) return;
    $reading.before(make("p", this.#totalLine, "rh-case__yours"));
    const totals = this.#totals(this.#decisions);
    for (const $phrase of $reading.querySelectorAll("[data-rh-range]")) {
      const ranges = ($phrase.getAttribute("data-rh-range") ?? "").split(" ");
      const holds = ranges.every((range, index) => {
        const [low, high] = range.split(":").map(Number);
        return low <= totals[index] && totals[index] <= high;
      });
      if (holds) $phrase.before(make("strong", this.#said("yours"), "rh-case__mine"), " ");
    }
  }

  get #totalLine() {
    const totals = this.#totals(this.#decisions);
    const said = this.#meters.map(
      (meter, index) => `${meter.name} ${this.#totalWords(meter, totals[index])}`,
    );
    return `${words(this.need(".rh-case__totals"))}: ${said.join(" · ")}`;
  }

  // The summary

  /** @returns {Part[]} */
  get #parts() {
    const $now = this.#$now;
    const { rhTitle: title, rhEdition: edition } = this.$root.dataset;
    const { lang } = document.documentElement;
    const date = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date());
    /** @type {Part[]} */
    const parts = [
      { tag: "h3", text: fill(this.#said("s_title"), { title }) },
      { tag: "p", text: fill(this.#said("s_about"), { date, edition }) },
      { tag: "h4", text: this.#said("s_path") },
    ];
    let stage = "";
    for (const { $scene, $choice } of this.#decisions) {
      const own = $scene.dataset.rhStage ?? "";
      if (own && own !== stage) parts.push({ tag: "h5", text: own });
      stage = own;
      const $after = [...$choice.querySelectorAll("blockquote > *")];
      parts.push({
        tag: "li",
        text: sceneName($scene),
        lines: [
          fill(this.#said("s_choice"), { text: choiceText($choice) }),
          fill(this.#said("s_consequence"), { text: $after.map(words).join(" ") }),
        ],
      });
    }
    parts.push({ tag: "h4", text: `${this.#said("s_end")}: ${sceneName($now)}` });
    const $body = [...$now.children].filter(($part) => !$part.matches("h2, .debrief"));
    for (const $part of $body) parts.push({ tag: "p", text: proseOf($part) });
    if (this.#meters.length) parts.push({ tag: "p", text: this.#totalLine });
    for (const $part of $now.querySelectorAll(".debrief > :not(.rh-case__yours)")) {
      const isTitle = $part.matches(".admonition-title");
      parts.push({ tag: isTitle ? "h4" : "p", text: proseOf($part) });
    }
    parts.push({ tag: "h4", text: this.#said("s_questions") });
    for (const name of ["s_question_1", "s_question_2", "s_question_3"])
      parts.push({ tag: "li", text: this.#said(name) });
    return parts;
  }

  #openSummary() {
    const $sheet = this.#slot("sheet");
    $sheet.replaceChildren();
    let steps = 0;
    /** @type {HTMLUListElement | HTMLOListElement | undefined} */
    let $list;
    for (const { tag, text, lines } of this.#parts) {
      const $part = make(tag, lines ? "" : text);
      if (lines) $part.append(make("strong", text), ...lines.map((line) => make("p", line)));
      if (tag !== "li") $list = undefined;
      else if (!$list) {
        $list = document.createElement(lines ? "ol" : "ul");
        if ($list instanceof HTMLOListElement) $list.start = steps + 1; // on after a stage
        $sheet.append($list);
      }
      if (lines) steps += 1;
      ($list ?? $sheet).append($part);
    }
    this.#textarea.value = toPlain(this.#parts);
    this.#slot("copied").hidden = true;
    this.#$summary.hidden = false;
    this.#focus(/** @type {HTMLElement} */ (this.#$summary.querySelector("h2")));
  }

  get #textarea() {
    return /** @type {HTMLTextAreaElement} */ (this.need("textarea"));
  }

  async #copy() {
    const $copied = this.#slot("copied");
    const done = await copyText(this.#textarea.value);
    if (!done) {
      /** @type {HTMLDetailsElement} */ (this.#textarea.closest("details")).open = true;
      this.#textarea.select();
    }
    $copied.textContent = this.#said(done ? "copied" : "not_copied");
    $copied.hidden = false;
    announce($copied.textContent);
  }

  #save(/** @type {string} */ suffix, /** @type {string} */ type, /** @type {string} */ text) {
    const { rhFile } = this.#$summary.dataset;
    saveText(`${rhFile}-${this.$root.dataset.rhCase}-${dayOf()}.${suffix}`, type, text);
  }

  // Small things

  #slot(/** @type {string} */ name) {
    return this.need(`[data-rh-slot=${name}]`);
  }

  #said(/** @type {string} */ name) {
    const $template = this.need(`template[data-rh-say=${name}]`);
    return words(/** @type {HTMLTemplateElement} */ ($template).content);
  }

  #focus(/** @type {HTMLElement} */ $heading) {
    if (!$heading.hasAttribute("tabindex")) $heading.tabIndex = -1;
    $heading.focus({ preventScroll: true });
    $heading.scrollIntoView();
  }
}

/** The words of a paragraph; a mark on the strength of evidence stands in brackets. */
function proseOf(/** @type {Element} */ $part) {
  const $copy = /** @type {Element} */ ($part.cloneNode(true));
  for (const $mark of $copy.querySelectorAll(".rh-strength"))
    $mark.textContent = `[${words($mark)}]`;
  return words($copy);
}

/** The text of a choice without "→ scene 4". */
function choiceText(/** @type {HTMLElement} */ $choice) {
  const $copy = /** @type {Element} */ ($choice.querySelector("a[href]")?.cloneNode(true));
  $copy.querySelector(".rh-choices__to")?.remove();
  return words($copy);
}

/** “Sahne 4. 14.22: Altıda kalkan kadın” without the stage under which it is listed. */
function sceneName(/** @type {HTMLElement} */ $scene) {
  const name = words($scene.querySelector("h2"));
  const { rhStage } = $scene.dataset;
  return rhStage ? name.replace(`${rhStage} · `, "") : name;
}

/**
 * @param {string} tag
 * @param {string} text
 * @param {string} [name] class
 */
function make(tag, text, name) {
  const $made = document.createElement(tag);
  $made.textContent = text;
  if (name) $made.className = name;
  return $made;
}
