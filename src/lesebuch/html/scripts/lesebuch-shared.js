// What the scripts of a page share, in our theme and in others. `packing.py` puts it before them.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  // An element that says nothing but words of ours names their language, if that is not the reader's.
  const language = document.body.dataset.words;
  const known = new Set();
  const heard = (words) => { if (language) { known.add(words); } return words; };
  const make = (tag, props = {}) => Object.assign(document.createElement(tag), known.has(props.textContent) ? { lang: language } : {}, props);

  // Scripts that few ask for are loaded when they are: `later` loads one once, and before the
  // first of them what all of them say; a script also loads from file:.
  const say = (name) => heard(globalThis.lesebuchWords?.[name] ?? name);
  const base = document.currentScript.src;
  const loads = {};
  const script = (name) => loads[name] ??= new Promise((resolve) => {
    document.head.append(make("script", { src: new URL(name, base).href, onload: () => resolve(true), onerror: () => resolve(false) }));
  });
  const spoken = async () => globalThis.lesebuchWords || script("lesebuch-words.js");
  const later = async (name) => { await spoken(); return script(name); };
  // So is a style sheet; what it is for is shown when it is there.
  const dressed = (name) => loads[name] ??= new Promise((resolve) => {
    document.head.append(make("link", { rel: "stylesheet", href: new URL(name, base).href, onload: () => resolve(true), onerror: () => resolve(false) }));
  });
  // The definitions of entries stand in such a script. Of a large glossary there is one for each of its pages, named like it.
  const loaded = {};
  const told = {};
  globalThis.lesebuchEntries = (entries, part = "") => told[part](entries);
  const ask = (part) => loaded[part] ??= new Promise((resolve) => {
    told[part] = resolve;
    later(`lesebuch-entries${part && `-${part}`}.js`).then((there) => there || resolve({}));
  });
  // So do the names of all chapters, and the works that pages cite, by their addresses.
  const facts = {};
  const fact = (name, file, none) => facts[name] ??= new Promise((resolve) => {
    globalThis[name] = resolve;
    later(file).then((there) => there || resolve(none));
  });
  const chapters = () => fact("lesebuchChapters", "lesebuch-chapters.js", []);
  const site = new URL("../", base).href;
  // Under its title a browser keeps what belongs to a reader: its next edition may lie elsewhere. Where no page says it, under
  // the address, so that two on one server are kept apart.
  const reader = $("meta[property='og:site_name']")?.content || new URL(site).pathname;
  globalThis.lesebuch = {
    $, $$, make, base, site, reader, script, later, dressed, chapters, heard, say, spoken,
    // Browsers of Apple delete what a page has kept when nobody has come for a week, unless it is on the home screen
    // (https://webkit.org/blog/10218/).
    lapses: /^Apple/.test(navigator.vendor) && !navigator.standalone,
    // What has a preview. Citations have the whole work as their title where a theme is not ours.
    asks: "a.m, a.m2, .nr a, .when, .bibtex-citation a:not([title])",
    // The definitions on the page that a link leads to.
    entries: async (at) => await ask("") ?? ask(at.pathname.replace(/\/$|\.\w+$/, "").split("-").pop()),
    // The work, whole, to which a citation leads.
    cited: async (at) => (await fact("lesebuchCited", "lesebuch-cited.js", {}))[at.href.replace(site, "")],
  };
})();
