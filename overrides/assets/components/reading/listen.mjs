/**
 * The browser's own voice reads the page, sentence by sentence; the sentence stands out in the text.
 *
 * Each sentence is an utterance of its own: pausing takes it back and resuming says it again, for
 * the browsers' own pause does not work everywhere. Only voices of the device are used. A voice
 * that the browser gets from elsewhere would send the text there; it is used if the reader, being
 * told so, wants it.
 */

import { announce, Component } from "../../lib/component.mjs";
import { outline } from "./outline.mjs";
import { blocksOf, sentencesOf } from "./passages.mjs";
import { breaths, spoken } from "./spoken.mjs";

const SPEED = "rh-speed";
const AGREED = "rh-remote-voice";
const VOICES_WITHIN_MS = 1500;
/** The lowest part of the window, which the bar covers. */
const BAR_PX = 140;

/** @typedef {{ range: Range, text: string }} Sentence */

/** @type {WeakMap<Element, Listen>} */
const started = new WeakMap();

export default class Listen extends Component {
  static moduleName = "listen";

  /** @type {Sentence[]} */
  #sentences = [];
  #place = 0;
  /** Only what the last call to `speak` brings is heard. */
  #turn = 0;
  #isPaused = false;
  /** @type {SpeechSynthesisVoice[]} */
  #voices = [];
  /** Kept, because browsers forget an utterance that nobody holds, and its end with it. */
  #utterances = /** @type {SpeechSynthesisUtterance[]} */ ([]);
  /** @type {HTMLElement | undefined} */
  #$opener;
  #language = document.documentElement.lang.slice(0, 2) || "tr";
  #$pause = this.need("[data-rh-do=pause]");
  #$speed = /** @type {HTMLSelectElement} */ (this.need("select[name=speed]"));
  #$voice = /** @type {HTMLSelectElement} */ (this.need("select[name=voice]"));

  /** @param {Element} $bar */
  static of($bar) {
    return /** @type {Listen} */ (started.get($bar));
  }

  /** @param {Element} $root the bar, hidden */
  constructor($root) {
    super($root);
    started.set($root, this);
    this.#$speed.value = remembered("localStorage", SPEED) || "1";
    if (!this.#$speed.value) this.#$speed.value = "1";
    const acts = {
      previous: () => this.#go(this.#place - 1),
      pause: () => this.#pause(!this.#isPaused),
      next: () => this.#go(this.#place + 1),
      stop: () => this.stop(),
      agree: () => this.#agree(),
    };
    for (const [name, act] of Object.entries(acts))
      for (const $button of this.every(`[data-rh-do=${name}]`))
        $button.addEventListener("click", act);
    this.#$speed.addEventListener("change", () => {
      remember("localStorage", SPEED, this.#$speed.value);
      if (!this.#isPaused) this.#say();
    });
    this.#$voice.addEventListener("change", () => !this.#isPaused && this.#say());
    this.$root.addEventListener("keydown", ({ key }) => key === "Escape" && this.stop());
    addEventListener("pagehide", () => globalThis.speechSynthesis?.cancel());
  }

  /**
   * Read the page from an element on; without one, from its beginning.
   * @param {Element | null} $from
   * @param {HTMLElement} $opener gets the focus back
   */
  async start($from, $opener) {
    this.#silence();
    const turn = this.#turn;
    this.#$opener = $opener;
    this.#sentences = sentences(this.#language);
    this.#place = Math.max(
      this.#sentences.findIndex(
        ({ range }) =>
          $from &&
          !($from.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_PRECEDING),
      ),
      0,
    );
    this.$root.hidden = false;
    document.documentElement.dataset.rhListening = "";
    this.#show("wait");
    const voices = await voicesFor(this.#language);
    if (turn !== this.#turn) return; // closed meanwhile
    const local = voices.filter((voice) => voice.localService);
    this.#voices = local.length ? local : voices;
    if (local.length || (voices.length && remembered("sessionStorage", AGREED))) this.#begin();
    else this.#show(voices.length ? "remote" : "none");
  }

  stop() {
    const hasFocus = this.$root.contains(document.activeElement); // else the reader is elsewhere
    this.#silence();
    outline(null);
    this.$root.hidden = true;
    delete document.documentElement.dataset.rhListening;
    if (hasFocus) this.#$opener?.focus();
  }

  #agree() {
    remember("sessionStorage", AGREED, "1");
    this.#begin();
  }

