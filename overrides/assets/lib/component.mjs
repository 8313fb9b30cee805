/**
 * What every component stands on: a root element, precise errors, one live region.
 *
 * A component is a class with `static moduleName`; its constructor takes the element that carries
 * `data-rh-module="<moduleName>"`. All words come from the HTML.
 */

/** The markup is not what the component was written for. */
export class ElementError extends Error {
  name = "ElementError";
}

/** @type {WeakMap<Element, Set<Function>>} */
const started = new WeakMap();

export class Component {
  static moduleName = "";

  /** @param {Element} $root */
  constructor($root) {
    const { moduleName } = /** @type {typeof Component} */ (this.constructor);
    if (!($root instanceof HTMLElement))
      throw new ElementError(`${moduleName}: not an HTML element`);
    const classes = started.get($root) ?? new Set();
    if (classes.has(this.constructor)) throw new ElementError(`${moduleName}: started twice`);
    started.set($root, classes.add(this.constructor));
    /** @type {HTMLElement} */
    this.$root = $root;
  }

  /**
   * The one element that matches; an error that names it when there is none.
   * @param {string} selector
   * @returns {HTMLElement}
   */
  need(selector) {
    const $found = this.$root.querySelector(selector);
    if ($found instanceof HTMLElement) return $found;
    throw new ElementError(`${this.$root.dataset.rhModule}: no element ${selector}`);
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement[]}
   */
  every(selector) {
    return [...this.$root.querySelectorAll(selector)].filter(isHtml);
  }
}

/**
 * @param {Element} $element
 * @returns {$element is HTMLElement}
 */
const isHtml = ($element) => $element instanceof HTMLElement;

/**
 * Start components on their elements; one that fails is logged, marked, and leaves the others alone.
 * @param {(typeof Component)[]} classes
 * @param {ParentNode} root
 */
export function start(classes, root = document) {
  for (const Class of classes) {
    for (const $root of root.querySelectorAll(`[data-rh-module="${Class.moduleName}"]`)) {
      if (started.get($root)?.has(Class)) continue;
      try {
        new Class($root);
      } catch (error) {
        $root.setAttribute("data-rh-failed", "");
        console.error(`rehber: ${Class.moduleName}`, $root, error);
      }
    }
  }
}

/**
 * Put values into the blanks of a sentence: `{right} / {total}`.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));

/**
 * What is about to go has the focus: the page's title has it then. Nobody else's is taken.
 * @param {Element} $going
 */
export function handOver($going) {
  if (!$going.contains(document.activeElement)) return;
  const $title = document.querySelector("h1") ?? document.body;
  $title.tabIndex = -1;
  $title.focus({ preventScroll: true });
}

/** @type {HTMLElement | undefined} */
let $live;
/** @type {string[]} */
let waiting = [];

/**
 * The page's one live region. It has to be there before the first words are.
 * @returns {HTMLElement}
 */
function region() {
  if (!$live) {
    $live = document.createElement("div");
    $live.className = "rh-sr";
    $live.setAttribute("role", "status");
    document.body.append($live);
  }
  return $live;
}
region();

/**
 * Say something to screen readers; what is said at the same moment is said together.
 * @param {string} text
 */
export function announce(text) {
  const $region = region();
  waiting.push(text.replace(/\s+/g, " ").trim());
  if (waiting.length > 1) return;
  $region.textContent = "";
  // A pause: the same words twice in a row are a change too, and a move of focus is read first.
  setTimeout(() => {
    $region.textContent = waiting.join(" ");
    waiting = [];
  }, 100);
}
