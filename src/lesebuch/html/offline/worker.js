// A reader without a network. Each edition has a cache of its own: what a page needs goes in when the worker is installed,
// pages when they are read, all of them when someone asks for it. A new edition has another version, so another worker: it
// fetches what was kept of the old edition in its new state, takes over with the next page, and drops the old cache.
"use strict";
const PREFIX = `lesebuch:${self.registration.scope}:`;
const CACHE = `${PREFIX}${SITE.version}`;
// How long a page that is at hand waits for a network that does not answer, in milliseconds.
const PATIENCE = 4000;
const path = (name) => new URL(name.split("/").map(encodeURIComponent).join("/"), self.registration.scope).href;

// Past the browser's own cache, which may hold the edition before. Where a server has led on to another address, the words
// are kept without that: no browser takes such an answer for a page.
const put = async (cache, url) => {
  const answer = await fetch(url, { cache: "reload" });
  if (!answer.ok) { throw new Error(`${url}: ${answer.status}`); }
  await cache.put(url, answer.redirected ? new Response(answer.body, answer) : answer);
};
// Keeps what is not kept yet; gives how many files cannot be had.
const keep = async (urls, tell = () => {}) => {
  const cache = await caches.open(CACHE);
  let done = 0;
  for (let n = 0; n < urls.length; n += 20) {
    await Promise.all(urls.slice(n, n + 20).map(async (url) => {
      try { if (!await cache.match(url)) { await put(cache, url); } } catch { return; }
      done += 1;
      tell(done, urls.length);
    }));
  }
  return urls.length - done;
};
const older = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
// What is kept under an address; nothing where the browser's store cannot be read.
const kept = async (url) => {
  try {
    const cache = await caches.open(CACHE);
    return await cache.match(url) ?? (url.endsWith("/") ? await cache.match(`${url}index.html`) : undefined);
  } catch { return undefined; }
};
// A page that is not at hand, under its address: our words for that, and of the list the pages that are. In the file links begin
// at the root of the site.
const missing = async () => {
  const cache = await caches.open(CACHE);
  const all = new Set((await cache.keys()).map(({ url }) => url));
  const page = (await (await cache.match(path("offline.html"))).text())
    .replace(/(\s(?:href|src|action)=")(?!#|"|[a-z]+:)([^"]*)/g, (_, before, address) => before + new URL(address, self.registration.scope))
    .replace(/<li><a href="([^"]*)"[^<]*<\/a><\/li>\n/g, (item, address) => (all.has(address) || all.has(`${address}index.html`) ? item : ""));
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
};
// All is fetched before it takes over: while a worker is made the active one, browsers hold back every page.
self.addEventListener("install", (event) => event.waitUntil((async () => {
  if (await keep(SITE.core.map(path))) { throw new Error(CACHE); }
  for (const name of await older()) {
    // What is gone from the new edition, or cannot be had now, is not kept.
    await keep((await (await caches.open(name)).keys()).map(({ url }) => url));
  }
  await self.skipWaiting();
})()));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await older()) { await caches.delete(name); }
  await self.clients.claim();
})()));
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data !== "keep-all" || !port) { return; }
  event.waitUntil((async () => {
    try {
      const names = await (await fetch(path("reader-files.json"), { cache: "reload" })).json();
      const lost = await keep(names.map(path), (done, all) => port.postMessage({ done, all }));
      port.postMessage(lost ? { failed: true } : { kept: names.length });
    } catch { port.postMessage({ failed: true }); }
  })());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.replace(/[?#].*$/, "");
  if (request.method !== "GET" || !url.startsWith(self.registration.scope) || request.headers.has("range") || url.endsWith("/reader.zip")) { return; }
  event.respondWith((async () => {
    const page = request.mode === "navigate";
    const had = await kept(url);
    if (had && !page) { return had; }
    // A page is taken from the network as long as there is one that answers, and not from the browser's own cache.
    const asked = fetch(request, { cache: "no-cache" });
    event.waitUntil(asked.then(async (answer) => {
      if (!answer.ok || answer.type !== "basic") { return; }
      const copy = answer.clone();
      await (await caches.open(CACHE)).put(url, copy);
    }).catch(() => { /* no network, or no room: what was kept stays */ }));
    try {
      const answer = await (had ? Promise.race([asked, new Promise((late) => { setTimeout(late, PATIENCE, had); })]) : asked);
      return had && answer.status >= 500 ? had : answer;
    } catch (error) {
      if (had) { return had; }
      if (page) { return missing(); }
      throw error;
    }
  })());
});