  /** With the voices of the device, or, the reader having agreed, with any. */
  #begin() {
    this.#$voice.replaceChildren(...this.#voices.map((voice, index) => option(voice.name, index)));
    this.#$voice.closest("label")?.toggleAttribute("hidden", this.#voices.length < 2);
    this.#show("play");
    this.#$pause.focus();
    this.#pause(false);
  }

  /** @param {string} state which part of the bar is in view: `play`, `wait`, `remote`, `none`, `failed` */
  #show(state) {
    for (const $case of this.every("[data-rh-case]")) {
      $case.hidden = $case.dataset.rhCase !== state;
      if ($case.hidden || state === "play" || state === "wait") continue;
      announce([...$case.querySelectorAll("p")].map(($p) => $p.textContent).join(" "));
      $case.querySelector("button")?.focus();
    }
  }

  /** @param {boolean} on */
  #pause(on) {
    this.#isPaused = on;
    this.#$pause.toggleAttribute("data-rh-paused", on);
    const { rhPause, rhResume } = this.#$pause.dataset;
    this.#$pause.setAttribute("aria-label", (on ? rhResume : rhPause) ?? "");
    this.#$pause.title = this.#$pause.getAttribute("aria-label") ?? "";
    if (on) this.#silence();
    else this.#say();
  }

  /** @param {number} place */
  #go(place) {
    this.#place = Math.min(Math.max(place, 0), this.#sentences.length - 1);
    if (this.#isPaused) this.#mark();
    else this.#say();
  }

  #silence() {
    this.#turn++;
    globalThis.speechSynthesis?.cancel();
  }

  /** Say the sentence of this place, then the next one. */
  #say() {
    this.#silence();
    const sentence = this.#sentences[this.#place];
    if (!sentence) return this.#end();
    this.#mark();
    const turn = this.#turn;
    this.#utterances = breaths(sentence.text).map((text) => this.#utterance(text));
    const last = this.#utterances[this.#utterances.length - 1];
    last.onend = () => {
      if (turn !== this.#turn) return;
      this.#place++;
      this.#say();
    };
    for (const utterance of this.#utterances) {
      utterance.onerror = ({ error }) => {
        if (turn !== this.#turn || error === "canceled" || error === "interrupted") return;
        this.#silence();
        this.#show("failed");
      };
      speechSynthesis.speak(utterance);
    }
  }

  /** @param {string} text */
  #utterance(text) {
    const utterance = new SpeechSynthesisUtterance(text);
    const voice = this.#voices[Number(this.#$voice.value)] ?? this.#voices[0];
    utterance.voice = voice;
    utterance.lang = voice.lang.replace("_", "-");
    utterance.rate = Number(this.#$speed.value);
    return utterance;
  }

  #end() {
    announce(this.$root.dataset.rhDone ?? "");
    this.stop();
  }

  /** The sentence stands out, and in view. */
  #mark() {
    const { range } = this.#sentences[this.#place];
    outline(range);
    const box = range.getBoundingClientRect();
    const header = document.querySelector(".rh-header")?.getBoundingClientRect().bottom ?? 0;
    if (box.top < Math.max(header, 0) || box.bottom > innerHeight - BAR_PX)
      scrollBy({ top: box.top - innerHeight / 3 });
  }
}

/**
 * @param {string} language
 * @returns {Sentence[]} of the page
 */
function sentences(language) {
  const $prose = document.querySelector(".rh-prose");
  return ($prose ? blocksOf($prose) : []).flatMap((block) =>
    sentencesOf(block.text).map(([from, to]) => ({
      range: block.range(from, to),
      text: spoken(block.text.slice(from, to), language),
    })),
  );
}

/** Android also says `tur-TUR`. @type {Record<string, RegExp>} */
const NAMES = { tr: /^(?:tr|tur)\b/i, en: /^(?:en|eng)\b/i };

/**
 * The voices of a language. Some browsers have the list only a moment after it was asked for.
 * @param {string} language
 * @returns {Promise<SpeechSynthesisVoice[]>}
 */
async function voicesFor(language) {
  const engine = globalThis.speechSynthesis;
  if (!engine) return [];
  if (!engine.getVoices().length)
    await new Promise((resolve) => {
      engine.addEventListener?.("voiceschanged", resolve, { once: true });
      setTimeout(resolve, VOICES_WITHIN_MS);
    });
  const pattern = NAMES[language] ?? new RegExp(`^${language}\\b`, "i");
  const voices = engine.getVoices().filter(({ lang }) => pattern.test(lang.replace("_", "-")));
  return voices.sort((a, b) => Number(b.default) - Number(a.default));
}

/**
 * @param {string} text
 * @param {number} value
 */
function option(text, value) {
  const $option = document.createElement("option");
  $option.textContent = text;
  $option.value = String(value);
  return $option;
}

/** @typedef {"localStorage" | "sessionStorage"} Place */

/**
 * @param {Place} place
 * @param {string} key
 */
function remembered(place, key) {
  try {
    return globalThis[place].getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * @param {Place} place
 * @param {string} key
 * @param {string} value
 */
function remember(place, key, value) {
  try {
    globalThis[place].setItem(key, value);
  } catch {
    // Blocked: it holds for this page.
  }
}
