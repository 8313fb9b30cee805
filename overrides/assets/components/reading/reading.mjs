/**
 * The way to the reading aids: settings, listening, links, printing, quick exit.
 *
 * This is all of it that every page fetches. Each button with `data-rh-aid` gets the rest when it
 * is first used: the script (`aids.mjs`), the panel with its words (`data-rh-panel` on the header's
 * button) and the style sheet.
 */

import { Component, fill } from "../../lib/component.mjs";
import { fetchPart } from "../../lib/fetch-part.mjs";

export default class Reading extends Component {
  static moduleName = "reading";

  /** @param {Element} $root the header's button */
  constructor($root) {
    super($root);
    document.addEventListener("click", async (event) => {
      const { target } = event;
      const $button = target instanceof Element && target.closest("[data-rh-aid]");
      if (!$button) return;
      event.preventDefault();
      const aids = await fetchPart(() => import("./aids.mjs"));
      await aids?.use(/** @type {HTMLElement} */ ($button), this.$root);
    });
    addEventListener("storage", ({ key }) => {
      if (key !== null && !key.startsWith("rh-")) return;
      // Another tab chose. Where they cannot be had, the next page has them.
      import("./settings.mjs").then(({ apply, kept }) => apply(kept()), console.error);
    });
    if (document.documentElement.dataset.rhScheme)
      import("./settings.mjs").then(({ tint }) => tint(), console.error);
    for (const $heading of document.querySelectorAll(".rh-prose > h2[id]")) {
      const $button = document.createElement("button");
      $button.type = "button";
      $button.className = "rh-tool rh-aid";
      $button.dataset.rhAid = "section";
      $button.textContent = "⋯";
      const label = fill(this.$root.dataset.rhSection ?? "", { title: $heading.textContent });
      $button.setAttribute("aria-label", label);
      $heading.after($button);
    }
    // A browser that knows no links into the text takes all of it for the name of a place.
    const [anchor, passage] = location.hash.split(":~:");
    if (passage) location.replace(anchor || "#");
  }
}
