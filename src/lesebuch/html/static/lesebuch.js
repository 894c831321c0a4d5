// Light and dark, the menu on narrow screens, what is copied; what else a page offers is loaded when someone asks for it.
// Every page can be read and used without this script.
"use strict";
(() => {
  const { $, $$, make, base, site, reader, script, later, dressed, heard, say } = lesebuch;
  const root = document.documentElement;
  // What is tapped or clicked, wherever that is: on telephones of Apple a tap on mere text is no click.
  const tapped = (work) => { for (const kind of ["click", "pointerup"]) { document.addEventListener(kind, work); } };

  // Light, dark or sepia: as the system has it, until someone chooses.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const mode = $(".lb-mode");
  const show = () => {
    if (!mode) { return; }
    const dark = root.dataset.theme === "dark";
    mode.setAttribute("aria-label", dark ? mode.dataset.toLight : mode.dataset.toDark);
    $("span", mode).textContent = dark ? mode.dataset.light : mode.dataset.dark;
  };
  const theme = {
    get: () => root.dataset.mode ?? "auto",
    set: (value) => {
      root.dataset.mode = value;
      if (value === "sepia") { root.dataset.paper = value; } else { delete root.dataset.paper; }
      root.dataset.theme = value === "dark" || (value === "auto" && system.matches) ? "dark" : "light";
      // Not allowed: the choice lasts a page.
      try { if (value === "auto") { localStorage.removeItem("lb-theme"); } else { localStorage.setItem("lb-theme", value); } } catch { /* as said */ }
      show();
    },
  };
  if (mode) { mode.hidden = false; show(); }
  // What sets a whole page anew waits until the button has answered.
  const soon = (work) => requestAnimationFrame(() => setTimeout(work));
  mode?.addEventListener("click", () => soon(() => theme.set(root.dataset.theme === "dark" ? "light" : "dark")));
  system.addEventListener("change", () => { if (theme.get() === "auto") { theme.set("auto"); } });

  // A link to several passages leads to the first where this script does not run.
  for (const link of $$("a[data-last]")) { link.hash += `-${link.dataset.last}`; }

  // The menu. Without the script the link leads to the sidebar, which then shows itself.
  const menu = $(".lb-menu");
  const nav = $("#lb-nav");
  const open = (on, at = $("a, input", nav)) => {
    root.classList.toggle("lb-nav-open", on);
    menu.setAttribute("aria-expanded", on);
    (on ? at : menu).focus();
  };
  if (menu && nav) {
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-expanded", "false");
    menu.addEventListener("click", (event) => { event.preventDefault(); open(true); });
    menu.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(true); } });
    tapped((event) => {
      if (root.classList.contains("lb-nav-open") && !nav.contains(event.target) && !menu.contains(event.target)) { open(false); }
    });
    nav.addEventListener("focusout", (event) => {
      if (root.classList.contains("lb-nav-open") && event.relatedTarget && !nav.contains(event.relatedTarget)) { open(false); }
    });
    const here = $("[aria-current]", nav);
    if (here && here.offsetTop > nav.clientHeight) { nav.scrollTop = here.offsetTop - nav.clientHeight / 2; }
  }

  // The contents of the page close when one goes there, or elsewhere.
  const contents = $(".lb-here");
  if (contents) {
    tapped(({ type, target }) => { if (!contents.contains(target) || (type === "click" && target.closest("a"))) { contents.open = false; } });
    // Wherever the focus is: behind a print preview it is nowhere.
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !contents.open) { return; }
      contents.open = false;
      if (contents.contains(document.activeElement) || document.activeElement === document.body) { $("summary", contents).focus(); }
    });
  }

  // A table that is wider than the screen scrolls by itself; the keys reach only what takes the focus.
  $$(".pst-scrollable-table-container").forEach((box) => { if (box.scrollWidth > box.clientWidth) { box.tabIndex = 0; } });

  Object.assign(lesebuch, {
    theme, soon,
    // Under what it is kept where a text was left.
    left: `lb-read:${new URL(site).pathname}`,
    // Others add here what they offer; who shows it takes it from here.
    settings: {
      offered: [],
      add(setting) {
        this.offered.push(setting);
        if (root.dataset[setting.name]) { later("lesebuch-settings.js"); }
      },
    },
    passages: { offered: [], add(action) { this.offered.push(action); } },
  });
  const cite = async () => { await dressed("lesebuch-cite.css"); return later("lesebuch-cite.js"); };

  // The panel of settings is loaded when it is opened, or when a choice that it must carry out is remembered, be it one of
  // those that others have added before.
  const aa = $(".lb-aa");
  if (aa) {
    aa.hidden = false;
    aa.setAttribute("aria-expanded", "false");
    const set = root.dataset;
    if (["section", "all"].includes(set.terms) || set.dates === "never" || set.lines === "five") { later("lesebuch-settings.js"); }
    aa.addEventListener("click", async () => {
      const [ready] = await Promise.all([later("lesebuch-settings.js"), dressed("lesebuch-panel.css")]);
      if (ready) { lesebuch.settings.toggle(); }
    });
  }
  // Passages: when an address names more than one, when a number is clicked, when words are selected.
  if ($(".chapter")) {
    const passages = () => later("lesebuch-passages.js");
    const named = () => { if (/^#[a-z]\d+[\d.]*(?::|-)/.test(location.hash)) { passages(); } };
    named();
    addEventListener("hashchange", named);
    document.addEventListener("selectionchange", () => { if (!getSelection().isCollapsed) { passages(); } });
    $$(".psg > .num").forEach((number) => number.setAttribute("aria-expanded", "false"));
    $(".chapter").addEventListener("click", async (event) => {
      const number = event.target.closest(".psg > .num");
      if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
      event.preventDefault();
      if (await passages()) { lesebuch.passages.toggle(number); } else { location.hash = number.hash; }
    });
  }
  // How far someone has read is kept in this browser when a text is left behind its first passage. The start page and the list
  // of texts lead back there; see `layout.html`.
  const title = $("meta[name=citation_title]")?.content;
  if ($(".chapter") && title) {
    const passages = $$(".chapter .psg:is([id^=p], [id^=v])");
    document.addEventListener("visibilitychange", () => {
      const at = passages.findIndex((passage) => passage.getBoundingClientRect().bottom > 40);
      if (document.visibilityState !== "hidden" || at < 1 || lesebuch.forgets) { return; }
      const href = `${location.href.replace(/[?#].*/, "")}#${passages[at].id}`;
      try { localStorage.setItem(lesebuch.left, JSON.stringify({ href, title })); } catch { /* not allowed, or full */ }
    });
  }
  // References in styles: their blanks are filled when they are opened, and the number of a paragraph offers them, too.
  const styles = $(".cite .styles");
  if (styles) {
    styles.addEventListener("toggle", cite, { once: true });
    lesebuch.passages.add({ name: "cite", get title() { return say("cite"); }, run: async (at) => { if (await cite()) { lesebuch.cite(at); } } });
  }
  // A reader's own notes: where there are some in this browser, and where someone makes or looks for one.
  const notebook = async () => { await dressed("lesebuch-cite.css"); await dressed("lesebuch-mine.css"); return later("lesebuch-mine.js"); };
  const mine = async (work) => { if (await notebook()) { work(lesebuch.mine); } };
  const own = $(".lb-own");
  if (own) {
    own.hidden = false;
    own.addEventListener("click", () => mine(({ show }) => show(own)));
    if ($(".chapter")) {
      lesebuch.passages.add({ name: "note", get title() { return say("note-mine"); }, when: (at) => at.text, run: (at) => mine(({ note }) => note(at)) });
      lesebuch.passages.add({ name: "mark", get title() { return say("mark"); }, when: (at) => at.text, get done() { return say("marked"); }, run: (at) => mine(({ mark }) => mark(at)) });
      try { if (Object.keys(localStorage).some((key) => key.startsWith("lb-note:"))) { notebook(); } } catch { /* not allowed: there is none */ }
    }
  }
  // Where no task is left to write to, what was written here before is shown still.
  if (!$(".answer textarea, .expected")) {
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith(`lb-answer:${reader}:${document.body.dataset.page}#`))) { dressed("lesebuch-tasks.css"); later("lesebuch-tasks.js"); }
    } catch { /* not allowed: there is none */ }
  }
  // Under http(s) a reader can be installed, and is kept for the time without a network when someone asks for it.
  const keep = $(".lb-keep");
  if (keep && navigator.serviceWorker && /^https?:$/.test(location.protocol)) {
    document.head.append(make("link", { rel: "manifest", href: new URL("../reader.webmanifest", base).href }));
    keep.hidden = false;
    keep.addEventListener("click", async () => { if (await later("lesebuch-offline.js")) { lesebuch.keep(keep); } });
  }
  if ($(".letters.works")) { later("lesebuch-works.js"); }
  const goto = $(".lb-goto");
  if (goto) {
    goto.hidden = false;
    goto.addEventListener("focusin", () => later("lesebuch-goto.js"), { once: true });
    goto.addEventListener("submit", (event) => event.preventDefault());
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("lb-nav-open")) { open(false); }
    const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
    const field = { "/": $(".lb-search input"), g: goto && $("input", goto) }[event.key];
    if (!field || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    event.preventDefault();
    if (menu?.offsetParent) { open(true, field); } else { field.focus(); }
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
      const button = make("button", { type: "button", className: "copy", textContent: heard(document.body.dataset.copyWord) });
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(element.textContent);
        button.textContent = document.body.dataset.copiedWord;
        setTimeout(() => { button.textContent = document.body.dataset.copyWord; }, 2000);
      });
      element.after(button);
    });
  }

  if ($(".glossary .entry")) { later("lesebuch-kinds.js"); }
  // Search: its page, which has its words itself, and the words that a hit has led to.
  if ($(".lb-results")) { script("lesebuch-search.js"); } else if (globalThis.CSS?.highlights && new URLSearchParams(location.search).get("q")?.trim()) { later("lesebuch-mark.js"); }
})();
