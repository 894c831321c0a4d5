// On pages without notes previews come when something that has one is first pointed at; until then a click waits for them.
// (Notes take their places as soon as a page is there, so pages that have some load `lesebuch-notes.js` at once.)
"use strict";
(() => {
  const load = () => lesebuch.later("lesebuch-notes.js");
  const asked = (event) => event.target.closest?.("a.m, a.m2, .when, .bibtex-citation a");
  // What was pointed at while they came is pointed at once more.
  const previews = async (event) => {
    const at = asked(event);
    if (!at || lesebuch.preview || !(await load())) { return; }
    const again = event.type === "focusin" ? new FocusEvent(event.type, { bubbles: true }) : new PointerEvent(event.type, { bubbles: true, pointerType: event.pointerType });
    if (event.type !== "pointerdown" && (at.matches(":hover") || at === document.activeElement)) { at.dispatchEvent(again); }
  };
  let touched = false;
  for (const kind of ["pointerover", "focusin"]) { document.addEventListener(kind, previews); }
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; previews(event); });
  document.addEventListener("click", async (event) => {
    const at = asked(event);
    if (lesebuch.preview || !at || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    // As there: links to entries lead there, unless a finger has had no other way to ask.
    if (at.matches("a.m, a.m2") && (!event.detail || !touched)) { return; }
    event.preventDefault();
    if (await load()) { lesebuch.preview(at); } else if (at.href) { location.href = at.href; }
  });
})();
