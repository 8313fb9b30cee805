/**
 * The learner's data as a file: saved, and merged back, here or in another browser.
 *
 *     { "format": "rehber-learner-data", "version": 1, "edition": "2026.11",
 *       "exported_at": "2026-11-21T09:30:00.000Z", "records": [record, …] }
 *
 * Records are those of `store.mjs`; `schema/learner-data.schema.json` describes them, and
 * `src/rehber/content/learner_file.py` reads such a file outside the browser. What belongs to the
 * device and not to the learner is not in the file: the setting "shared", and how a page looks
 * (colours, text size: a phone needs others than an office screen; `localStorage`, `rh-…`).
 */

import { dayOf } from "./format.mjs";
import { getStore, isValid, merged, SHARED } from "./store.mjs";

/** @typedef {import("./store.mjs").LearnerRecord} LearnerRecord */

const FORMAT = "rehber-learner-data";
const VERSION = 1;
/** Characters; a file of ten thousand tests has about ten million. */
export const MAX_LENGTH = 50e6;
const PORTION = 500;

/** A file that was not taken in; nothing was changed. */
export class ImportError extends Error {
  /**
   * @param {"unread" | "size" | "json" | "foreign" | "newer"} reason
   */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {string} edition
 * @throws {Error} the records cannot be read: a file without them would look like all of them
 */
export async function exportData(edition) {
  const records = (await getStore().everything()).filter(({ key }) => key !== SHARED);
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
 * @throws {Error} as of `exportData`
 */
export async function saveFile(edition) {
  const data = await exportData(edition);
  const name = `rehber-${dayOf()}.json`;
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
 * @typedef {object} LearnerFile
 * @property {string} edition of the site that wrote it; may be empty
 * @property {string} exportedAt ISO; empty where it is none
 * @property {LearnerRecord[]} records the newest of each key
 * @property {number[]} damaged places of records that cannot be read, counted from 1
 */

/**
 * What a file holds; nothing is taken in.
 * @param {string} text
 * @returns {Promise<LearnerFile>}
 * @throws {ImportError} size, json, foreign or newer
 */
export async function readFile(text) {
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
  const { records, damaged } = await sorted(data.records);
  const exportedAt = Number.isNaN(Date.parse(data.exported_at)) ? "" : String(data.exported_at);
  return { edition: String(data.edition ?? "").slice(0, 20), exportedAt, records, damaged };
}

/**
 * Sound and damaged records. Looked at in portions, so that a long file does not stop the page.
 * @param {any[]} given
 */
async function sorted(given) {
  /** @type {Map<string, LearnerRecord>} */
  const records = new Map();
  const damaged = [];
  for (const [index, record] of given.entries()) {
    if (index % PORTION === PORTION - 1) await new Promise((resolve) => setTimeout(resolve));
    if (!isValid(record)) {
      damaged.push(index + 1);
      continue;
    }
    const { key, type, value, at } = record;
    if (key !== SHARED) records.set(key, merged(records.get(key), { key, type, value, at }));
  }
  return { records: [...records.values()], damaged };
}
