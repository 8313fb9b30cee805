/**
 * The learner's data on this device. Nothing here is ever sent anywhere.
 *
 * One record for each thing, written alone, by last write; the key is the id of the item or page,
 * so that a record outlives edits and moves:
 *
 *     { key: "item:m05-q07", type: "item", at: "2026-11-21T09:30:00.000Z",
 *       value: { given: ["a1b2c3"], right: true, digest: "0f0f0f0f", tries: 1 } }
 *     { key: "place",        value: { url: "modules/x/y/", title: "…", anchor: "…", scroll: 0.4,
 *                                   within: 0.25 } }
 *     { key: "read:m05-s3",  value: { done: true, edition: "2026.11" } }
 *     { key: "draft:m05-test",   value: { started: "…Z", order: ["m05-q03", …], marked: ["m05-q01"],
 *                                         mixed: true, given: { "m05-q03": ["a1b2c3"] },
 *                                         digests: { "m05-q03": "0f0f0f0f" } } }
 *     { key: "attempt:m05-test.20261122T093000123Z-4f2a",
 *       value: { test: "m05-test", started: "…Z", points: 10.5, of: 12, edition: "2026.11",
 *                items: { "m05-q03": { given: ["a1b2c3"], points: 1, digest: "0f0f0f0f" } } } }
 *     { key: "case:m05-case",    value: { path: ["anchor", …], endings: ["anchor", …],
 *                                         edition: "2026.11" } }
 *     { key: "review:m05-q03",   value: { due: "…Z", last: "…Z", stability: 3.1, difficulty: 5.2,
 *                                         state: 2, reps: 4, lapses: 0, … } }
 *     { key: "note:m05-s3.anchor", value: { text: "…", title: "…", section: "…", prompt: "…",
 *                                           kind: "free", since: "…Z", done: false,
 *                                           url: "modules/x/y/#anchor" } }
 *     { key: "setting:…",    value: true }
 *
 * `given` holds keys of options (of a matching or ordering item: in the order chosen), or what was
 * typed. `url` is relative to the site's root; `scroll` is the share of the page above the window,
 * `within` the share of the section under `anchor`. `points` of an item lie between 0 and 1. A
 * handed-in attempt never changes; a note that was deleted stays as an empty text, so that it does
 * not come back from an older file.
 *
 * Three ways of keeping, `mode`:
 *   disk    IndexedDB, in a database named after the site's base path (both languages share it);
 *   visit   shared computer: memory and sessionStorage, gone with the tab;
 *   memory  IndexedDB is blocked: the same as visit, with a notice.
 * A write that the disk refuses goes where `visit` writes, with a notice, and is tried again later.
 * What must not be lost with a page that is closed at once is held in localStorage until the disk
 * has it (`hold`).
 *
 * The file that a learner saves and loads: `learner-file.mjs`.
 *
 * Events: `change` ({detail: {keys}}, empty keys: everything; `watch` chooses among them) and
 * `notice` ({detail: {code}}).
 */

/** @typedef {{ key: string, type: string, value: any, at: string }} LearnerRecord */
/** @typedef {"disk" | "visit" | "memory"} Mode */
/** @typedef {(old: LearnerRecord | undefined) => LearnerRecord | undefined} Change */
/** @typedef {{ added: number, updated: number, same: number }} Counts */

export const SHARED = "setting:shared";
/** Kinds of records that somebody worked for: with the first of them the browser is asked to keep
 * what is here for good. Some browsers ask the learner then, so not before. */
const WORK = new Set(["item", "draft", "attempt", "case", "note"]);
const OPEN_WITHIN_MS = 3000;
/** What a record's time lies between, whatever the device's clock says. */
const FIRST = "2000-01-01T00:00:00.000Z";
const LAST = "2999-12-31T23:59:59.999Z";

const isText = (/** @type {unknown} */ value, max = 300) =>
  typeof value === "string" && value.length <= max;

/** UTC with milliseconds, a day that there is: texts compare as times. */
const isDate = (/** @type {any} */ value) =>
  isText(value, 24) && new Date(value).toISOString() === value;

const isAmount = (/** @type {unknown} */ value, max = 1e6) =>
  typeof value === "number" && value >= 0 && value <= max;

