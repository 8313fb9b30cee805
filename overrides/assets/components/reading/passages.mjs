/**
 * The text of a page as a reader takes it: blocks (paragraphs, items, cells) and their sentences.
 * What is no text of the author's is left out: citations, controls, lists of sources, hidden keys,
 * the numbers behind a figure.
 */

const BLOCK = "h1,h2,h3,h4,p,li,dt,dd,th,td,legend,label,summary,figcaption,blockquote,div,section";
const SKIP = [
  "[hidden],[aria-hidden=true],[data-rh-nosearch]:not(.rh-quiz),.rh-note,.rh-aid,.rh-mark",
  "details:not([open])>:not(summary),nav,button,input,select,textarea,script,style,template,svg",
  ".rh-cites,.rh-toc-fold,.rh-page-head__meta,.rh-edit,.rh-sources,.rh-terms,.rh-key",
  ".rh-quiz__key,.rh-quiz__actions,.rh-quiz-summary,.rh-figure details,.rh-letters,.rh-lines",
].join();

/** A place in the text of a block. @typedef {{ $text: Text, from: number }} Piece */

export class Block {
  /** What the block says, with the spaces of its source. */
  text = "";

  /** @type {Piece[]} in order; `from` is where the piece begins in `text` */
  #pieces = [];

  /** @param {Element} $element */
  constructor($element) {
    this.$element = $element;
  }

  /** @param {Text} $text */
  add($text) {
    this.#pieces.push({ $text, from: this.text.length });
    this.text += $text.data;
  }

  /**
   * @param {number} from
   * @param {number} to
   * @returns {Range}
   */
  range(from, to) {
    const range = document.createRange();
    const first = this.#at(from, false);
    const last = this.#at(to, true);
    range.setStart(first.$text, from - first.from);
    range.setEnd(last.$text, to - last.from);
    return range;
  }

  /**
   * @param {number} place
   * @param {boolean} isEnd
   */
  #at(place, isEnd) {
    const after = this.#pieces.findIndex(({ from }) => (isEnd ? from >= place : from > place));
    return this.#pieces[after < 0 ? this.#pieces.length - 1 : Math.max(after - 1, 0)];
  }
}

/**
 * The blocks of an element that are in view on the page or below, in order.
 * @param {Element} $root
 * @returns {Block[]}
 */
export function blocksOf($root) {
  /** @type {Block[]} */
  const blocks = [];
  const walker = document.createTreeWalker($root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const $text = /** @type {Text} */ (walker.currentNode);
    const $parent = /** @type {Element} */ ($text.parentElement);
    if ($parent.closest(SKIP) || !$parent.getClientRects().length) continue;
    const $block = /** @type {Element} */ ($parent.closest(BLOCK));
    let block = blocks[blocks.length - 1];
    if (block?.$element !== $block) {
      if (!$text.data.trim()) continue;
      block = new Block($block);
      blocks.push(block);
    }
    block.add($text);
  }
  return blocks;
}

/** A full stop after these, or after a number that begins a text, ends no sentence. */
const ABBREVIATED =
  /(?:^|[\s(“"])(?:m|s|md|[Bb]kz|[Öö]rn|vb|vd|ark|çev|ed|Dr|Prof|Doç|Av|No|par|Geç|e\.g|i\.e|Art|art|para|paras|p|pp|\d{1,2})\.$/u;

/**
 * Where the sentences of a text begin and end.
 * @param {string} text
 * @returns {[number, number][]}
 */
export function sentencesOf(text) {
  /** @type {[number, number][]} */
  const found = [];
  let from = 0;
  const take = (/** @type {number} */ to) => {
    const said = text.slice(from, to);
    const lead = said.length - said.trimStart().length;
    if (/[\p{L}\p{N}]/u.test(said)) found.push([from + lead, from + said.trimEnd().length]);
    from = to;
  };
  for (const match of text.matchAll(/[.!?…]+[”’"')\]]*\s+(?=[\p{Lu}\p{N}“"'(‘])/gu)) {
    const end = match.index ?? 0;
    if (match[0].startsWith(".") && ABBREVIATED.test(text.slice(from, end + 1))) continue;
    take(end + match[0].length);
  }
  take(text.length);
  return found;
}
