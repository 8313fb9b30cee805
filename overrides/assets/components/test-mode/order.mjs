/** Another order of questions and options: the same words give the same order again. */

/**
 * A number that changes with the text (FNV-1a, 32 bits).
 * @param {string} text
 */
export function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/**
 * Numbers from 0 up to 1, always the same ones after the same seed (mulberry32).
 * @param {number} seed
 */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The list in an order that hangs on the seed alone.
 * @template T
 * @param {T[]} list
 * @param {string} seed
 */
export function shuffled(list, seed) {
  const mixed = [...list];
  const next = numbers(hash(seed));
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/**
 * The same, but never the order that it had.
 * @template T
 * @param {T[]} list
 * @param {string} seed
 */
export function reordered(list, seed) {
  const mixed = shuffled(list, seed);
  const isSame = mixed.every((each, index) => each === list[index]);
  return isSame ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}

/**
 * Steps in another order that gives nothing away, as `mixed` in `render/item_text.py` does: none
 * stands right after the one that it follows, and it is not the right order turned round. There is
 * such an order, from three steps on.
 * @param {HTMLElement[]} $steps as written
 * @param {string} seed
 * @returns {HTMLElement[]}
 */
export function unordered($steps, seed) {
  for (let salt = 0; ; salt += 1) {
    const $mixed = reordered($steps, `${seed} ${salt}`);
    const places = $mixed.map(({ dataset }) => Number(dataset.rhPlace));
    const ways = places.slice(1).map((place, index) => place - places[index]);
    const isFine = !ways.includes(1) && ways.some((way) => way !== -1);
    if (isFine || $steps.length < 3) return $mixed;
  }
}
