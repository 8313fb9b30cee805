/**
 * What the learner downloaded of the site, in the browser's caches. The worker (`offline/sw.js`)
 * serves from them; everything else is done here, from an open page.
 *
 *     rehber-<base>-<version>   the files of one version of the site, and its list
 *     rehber-<base>-state       four small records, each the body of an answer:
 *       current   what the worker serves: { version, list, edition, groups, at, bytes }
 *       next      a download that has not ended: { version, list, groups }
 *       offered   the version that the host has now (written by the worker): { version, list, edition }
 *
 * A file goes into a cache only after its hash was found right, so what is there is whole. `current`
 * changes in one step, when the last file of a version has arrived; until then, and if anything goes
 * wrong, the version before stays as it was.
 */

/** @typedef {[address: string, digest: string, packed: number, size: number, bare?: string]} File */
/** @typedef {{ id: string, address: string, titles: Record<string, string>, files: File[] }} Group */
/** @typedef {{ version: string, edition: string, pages: Record<string, string>, groups: Group[] }} List */
/** @typedef {{ version: string, list: string, edition: string }} Offered */
/** @typedef {{ version: string, list: string, groups: string[] }} Next */
/** @typedef {Offered & Next & { at: string, bytes: number }} Current */
/** @typedef {{ files: number, total: number, bytes: number, totalBytes: number }} Progress bytes as packed */
/** @typedef {{ cache: Cache, address: string, list: List }} Place of a file */
/** @typedef {Map<string, Place>} Known where each content is, by digest and by bare digest */
/** @typedef {"network" | "changed" | "full" | "busy" | "stopped" | "refused"} Reason */

import { siteBase } from "./store.mjs";

const CORE = "core";
const ENGLISH = "en";
/** Among chosen groups: everything but the translation, with what later versions add to it. */
export const COURSE = "course";
const AT_ONCE = 6;
/** In the address of each file that pages fetch, and in the name of the list: part of its hash. */
const STAMP = /\b(?:[0-9a-f]{10}|[0-9a-f]{12})\b/g;
/** What an answer from the host says of its way here, not of its content. */
const OF_THE_WAY = [
  "content-encoding",
  "content-length",
  "set-cookie",
  "transfer-encoding",
  "vary",
];

/** A download ended early; `needed` is in bytes on the device, for `full`. */
export class OfflineError extends Error {
  name = "OfflineError";

  /**
   * @param {Reason} reason
   * @param {unknown} [cause]
   * @param {number} [needed]
   */
  constructor(reason, cause, needed = 0) {
    super(`${reason}: ${cause}`);
    this.reason = reason;
    this.needed = needed;
  }
}

/** @param {File[]} files */
export const packedSize = (files) => files.reduce((sum, [, , packed]) => sum + packed, 0);

/** @param {File[]} files */
export const fullSize = (files) => files.reduce((sum, [, , , size]) => sum + size, 0);

/**
 * The chosen groups; the core belongs to every choice.
 * @param {List} list
 * @param {string[]} chosen ids, or COURSE
 */
export const groupsOf = (list, chosen) =>
  list.groups.filter(
    ({ id }) => id === CORE || chosen.includes(id) || (id !== ENGLISH && chosen.includes(COURSE)),
  );

/**
 * @param {List} list
 * @param {string[]} chosen
 */
export const filesOf = (list, chosen) => groupsOf(list, chosen).flatMap(({ files }) => files);

export class Offline {
  base = siteBase();

