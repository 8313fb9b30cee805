/**
 * The certificate of completion: fills the sheet from the records, and prints it.
 *
 * The name is written down only if the learner wants that, and never on a shared computer.
 */

import { Component, fill } from "../../lib/component.mjs";
import { courseShares } from "../../lib/course-tests.mjs";
import { longDate, number } from "../../lib/format.mjs";
import { missing } from "../../lib/missing.mjs";
import { percent, Progress } from "../../lib/progress.mjs";
import { getStore } from "../../lib/store.mjs";

/** @typedef {import("../../lib/store.mjs").LearnerRecord} LearnerRecord */

const NAME = "setting:name";
/** Records of work on a module, with the days of it. */
const WORK = new Set(["read", "item", "attempt", "draft", "case"]);
/** From so many letters on, the name is set smaller. */
const LONG = [26, 44];
/** Table of so few rows leave room for a larger type. */
const FEW_ROWS = 6;

export default class Certificate extends Component {
  static moduleName = "certificate";

  #store = getStore();
  #$name = /** @type {HTMLInputElement} */ (this.need("#rh-certificate-name"));
  #$keep = /** @type {HTMLInputElement} */ (this.need("#rh-certificate-keep"));
  #$scope = /** @type {HTMLSelectElement} */ (this.need("#rh-certificate-scope"));
  #$sheet = this.need(".rh-cert");
  #$rows = this.every("[data-rh-step]");
  #isChosen = false;
  #hasRecords = false;
  #turn = 0;

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.need(".rh-certificate__noscript").hidden = true;
    this.need(".rh-certificate__form").hidden = false;
    this.#$name.addEventListener("input", () => this.#showName());
    this.#$name.addEventListener("change", () => void this.#keepName());
    this.#$keep.addEventListener("change", () => void this.#keepName());
    this.#$scope.addEventListener("change", () => {
      this.#isChosen = true;
      void this.#show();
    });
    this.need(".rh-certificate__print button").addEventListener("click", () => print());
    this.#store.watch(["attempt:", "case:", "read:", "setting:"], () => this.#show());
    void this.#show();
  }

  /** Kept as long as the box is ticked, gone when it is not. */
  async #keepName() {
    if (this.#store.mode !== "disk") return;
    this.#turn += 1; // a reading that is under way knows nothing of this
    if (this.#$keep.checked) await this.#store.set(NAME, this.#$name.value.trim());
    else await this.#store.remove([NAME]);
  }

  async #show() {
    const turn = ++this.#turn;
    const records = await this.#store.all();
    if (turn !== this.#turn) return; // a later one is on its way
    const progress = new Progress(records);
    this.#showKept(records);

    const $done = this.#$rows.filter(({ dataset }) => progress.hasAll(dataset.rhNeeds ?? ""));
    if (!this.#isChosen) this.#$scope.value = this.#likely(records, $done);
    const [$option] = this.#$scope.selectedOptions;
    const $wanted = this.#wanted($option);
    const $shown = $option.value ? $wanted : $done;
    const isReady = $shown.length > 0 && $shown.every(($row) => $done.includes($row));

    this.#$sheet.hidden = !isReady;
    this.need(".rh-certificate__print").hidden = !isReady;
    this.need(".rh-certificate__missing").hidden = isReady;
    for (let $up = this.#$sheet.parentElement; $up; $up = $up.parentElement)
      $up.toggleAttribute("data-rh-holds", isReady); // for the style of print
    if (isReady) this.#fillIn($shown, $option, records, progress);
    else this.#explain($wanted, $done, $option, records, progress);
  }

  /** @param {LearnerRecord[]} records */
  #showKept(records) {
    const isKept = this.#store.mode === "disk";
    const kept = isKept ? records.find(({ key }) => key === NAME)?.value : undefined;
    this.need(".rh-certificate__keep").hidden = !isKept;
    if (this.#hasRecords && !records.length) {
      // Everything was deleted, or a visit to a shared computer has ended: the name goes too.
      this.#$name.value = "";
      this.#$keep.checked = false;
    }
    this.#hasRecords = records.length > 0;
    this.need(".rh-certificate__keep-not").hidden = isKept;
    if (document.activeElement !== this.#$name && typeof kept === "string") {
      this.#$name.value = kept.slice(0, this.#$name.maxLength);
    }
    this.#$keep.checked = kept !== undefined || (isKept && this.#$keep.checked);
    this.#showName();
  }

  #showName() {
    const name = this.#$name.value.replace(/\s+/g, " ").trim();
    const $name = this.need(".rh-cert__name");
    $name.textContent = name;
    $name.dataset.rhLong = String(LONG.filter((length) => name.length > length).length);
  }

  /**
   * The rows of a path; all rows where none is chosen.
   * @param {HTMLOptionElement} $option
   */
  #wanted($option) {
    const names = $option.dataset.rhModules?.split(" ");
    return this.#$rows.filter(({ dataset }) => !names || names.includes(dataset.rhStep ?? ""));
  }

  /**
   * Whoever has finished their own path wants its certificate.
   * @param {LearnerRecord[]} records
   * @param {HTMLElement[]} $done
   */
  #likely(records, $done) {
    const path = records.find(({ key }) => key === "setting:path")?.value;
    const $option = [...this.#$scope.options].find(({ value }) => value && value === path);
    const isDone = $option && this.#wanted($option).every(($row) => $done.includes($row));
    return isDone ? $option.value : "";
  }

  /**
   * @param {HTMLElement[]} $shown
   * @param {HTMLOptionElement} $option
   * @param {LearnerRecord[]} records
   * @param {Progress} progress
   */
  #fillIn($shown, $option, records, progress) {
    for (const $row of this.#$rows) {
      $row.hidden = !$shown.includes($row);
      const share = progress.best.get(testOf($row));
      /** @type {HTMLElement} */ ($row.querySelector(".rh-cert__result")).textContent =
        share === undefined
          ? this.#words("case-done")
          : this.#words("percent", { percent: percent(share) });
    }
    this.#$sheet.toggleAttribute("data-rh-few", $shown.length <= FEW_ROWS);
    const isWhole = $shown.length === this.#$rows.length;
    const many = $shown.length === 1 ? "said-module" : "said-modules";
    const word = isWhole ? "said-whole" : $option.value ? "said-path" : many;
    const values = { count: $shown.length, path: $option.dataset.rhTitle };
    this.need(".rh-cert__said").textContent = this.#words(word, values);
    this.#showFacts($shown, records);
  }

  /**
   * @param {HTMLElement[]} $shown
   * @param {LearnerRecord[]} records
   */
  #showFacts($shown, records) {
    const minutes = $shown.reduce((sum, { dataset }) => sum + Number(dataset.rhMinutes), 0);
    const hours = Math.round(minutes / 60);
    this.#fact(
      "total",
      this.#words(hours > 1 ? "total-value" : "total-short", {
        minutes: number(minutes),
        hours,
      }),
    );
    const modules = new Set($shown.map(({ dataset }) => dataset.rhStep));
    const work = records.filter(({ key, type }) => WORK.has(type) && modules.has(moduleOf(key)));
    const begun = work.flatMap(({ value, at }) => [value.started ?? at, at]).sort();
    this.#fact("dates", span(begun.map((at) => longDate(at))));
    const editions = work.flatMap(({ value }) => value.edition ?? []).sort();
    this.#fact("edition", span(editions.length ? editions : [this.$root.dataset.rhEdition ?? ""]));
    const shares = courseShares(records);
    for (const test of ["pre", "post"]) {
      const share = shares.get(`${test}-test`);
      this.#fact(
        test,
        share === undefined ? "" : this.#words("percent", { percent: percent(share) }),
      );
    }
  }

  /**
   * @param {string} name
   * @param {string} text empty: there is no such fact
   */
  #fact(name, text) {
    const $value = this.need(`[data-rh-slot="${name}"]`);
    $value.textContent = text;
    /** @type {HTMLElement} */ ($value.parentElement).hidden = !text;
  }

  /**
   * Why there is no sheet, and what is missing where.
   * @param {HTMLElement[]} $wanted
   * @param {HTMLElement[]} $done
   * @param {HTMLOptionElement} $option
   * @param {LearnerRecord[]} records
   * @param {Progress} progress
   */
  #explain($wanted, $done, $option, records, progress) {
    const begun = new Set(
      records.filter(({ type }) => WORK.has(type)).map(({ key }) => moduleOf(key)),
    );
    const isBegun = (/** @type {HTMLElement} */ $row) => begun.has($row.dataset.rhStep ?? "");
    const $open = $wanted.filter(($row) => !$done.includes($row));
    const $listed = $option.value ? $open : $open.filter(isBegun);
    const why = $option.value
      ? this.#words("path-missing", { path: $option.dataset.rhTitle, count: $open.length })
      : this.#words("none", { pass: this.$root.dataset.rhPass });
    const more = !$option.value && $listed.length ? ` ${this.#words("begun")}` : "";
    this.need(".rh-certificate__why").textContent = why + more;
    const $items = $listed.map(($row) => this.#missingIn($row, isBegun($row), progress));
    this.need(".rh-certificate__list").replaceChildren(...$items);
  }

  /**
   * @param {HTMLElement} $row
   * @param {boolean} isBegun
   * @param {Progress} progress
   */
  #missingIn($row, isBegun, progress) {
    const $item = document.createElement("li");
    const $link = document.createElement("a");
    $link.href = $row.dataset.rhHref ?? "";
    $link.textContent = $row.querySelector("th")?.textContent ?? "";
    const needs = ($row.dataset.rhNeeds ?? "").split(" ");
    const said = missing(needs, progress).map(({ word, percent }) =>
      this.#words(word, { percent, pass: this.$root.dataset.rhPass }),
    );
    $item.append($link, `: ${isBegun ? said.join("; ") : this.#words("not-begun")}`);
    return $item;
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} [values]
   */
  #words(name, values = {}) {
    const $template = /** @type {HTMLTemplateElement} */ (this.need(`[data-rh-say="${name}"]`));
    return fill($template.content.textContent ?? "", values);
  }
}

/** @param {HTMLElement} $row */
const testOf = ($row) =>
  ($row.dataset.rhNeeds ?? "").split(" ").find((step) => step.endsWith("-test")) ?? "";

/** Id of the module that a record belongs to: `item:m05-q07`, `read:m05`. @param {string} key */
const moduleOf = (key) => key.split(":")[1]?.split("-")[0];

/** First to last of what is in order, or the one that both are. @param {string[]} sorted */
const span = (sorted) => [...new Set([sorted[0], sorted[sorted.length - 1]])].join(" – ");
