// A reader without a network. Each edition has a cache of its own: what a page needs goes in when the worker is installed,
// pages when they are read, all of them when someone asks for it. A new edition has another version, so another worker;
// it takes over with the next page, keeps what was kept of the old edition in its new state, and drops the old cache.
"use strict";
const PREFIX = `lesebuch:${self.registration.scope}:`;
const CACHE = `${PREFIX}${SITE.version}`;
const path = (name) => new URL(name.split("/").map(encodeURIComponent).join("/"), self.registration.scope).href;
// Past the browser's own cache: it may hold the edition before.
const fresh = (name) => new Request(path(name), { cache: "reload" });

const keep = async (names, tell = () => {}) => {
  const cache = await caches.open(CACHE);
  let done = 0;
  for (let n = 0; n < names.length; n += 20) {
    await Promise.all(names.slice(n, n + 20).map((name) => cache.add(fresh(name))));
    done = Math.min(n + 20, names.length);
    tell(done, names.length);
  }
};
// A page that is not at hand, under its address: our words for that, and of the list the pages that are. In the file links begin
// at the root of the site.
const missing = async (cache) => {
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  const page = (await (await cache.match(path("offline.html"))).text())
    .replace(/(\s(?:href|src|action)=")(?!#|"|[a-z]+:)([^"]*)/g, (_, before, address) => before + new URL(address, self.registration.scope))
    .replace(/<li><a href="([^"]*)"[^<]*<\/a><\/li>\n/g, (item, address) => (kept.has(address) || kept.has(`${address}index.html`) ? item : ""));
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
};
self.addEventListener("install", (event) => event.waitUntil(keep(SITE.core).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  const now = await caches.open(CACHE);
  for (const name of old) {
    const had = await (await caches.open(name)).keys();
    // What is gone from the new edition, or cannot be had now, is not kept.
    await Promise.all(had.map(async ({ url }) => { if (!await now.match(url)) { await now.add(new Request(url, { cache: "reload" })).catch(() => {}); } }));
    await caches.delete(name);
  }
  await self.clients.claim();
})()));
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data !== "keep-all" || !port) { return; }
  event.waitUntil((async () => {
    try {
      const names = await (await fetch(fresh("reader-files.json"))).json();
      await keep(names, (done, all) => port.postMessage({ done, all }));
      port.postMessage({ kept: names.length });
    } catch { port.postMessage({ failed: true }); }
  })());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope) || request.headers.has("range") || request.url.endsWith("/reader.zip")) { return; }
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const known = () => cache.match(request, { ignoreSearch: true });
    if (request.mode !== "navigate") {
      const had = await known();
      if (had) { return had; }
    }
    // A page is taken from the network as long as there is one, and not from the browser's own cache.
    try {
      const answer = await fetch(request, { cache: "no-cache" });
      if (answer.ok && answer.type === "basic") { event.waitUntil(cache.put(request.url.replace(/[?#].*$/, ""), answer.clone())); }
      return answer;
    } catch (error) {
      const had = await known() ?? (request.url.endsWith("/") ? await cache.match(`${request.url}index.html`) : undefined);
      if (had) { return had; }
      if (request.mode === "navigate") { return missing(cache); }
      throw error;
    }
  })());
});
