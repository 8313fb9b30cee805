/**
 * The controls over what this browser keeps: see, save, load, delete, shared computer.
 *
 * A file is shown before anything of it is taken in. What is deleted is named, and the file offered
 * first.
 */

import { announce, Component, fill } from "../../lib/component.mjs";
import { ImportError, MAX_LENGTH, readFile, saveFile } from "../../lib/learner-file.mjs";
import { forgetLeftOver, leftOvers } from "../../lib/left-over.mjs";
import { getStore, merged } from "../../lib/store.mjs";

/** @typedef {import("../../lib/store.mjs").LearnerRecord} LearnerRecord */
/** @typedef {import("../../lib/learner-file.mjs").LearnerFile} LearnerFile */

/**
 * Whether a record belongs to what a button deletes.
 * @param {LearnerRecord} record
 * @param {HTMLElement} $button
 * @param {boolean} [traces] notes that were deleted before are nothing to count, but go with the rest
 */
const isOf = ({ type, value }, $button, traces = false) =>
  ($button.dataset.rhKinds ?? "").split(" ").includes(type) &&
  (traces || type !== "note" || value.text !== "");

export default class LearnerData extends Component {
  static moduleName = "learner-data";

  #store = getStore();
  #$said = this.need(".rh-data__said");
  #$file = /** @type {HTMLInputElement} */ (this.need("[type=file]"));
  #$shared = /** @type {HTMLInputElement} */ (this.need("[type=checkbox]"));

  /** The file that waits to be merged. @type {LearnerFile | undefined} */
  #file;
  /** The button that asked for the deletion. @type {HTMLElement | undefined} */
  #$deleting;

