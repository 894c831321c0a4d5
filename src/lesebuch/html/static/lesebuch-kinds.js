// The glossary by kind: buttons that show the people alone, or the places. Without this script all entries are there, and
// the letters lead to them. Loaded by `lesebuch.js` on pages with entries.
"use strict";
(() => {
  const { $, $$, make, say } = lesebuch;
  const list = $(".glossary");
  // Of a place the kind stands before its coordinates.
  const entries = $$(".entry", list).map((entry) => [entry, $(".entry-kind", entry).firstChild.data.replace(/ · $/, "")]);
  const kinds = [...new Set(entries.map(([, kind]) => kind))].sort((one, other) => one.localeCompare(other, document.documentElement.lang));
  if (kinds.length < 2) { return; }
  const box = make("div", { className: "kinds" });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", say("kind"));
  const show = (chosen) => {
    entries.forEach(([entry, kind]) => { entry.hidden = Boolean(chosen) && kind !== chosen; });
    // A letter without entries leads nowhere.
    $$("section", list).forEach((letter) => {
      letter.hidden = !$(".entry:not([hidden])", letter);
      $$(`.letters a[href="#${CSS.escape(letter.id)}"]`).forEach((link) => { link.hidden = letter.hidden; });
    });
    $$("button", box).forEach((button) => button.setAttribute("aria-pressed", button.value === chosen));
  };
  for (const kind of ["", ...kinds]) {
    const count = kind ? entries.filter(([, own]) => own === kind).length : entries.length;
    box.append(make("button", { type: "button", value: kind, textContent: `${kind || say("all")} (${count})`, onclick: () => show(kind) }));
  }
  // A link to an entry finds it, whatever is shown.
  addEventListener("hashchange", () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const entry = document.getElementById(id);
    if (entry?.closest("[hidden]")) { show(""); entry.scrollIntoView(); }
  });
  show("");
  list.before(box);
})();
