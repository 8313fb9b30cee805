/**
 * Makes one passage stand out without touching the text: links and questions stay what they are.
 *
 * The browser's own highlight where there is one; older browsers get boxes laid over the lines.
 */

const NAME = "rh-passage";

/** @type {HTMLElement | undefined} */
let $boxes;
/** @type {Range | null} */
let shown = null;

/** @param {Range | null} range null: nothing stands out any more */
export function outline(range) {
  shown = range;
  const { CSS, Highlight } = /** @type {any} */ (globalThis);
  if (CSS.highlights && Highlight) {
    if (range) CSS.highlights.set(NAME, new Highlight(range));
    else CSS.highlights.delete(NAME);
  } else draw();
}

function draw() {
  if (!$boxes) {
    $boxes = document.createElement("div");
    $boxes.setAttribute("aria-hidden", "true");
    document.querySelector(".rh-article")?.append($boxes);
    addEventListener("resize", draw);
  }
  const origin = $boxes.parentElement?.getBoundingClientRect();
  const $lines = [...(shown?.getClientRects() ?? [])].map((line) => {
    const $line = document.createElement("div");
    $line.className = "rh-passage";
    $line.style.left = `${line.left - (origin?.left ?? 0)}px`;
    $line.style.top = `${line.top - (origin?.top ?? 0)}px`;
    $line.style.width = `${line.width}px`;
    $line.style.height = `${line.height}px`;
    return $line;
  });
  $boxes.replaceChildren(...$lines);
}