  /** What the buttons do. @type {Record<string, ($button: HTMLElement) => unknown>} */
  #actions = {
    save: () => this.#save(),
    "import-yes": () => this.#takeIn(),
    delete: ($button) => this.#askToDelete($button),
    "delete-yes": () => this.#delete(),
    move: () => this.#share("move"),
    keep: () => this.#share("keep"),
    cancel: () => this.#cancel(),
  };

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.need(".rh-data__noscript").hidden = true;
    this.need(".rh-data__controls").hidden = false;
    this.$root.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement) void this.#actions[target.dataset.rhDo ?? ""]?.(target);
    });
    this.#$file.addEventListener("change", () => void this.#load());
    this.#$shared.addEventListener("change", () => void this.#toggle());
    this.#store.watch([], () => this.#show());
    void this.#show();
  }

  async #show() {
    const records = await this.#store.all();
    const { mode, persisted, damaged } = await this.#store.status();
    const items = records.filter(({ type }) => type === "item");
    const place = records.find(({ key }) => key === "place");
    this.#put("count-items", items.length);
    this.#put("count-right", items.filter(({ value }) => value.right).length);
    this.#put("count-read", records.filter(({ type }) => type === "read").length);
    this.#put("count-damaged", damaged);
    for (const $group of this.every("[data-rh-group]")) {
      const $button = /** @type {HTMLElement} */ ($group.querySelector("button"));
      const count = records.filter((record) => isOf(record, $button)).length;
      /** @type {HTMLElement} */ ($group.querySelector("b")).textContent = String(count);
      $group.hidden = !count;
    }
    const $place = this.need("[data-rh-slot=place]");
    $place.dataset.rhText ??= $place.textContent ?? "";
    $place.textContent = place?.value.title ?? $place.dataset.rhText;
    this.#choose("where", mode);
    this.#choose("persistence", persisted && mode === "disk" ? "yes" : "no");
    this.#$shared.checked = mode === "visit";
    this.#$shared.disabled = mode === "memory";
  }

  /**
   * @param {string} slot
   * @param {number} value
   */
  #put(slot, value) {
    this.need(`[data-rh-slot="${slot}"]`).textContent = String(value);
  }

  /**
   * @param {string} slot
   * @param {string} choice
   */
  #choose(slot, choice) {
    for (const $case of this.every(`[data-rh-slot="${slot}"] [data-rh-case]`)) {
      $case.hidden = $case.dataset.rhCase !== choice;
    }
  }

  /**
   * @param {string} code
   * @param {Record<string, unknown>} [values]
   */
  #say(code, values = {}) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need(`[data-rh-say="${code}"]`));
    const text = fill($template.content.textContent ?? "", values);
    this.#$said.textContent = text;
    this.#$said.hidden = false;
    announce(text);
  }

  /** @param {string} name */
  #ask(name) {
    for (const $ask of this.every("[data-rh-ask]")) $ask.hidden = $ask.dataset.rhAsk !== name;
    this.need(`[data-rh-ask="${name}"] p`).focus();
  }

  #closeAsks() {
    for (const $ask of this.every("[data-rh-ask]")) $ask.hidden = true;
  }

  #cancel() {
    const $ask = this.every("[data-rh-ask]").find(({ hidden }) => !hidden);
    const $from = { shared: this.#$shared, import: this.#$file }[$ask?.dataset.rhAsk ?? ""];
    this.#closeAsks();
    this.#file = undefined;
    void this.#show();
    ($from ?? this.#$deleting)?.focus();
  }

  async #save() {
    try {
      this.#say("saved", { name: await saveFile(this.$root.dataset.rhEdition ?? "") });
    } catch {
      this.#say("not-saved");
    }
  }

  /** @param {HTMLElement} $button for everything, or for the kinds that it names */
  async #askToDelete($button) {
    this.#$deleting = $button;
    const $question = this.need("[data-rh-ask=delete] p");
    const { rhText = "", rhSome = "", rhVisit = "" } = $question.dataset;
    const records = await this.#store.all();
    const count = records.filter((record) => isOf(record, $button)).length;
    const what = $button.dataset.rhName ?? "";
    const all = this.#store.mode === "visit" ? rhVisit : rhText;
    $question.textContent = what ? fill(rhSome, { what, count }) : all;
    this.#ask("delete");
  }

  async #delete() {
    const { rhName: what = "" } = this.#$deleting?.dataset ?? {};
    const isVisit = this.#store.mode === "visit";
    const code = what ? "deleted-some" : isVisit ? "ended" : "deleted";
    // Of a shared computer, what is shown is this visit: the rest is somebody else's.
    const all = () => (isVisit ? this.#store.endVisit() : this.#store.deleteAll());
    const done = await (what ? this.#deleteSome() : all().then(() => true)).catch(() => false);
    this.#closeAsks();
    this.#say(done ? code : "not-deleted", { what });
    this.#$said.focus();
  }

  /** @returns {Promise<boolean>} whether they are gone */
  async #deleteSome() {
    const $button = this.#$deleting;
    if (!$button) return false;
    const kept = async () =>
      (await this.#store.all()).filter((record) => isOf(record, $button, true));
    await this.#store.remove((await kept()).map(({ key }) => key));
    if (($button.dataset.rhKinds ?? "").includes("note")) {
      for (const key of leftOvers().keys()) forgetLeftOver(key);
    }
    return !(await kept()).length;
  }

  async #load() {
    const file = this.#$file.files?.[0];
    this.#closeAsks();
    this.need(".rh-data__taken").hidden = true;
    if (!file) return;
    try {
      if (file.size > MAX_LENGTH) throw new ImportError("size");
      this.#file = await readFile(await file.text());
      const [place] = this.#file.damaged;
      if (place) this.#say("refused-damaged", { place });
      else this.#$said.hidden = true;
      if (this.#file.records.length || !place) await this.#preview(this.#file);
    } catch (error) {
      // A file that cannot be read: it was moved, or lies in a cloud that does not answer.
      const { reason } = error instanceof ImportError ? error : new ImportError("unread");
      this.#say(`refused-${reason}`);
    } finally {
      this.#$file.value = "";
    }
  }

  /** @param {LearnerFile} file */
  async #preview({ records, edition, exportedAt, damaged }) {
    const $ask = this.need("[data-rh-ask=import]");
    const $question = this.need("[data-rh-ask=import] > p");
    const date = exportedAt
      ? new Date(exportedAt).toLocaleString(document.documentElement.lang || "tr", {
          dateStyle: "long",
          timeStyle: "short",
        })
      : "–";
    $question.textContent = fill($question.dataset.rhText ?? "", { date, edition: edition || "–" });
    const $damaged = this.need(".rh-data__damaged");
    $damaged.hidden = !damaged.length;
    const values = { count: damaged.length, place: damaged[0] };
    $damaged.textContent = fill($damaged.dataset.rhText ?? "", values);
    const replaced = await this.#replaced(records);
    const $replaced = this.need(".rh-data__replaced");
    $replaced.hidden = !replaced;
    $replaced.textContent = fill($replaced.dataset.rhText ?? "", { count: replaced });
    const kinds = this.#kinds($ask);
    for (const $row of kinds.values()) $row.hidden = true;
    /** @type {Map<HTMLElement, number>} */
    const counts = new Map();
    for (const { type } of records) {
      const $row = /** @type {HTMLElement} */ (kinds.get(type) ?? kinds.get("other"));
      counts.set($row, (counts.get($row) ?? 0) + 1);
    }
    for (const [$row, count] of counts) {
      $row.hidden = false;
      /** @type {HTMLElement} */ ($row.querySelector("dd")).textContent = String(count);
    }
    this.#ask("import");
  }

  /**
   * How many tests go on here, with answers, in the place of which the file's would come.
   * @param {LearnerRecord[]} records
   */
  async #replaced(records) {
    const given = new Map(records.map((record) => [record.key, record]));
    return (await this.#store.all("draft:")).filter((here) => {
      const there = given.get(here.key);
      const isLost = there && merged(here, there).value.started !== here.value.started;
      return isLost && Object.keys(here.value.given).length;
    }).length;
  }

  /** The lines of a list or table, by kind of record. @param {HTMLElement} $in */
  #kinds($in) {
    const $rows = /** @type {HTMLElement[]} */ ([...$in.querySelectorAll("[data-rh-kind]")]);
    return new Map($rows.map(($row) => [$row.dataset.rhKind ?? "", $row]));
  }

  async #takeIn() {
    if (!this.#file) return;
    const { records } = this.#file;
    this.#file = undefined;
    this.#closeAsks();
    const counts = await this.#store.merge(records).catch(() => undefined);
    if (!counts) {
      this.#say("refused-full");
      this.#$said.focus();
      return;
    }
    const total = { added: 0, updated: 0, same: 0 };
    const $table = this.need(".rh-data__taken");
    const kinds = this.#kinds($table);
    /** @type {Map<HTMLElement, number[]>} */
    const rows = new Map();
    for (const [kind, { added, updated, same }] of Object.entries(counts)) {
      const $row = /** @type {HTMLElement} */ (kinds.get(kind) ?? kinds.get("other"));
      const before = rows.get($row) ?? [0, 0, 0];
      rows.set($row, [before[0] + added, before[1] + updated, before[2] + same]);
      total.added += added;
      total.updated += updated;
      total.same += same;
    }
    for (const $row of kinds.values()) $row.hidden = !rows.has($row);
    for (const [$row, numbers] of rows) {
      for (const [index, $cell] of $row.querySelectorAll("td").entries()) {
        $cell.textContent = String(numbers[index]);
      }
    }
    $table.hidden = !rows.size;
    this.#say("imported", total);
    this.#$said.focus();
  }

  async #toggle() {
    const isOn = this.#$shared.checked;
    const count = isOn ? (await this.#store.all()).length : 0;
    if (!count) return this.#share("keep", isOn);
    const $question = this.need("[data-rh-ask=shared] p");
    $question.textContent = fill($question.dataset.rhText ?? "", { count });
    this.#ask("shared");
  }

  /**
   * @param {"move" | "keep"} existing
   * @param {boolean} isOn
   */
  async #share(existing, isOn = true) {
    const done = await this.#store.setShared(isOn, existing).then(
      () => true,
      () => false,
    );
    this.#closeAsks();
    if (!done) await this.#show();
    this.#say(done ? (isOn ? "shared-on" : "shared-off") : "not-shared");
    this.#$shared.focus();
  }
}
