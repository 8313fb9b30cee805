/**
 * The learner's data as a file: saved, and merged back, here or in another browser.
 *
 *     { "format": "rehber-learner-data", "version": 1, "edition": "2026.11",
 *       "exported_at": "2026-11-21T09:30:00.000Z", "records": [record, …] }
 *
 * Records are those of `store.mjs`; `schema/learner-data.schema.json` describes them. The setting
 * "shared" belongs to the computer, not to the learner, and is not in the file.
 */

import { getStore, isValid, SHARED } from "./store.mjs";

/** @typedef {import("./store.mjs").LearnerRecord} LearnerRecord */

const FORMAT = "rehber-learner-data";
const VERSION = 1;
const MAX_LENGTH = 50e6;

/** A file that was not taken in; nothing was changed. */
export class ImportError extends Error {
  /**
   * @param {"size" | "json" | "foreign" | "newer" | "damaged"} reason
   * @param {number} [place] which record, counted from 1
   */
  constructor(reason, place = 0) {
    super(reason);
    this.reason = reason;
    this.place = place;
  }
}

/** @param {string} edition */
export async function exportData(edition) {
  const records = (await getStore().all()).filter(({ key }) => key !== SHARED);
  return {
    format: FORMAT,
    version: VERSION,
    edition,
    exported_at: new Date().toISOString(),
    records,
  };
}

/**
 * Hand the data over as a download.
 * @param {string} edition
 * @returns {Promise<string>} the file's name
 */
export async function saveFile(edition) {
  const data = await exportData(edition);
  const name = `rehber-${data.exported_at.slice(0, 10)}.json`;
  download(name, JSON.stringify(data, null, 1), "application/json");
  return name;
}

/**
 * Hand a text over as a download.
 * @param {string} name of the file
 * @param {string} text
 * @param {string} type MIME type
 */
export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const $link = document.createElement("a");
  $link.href = url;
  $link.download = name;
  $link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Merge a file; all of it or nothing.
 * @param {string} text
 * @throws {ImportError}
 */
export const importData = async (text) => getStore().merge(readFile(text));

/**
 * @param {string} text
 * @returns {LearnerRecord[]} the newest of each key
 */
function readFile(text) {
  if (text.length > MAX_LENGTH) throw new ImportError("size");
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ImportError("json");
  }
  if (data?.format !== FORMAT) throw new ImportError("foreign");
  if (data.version > VERSION) throw new ImportError("newer");
  if (data.version !== VERSION || !Array.isArray(data.records)) throw new ImportError("foreign");
  /** @type {Map<string, LearnerRecord>} */
  const records = new Map();
  data.records.forEach((/** @type {any} */ record, /** @type {number} */ index) => {
    if (!isValid(record)) throw new ImportError("damaged", index + 1);
    const { key, type, value, at } = record;
    const other = records.get(key);
    if (key !== SHARED && !(other && other.at >= at)) records.set(key, { key, type, value, at });
  });
  return [...records.values()];
}
