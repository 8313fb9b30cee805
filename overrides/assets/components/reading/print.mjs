/**
 * A whole module, or a learning path, on paper in one go.
 *
 * Its pages are fetched, in order, and put one behind the other in place of this page until the
 * reader closes the view. Paper has one list of sources, terms and answers for each module. Pages
 * that were opened from a file cannot fetch others; the view says so.
 */

import { announce, Component, fill } from "../../lib/component.mjs";
import { compare } from "../../lib/turkish.mjs";

const AT_ONCE = 4;
/** What a page has for the screen, or what a module has once for all its pages. */
const LEFT_OUT = [
  "template,script,.rh-aid,.rh-mark,.rh-toc-fold,.rh-step-nav,.rh-notice,.rh-quiz-summary",
  ".rh-quiz__key,.rh-quiz__actions,[data-rh-aid]",
].join();

/** A page as it came. @typedef {{ url: URL, $article: HTMLElement }} Fetched */
/** The pages of a module, its overview first. @typedef {{ title: string, urls: URL[] }} Part */

/** @type {WeakMap<Element, Print>} */
const started = new WeakMap();

export default class Print extends Component {
  static moduleName = "print-view";

  #$text = this.need(".rh-whole__text");
  #$said = this.need("[data-rh-said]");
  #$bar = /** @type {HTMLProgressElement} */ (this.need("progress"));
  #cancelling = new AbortController();
  /** @type {HTMLElement | undefined} */
  #$opener;
  #scroll = 0;
  #title = "";

  /** @param {Element} $view */
  static of($view) {
    return /** @type {Print} */ (started.get($view));
  }

  /** @param {Element} $root the view, hidden */
  constructor($root) {
    super($root);
    started.set($root, this);
    this.need("[data-rh-do=close]").addEventListener("click", () => this.#close());
    this.need("[data-rh-do=print]").addEventListener("click", () => print());
    this.$root.addEventListener("keydown", ({ key }) => key === "Escape" && this.#close());
  }

  /**
   * Gather the pages and open the browser's print window.
   * @param {string} title of the whole
   * @param {string[]} overviews addresses of the modules' first pages
   * @param {HTMLElement} $opener gets the focus back
   */
  async start(title, overviews, $opener) {
    this.#open($opener);
    const { rhFile = "", rhReady = "" } = this.$root.dataset;
    if (location.protocol === "file:") return this.#say(rhFile);
    this.#cancelling = new AbortController();
    const { signal } = this.#cancelling;
    try {
      const $view = await this.#gather(title, overviews.map(absolute), signal);
      if (signal.aborted) return;
      this.#$text.replaceChildren($view);
      this.#title = document.title;
      document.title = title; // what a file made of the print is called
      this.#$bar.hidden = true;
      const $print = this.need("[data-rh-do=print]");
      $print.hidden = false;
      $print.focus();
      this.#say(fill(rhReady, { count: this.#$text.querySelectorAll(".rh-whole__page").length }));
      await new Promise((resolve) => setTimeout(resolve, 300)); // pictures
      if (!signal.aborted) print();
    } catch (error) {
      if (signal.aborted) return;
      this.#cancelling.abort(); // the other pages are of no use
      console.error("rehber: print", error);
      this.#$bar.hidden = true;
      this.#say(this.$root.dataset.rhFailed ?? "");
    }
  }

  /** @param {HTMLElement} $opener */
  #open($opener) {
    this.#$opener = $opener;
    this.#scroll = scrollY;
    this.#$text.replaceChildren();
    this.need("[data-rh-do=print]").hidden = true;
    this.#$bar.hidden = false;
    this.#$bar.removeAttribute("value");
    this.$root.hidden = false;
    document.documentElement.dataset.rhWhole = "";
    this.need("[data-rh-do=close]").focus();
    scrollTo({ top: 0, behavior: "auto" });
  }

  #close() {
    this.#cancelling.abort();
    this.$root.hidden = true;
    this.#$text.replaceChildren();
    if (this.#title) document.title = this.#title;
    this.#title = "";
    delete document.documentElement.dataset.rhWhole;
    scrollTo({ top: this.#scroll, behavior: "auto" });
    this.#$opener?.focus({ preventScroll: true });
  }

  /** @param {string} text */
  #say(text) {
    this.#$said.textContent = text;
    announce(text);
  }

  /**
   * @param {string} title
   * @param {URL[]} overviews
   * @param {AbortSignal} signal
   * @returns {Promise<DocumentFragment>}
   */
  async #gather(title, overviews, signal) {
    this.#say(this.$root.dataset.rhWait ?? "");
    const firsts = await all(overviews, (url) => page(url, signal));
    const parts = firsts.map(({ url, $article }) => ({
      title: $article.querySelector("h1")?.textContent?.trim() ?? "",
      urls: [url, ...links($article, ".rh-sections a", url)],
    }));
    const urls = parts.flatMap((part) => part.urls);
    this.#$bar.max = urls.length;
    let done = 0;
    const pages = await all(urls, async (url) => {
      const found =
        firsts.find((first) => first.url.href === url.href) ?? (await page(url, signal));
      if (signal.aborted) return found;
      this.#$bar.value = ++done;
      this.#$said.textContent = fill(this.$root.dataset.rhProgress ?? "", {
        done,
        total: urls.length,
      });
      return found;
    });
    return this.#assemble(title, parts, pages);
  }

  /**
   * @param {string} title
   * @param {Part[]} parts
   * @param {Fetched[]} pages of all parts, in order
   */
  #assemble(title, parts, pages) {
    const $view = document.createDocumentFragment();
    const names = new Map(pages.map(({ url }, index) => [url.pathname, `p${index}-`]));
    const headings = pages.map(({ $article }) => $article.querySelector("h1")?.textContent ?? "");
    if (parts.length > 1) $view.append(contents(title, parts, headings));
    let index = 0;
    for (const [number, { urls }] of parts.entries()) {
      const $part = make("div", "rh-whole__part");
      const lists = new Lists(this.$root.dataset, `b${number}-`);
      for (const { url, $article } of pages.slice(index, index + urls.length)) {
        const $page = make("section", "rh-whole__page");
        $page.id = `p${index}-`;
        for (const name of ["rhKind", "rhSheet"]) {
          const value = $article.dataset[name];
          if (value !== undefined) $page.dataset[name] = value;
        }
        const $prose = document.importNode(
          /** @type {HTMLElement} */ ($article.querySelector(".rh-prose")),
          true,
        );
        for (const $element of $prose.querySelectorAll(LEFT_OUT)) $element.remove();
        const relink = (/** @type {Element} */ $root) =>
          redirect($root, url, names, `p${index}-`, lists);
        lists.take($prose, headings[index], relink);
        rename($prose, `p${index}-`);
        relink($prose);
        $page.append($prose);
        $part.append($page);
        index++;
      }
      $part.append(...lists.parts());
      $view.append($part);
    }
    return $view;
  }
}

