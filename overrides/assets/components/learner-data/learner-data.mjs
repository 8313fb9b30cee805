/** The controls over what this browser keeps: see, save, load, delete, shared computer. */

import { announce, Component, fill } from "../../lib/component.mjs";
import { ImportError, importData, saveFile } from "../../lib/learner-file.mjs";
import { getStore } from "../../lib/store.mjs";

export default class LearnerData extends Component {
  static moduleName = "learner-data";

  #store = getStore();
  #$said = this.need(".rh-data__said");
  #$file = /** @type {HTMLInputElement} */ (this.need("[type=file]"));
  #$shared = /** @type {HTMLInputElement} */ (this.need("[type=checkbox]"));

  /** What the buttons do. @type {Record<string, () => unknown>} */
  #actions = {
    save: async () =>
      this.#say("saved", { name: await saveFile(this.$root.dataset.rhEdition ?? "") }),
    delete: () => this.#ask("delete"),
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
      if (target instanceof HTMLElement) void this.#actions[target.dataset.rhDo ?? ""]?.();
    });
    this.#$file.addEventListener("change", () => void this.#load());
    this.#$shared.addEventListener("change", () => void this.#toggle());
    this.#store.addEventListener("change", () => void this.#show());
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
    const wasSharing = !this.need("[data-rh-ask=shared]").hidden;
    this.#closeAsks();
    void this.#show();
    (wasSharing ? this.#$shared : this.need("[data-rh-do=delete]")).focus();
  }

  async #delete() {
    const code = this.#store.mode === "visit" ? "ended" : "deleted";
    const done = await this.#store.deleteAll().then(
      () => true,
      () => false,
    );
    this.#closeAsks();
    this.#say(done ? code : "not-deleted");
    this.#$said.focus();
  }

  async #load() {
    const file = this.#$file.files?.[0];
    if (!file) return;
    try {
      this.#say("imported", await importData(await file.text()));
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      this.#say(`refused-${error.reason}`, { place: error.place });
    }
    this.#$file.value = "";
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
    await this.#store.setShared(isOn, existing);
    this.#closeAsks();
    this.#say(isOn ? "shared-on" : "shared-off");
    this.#$shared.focus();
  }
}
