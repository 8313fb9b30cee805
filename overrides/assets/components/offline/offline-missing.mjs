/** Without a network, in the place of a page that was not downloaded: what is there instead. */

import { Component } from "../../lib/component.mjs";
import { groupsOf, Offline } from "../../lib/offline.mjs";

export default class OfflineMissing extends Component {
  static moduleName = "offline-missing";

  #offline = new Offline();

  /** @param {Element} $root */
  constructor($root) {
    super($root);
    this.#offerRetry();
    void this.#list().catch(() => {}); // nothing is downloaded: the list keeps the home page
  }

  /** The worker says which page was asked for. Only paths inside the site become links. */
  #offerRetry() {
    const from = new URLSearchParams(location.search).get("from") ?? "";
    if (!/^(?:\w[\w.-]*\/)*(?:\w[\w.-]*)?$/.test(from)) return;
    const $link = /** @type {HTMLAnchorElement} */ (this.need("[data-rh-slot=retry]"));
    $link.href = this.#offline.base + from;
    this.need("p").hidden = false;
  }

  async #list() {
    const current = await this.#offline.read("current");
    if (!current) return;
    const language = document.documentElement.lang.startsWith("en") ? "en" : "tr";
    const list = await this.#offline.list(current);
    for (const { address, titles } of groupsOf(list, current.groups)) {
      const title = titles[language];
      if (!title) continue; // the core: its pages are in the menu
      const $link = document.createElement("a");
      $link.href = this.#offline.base + address;
      $link.textContent = title;
      const $item = document.createElement("li");
      $item.append($link);
      this.need("ul").append($item);
    }
  }
}
