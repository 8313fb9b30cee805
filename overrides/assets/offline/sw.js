/**
 * The service worker: serves what the learner downloaded, of one version of the site.
 *
 * It downloads nothing. `lib/offline.mjs` fills a cache for a version from an open page and then
 * names it in `current`; until then the version before goes on. This worker only answers:
 *
 *   a page        from the cache that `current` names, else from the network; without a network,
 *                 the page that says it was not downloaded
 *   a file of one from any cache that has that very address: it bears a hash of the content, so it
 *                 is right whichever version it was downloaded with
 *   fetch()       of a page (to print several as one) as a page; of mode "same-origin" from the
 *                 network: that is how pages download
 *
 * The build fills in RH_…; a new version of the site is a new worker, and says so in `offered`.
 */

(() => {
  /** @typedef {Event & { waitUntil(work: Promise<unknown>): void }} WorkEvent */
  /** @typedef {WorkEvent & { request: Request, respondWith(answer: Promise<Response>): void }} AskEvent */

  const worker = /** @type {any} */ (self);
  // Put in by the build, which looks for just these words.
  const offered = {
    version: /** @type {any} */ (self).RH_VERSION,
    list: /** @type {any} */ (self).RH_LIST,
    edition: /** @type {any} */ (self).RH_EDITION,
  };
  /** @type {string} */
  const missingPage = /** @type {any} */ (self).RH_MISSING;
  const base = new URL("./", location.href).pathname;
  const name = `rehber-${base}-`;
  const path = (/** @type {string} */ key) => `${base}?rehber-${key}`;

  /**
   * @param {string} key
   * @returns {Promise<any>}
   */
  const read = async (key) => {
    if (!(await caches.has(`${name}state`))) return undefined; // to open it would make it
    return (await (await caches.open(`${name}state`)).match(path(key)))?.json();
  };

  /** @param {WorkEvent} event */
  worker.oninstall = (event) => {
    event.waitUntil(
      caches
        .open(`${name}state`)
        .then((state) => state.put(path("offered"), new Response(JSON.stringify(offered))))
        // All that it serves is named by `current`, so it need not wait for open pages.
        .then(() => worker.skipWaiting()),
    );
  };

  /** @param {WorkEvent} event */
  worker.onactivate = (event) => event.waitUntil(worker.clients.claim());

  /** @param {AskEvent} event */
  worker.onfetch = (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return;
    if (!url.pathname.startsWith(base) || request.mode === "same-origin") return;
    const answer = request.mode === "navigate" ? page : request.destination ? file : text;
    // What the browser cannot read from its caches, the host still has.
    event.respondWith(answer(request, url).catch(() => fetch(request)));
  };

  /**
   * @param {Request} request
   * @param {URL} url
   */
  async function page(request, url) {
    const current = await read("current");
    if (!current) return fetch(request);
    const cache = await caches.open(name + current.version);
    const address = addressOf(url);
    const found = await cache.match(address);
    if (found) return found;
    if (await cache.match(`${address}/`)) return Response.redirect(`${address}/${url.search}`);
    return fetch(request).catch(() => missing(cache, current, address.slice(base.length)));
  }

  /** @param {URL} url */
  const addressOf = (url) => url.pathname.replace(/\/index\.html$/, "/");

  /**
   * @param {Request} request
   * @param {URL} url
   */
  async function text(request, url) {
    const current = await read("current");
    const cache = current && (await caches.open(name + current.version));
    return (await cache?.match(addressOf(url))) ?? fetch(request);
  }

  /**
   * @param {Cache} cache
   * @param {{ list: string }} current
   * @param {string} address below the site's root
   */
  async function missing(cache, current, address) {
    const list = await (await cache.match(base + current.list))?.json();
    const isKnown = list?.groups.some((/** @type {{ files: string[][] }} */ { files }) =>
      files.some(([each]) => each === address || each === `${address}/`),
    );
    const folder =
      address.startsWith("en/") && (await cache.match(`${base}en/404.html`)) ? "en/" : "";
    // An address of the other language may be one that only says "not translated yet".
    if (isKnown || address.startsWith("en/"))
      return Response.redirect(
        `${base}${folder}${missingPage}?from=${encodeURIComponent(address)}`,
      );
    const shown = await cache.match(`${base}${folder}404.html`);
    return new Response(shown?.body, { status: 404, headers: shown?.headers });
  }

  /** @param {Request} request */
  async function file(request) {
    const found = await caches.match(request);
    if (found) return found;
    const current = await read("current");
    const cache = current && (await caches.open(name + current.version));
    return (await cache?.match(request, { ignoreSearch: true })) ?? fetch(request);
  }

  /** Deletes versions that were left behind, unless an open page may still ask for their files. */
  async function tidy() {
    /** @type {{ url: string }[]} */
    const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (open.filter(({ url }) => new URL(url).pathname.startsWith(base)).length > 1) return;
    const [current, next] = [await read("current"), await read("next")];
    const kept = ["state", current?.version, next?.version].map((version) => name + version);
    for (const cache of await caches.keys()) {
      if (isOurs(cache) && !kept.includes(cache)) await caches.delete(cache);
    }
  }

  /** A site in a folder of this one has caches of its own. @param {string} cache */
  const isOurs = (cache) =>
    cache.startsWith(name) && /^[0-9a-f]{12}$/.test(cache.slice(name.length));

  /** @param {WorkEvent & { data: unknown }} event */
  worker.onmessage = (event) => {
    if (event.data === "tidy") event.waitUntil(tidy());
  };
})();