/** What stands once at the end of a module: terms, sources, answers. */
class Lists {
  #$terms = make("dl", "");
  /** @type {Map<string, Element>} */
  #sources = new Map();
  /** @type {Map<string, Element[]>} by id: the term and its definition */
  #terms = new Map();
  /** @type {Element[]} */
  #$keys = [];

  /**
   * @param {DOMStringMap} words
   * @param {string} prefix of the ids
   */
  constructor(words, prefix) {
    this.words = words;
    this.prefix = prefix;
  }

  /** @param {string} id */
  has(id) {
    return this.#sources.has(id) || this.#terms.has(id);
  }

  /**
   * Take the lists out of a page.
   * @param {HTMLElement} $prose
   * @param {string} title of the page
   * @param {($root: Element) => void} relink gives the links of an element their new targets
   */
  take($prose, title, relink) {
    for (const $source of $prose.querySelectorAll(".rh-sources .rh-sources__list > li[id]"))
      if (!this.#sources.has($source.id)) this.#sources.set($source.id, $source);
    for (const $term of $prose.querySelectorAll(".rh-terms dt[id]")) {
      const $definition = $term.nextElementSibling;
      if ($definition && !this.#terms.has($term.id))
        this.#terms.set($term.id, [$term, $definition]);
    }
    for (const $key of $prose.querySelectorAll(".rh-key > ul"))
      this.#$keys.push(make("h3", "", title.trim()), $key);
    for (const $list of $prose.querySelectorAll(".rh-sources, .rh-terms, .rh-key")) {
      relink($list);
      $list.remove();
    }
  }

  /** @returns {HTMLElement[]} */
  parts() {
    const found = [];
    const byText = (/** @type {Element} */ a, /** @type {Element} */ b) =>
      compare(a.textContent ?? "", b.textContent ?? "");
    const $terms = [...this.#terms.values()].sort(([a], [b]) => byText(a, b)).flat();
    const $sources = [...this.#sources.values()].sort(byText);
    if ($terms.length) {
      this.#$terms.append(...$terms);
      found.push(this.#part("rh-terms", this.words.rhTerms, this.#$terms));
    }
    if ($sources.length) {
      const $list = make("ul", "rh-sources__list");
      $list.append(...$sources);
      found.push(this.#part("rh-sources", this.words.rhSources, $list));
    }
    if (this.#$keys.length) found.push(this.#part("rh-key", this.words.rhKey, ...this.#$keys));
    for (const $part of found)
      for (const $element of $part.querySelectorAll("[id]"))
        $element.id = this.prefix + $element.id;
    return found;
  }

  /**
   * @param {string} className
   * @param {string | undefined} title
   * @param {Element[]} $children
   */
  #part(className, title, ...$children) {
    const $prose = make("div", "rh-prose");
    const $part = make("section", className);
    $part.append(make("h2", "", title), ...$children);
    $prose.append($part);
    return $prose;
  }
}

const REFERRING = [
  "for",
  "aria-labelledby",
  "aria-describedby",
  "aria-controls",
  "headers",
  "list",
];

/**
 * Ids get the page's own prefix, and what refers to them with them. Nothing here is a component.
 * @param {HTMLElement} $prose
 * @param {string} prefix
 */
function rename($prose, prefix) {
  for (const $element of [$prose, ...$prose.querySelectorAll("*")]) {
    if ($element.id) $element.id = prefix + $element.id;
    $element.removeAttribute("data-rh-module");
    for (const { name, value } of [...$element.attributes]) {
      if (REFERRING.includes(name))
        $element.setAttribute(
          name,
          value.replace(/\S+/g, (id) => prefix + id),
        );
      else if (value.includes("url(#"))
        $element.setAttribute(name, value.replace(/url\(#/g, `url(#${prefix}`));
    }
  }
  // Boxes that are landmarks of their page are many here.
  for (const $box of $prose.querySelectorAll("aside")) $box.setAttribute("role", "note");
  for (const $details of $prose.querySelectorAll("details")) $details.open = true;
}

/**
 * Links lead to the pages that stand here, or where they led before.
 * @param {Element} $root
 * @param {URL} url of the page
 * @param {Map<string, string>} names prefix of each page that stands here, by path
 * @param {string} prefix of this page
 * @param {Lists} lists
 */
function redirect($root, url, names, prefix, lists) {
  for (const $image of $root.querySelectorAll("img[src]"))
    $image.setAttribute("src", new URL($image.getAttribute("src") ?? "", url).href);
  for (const $link of $root.querySelectorAll("[href]")) {
    const target = new URL($link.getAttribute("href") ?? "", url);
    if (target.origin !== url.origin) continue;
    const id = decodeURIComponent(target.hash.slice(1));
    const own = names.get(target.pathname);
    // Not as a whole address, which paper shows behind a link.
    if (target.pathname === url.pathname)
      $link.setAttribute("href", lists.has(id) ? `#${lists.prefix}${id}` : `#${prefix}${id}`);
    else if (own !== undefined) $link.setAttribute("href", `#${own}${id}`);
    else $link.setAttribute("href", target.pathname + target.search + target.hash);
  }
}

/**
 * @param {string} title
 * @param {Part[]} parts
 * @param {string[]} headings of all pages, in order
 */
function contents(title, parts, headings) {
  const $page = make("section", "rh-whole__page rh-prose");
  const $list = make("ol", "");
  let index = 0;
  for (const { title, urls } of parts) {
    const $part = make("li", "");
    const $pages = make("ul", "");
    $part.append(link(`#p${index}-`, title), $pages);
    for (const step of urls.keys()) {
      if (!step) continue;
      const $item = make("li", "");
      $item.append(link(`#p${index + step}-`, headings[index + step].trim()));
      $pages.append($item);
    }
    $list.append($part);
    index += urls.length;
  }
  $page.append(make("h1", "", title), $list);
  return $page;
}

/**
 * @param {URL} url
 * @param {AbortSignal} signal
 * @returns {Promise<Fetched>}
 */
async function page(url, signal) {
  const answer = await fetch(url.href, { signal });
  if (!answer.ok) throw new Error(`${answer.status}: ${url.pathname}`);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const $article = parsed.querySelector(".rh-article");
  if (!($article instanceof HTMLElement)) throw new Error(`no article: ${url.pathname}`);
  return { url, $article };
}

/**
 * Do work on each, a few at once; results in order.
 * @template T, U
 * @param {T[]} items
 * @param {(item: T) => Promise<U>} work
 * @returns {Promise<U[]>}
 */
async function all(items, work) {
  /** @type {U[]} */
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const place = next++;
      results[place] = await work(items[place]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** @param {string} address */
function absolute(address) {
  const url = new URL(address, document.baseURI);
  url.hash = "";
  return url;
}

/**
 * @param {ParentNode} $root
 * @param {string} selector
 * @param {URL} base
 */
const links = ($root, selector, base) =>
  [...$root.querySelectorAll(selector)].map(($a) => new URL($a.getAttribute("href") ?? "", base));

/**
 * @param {string} href
 * @param {string} text
 */
function link(href, text) {
  const $link = make("a", "", text);
  $link.setAttribute("href", href);
  return $link;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
function make(tag, className, text) {
  const $made = document.createElement(tag);
  if (className) $made.className = className;
  if (text !== undefined) $made.textContent = text;
  return $made;
}