  get #name() {
    return `rehber-${this.base}-`;
  }

  /** Private windows, old browsers and addresses without https cannot. */
  static async isPossible() {
    try {
      if (!isSecureContext || !navigator.serviceWorker || !crypto.subtle) return false;
      await caches.keys();
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} key */
  #path(key) {
    return `${this.base}?rehber-${key}`;
  }

  /**
   * @param {"current" | "next" | "offered"} key
   * @returns {Promise<any>}
   */
  async read(key) {
    const name = `${this.#name}state`;
    if (!(await caches.has(name))) return undefined; // to open it would make it
    return (await (await caches.open(name)).match(this.#path(key)))?.json();
  }

  /**
   * @param {"current" | "next"} key
   * @param {object} [value] none: forget
   */
  async #write(key, value) {
    const state = await caches.open(`${this.#name}state`);
    if (value) await state.put(this.#path(key), new Response(JSON.stringify(value)));
    else await state.delete(this.#path(key));
  }

  /** @param {string} version */
  #cache(version) {
    return caches.open(this.#name + version);
  }

  /** The versions of which anything is there. @returns {Promise<string[]>} */
  async versions() {
    const length = this.#name.length;
    const own = (await caches.keys()).filter((name) => name.startsWith(this.#name));
    // A site in a folder of this one has caches of its own.
    return own.map((name) => name.slice(length)).filter((name) => /^[0-9a-f]{12}$/.test(name));
  }

  /**
   * A list of files, from its cache or from the host.
   * @param {{ version: string, list: string }} of
   * @returns {Promise<List>}
   */
  async list({ version, list }) {
    if ((await this.versions()).includes(version)) {
      const kept = await (await this.#cache(version)).match(this.base + list);
      if (kept) return kept.json();
    }
    const answer = await fetch(this.base + list, { mode: "same-origin" }).catch((error) => {
      throw new OfflineError("network", error);
    });
    if (!answer.ok) throw new OfflineError("changed", answer.status);
    return answer.json();
  }

  /**
   * The version that the host has now. `known` is the list that the open page names: where there is
   * a worker, it knows better.
   * @param {{ version: string, list: string }} known
   * @returns {Promise<{ version: string, list: string }>}
   */
  async newest(known) {
    const registration = await this.#registration();
    if (!registration) return known;
    await registration.update().catch(() => {}); // without a network: what it knew before
    await settled(registration.installing);
    return (await this.read("offered")) ?? known;
  }

  /**
   * What has to be fetched for these groups: files whose content no cache has, but for stamps.
   * @param {List} list
   * @param {string[]} groups
   */
  async missing(list, groups) {
    const known = await this.#known();
    return filesOf(list, groups).filter(
      ([, digest, , , bare = ""]) => !known.has(digest) && !known.has(bare),
    );
  }

  async #known() {
    /** @type {Known} */
    const known = new Map();
    for (const version of await this.versions()) {
      const cache = await this.#cache(version);
      const here = new Set((await cache.keys()).map(({ url }) => url));
      for (const address of here) {
        if (!/\/assets\/offline\/list\.\w+\.json$/.test(address)) continue;
        const list = /** @type {List} */ (await (await cache.match(address))?.json());
        for (const [each, digest, , , bare] of list.groups.flatMap(({ files }) => files)) {
          const place = { cache, address: this.#url(each), list };
          if (!here.has(place.address)) continue;
          known.set(digest, place);
          if (bare) known.set(bare, place);
        }
      }
    }
    return known;
  }

  /** @param {string} address */
  #url(address) {
    return new URL(this.base + address, location.href).href;
  }

  /**
   * Download what is not there, of one version, and switch to it when all of it has arrived. What
   * has arrived stays for the next attempt, unless the device has no room for the rest.
   * @param {{ version: string, list: string }} of
   * @param {string[]} groups
   * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} [options]
   * @throws {OfflineError}
   */
  async download(of, groups, options = {}) {
    await this.#alone(() => this.#download(of, groups, options));
  }

  /** Only one open page changes the caches at a time. @param {() => Promise<void>} work */
  async #alone(work) {
    await navigator.locks.request(`${this.#name}download`, { ifAvailable: true }, (lock) => {
      if (!lock) throw new OfflineError("busy");
      return work();
    });
  }

  /**
   * @param {{ version: string, list: string }} of
   * @param {string[]} groups
   * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} options
   */
  async #download({ version, list: address }, groups, { signal, onProgress }) {
    const list = await this.list({ version, list: address });
    const current = await this.read("current");
    const files = filesOf(list, groups);
    try {
      await this.#write("next", { version, list: address, groups });
      const cache = await this.#cache(version);
      await cache.put(this.base + address, new Response(JSON.stringify(list)));
      await this.#fill(cache, list, files, { signal, onProgress });
      // Before `current`, which says that the site is there without a network: only if it is served.
      if (!(await this.#registration())) await this.#register(current);
      await this.#write("current", {
        version,
        list: address,
        edition: list.edition,
        groups,
        at: new Date().toISOString(),
        bytes: fullSize(files),
      });
      await this.#write("next");
      await this.#keepOnly(cache, [...files.map(([file]) => file), address]);
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "QuotaExceededError") throw error;
      await this.#abandon(current);
      throw new OfflineError("full", error, fullSize(files));
    }
    for (const old of await this.versions()) {
      // The one before goes when no page of it is open any more: see `tidy` in the worker.
      if (old !== version && old !== current?.version) await caches.delete(this.#name + old);
    }
  }

  /**
   * @param {Cache} cache
   * @param {List} list
   * @param {File[]} files of the list
   * @param {{ signal?: AbortSignal, onProgress?: (progress: Progress) => void }} options
   */
  async #fill(cache, list, files, { signal, onProgress }) {
    const here = new Set((await cache.keys()).map(({ url }) => url));
    const wanted = files.filter(([address]) => !here.has(this.#url(address)));
    const known = await this.#known();
    const there = files.length - wanted.length;
    const progress = {
      files: there,
      total: files.length,
      bytes: packedSize(files) - packedSize(wanted),
      totalBytes: packedSize(files),
    };
    onProgress?.({ ...progress });
    // Several at once; the first that fails ends the others.
    const inner = new AbortController();
    signal?.addEventListener("abort", () => inner.abort());
    if (signal?.aborted) inner.abort();
    const queue = wanted[Symbol.iterator]();
    const one = async () => {
      for (const file of queue) {
        if (inner.signal.aborted) throw new OfflineError("stopped");
        const kept = await keptOf(file, known, list);
        await cache.put(this.#url(file[0]), kept ?? (await this.#fetch(file, inner.signal)));
        progress.files += 1;
        progress.bytes += file[2];
        onProgress?.({ ...progress });
      }
    };
    const all = Array.from({ length: AT_ONCE }, () =>
      one().catch((error) => {
        inner.abort();
        throw error;
      }),
    );
    const ends = await Promise.allSettled(all);
    const failed = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    if (signal?.aborted) throw new OfflineError("stopped");
    const first = failed.find(({ reason }) => reason !== "stopped") ?? failed[0];
    if (first) throw first;
  }

  /**
   * A file with the right content, from the host.
   * @param {File} file
   * @param {AbortSignal} signal
   * @returns {Promise<Response>}
   */
  async #fetch([address, digest], signal) {
    // The second time past every cache on the way: it may hold the file of another version.
    for (const cache of /** @type {RequestCache[]} */ (["default", "no-store"])) {
      try {
        // The mode tells the worker that this is a download.
        const answer = await fetch(this.#url(address), { cache, signal, mode: "same-origin" });
        const found = answer.ok && (await verified(answer, digest));
        if (found) return found;
      } catch (error) {
        throw new OfflineError(signal.aborted ? "stopped" : "network", error);
      }
    }
    throw new OfflineError("changed", address);
  }

  /**
   * @param {Cache} cache
   * @param {string[]} addresses
   */
  async #keepOnly(cache, addresses) {
    const kept = new Set(addresses.map((address) => this.#url(address)));
    for (const { url } of await cache.keys()) if (!kept.has(url)) await cache.delete(url);
  }

  /** Take out what a download has added. @param {Current} [current] */
  async #abandon(current) {
    if (!current) return this.#clear();
    await this.#write("next").catch(() => {});
    for (const version of await this.versions()) {
      if (version !== current.version) await caches.delete(this.#name + version);
    }
    const own = filesOf(await this.list(current), current.groups).map(([address]) => address);
    await this.#keepOnly(await this.#cache(current.version), [...own, current.list]);
  }

  #registration() {
    return navigator.serviceWorker.getRegistration(this.base);
  }

  /**
   * @param {Current} [current] what stays where the browser refuses
   * @throws {OfflineError} refused
   */
  async #register(current) {
    try {
      await this.#work();
    } catch (error) {
      await this.#abandon(current);
      throw new OfflineError("refused", error);
    }
    // So that the browser does not clear the files away when it needs room.
    void navigator.storage?.persist?.().catch(() => {});
  }

  /** Put the worker to work. */
  async #work() {
    const address = `${this.base}sw.js`;
    const options = /** @type {const} */ ({ scope: this.base, updateViaCache: "none" });
    const registration = await navigator.serviceWorker.register(address, options);
    await settled(registration.installing ?? registration.waiting);
  }

  /**
   * Make whole what an earlier page left half done: files without a worker, a deletion that was cut.
   * Without a network a missing worker stays missing; what was downloaded is kept for the next time.
   */
  async repair() {
    const work = async () => {
      const registration = await this.#registration();
      if (await this.read("current")) {
        if (!registration) await this.#work();
      } else if (!(await this.read("next")) && (registration || (await this.versions()).length)) {
        await this.#clear();
      }
    };
    await this.#alone(work).catch((error) => {
      if (error.reason !== "busy") console.error("rehber: offline", error);
    });
  }

  /** Forget a download that has not ended; what was there before stays. @throws {OfflineError} */
  async forget() {
    await this.#alone(async () => this.#abandon(await this.read("current")));
  }

  /** Take everything away again: files and worker. @throws {OfflineError} */
  async remove() {
    await this.#alone(() => this.#clear());
  }

  /** The state goes first: once it is gone, nothing says any more that the site is there. */
  async #clear() {
    await caches.delete(`${this.#name}state`);
    for (const version of await this.versions()) await caches.delete(this.#name + version);
    await (await this.#registration())?.unregister();
  }

  /** How many bytes the browser still allows; undefined where it does not say. */
  async free() {
    const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    return quota === undefined || usage === undefined ? undefined : Math.max(quota - usage, 0);
  }

  /** Ask the worker to delete versions that no open page can still need. */
  async tidy() {
    if ((await this.versions()).length > 1) navigator.serviceWorker.controller?.postMessage("tidy");
  }
}

/**
 * A file with the right content, from a cache that has it, if need be under other stamps.
 * @param {File} file
 * @param {Known} known
 * @param {List} list the file's own
 */
async function keptOf([, digest, , , bare = ""], known, list) {
  const place = known.get(digest) ?? known.get(bare);
  const kept = await place?.cache.match(place.address);
  if (!place || !kept) return undefined;
  if (known.has(digest)) return verified(kept, digest);
  const [from, to] = [stampsOf(place.list), stampsOf(list)];
  const renewed = new Map([...from].map(([name, stamp]) => [stamp, to.get(name) ?? stamp]));
  const text = (await kept.text()).replace(STAMP, (stamp) => renewed.get(stamp) ?? stamp);
  return verified(new Response(text, { headers: kept.headers }), digest);
}

/** @type {WeakMap<List, Map<string, string>>} */
const stamps = new WeakMap();

/** The stamp of each file by its address without it. @param {List} list */
function stampsOf(list) {
  let found = stamps.get(list);
  if (!found) {
    found = new Map([["", list.version]]);
    for (const [address] of list.groups.flatMap(({ files }) => files)) {
      const [stamp] = address.match(STAMP) ?? [];
      if (stamp) found.set(address.replace(STAMP, ""), stamp);
    }
    stamps.set(list, found);
  }
  return found;
}

/**
 * The answer, if its content is what the list says.
 * @param {Response} answer
 * @param {string} digest first digits of SHA-256, hexadecimal
 */
async function verified(answer, digest) {
  const data = await answer.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const digits = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!digits.startsWith(digest)) return undefined;
  const headers = new Headers(answer.headers);
  for (const header of OF_THE_WAY) headers.delete(header);
  return new Response(data, { headers });
}

/**
 * Wait until a worker that is being installed serves, or was given up.
 * @param {ServiceWorker | null} worker
 * @returns {Promise<void>}
 */
const settled = (worker) =>
  new Promise((resolve) => {
    const look = () => {
      if (!worker || worker.state === "activated" || worker.state === "redundant") resolve();
    };
    worker?.addEventListener("statechange", look);
    look();
  });

/** Bytes as people read them, in the page's language: `4,4 MB`. @param {number} bytes */
export function amount(bytes) {
  const [size, unit] = bytes < 1e9 ? [bytes / 1e6, "megabyte"] : [bytes / 1e9, "gigabyte"];
  return size.toLocaleString(document.documentElement.lang || "tr", {
    style: "unit",
    unit,
    minimumFractionDigits: 1,
    maximumFractionDigits: size && size < 0.095 ? 2 : 1,
  });
}
