// Light and dark, the menu on narrow screens, previews of notes and entries, buttons that copy, the search page.
// Every page can be read and used without this script.
"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const make = (tag, props = {}) => Object.assign(document.createElement(tag), props);

  // Light and dark: as the system has it, until someone chooses.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const mode = $(".lb-mode");
  const show = () => {
    const dark = root.dataset.theme === "dark";
    mode.setAttribute("aria-label", dark ? mode.dataset.toLight : mode.dataset.toDark);
    $("span", mode).textContent = dark ? mode.dataset.light : mode.dataset.dark;
  };
  if (mode) {
    mode.hidden = false;
    show();
    mode.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("lb-theme", root.dataset.theme); } catch { /* not allowed: the choice lasts a page */ }
      show();
    });
    system.addEventListener("change", (event) => {
      let chosen = null;
      try { chosen = localStorage.getItem("lb-theme"); } catch { /* as above */ }
      if (!chosen) { root.dataset.theme = event.matches ? "dark" : "light"; show(); }
    });
  }

  // The menu. Without the script the link leads to the sidebar, which then shows itself.
  const menu = $(".lb-menu");
  const nav = $("#lb-nav");
  const open = (on) => {
    root.classList.toggle("lb-nav-open", on);
    menu.setAttribute("aria-expanded", on);
    if (on) { $("a, input", nav).focus(); } else { menu.focus(); }
  };
  if (menu && nav) {
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-expanded", "false");
    menu.addEventListener("click", (event) => { event.preventDefault(); open(true); });
    menu.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(true); } });
    document.addEventListener("click", (event) => {
      if (root.classList.contains("lb-nav-open") && !nav.contains(event.target) && !menu.contains(event.target)) { open(false); }
    });
    nav.addEventListener("focusout", (event) => {
      if (root.classList.contains("lb-nav-open") && event.relatedTarget && !nav.contains(event.relatedTarget)) { open(false); }
    });
    const here = $("[aria-current]", nav);
    if (here && here.offsetTop > nav.clientHeight) { nav.scrollTop = here.offsetTop - nav.clientHeight / 2; }
  }

  // A table that is wider than the screen scrolls by itself; the keys reach only what takes the focus.
  $$(".pst-scrollable-table-container").forEach((box) => { if (box.scrollWidth > box.clientWidth) { box.tabIndex = 0; } });

  // Previews: a note, the definition of an entry, the date that is meant.
  const card = make("div", { className: "lb-card", hidden: true, id: "lb-card" });
  card.setAttribute("role", "tooltip");
  let timer = 0;
  let owner = null;
  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    if (owner) { owner.removeAttribute("aria-describedby"); owner = null; }
    $$(".on").forEach((element) => element.classList.remove("on"));
  };
  const place = (at) => {
    const box = at.getClientRects()[0] || at.getBoundingClientRect();
    card.hidden = false;
    const left = Math.min(Math.max(box.left, 16), root.clientWidth - card.offsetWidth - 16);
    const below = box.bottom + 8;
    const above = box.top - card.offsetHeight - 8;
    const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(left, 8) + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  };
  const fill = (at, nodes) => {
    hide();
    card.replaceChildren(...nodes);
    owner = at;
    at.setAttribute("aria-describedby", card.id);
    place(at);
  };
  // The definitions stand in one script, loaded when the first is asked for; a script also loads from file:.
  let entries = null;
  const definitions = () => entries ??= new Promise((resolve) => {
    globalThis.lesebuchEntries = resolve;
    const source = new URL("lesebuch-entries.js", $("script[src*='lesebuch.js']").src);
    document.head.append(make("script", { src: source.href, onerror: () => resolve({}) }));
  });
  const preview = async (at) => {
    if (at.matches(".when")) { fill(at, [document.createTextNode(at.dataset.when)]); return; }
    if (at.matches(".nr a")) {
      const id = at.hash.slice(1);
      const note = document.getElementById(id);
      if (!note) { return; }
      const copy = note.lastElementChild.cloneNode(true);
      $$("[id]", copy).forEach((element) => element.removeAttribute("id"));
      fill(at, [copy]);
      $$(`[data-note="${CSS.escape(id)}"]`).forEach((element) => element.classList.add("on"));
      return;
    }
    const found = (await definitions())[decodeURIComponent(at.hash.slice(1))];
    if (!found || !(at.matches(":hover") || at === document.activeElement)) { return; }
    const [term, text] = found;
    const head = make("p");
    head.append(make("strong", { textContent: term }));
    fill(at, [head, make("p", { textContent: text })]);
  };
  const asks = "a.m, a.m2, .nr a, .when";
  if ($(asks)) {
    document.body.append(card);
    const start = (event, wait) => {
      const at = event.target.closest?.(asks);
      if (!at || at === owner) { return; }
      clearTimeout(timer);
      timer = setTimeout(preview, wait, at);
    };
    document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") { start(event, 220); } });
    document.addEventListener("pointerout", (event) => {
      if (event.target.closest?.(asks) && !card.contains(event.relatedTarget)) { clearTimeout(timer); timer = setTimeout(hide, 160); }
    });
    card.addEventListener("pointerover", () => clearTimeout(timer));
    card.addEventListener("pointerleave", hide);
    document.addEventListener("focusin", (event) => { if (event.target.matches?.(":focus-visible")) { start(event, 0); } });
    document.addEventListener("focusout", hide);
    addEventListener("scroll", () => { if (owner && !owner.matches(":hover")) { hide(); } }, { passive: true });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
      if (root.classList.contains("lb-nav-open")) { open(false); }
    }
    const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const field = $(".lb-search input");
      if (field) { event.preventDefault(); if (menu?.offsetParent) { open(true); } field.focus(); }
    }
  });

  // What is copied is what the source says. The style sheet sees to that without this script; not all browsers heed it.
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const ranges = Array.from({ length: selection.rangeCount }, (_, n) => selection.getRangeAt(n));
    const copy = make("div", { className: "lb-copied" });
    ranges.forEach((range) => copy.append(range.cloneContents()));
    const ours = $$(".num, .nr, .recte, .headerlink", copy);
    if (!ours.length) { return; }
    ours.forEach((element) => element.remove());
    $$("[id]", copy).forEach((element) => element.removeAttribute("id"));
    // Words of one passage keep its spaces; between passages white space is the page's own.
    const from = ranges[0].commonAncestorContainer;
    if ((from.closest ? from : from.parentElement).closest(".psg, h1, h2")) { copy.style.whiteSpace = "pre-wrap"; }
    document.body.append(copy);
    $$("a", copy).forEach((link) => { link.setAttribute("href", link.href); });
    event.clipboardData.setData("text/plain", copy.innerText);
    event.clipboardData.setData("text/html", copy.innerHTML);
    copy.remove();
    event.preventDefault();
  });

  // Buttons that copy.
  if (navigator.clipboard) {
    $$("[data-copy]").forEach((element) => {
      const button = make("button", { type: "button", className: "copy", textContent: document.body.dataset.copyWord });
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(element.textContent);
        button.textContent = document.body.dataset.copiedWord;
        setTimeout(() => { button.textContent = document.body.dataset.copyWord; }, 2000);
      });
      element.after(button);
    });
  }

  // Search. What finds words, and the index, are scripts, loaded when they are needed; scripts load from file: too.
  const here = $("script[src*='lesebuch.js']").src;
  const load = (name) => new Promise((resolve, reject) => {
    document.head.append(make("script", { src: new URL(name, here).href, onload: resolve, onerror: reject }));
  });
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";

  // Words that a hit has led to are marked where they stand. Nothing is put into the page: what is copied stays as it is.
  const mark = async () => {
    await load("lesebuch-find.js");
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? $(".bd-article");
    const walk = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
    const texts = [];
    let text = "";
    for (let node; (node = walk.nextNode());) {
      if (node.parentElement.closest(".num, .nr, .recte, .headerlink")) { continue; }
      texts.push([text.length, node]);
      text += node.data;
    }
    const point = (offset) => {
      const [start, node] = texts.findLast(([from]) => from <= offset);
      return [node, Math.min(offset - start, node.length)];
    };
    const ranges = lesebuchFind.places(text, query).map(({ start, end }) => {
      const range = document.createRange();
      range.setStart(...point(start));
      const [node, offset] = point(end - 1);
      range.setEnd(node, offset + 1);
      return range;
    });
    CSS.highlights.set("lb-found", new Highlight(...ranges));
  };

  // The search page: passages that hold the words, the best first, each a link to itself.
  const results = $(".lb-results");
  const say = (name, count) => { $(".status", results).textContent = (results.dataset[name] ?? "").replace("{n}", count).replace("{q}", query); };
  const units = (pages) => pages.flatMap(([url, title, list]) => list.map(([id, content, label, lang]) => ({
    url: new URL(`../${url}`, here).href, title, id, text: content, label: label ?? "", lang: lang ?? "",
  })));
  // Of a page that Pagefind has found: its words from each place with an id to the next.
  const cut = (data) => {
    const words = data.raw_content.split(/\s+/);
    const places = data.anchors.filter(({ element }) => !/^(?:sup|span|a|time)$/.test(element)).sort((a, b) => a.location - b.location);
    const all = [{ id: "", location: 0 }, ...places];
    return all.map(({ id, location: from }, n) => ({
      url: new URL(data.url, here).href, title: data.meta.title, id, text: words.slice(from, all[n + 1]?.location).join(" "),
      label: /^p\d+$/.test(id) ? `${results.dataset.paragraph} ${id.slice(1)}` : "",
    })).filter((unit) => unit.text);
  };
  const found = async () => {
    await load("lesebuch-find.js");
    let pages = [];
    globalThis.lesebuchIndex = (value) => { pages = value; };
    await load("lesebuch-index.js");
    if (Array.isArray(pages)) { return lesebuchFind.rank(units(pages), query); }
    // The index is too large to be loaded over a network for one query.
    if (location.protocol === "file:") { await load(pages); return lesebuchFind.rank(units(pages), query); }
    const pagefind = await import(new URL("pagefind/pagefind.js", here).href);
    const hits = (await pagefind.search(query)).results.slice(0, 30);
    return lesebuchFind.rank((await Promise.all(hits.map((hit) => hit.data()))).flatMap(cut), query);
  };
  const result = (unit) => {
    const item = make("li");
    const url = new URL(unit.url);
    url.searchParams.set("q", query);
    url.hash = unit.id;
    const link = make("a", { href: url.href, textContent: unit.title });
    if (unit.label) { link.append(make("span", { className: "where", textContent: ` · ${unit.label}` })); }
    const text = make("p", unit.lang ? { lang: unit.lang } : {});
    text.append(...lesebuchFind.excerpt(unit).map(([part, hit]) => (hit ? make("mark", { textContent: part }) : part)));
    item.append(link, text);
    return item;
  };
  const search = async () => {
    $$(".lb-search input, .lb-find input").forEach((field) => { field.value = query; });
    if (!query) { say("ask"); return; }
    say("busy");
    let hits;
    try { hits = await found(); } catch { say("broken"); $(".status", results).append(` ${results.dataset.instead}`); return; }
    say(hits.length > 1 ? "many" : hits.length ? "one" : "none", hits.length);
    const more = $(".more", results);
    const next = () => {
      $("ol", results).append(...hits.splice(0, 10).map(result));
      more.hidden = !hits.length;
    };
    more.addEventListener("click", next);
    next();
  };
  if (results) { search(); } else if (query && globalThis.CSS?.highlights) { mark().catch(() => { /* no marks then */ }); }
})();
