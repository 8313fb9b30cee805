/**
 * What a test keeps: the draft of a running test, and the attempt that a hand-in makes of it.
 *
 * Two tabs share one draft: each writes only the answers that it was given, onto what the other
 * wrote. The key of the attempt follows from the draft, so that one draft can be handed in once,
 * whichever tab does it, and however often the button is pressed.
 */

import { getStore } from "../../lib/store.mjs";
import { hash, reordered } from "./order.mjs";

/**
 * `order`: ids of all questions in the order shown; `mixed`: it is not the order as written, and
 * the parts of each question are mixed as well; `digests`: what each question asked when it was answered.
 * @typedef {{ started: string, order: string[], mixed?: boolean, marked: string[],
 *   given: Record<string, string[]>, digests?: Record<string, string> }} DraftValue
 */
/** @typedef {{ given: string[], points: number, digest: string }} Answer */
/**
 * @typedef {{ test: string, started: string, points: number, of: number, edition?: string,
 *   items: Record<string, Answer> }} AttemptValue
 */
/** @typedef {{ key: string, at: string, value: AttemptValue }} Attempt */

export const isGiven = (/** @type {string[] | undefined} */ given) =>
  Boolean(given?.some((text) => text.trim()));

export class Draft {
  /** The draft as this tab knows it: what the store has, and what is still on its way there. */
  /** @type {DraftValue | undefined} */
  value;

  #store = getStore();
  #test;

  /** Waiting to be written, and being written. @type {Map<string, string[]>[]} */
  #answers = [new Map(), new Map()];

  /** @type {Map<string, boolean>[]} */
  #marks = [new Map(), new Map()];

  /** @type {Promise<void> | undefined} */
  #writing;

  /** @param {string} test id of the test */
  constructor(test) {
    this.#test = test;
    this.key = `draft:${test}`;
    this.attempts = `attempt:${test}.`;
  }

  /** @returns {Promise<DraftValue | undefined>} */
  stored() {
    return this.#store.get(this.key);
  }

