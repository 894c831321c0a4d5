// How the reader is shown: a small panel, remembered in the browser where it allows that, else for the page.
//
// A choice is an attribute of the root element, `data-NAME`, which style sheets go by; the first script of a page sets
// what was chosen before anything is drawn. Other scripts add choices of their own:
//
//     lesebuch.settings.add({ name, title, options: [[value, words], ...], initial, apply(value) {}, here: true })
//
// `initial` (else the first option) is what holds without a choice. `apply` is called with each choice, and once with what is
// remembered; `here`: whether the page has anything to choose about, or a function that says whether it has at its width now.
"use strict";
(() => {
  const { $, $$, make, say, left, reader } = lesebuch;
  const root = document.documentElement;
  const KEY = "lb-settings";
  const all = [];
  let chosen = null;
  try { chosen = JSON.parse(localStorage.getItem(KEY)); } catch { /* not allowed, or not ours: nothing is chosen */ }
  if (typeof chosen !== "object" || Array.isArray(chosen)) { chosen = null; }
  chosen ??= {};

  const unchosen = ({ options, initial }) => initial ?? options[0][0];
  const current = (setting) => {
    const now = setting.value ? setting.value() : chosen[setting.name];
    return setting.options.some(([one]) => one === now) ? now : unchosen(setting);
  };
  const choose = (setting, value) => {
    if (!setting.value) {
      chosen[setting.name] = value;
      if (value === unchosen(setting)) { delete chosen[setting.name]; }
      try { localStorage.setItem(KEY, JSON.stringify(chosen)); } catch { /* as above: it holds for the page */ }
    }
    lesebuch.soon(() => {
      if (!setting.value) { if (value === unchosen(setting)) { delete root.dataset[setting.name]; } else { root.dataset[setting.name] = value; } }
      setting.apply?.(value);
    });
  };

  // The panel is made when it is first opened.
  const group = (setting) => {
    const set = make("fieldset");
    set.append(make("legend", { textContent: setting.title }));
    for (const [value, words] of setting.options) {
      const label = make("label");
      const radio = make("input", { type: "radio", name: `lb-${setting.name}`, value, checked: value === current(setting) });
      radio.addEventListener("change", () => choose(setting, value));
      label.append(radio, make("span", { textContent: words }));
      set.append(label);
    }
    return set;
  };
  // For machines that several people use: notes and answers in this reader, where someone was reading, and what was chosen.
  const ofReader = [`lb-note:${reader}:`, `lb-answer:${reader}:`, left, KEY, "lb-theme", "lb-style"];
  const forget = () => {
    if (!confirm(say("forget-sure"))) { return; }
    try { Object.keys(localStorage).filter((key) => ofReader.some((one) => key.startsWith(one))).forEach((key) => localStorage.removeItem(key)); } catch { /* not allowed: nothing was kept */ }
    lesebuch.forgets = true;
    location.reload();
  };
  const button = $(".lb-aa");
  let panel = null;
  const shown = () => panel && !panel.hidden;
  const show = (on) => {
    if (!panel) {
      panel = make("form", { className: "lb-settings", id: "lb-settings" });
      panel.setAttribute("aria-label", button.getAttribute("aria-label"));
      const shut = make("button", { type: "button", className: "lb-shut" });
      shut.setAttribute("aria-label", say("close"));
      shut.append(make("span", { textContent: "×" }));
      shut.addEventListener("click", () => { show(false); button.focus(); });
      const clear = make("button", { type: "button", className: "lb-keep", textContent: say("forget") });
      clear.addEventListener("click", forget);
      panel.append(shut, clear);
      button.after(panel);
    }
    $$("fieldset", panel).forEach((set) => set.remove());
    if (on) { panel.lastChild.before(...all.filter(({ here }) => (typeof here === "function" ? here() : here !== false)).map(group)); }
    panel.hidden = !on;
    button.setAttribute("aria-expanded", on);
  };
  document.addEventListener("pointerdown", (event) => { if (shown() && !panel.contains(event.target) && !button.contains(event.target)) { show(false); } });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && shown()) { show(false); button.focus(); } });

  const waiting = lesebuch.settings.offered;
  lesebuch.settings = {
    toggle: () => { show(!shown()); if (shown()) { $("input:checked", panel).focus(); } },
    add: (setting) => { all.push(setting); if (setting.here !== false && current(setting) !== unchosen(setting)) { setting.apply?.(current(setting)); } },
  };

  const text = $(".chapter") !== null;
  const options = (name, ...values) => values.map((value) => [value, say(`${name}-${value}`)]);
  const add = (name, values, more = {}) => lesebuch.settings.add({ name, title: say(name), options: options(name, ...values), ...more });
  const again = () => { lesebuch.rearrange?.(); lesebuch.renumber?.(); };

  add("size", ["small", "normal", "large", "larger"], { initial: "normal", apply: again });
  const wide = (width) => matchMedia(`(min-width: ${width}em)`).matches;
  add("width", ["narrow", "normal", "wide"], { initial: "normal", apply: again, here: () => wide(37.5) });
  add("theme", ["auto", "light", "dark", "sepia"], { value: lesebuch.theme.get, apply: lesebuch.theme.set });

  // Of terms the first mention in a section: which these are, nobody needs to know before someone asks.
  const firsts = () => {
    if ($(".m-section")) { return; }
    const seen = new Map();
    for (const term of $$(".psg .m, .psg .m2")) {
      const section = term.closest(".text-section, .chapter");
      const known = seen.get(section) ?? seen.set(section, new Set()).get(section);
      if (!known.has(term.hash)) { known.add(term.hash); term.classList.add("m-section"); }
    }
  };
  // The Tab key stops at what looks like a link.
  const stops = (value) => $$(".psg .m2").forEach((term) => { term.tabIndex = value === "all" || (value === "section" && term.matches(".m-section")) ? 0 : -1; });
  add("terms", ["first", "section", "all", "none"], { here: text && $(".psg :is(.m, .m2)") !== null, apply: (value) => { if (value === "section") { firsts(); } stops(value); } });
  add("dates", ["pointed", "always", "never"], { here: $(".psg .when") !== null, apply: (value) => $$(".psg .when[tabindex]").forEach((date) => { date.tabIndex = value === "never" ? -1 : 0; }) });
  add("notes", ["beside", "below"], { here: () => document.body.classList.contains("lb-noted") && wide(80), apply: again });

  // Lines, each fifth with its number. Where a passage says in `data-lines` at which characters of its text the lines of
  // the printed page begin, it is these that are counted, so that "line 25" is one line; else those on the screen.
  const COUNTED = ".psg:not(.title, .subtitle, .byline, .dateline, .caption, .signature, .provenance, .pict, .page, .rule, .verse, .tbl)";
  const words = (passage) => {
    const walk = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node; (node = walk.nextNode());) { if (!node.parentElement.closest(".num, .nr, .recte, .lb-tools")) { found.push(node); } }
    return found;
  };
  // Where in its nodes the lines of the printed page begin: offsets count code points.
  const starts = (passage, nodes) => passage.dataset.lines.split(" ").map((offset) => {
    let rest = Number(offset);
    for (const node of nodes) {
      const points = [...node.data];
      if (rest < points.length) {
        const at = points.slice(0, rest).join("").length;
        return [node, at, at + points[rest].length];
      }
      rest -= points.length;
    }
    return null;
  }).filter(Boolean);
  const printed = (passage, nodes) => {
    const range = document.createRange();
    return starts(passage, nodes).map(([node, start, end]) => {
      range.setStart(node, start);
      range.setEnd(node, end);
      return range.getBoundingClientRect();
    });
  };
  const onScreen = (nodes) => {
    const range = document.createRange();
    const lines = [];
    for (const node of nodes) {
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        // Smaller type within a line has another top and the same line.
        if (box.width && (!lines.length || box.top > lines.at(-1).bottom - box.height / 2)) { lines.push(box); }
      }
    }
    return lines;
  };
  const holder = make("div", { className: "lb-lines" });
  holder.setAttribute("aria-hidden", "true");
  lesebuch.renumber = () => {
    holder.replaceChildren();
    if (root.dataset.lines !== "five") { holder.remove(); return; }
    const chapter = $(".chapter");
    chapter.append(holder);
    const zero = holder.getBoundingClientRect();
    let count = 0;
    const made = [];
    for (const passage of $$($("[data-lines]", chapter) ? "[data-lines]" : COUNTED, chapter)) {
      const edge = passage.getBoundingClientRect().right - zero.left;
      const nodes = words(passage);
      for (const box of passage.dataset.lines ? printed(passage, nodes) : onScreen(nodes)) {
        count += 1;
        if (count % 5) { continue; }
        const number = make("span", { textContent: count });
        number.style.top = `${box.top + box.height / 2 - zero.top}px`;
        number.style.left = `${edge}px`;
        made.push(number);
      }
    }
    holder.append(...made);
  };
  add("lines", ["none", "five"], { here: text, apply: () => lesebuch.renumber() });
  // Paper breaks lines in its own way: there each number stands in the words, behind the first character of its line, so that
  // it counts the same as on the screen and on the sheet. Lines of the screen alone are none of paper's.
  addEventListener("beforeprint", () => {
    if (root.dataset.lines !== "five") { return; }
    let count = 0;
    for (const passage of $$(".chapter [data-lines]")) {
      const places = starts(passage, words(passage)).map((place) => [count += 1, ...place]).filter(([n]) => n % 5 === 0);
      for (const [n, node, , end] of places.reverse()) {
        const number = make("span", { className: "lb-line-number", textContent: n });
        number.setAttribute("aria-hidden", "true");
        node.splitText(end).before(number);
      }
    }
  });
  addEventListener("afterprint", () => $$(".lb-line-number").forEach((number) => {
    const holder = number.parentNode;
    number.remove();
    holder.normalize();
  }));
  waiting.forEach(lesebuch.settings.add);
  if (text) {
    let frame = 0;
    new ResizeObserver(() => { cancelAnimationFrame(frame); frame = requestAnimationFrame(lesebuch.renumber); }).observe($(".chapter"));
  }
})();
