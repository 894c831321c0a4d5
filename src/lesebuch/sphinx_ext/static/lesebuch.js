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
    mode.setAttribute("aria-label", dark ? "Helle Darstellung" : "Dunkle Darstellung");
    $("span", mode).textContent = dark ? "Hell" : "Dunkel";
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
      const button = make("button", { type: "button", className: "copy", textContent: "Kopieren" });
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(element.textContent);
        button.textContent = "Kopiert";
        setTimeout(() => { button.textContent = "Kopieren"; }, 2000);
      });
      element.after(button);
    });
  }

  // The search page.
  const results = $(".lb-results");
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  const say = (text) => { $(".status", results).textContent = text; };
  const result = (data) => {
    const item = make("li");
    item.append(make("a", { href: data.url, textContent: data.meta.title }));
    const list = make("ul");
    const parts = data.sub_results?.length ? data.sub_results.slice(0, 3) : [data];
    // Pagefind marks what it found in an excerpt that it has escaped.
    parts.forEach((part) => list.append(make("li", { innerHTML: part.excerpt })));
    item.append(list);
    return item;
  };
  const search = async () => {
    document.querySelectorAll(".lb-search input, .lb-find input").forEach((field) => { field.value = query; });
    if (!query) { say("Geben Sie ein, was Sie suchen."); return; }
    if (location.protocol === "file:") { say("Die Suche braucht einen Webserver; starten Sie ihn mit „make serve“."); return; }
    say("Suche …");
    let pagefind;
    try { pagefind = await import(new URL(results.dataset.pagefind + "pagefind.js", location.href).href); } catch { say("Der Suchindex fehlt."); return; }
    const found = (await pagefind.search(query)).results;
    say(found.length === 0 ? `Nichts gefunden zu „${query}“.` : `${found.length === 1 ? "1 Seite" : `${found.length} Seiten`} zu „${query}“`);
    const more = $(".more", results);
    let shown = 0;
    const next = async () => {
      const data = await Promise.all(found.slice(shown, shown + 10).map((hit) => hit.data()));
      $("ol", results).append(...data.map(result));
      shown += data.length;
      more.hidden = shown >= found.length;
    };
    more.addEventListener("click", next);
    await next();
  };
  if (results) { search(); }
})();
