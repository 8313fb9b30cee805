/**
 * Starts the components that the page asks for, and fetches only those.
 *
 * An element asks by `data-rh-module="<name>"`. The addresses are literal, so that a bundler can
 * follow them.
 */

import { start } from "./lib/component.mjs";

/** @typedef {typeof import("./lib/component.mjs").Component} ComponentClass */

/** @type {Record<string, () => Promise<{ default: ComponentClass }>>} */
const modules = {
  "case-player": () => import("./components/case-player/case-player.mjs"),
  certificate: () => import("./components/certificate/certificate.mjs"),
  changes: () => import("./components/changes/changes.mjs"),
  "learner-data": () => import("./components/learner-data/learner-data.mjs"),
  gain: () => import("./components/gain/gain.mjs"),
  nav: () => import("./components/nav/nav.mjs"),
  note: () => import("./components/note/note.mjs"),
  notes: () => import("./components/notes/notes.mjs"),
  "notes-open": () => import("./components/notes/notes-open.mjs"),
  notice: () => import("./components/notice/notice.mjs"),
  offline: () => import("./components/offline/offline.mjs"),
  "offline-missing": () => import("./components/offline/offline-missing.mjs"),
  place: () => import("./components/place/place.mjs"),
  progress: () => import("./components/progress/progress.mjs"),
  "quick-exit": () => import("./components/quick-exit/quick-exit.mjs"),
  quiz: () => import("./components/quiz/quiz.mjs"),
  reading: () => import("./components/reading/reading.mjs"),
  resume: () => import("./components/resume/resume.mjs"),
  review: () => import("./components/review/review.mjs"),
  "review-due": () => import("./components/review/review-due.mjs"),
  search: () => import("./components/search/search.mjs"),
  ticks: () => import("./components/ticks/ticks.mjs"),
  test: () => import("./components/test/test.mjs"),
};

/**
 * The components that this page needs. Every article offers notes; not every one has any.
 * @returns {string[]}
 */
function wanted() {
  const $roots = [...document.querySelectorAll("[data-rh-module]")];
  const names = new Set($roots.map(($root) => $root.getAttribute("data-rh-module") ?? ""));
  if (!document.querySelector(".rh-cite, .rh-term")) names.delete("note");
  return [...names].filter((name) => Object.hasOwn(modules, name));
}

for (const name of wanted()) {
  modules[name]().then(
    ({ default: Class }) => start([Class]),
    (error) => console.error(`rehber: ${name}`, error),
  );
}
