// The glossary by kind: buttons that show the people alone, or the places. Without this script all entries are there, and
// the letters lead to them. Loaded by `lesebuch.js` on pages with entries.
"use strict";
(() => {
  const { $, $$ } = lesebuch;
  const list = $(".glossary");
  const box = $(".kinds");
  if (!box) { return; }
  // Of a place the kind stands before its coordinates.
  const entries = $$(".entry", list).map((entry) => [entry, $(".entry-kind", entry).firstChild.data.replace(/ · $/, "")]);
  const show = (chosen) => {
    entries.forEach(([entry, kind]) => { entry.hidden = Boolean(chosen) && kind !== chosen; });
    // A letter without entries leads nowhere.
    $$("section", list).forEach((letter) => {
      letter.hidden = !$(".entry:not([hidden])", letter);
      $$(`.letters a[href="#${CSS.escape(letter.id)}"]`).forEach((link) => { link.hidden = letter.hidden; });
    });
    $$("button", box).forEach((button) => button.setAttribute("aria-pressed", button.value === chosen));
  };
  $$("button", box).forEach((button) => { button.addEventListener("click", () => show(button.value)); });
  // A link to an entry finds it, whatever is shown.
  addEventListener("hashchange", () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const entry = document.getElementById(id);
    if (entry?.closest("[hidden]")) { show(""); entry.scrollIntoView(); }
  });
  show("");
  box.hidden = false;
})();