  /**
   * Begin, or go on with what another tab has begun.
   * @param {string[]} written ids in the order of the page
   */
  async begin(written) {
    const left = await this.stored();
    const done = left && (await this.attemptOf(left)); // handed in, and come back from a file
    if (done) await this.finish(done);
    const started = new Date().toISOString();
    const mixed = (await this.tries()).length > 0;
    const order = mixed ? reordered(written, started) : written;
    const fresh = { started, order, mixed, given: {}, marked: [], digests: {} };
    await this.#store.set(this.key, (/** @type {DraftValue | undefined} */ old) =>
      old && old.started !== done?.value.started ? old : fresh,
    );
    this.value = (await this.stored()) ?? fresh;
  }

  /**
   * @param {string} id
   * @param {string[]} given
   * @param {string} digest
   */
  put(id, given, digest) {
    if (!this.value) return;
    this.value = withAnswer(this.value, id, given, digest);
    this.#answers[0].set(id, given);
    this.#store.hold(this.key, this.value);
    void this.#flush();
  }

  /**
   * @param {string} id
   * @param {boolean} on come back to it later
   */
  mark(id, on) {
    if (!this.value) return;
    this.value = withMark(this.value, id, on);
    this.#marks[0].set(id, on);
    this.#store.hold(this.key, this.value);
    void this.#flush();
  }

  #flush() {
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    return this.#writing;
  }

  async #write() {
    while (this.value && this.#answers[0].size + this.#marks[0].size) {
      const { value } = this;
      this.#answers = [new Map(), this.#answers[0]];
      this.#marks = [new Map(), this.#marks[0]];
      await this.#store.set(this.key, (/** @type {DraftValue | undefined} */ old) => {
        if (old && old.started !== value.started) return undefined; // begun anew in another tab
        let next = old ?? value; // none: the browser has cleared it, and we still know it
        for (const [id, given] of this.#answers[1]) {
          next = withAnswer(next, id, given, value.digests?.[id] ?? "");
        }
        for (const [id, on] of this.#marks[1]) next = withMark(next, id, on);
        return next;
      });
      this.#answers[1] = new Map();
      this.#marks[1] = new Map();
    }
  }

  /**
   * Take in what another tab wrote.
   * @param {DraftValue} stored
   * @returns {string[]} questions of which the answer is another one now
   */
  take(stored) {
    const before = this.value?.given ?? {};
    let next = stored;
    for (const answers of [...this.#answers].reverse()) {
      for (const [id, given] of answers) {
        next = withAnswer(next, id, given, this.value?.digests?.[id] ?? "");
      }
    }
    for (const marks of [...this.#marks].reverse()) {
      for (const [id, on] of marks) next = withMark(next, id, on);
    }
    this.value = next;
    const ids = new Set([...Object.keys(before), ...Object.keys(next.given)]);
    return [...ids].filter((id) => String(before[id]) !== String(next.given[id]));
  }

  /** When everything that was answered is written. */
  async settled() {
    await this.#writing;
  }

  async remove() {
    await this.#forget();
    await this.#store.remove([this.key]);
  }

  async #forget() {
    this.value = undefined;
    this.#answers[0].clear();
    this.#marks[0].clear();
    await this.#writing;
  }

  /**
   * The attempt that was made of this draft, if it was handed in.
   * @param {DraftValue} draft
   * @returns {Promise<Attempt | undefined>}
   */
  async attemptOf({ started, order }) {
    const key = this.#attemptKey(started, order);
    return (await this.#store.all(key)).find((record) => record.key === key);
  }

  /**
   * @param {string} started
   * @param {string[]} order
   */
  #attemptKey(started, order) {
    const print = (hash(started + order) % 0x10000).toString(16).padStart(4, "0");
    return `${this.attempts}${started.replace(/[-:.]/g, "")}-${print}`;
  }

  /**
   * Make an attempt of the draft, once; the answers become the learner's answers to the questions,
   * as in practice; the draft goes.
   * @param {Record<string, Answer>} items
   * @param {string} edition
   * @returns {Promise<{ attempt: Attempt, isOurs: boolean } | undefined>} what was kept: by this tab,
   *   or by another one before
   */
  async handIn(items, edition) {
    const draft = this.value;
    if (!draft) return undefined;
    await this.#writing;
    const all = Object.values(items);
    /** @type {AttemptValue} */
    const value = {
      test: this.#test,
      started: draft.started,
      points: tidy(all.reduce((sum, { points }) => sum + points, 0)),
      of: all.length,
      ...(edition ? { edition } : {}),
      items,
    };
    let isOurs = false;
    const key = this.#attemptKey(draft.started, draft.order);
    const isKept = await this.#store.setAll(
      new Map([
        [
          key,
          (/** @type {AttemptValue | undefined} */ old) => {
            isOurs = !old;
            return old ? undefined : value;
          },
        ],
        ...this.#answersOf(items, Object.keys(items), () => isOurs),
      ]),
    );
    await this.#end(isKept);
    const [kept] = await this.#store.all(key);
    return { attempt: kept ?? { key, at: new Date().toISOString(), value }, isOurs };
  }

  /**
   * A tab that was closed in the middle of handing in left answers unwritten and the draft behind.
   * @param {Attempt} attempt
   */
  async finish({ at, value: { items } }) {
    const records = await this.#store.all("item:");
    const since = new Set(records.filter((each) => each.at >= at).map(({ key }) => key));
    const ids = Object.keys(items).filter((id) => !since.has(`item:${id}`));
    await this.#end(await this.#store.setAll(new Map(this.#answersOf(items, ids, () => true))));
  }

  /** The draft goes when the disk has what became of it. @param {boolean} isKept */
  async #end(isKept) {
    await (isKept ? this.remove() : this.#forget());
  }

  /**
   * @param {Record<string, Answer>} items
   * @param {string[]} ids
   * @param {() => boolean} isWanted asked when the time has come to write
   * @returns {[string, any][]} records of the questions that were answered
   */
  #answersOf(items, ids, isWanted) {
    return ids
      .filter((id) => isGiven(items[id].given))
      .map((id) => {
        const { given, points, digest } = items[id];
        const right = points === 1;
        const next = (/** @type {any} */ old) =>
          isWanted() ? { given, right, digest, tries: (old?.tries ?? 0) + 1 } : undefined;
        return [`item:${id}`, next];
      });
  }

  /**
   * What was handed in, newest first.
   * @returns {Promise<Attempt[]>}
   */
  async tries() {
    const records = await this.#store.all(this.attempts);
    return records.sort((a, b) => (a.at < b.at ? 1 : -1));
  }
}

/**
 * @param {DraftValue} draft
 * @param {string} id
 * @param {string[]} answer
 * @param {string} digest
 * @returns {DraftValue}
 */
function withAnswer(draft, id, answer, digest) {
  // An emptied answer stays as one: an older copy of the draft must not bring it back.
  const given = { ...draft.given, [id]: isGiven(answer) ? answer : [] };
  return { ...draft, given, digests: { ...draft.digests, [id]: digest } };
}

/**
 * @param {DraftValue} draft
 * @param {string} id
 * @param {boolean} on
 * @returns {DraftValue}
 */
function withMark(draft, id, on) {
  const others = draft.marked.filter((each) => each !== id);
  return { ...draft, marked: on ? [...others, id] : others };
}

/** Thirds that add up to one again. @param {number} points */
export const tidy = (points) => Math.round(points * 1e6) / 1e6;
