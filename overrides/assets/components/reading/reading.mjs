/**
 * The way to the reading aids: settings, listening, links, printing, quick exit.
 *
 * This is all of it that every page fetches. Each button with `data-rh-aid` gets the rest when it
 * is first used: the script (`aids.mjs`), the panel with its words (`data-rh-panel` on the header's
 * button) and the style sheet.
 */

import { Component } from "../../lib/component.mjs";

export default class Reading extends Component {
  static moduleName = "reading";

  /** @param {Element} $root the header's button */
  constructor($root) {
    super($root);
    document.addEventListener("click", async ({ target }) => {
      const $button = target instanceof Element && target.closest("[data-rh-aid]");
      if (!$button) return;
      const { use } = await import("./aids.mjs");
      await use(/** @type {HTMLElement} */ ($button), this.$root);
    });
    addEventListener("storage", async ({ key }) => {
      if (key !== null && !key.startsWith("rh-")) return;
      const { apply, kept } = await import("./settings.mjs"); // another tab chose
      apply(kept());
    });
    if (document.documentElement.dataset.rhScheme)
      void import("./settings.mjs").then(({ tint }) => tint());
  }
}