/** Older records do not say. */
const isEdition = (/** @type {unknown} */ value) => value === undefined || isText(value, 20);

const isGiven = (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.length < 30 && value.every((text) => isText(text));

/** Ids or anchors. */
const isNames = (/** @type {unknown} */ value, max = 500) =>
  Array.isArray(value) &&
  value.length <= max &&
  value.every((name) => isText(name, 120) && /^[\w.-]+$/.test(name));

/** Only paths inside the site become links, whatever a file says; with an anchor or without. */
const isAddress = (/** @type {unknown} */ value) =>
  isText(value) &&
  /^(?:\w[\w.-]*\/)*(?:\w[\w.-]*\.html)?(?:#[\w.-]*)?$/.test(/** @type {string} */ (value));

/**
 * @param {any} items by id
 * @param {(value: any) => boolean} check
 */
const areItems = (items, check) =>
  Object.keys(items).length <= 500 &&
  Object.entries(items).every(([id, value]) => /^[\w-]{1,80}$/.test(id) && check(value));

/** @type {Record<string, (value: any) => boolean>} */
const shapes = {
  item: ({ given, right, digest, tries }) =>
    isGiven(given) &&
    typeof right === "boolean" &&
    isText(digest, 64) &&
    Number.isInteger(tries) &&
    tries > 0,
  // The address becomes a link: only paths inside the site, whatever a file says.
  place: ({ url, title, anchor, scroll, within }) =>
    isText(url) &&
    /^(?:\w[\w.-]*\/)*(?:\w[\w.-]*\.html)?$/.test(url) &&
    isText(title) &&
    (anchor === undefined || isText(anchor, 120)) &&
    isAmount(scroll, 1) &&
    (within === undefined || isAmount(within, 1)),
  read: ({ done, edition }) => done === true && isEdition(edition),
  draft: ({ started, order, given, marked, mixed, digests = {} }) =>
    isDate(started) &&
    isNames(order) &&
    isNames(marked) &&
    areItems(given, isGiven) &&
    (mixed === undefined || typeof mixed === "boolean") &&
    areItems(digests, (digest) => isText(digest, 64)),
  attempt: ({ test, started, points, of, items, edition }) =>
    isText(test, 80) &&
    isDate(started) &&
    isAmount(of, 500) &&
    isAmount(points, of) &&
    isEdition(edition) &&
    areItems(
      items,
      (item) => isGiven(item.given) && isAmount(item.points, 1) && isText(item.digest, 64),
    ),
  case: ({ path, endings, edition }) => isNames(path) && isNames(endings) && isEdition(edition),
  review: ({ due, last, stability, difficulty, state, reps, lapses }) =>
    isDate(due) &&
    (last === undefined || isDate(last)) &&
    [stability, difficulty, state, reps, lapses].every((value) => isAmount(value)),
  // Two versions of a note that were put together are longer than what can be typed (20,000).
  note: ({ text, title, url, section, prompt, kind, since, done }) =>
    isText(text, 50_000) &&
    isText(title) &&
    isAddress(url) &&
    (section === undefined || isText(section)) &&
    (prompt === undefined || isText(prompt, 2000)) &&
    (kind === undefined || isText(kind, 20)) &&
    (since === undefined || isDate(since)) &&
    (done === undefined || typeof done === "boolean"),
  setting: (value) => ["boolean", "string", "number"].includes(typeof value),
};

/**
 * @param {any} record
 * @returns {record is LearnerRecord}
 */
export function isValid(record) {
  try {
    const { key, type, value, at } = record;
    return (
      /^[a-z]+(?::[\w.-]+)?$/.test(key) &&
      key.length <= 120 &&
      type === key.split(":")[0] &&
      isDate(at) &&
      at >= FIRST &&
      at <= LAST &&
      value !== undefined &&
      // A kind that a later edition added is kept as it is.
      (Object.hasOwn(shapes, type) ? shapes[type](value) : JSON.stringify(value).length < 5000)
    );
  } catch {
    return false;
  }
}

/**
 * Which of two records of one key is the newer one. At the same time the value decides, so that
 * every device decides alike.
 * @param {LearnerRecord} a
 * @param {LearnerRecord} b
 */
const isNewer = (a, b) =>
  a.at === b.at ? JSON.stringify(a.value) > JSON.stringify(b.value) : a.at > b.at;

const isUnanswered = (/** @type {{ given: Record<string, string[]> }} */ draft) =>
  Object.values(draft.given).every((given) => !given.length);

/**
 * What the older of two values has that the newer must not lose: kinds of which the value gathers.
 * @type {Record<string, (newer: any, older: any) => any>} the newer one itself, if nothing is missing
 */
const gather = {
  // An ending that was reached on another device has been reached.
  case: (newer, older) => {
    const missing = older.endings.filter((/** @type {string} */ each) => {
      return !newer.endings.includes(each);
    });
    return missing.length ? { ...newer, endings: [...newer.endings, ...missing] } : newer;
  },
  // Two copies of one running test: each may have answers that the other lacks. Of two tests, one
  // that was only begun does not take the place of one with answers.
  draft: (newer, older) => {
    if (newer.started !== older.started) {
      return isUnanswered(newer) && !isUnanswered(older) ? older : newer;
    }
    if (Object.keys(older.given).every((id) => id in newer.given)) return newer;
    const given = { ...older.given, ...newer.given };
    return { ...newer, given, digests: { ...older.digests, ...newer.digests } };
  },
};

/**
 * Two records of one key made one: the same whichever comes first, however often.
 * @param {LearnerRecord | undefined} old
 * @param {LearnerRecord} record
 * @returns {LearnerRecord} `old` itself, if `record` adds nothing
 */
export function merged(old, record) {
  if (!old) return record;
  const [newer, older] = isNewer(record, old) ? [record, old] : [old, record];
  const value = Object.hasOwn(gather, newer.type)
    ? gather[newer.type](newer.value, older.value)
    : newer.value;
  if (value === newer.value) return newer;
  const isKnown = old.at === newer.at && JSON.stringify(value) === JSON.stringify(old.value);
  return isKnown ? old : { ...newer, value };
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** There is no room; nothing was changed. */
export class FullError extends Error {}

/** The kind of a record. @param {string} key */
const typeOf = (key) => key.split(":")[0];

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} key
 * @param {any} value the new one, or a function of the old one
 * @returns {Change}
 */
const changeTo = (key, value) => (old) => {
  // Later than what it replaces, even if the clock was set back, here or where that came from.
  const after = old ? Date.parse(old.at) + 1 : Date.parse(FIRST);
  const at = new Date(Math.min(Math.max(Date.now(), after), Date.parse(LAST))).toISOString();
  const next = {
    key,
    type: typeOf(key),
    at,
    value: typeof value === "function" ? value(old?.value) : value,
  };
  return isValid(next) ? next : undefined;
};

/**
 * What was given here after all that the disk held, even if that bears a time ahead of the clock.
 * @param {LearnerRecord | undefined} old
 * @param {LearnerRecord} record
 * @returns {LearnerRecord}
 */
const laterThan = (old, record) =>
  (old && old.at > new Date().toISOString() && changeTo(record.key, record.value)(old)) || record;

export class Store extends EventTarget {
  /** @type {Mode} */
  mode = "disk";

  /** Notices given so far, for components that start late. @type {Set<string>} */
  notices = new Set();

  /** What is not on the disk; mirrored in sessionStorage. @type {Map<string, LearnerRecord>} */
  #visit = new Map();

  /** Texts of records in localStorage, on their way to the disk. @type {Map<string, string>} */
  #held = new Map();

  /** @type {Promise<IDBDatabase | undefined> | undefined} */
  #opening;

  #isReady = false;

  /** @type {BroadcastChannel | undefined} */
  #channel;

  #askedToPersist = false;

  /** Keys of records in sessionStorage that were held before the disk was read. @type {Set<string>} */
  #early = new Set();

  /** The disk has not answered in time, but may still do so. */
  #isLate = false;

  /** @param {string} base path of the site's root */
  constructor(base) {
    super();
    this.base = base;
    this.name = `rehber:${base}`;
    this.#readSession();
    try {
      this.#channel = new BroadcastChannel(this.name);
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    } catch {
      // No other tab to talk to; each write reads the disk first, so none is lost.
    }
    this.ready = this.#begin();
    // A page that the browser had put aside has heard nothing meanwhile.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#changed([]));
  }

  async #begin() {
    if (await this.#connect()) {
      const shared = await this.#disk("readonly", (records) => records.get(SHARED)).catch(
        () => null,
      );
      if (shared?.value === true) this.#beginVisit();
      else {
        this.mode = "disk";
        await this.#takeUp();
      }
    }
    this.#isReady = true;
  }

  #beginVisit() {
    this.mode = "visit";
    this.#send({ hello: true });
    this.#notice("shared");
  }

  /** Write what an earlier page could not write, or was writing when it was closed. */
  async #takeUp() {
    const held = this.#readHeld();
    if (!this.#visit.size) return;
    /** @type {Map<string, Change>} */
    const changes = new Map();
    for (const [key, text] of held) {
      const record = parsed(text);
      if (isValid(record)) changes.set(key, (old) => merged(old, laterThan(old, record)));
    }
    if (await this.#write(changes)) for (const [key, text] of held) this.#release(key, text);
  }

  /** @returns {Promise<IDBDatabase | undefined>} */
  #connect() {
    this.#opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(this.name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("records", { keyPath: "key" });
        request.result.createObjectStore("damaged", { autoIncrement: true });
      };
      const waiting = setTimeout(() => {
        this.#isLate = true;
        reject(new Error("IndexedDB does not answer"));
      }, OPEN_WITHIN_MS);
      request.onsuccess = () => {
        clearTimeout(waiting);
        const db = request.result;
        db.onversionchange = () => {
          db.close();
          this.#opening = undefined;
        };
        db.onclose = () => (this.#opening = undefined);
        if (this.mode === "memory") void this.#openedLate(db);
        resolve(db);
      };
      request.onerror = () => {
        clearTimeout(waiting);
        reject(request.error);
      };
    }).catch(() => {
      this.mode = "memory";
      this.#notice("blocked");
      return undefined;
    });
    return this.#opening;
  }

  /**
   * A slow device: what was done meanwhile goes to the disk, and everybody reads anew.
   * @param {IDBDatabase} db
   */
  async #openedLate(db) {
    this.#opening = Promise.resolve(db);
    this.#isLate = false;
    this.notices.delete("blocked");
    await this.#begin();
    this.#changed([]);
  }

  /**
   * One transaction over both stores; the answer comes when it is on the disk.
   * @template T
   * @param {IDBTransactionMode} access
   * @param {(records: IDBObjectStore, damaged: IDBObjectStore) => IDBRequest<T>} work
   * @returns {Promise<T>}
   */
  async #disk(access, work) {
    const db = await this.#connect();
    if (!db) throw new Error("blocked");
    const transaction = db.transaction(["records", "damaged"], access);
    const value = result(
      work(transaction.objectStore("records"), transaction.objectStore("damaged")),
    );
    value.catch(() => {}); // the transaction's own error says more
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return value;
  }

  /**
   * Every record of which the key begins so, by key; newest where disk and visit differ.
   * @param {string} [prefix]
   * @returns {Promise<LearnerRecord[]>}
   */
  async all(prefix = "") {
    return this.#all(prefix, () => []);
  }

  /**
   * Every record, for a file that is to hold them all.
   * @returns {Promise<LearnerRecord[]>}
   * @throws {Error} the disk cannot be read
   */
  async everything() {
    return this.#all("", (error) => {
      throw error;
    });
  }

  /**
   * @param {string} prefix
   * @param {(error: unknown) => LearnerRecord[]} unread what to do where the disk cannot be read
   */
  async #all(prefix, unread) {
    await this.ready;
    /** @type {Map<string, LearnerRecord>} */
    const found = new Map();
    if (this.mode === "disk") {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const raw = await this.#disk("readonly", (records) => records.getAll(range)).catch(
        (error) => {
          this.#notice("blocked");
          return unread(error);
        },
      );
      const bad = [];
      for (const record of raw) {
        if (isValid(record)) found.set(record.key, record);
        else bad.push(record.key);
      }
      if (bad.length) await this.#setAside(bad);
    }
    for (const [key, record] of this.#visit) {
      if (key.startsWith(prefix)) found.set(key, merged(found.get(key), record));
    }
    return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /**
   * @param {string} key
   * @returns {Promise<any>} the value, or undefined
   */
  async get(key) {
    await this.ready;
    const here = this.#visit.get(key);
    if (this.mode !== "disk") return here?.value;
    const raw = await this.#disk("readonly", (records) => records.get(key)).catch(() => {
      this.#notice("blocked");
    });
    if (raw && !isValid(raw)) {
      await this.#setAside([key]);
      return here?.value;
    }
    return (here ? merged(raw, here) : raw)?.value;
  }

  /**
   * Call back when records change of which the key begins so; changes that come at once count once.
   * @param {string[]} prefixes none: all
   * @param {() => unknown} listener
   */
  watch(prefixes, listener) {
    let isWaiting = false;
    this.addEventListener("change", (event) => {
      const keys = /** @type {string[]} */ (/** @type {CustomEvent} */ (event).detail.keys);
      const concerns = (/** @type {string} */ key) =>
        prefixes.some((prefix) => key.startsWith(prefix));
      if (isWaiting || (keys.length && prefixes.length && !keys.some(concerns))) return;
      isWaiting = true;
      setTimeout(() => {
        isWaiting = false;
        listener();
      });
    });
  }

  /**
   * Write one record. Given a function, the new value follows from the old one without a gap in
   * which another tab could write.
   * @param {string} key
   * @param {any} value
   * @returns {Promise<boolean>} false: the disk refused it, and it lasts as long as the tab
   */
  set(key, value) {
    return this.setAll(new Map([[key, value]]));
  }

  /**
   * Write several records, all of them or none.
   * @param {Map<string, any>} values by key, as for `set`
   * @returns {Promise<boolean>} as of `set`
   */
  async setAll(values) {
    const held = [...values.keys()].map((key) => /** @type {const} */ ([key, this.#held.get(key)]));
    await this.ready;
    const isKept = await this.#write(
      new Map([...values].map(([key, value]) => [key, changeTo(key, value)])),
    );
    if (isKept) for (const [key, text] of held) if (text) this.#release(key, text);
    for (const key of values.keys())
      if (this.#early.delete(key) && !this.#visit.has(key)) this.#session(key);
    const isWork = [...values.keys()].some((key) => WORK.has(key.split(":")[0]));
    if (isWork && this.mode === "disk" && !this.#askedToPersist) {
      this.#askedToPersist = true;
      navigator.storage?.persist?.().catch(() => {});
    }
    return isKept;
  }

  /**
   * Keep a value where writing is done at once, until `set` has brought the record to the disk: the
   * page may be gone before the disk has answered. `set` has to follow. Before the disk was read it
   * is not known whether the computer is shared: then only the tab keeps it.
   * @param {string} key
   * @param {any} value as the page knows it
   */
  hold(key, value) {
    const record = { key, type: typeOf(key), value, at: new Date().toISOString() };
    if (!this.#isReady) {
      this.#early.add(key);
      this.#session(key, record);
      return;
    }
    if (this.mode !== "disk") return;
    const text = JSON.stringify(record);
    this.#held.set(key, text);
    try {
      localStorage.setItem(`${this.name}!${key}`, text);
    } catch {
      // Blocked or full: then only the disk is left.
    }
  }

  /**
   * @param {string} key
   * @param {string} [text] only if this is what is held
   */
  #release(key, text) {
    const name = `${this.name}!${key}`;
    if (!text || this.#held.get(key) === text) this.#held.delete(key);
    try {
      if (!text || localStorage.getItem(name) === text) localStorage.removeItem(name);
    } catch {
      // Blocked: nothing was put there.
    }
  }

  /** Take up what a page held that was closed. @returns {Map<string, string>} texts by key */
  #readHeld() {
    /** @type {Map<string, string>} */
    const texts = new Map();
    try {
      const before = `${this.name}!`;
      for (const name of Object.keys(localStorage).filter((each) => each.startsWith(before))) {
        const text = localStorage.getItem(name) ?? "";
        texts.set(name.slice(before.length), text);
        const record = parsed(text);
        if (isValid(record))
          this.#visit.set(record.key, merged(this.#visit.get(record.key), record));
      }
    } catch {
      // Blocked: nothing was put there.
    }
    return texts;
  }

  /**
   * @param {Map<string, Change>} changes
   * @param {{ orNothing?: boolean }} [options] `orNothing`: what the disk refuses is not taken at all
   * @returns {Promise<boolean>} whether the records are where `mode` keeps them
   * @throws {FullError} nothing was taken
   */
  async #write(changes, { orNothing = false } = {}) {
    /** @type {LearnerRecord[]} */
    const written = [];
    const onDisk = this.mode === "disk" && (await this.#writeToDisk(changes, written));
    const isRefused = !onDisk && this.mode === "disk";
    if (isRefused && orNothing) throw new FullError();
    if (!onDisk) this.#writeToVisit(changes, written);
    const keys = written.map(({ key }) => key);
    if (keys.length) {
      this.#send(onDisk ? { keys } : { records: written });
      this.#changed(keys);
    }
    return !isRefused;
  }

  /**
   * @param {Map<string, Change>} changes
   * @param {LearnerRecord[]} written takes the new records, also those that the disk then refuses
   * @returns {Promise<boolean>} whether they are on the disk
   */
  async #writeToDisk(changes, written) {
    // What only the visit holds is tried again with every write.
    for (const [key, record] of this.#visit) {
      if (!changes.has(key)) changes.set(key, (old) => merged(old, record));
    }
    /** @type {any} */
    let failure;
    let isShared = false;
    try {
      await this.#disk("readwrite", (records, damaged) => {
        // Another tab may have said so while this page slept.
        const asking = records.get(SHARED);
        asking.onsuccess = () => {
          isShared = asking.result?.value === true;
          if (isShared) records.transaction.abort();
        };
        for (const [key, change] of changes) {
          const reading = records.get(key);
          reading.onsuccess = () => {
            const raw = reading.result;
            const old = isValid(raw) ? raw : undefined;
            const here = this.#visit.get(key);
            const known = here ? merged(old, here) : old;
            const next = change(known) ?? (known === old ? undefined : known);
            if (!next) return;
            written.push(next);
            try {
              if (raw && !old) {
                damaged.add(raw);
                this.#notice("damaged");
              }
              records.put(next);
            } catch (error) {
              failure = error;
              records.transaction.abort();
            }
          };
        }
        return records.count();
      });
    } catch (error) {
      if (isShared) {
        this.#beginVisit();
        return false;
      }
      failure ??= error;
      this.#notice(failure?.name === "QuotaExceededError" ? "full" : "blocked");
      return false;
    }
    for (const key of changes.keys()) this.#forget(key);
    return true;
  }

  /**
   * @param {Map<string, Change>} changes
   * @param {LearnerRecord[]} written records that the disk refused come in it; they are kept as well
   */
  #writeToVisit(changes, written) {
    const refused = new Set(written.map(({ key }) => key));
    for (const [key, change] of changes) {
      const next = refused.has(key) ? undefined : change(this.#visit.get(key));
      if (next) written.push(next);
    }
    for (const record of written) {
      this.#visit.set(record.key, record);
      const isMirrored = this.#session(record.key, record);
      if (!isMirrored && this.mode === "visit") this.#notice("full");
    }
  }

  /**
   * Remove single records.
   * @param {string[]} keys
   */
  async remove(keys) {
    await this.ready;
    for (const key of keys) {
      this.#forget(key);
      this.#release(key);
    }
    if (this.mode === "disk") {
      await this.#disk("readwrite", (records) => {
        for (const key of keys) records.delete(key);
        return records.count();
      }).catch(() => this.#notice("blocked"));
    }
    this.#send({ gone: keys, keys });
    this.#changed(keys);
  }

  /**
   * Delete everything: on the disk, in this visit, set-aside copies, and the site's own keys in
   * localStorage. On a shared computer the setting itself stays, or the next learner's answers
   * would be kept.
   * @throws {Error} the disk does not answer, or refuses: what it holds is still there
   */
  async deleteAll() {
    await this.ready;
    const shared = this.mode === "visit";
    this.#empty();
    this.#held.clear();
    if (this.mode !== "memory") {
      await this.#disk("readwrite", (records, damaged) => {
        records.clear();
        if (shared) records.put(this.#sharedRecord());
        return damaged.clear();
      });
    }
    try {
      for (const key of Object.keys(localStorage)) {
        // How pages look (`rh-…`) is one for all copies; what begins with the path is the theme's.
        const isLook = /^rh-(?!note:)/.test(key) || key.startsWith(`${this.base}.`);
        if (isLook || this.#isOwn(key)) localStorage.removeItem(key);
      }
    } catch {
      // Blocked: then there is nothing in it.
    }
    this.#send({ emptied: true });
    this.#changed([]);
    if (this.#isLate) throw new Error("IndexedDB does not answer");
  }

  /** The end of a visit on a shared computer. What its disk holds is somebody else's, and stays. */
  async endVisit() {
    await this.ready;
    this.#empty();
    this.#send({ emptied: true });
    this.#changed([]);
  }

  /** @returns {LearnerRecord} */
  #sharedRecord() {
    return { key: SHARED, type: "setting", value: true, at: new Date().toISOString() };
  }

  /**
   * Switch the shared-computer setting. On: `existing` says whether what the disk holds moves into
   * this visit or stays there, unseen. Off: what this visit holds goes to the disk.
   * @param {boolean} on
   * @param {"move" | "keep"} existing
   * @throws {FullError} there is no room for that; nothing was changed
   */
  async setShared(on, existing = "keep") {
    await this.ready;
    if (on === (this.mode === "visit")) return;
    /** @type {LearnerRecord[]} */
    let moved = [];
    if (this.mode !== "memory") {
      await this.#disk("readwrite", (records) => {
        if (on && existing === "move") {
          const reading = records.getAll();
          reading.onsuccess = () => {
            moved = reading.result.filter(isValid).map((record) => {
              const here = this.#visit.get(record.key); // what the disk had refused
              return here ? merged(record, here) : record;
            });
            if (!this.#fits(moved)) records.transaction.abort();
            else {
              records.clear();
              records.put(this.#sharedRecord());
            }
          };
        } else if (on) records.put(this.#sharedRecord());
        else records.delete(SHARED);
        return records.count();
      }).catch(() => {
        throw new FullError();
      });
      this.mode = on ? "visit" : "disk";
    }
    if (moved.length) for (const key of [...this.#held.keys()]) this.#release(key);
    await this.#write(new Map(moved.map((record) => [record.key, () => record])));
    if (on) this.#notice("shared");
    else this.notices.delete("shared");
    this.#send({ mode: this.mode, records: moved });
    this.#changed([]);
  }

  /** Whether the tab's own storage takes all of these; if not, it takes none. */
  #fits(/** @type {LearnerRecord[]} */ records) {
    const fits = records.every((record) => this.#session(record.key, record));
    if (!fits) for (const { key } of records) this.#session(key, this.#visit.get(key));
    return fits;
  }

  /**
   * What is kept, where, and whether the browser promised to keep it.
   * @returns {Promise<{ mode: Mode, persisted: boolean, damaged: number }>}
   */
  async status() {
    await this.ready;
    const damaged = await this.#disk("readonly", (_, store) => store.count()).catch(() => 0);
    const persisted = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
    return { mode: this.mode, persisted, damaged };
  }

  /**
   * Take records in, all of them or none. The newest of each key stays; cases and running tests
   * lose nothing that the older one has. Times are taken as they are: a time ahead of this device's
   * clock is still replaced by the next answer given here, see `set`.
   * @param {LearnerRecord[]} records
   * @returns {Promise<Record<string, Counts>>} by kind
   * @throws {FullError} nothing was taken in
   */
  async merge(records) {
    await this.ready;
    /** @type {Map<string, keyof Counts>} */
    const outcomes = new Map();
    const changes = new Map(
      records.map((record) => [
        record.key,
        (/** @type {LearnerRecord | undefined} */ old) => {
          const next = merged(old, record);
          outcomes.set(record.key, old ? (next === old ? "same" : "updated") : "added");
          return next === old ? undefined : next;
        },
      ]),
    );
    await this.#write(changes, { orNothing: true });
    /** @type {Record<string, Counts>} */
    const counts = {};
    for (const [key, outcome] of outcomes) {
      const kind = (counts[key.split(":")[0]] ??= { added: 0, updated: 0, same: 0 });
      kind[outcome] += 1;
    }
    return counts;
  }

  /** Copy damaged records to a store of their own, then take them out. @param {string[]} keys */
  async #setAside(keys) {
    await this.#disk("readwrite", (records, damaged) => {
      for (const key of keys) {
        const reading = records.get(key);
        reading.onsuccess = () => {
          // Another tab may have written a sound one since.
          if (!reading.result || isValid(reading.result)) return;
          damaged.add(reading.result);
          records.delete(key);
        };
      }
      return damaged.count();
    }).catch(() => {});
    this.#notice("damaged");
  }

  #readSession() {
    try {
      for (const name of Object.keys(sessionStorage)) {
        if (!name.startsWith(`${this.name}|`)) continue;
        const raw = sessionStorage.getItem(name) ?? "";
        const record = parsed(raw);
        if (isValid(record)) this.#visit.set(record.key, record);
        else {
          sessionStorage.setItem(name.replace("|", "?"), raw);
          sessionStorage.removeItem(name);
          this.#notice("damaged");
        }
      }
    } catch {
      // Blocked: memory alone.
    }
  }

  /**
   * @param {string} key
   * @param {LearnerRecord} [record] none: remove
   * @returns {boolean} false: blocked or full, and memory alone has it
   */
  #session(key, record) {
    try {
      if (record) sessionStorage.setItem(`${this.name}|${key}`, JSON.stringify(record));
      else sessionStorage.removeItem(`${this.name}|${key}`);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} key */
  #forget(key) {
    if (this.#visit.delete(key)) this.#session(key);
  }

  /**
   * Whether an entry of the browser's two small storages holds a learner's data of this site: other
   * copies of it may be on the same host.
   * @param {string} name
   */
  #isOwn(name) {
    const starts = [
      ...["!", "|", "?", ":", ">"].map((mark) => this.name + mark),
      `rh-note:${this.base}!`,
    ];
    return starts.some((start) => name.startsWith(start));
  }

  #empty() {
    for (const key of [...this.#visit.keys()]) this.#forget(key);
    try {
      for (const name of Object.keys(sessionStorage)) {
        if (this.#isOwn(name)) sessionStorage.removeItem(name);
      }
    } catch {
      // Blocked: memory alone.
    }
  }

  /** @param {object} message */
  #send(message) {
    try {
      this.#channel?.postMessage(message);
    } catch {
      // Closed with the page.
    }
  }

  /** What another tab did. @param {any} message */
  async #hear({ hello, records = [], keys, gone = [], mode, emptied }) {
    await this.ready;
    if (hello) {
      if (this.mode === "visit" && this.#visit.size)
        this.#send({ records: [...this.#visit.values()] });
      return;
    }
    if (emptied) this.#empty();
    if (mode && this.mode !== "memory") {
      this.mode = mode;
      if (mode === "visit") this.#notice("shared");
    }
    for (const key of gone) this.#forget(key);
    for (const record of records.filter(isValid)) {
      const old = this.#visit.get(record.key);
      const next = merged(old, record);
      if (next === old) continue;
      this.#visit.set(next.key, next);
      this.#session(next.key, next);
    }
    if (mode === "disk" && this.#visit.size) await this.#write(new Map());
    this.#changed(
      emptied || mode ? [] : (keys ?? records.map((/** @type {LearnerRecord} */ { key }) => key)),
    );
  }

  /** @param {string[]} keys */
  #changed(keys) {
    this.dispatchEvent(new CustomEvent("change", { detail: { keys } }));
  }

  /** @param {string} code */
  #notice(code) {
    this.notices.add(code);
    this.dispatchEvent(new CustomEvent("notice", { detail: { code } }));
  }
}

/**
 * The path of the site's root, which both languages share. `<html data-rh-base>` or the page's
 * `<meta name="rh-base">`; the English build's own root is one level below.
 */
export function siteBase() {
  const $html = document.documentElement;
  const given =
    $html.dataset.rhBase ??
    document.querySelector("meta[name=rh-base]")?.getAttribute("content") ??
    "/";
  const path = new URL(given, document.baseURI).pathname.replace(/\/?$/, "/");
  return $html.lang.startsWith("en") ? path.replace(/\/en\/$/, "/") : path;
}

/** @type {Store | undefined} */
let store;

/** The page's one store. */
export const getStore = () => (store ??= new Store(siteBase()));
