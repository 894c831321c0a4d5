// On pages without notes previews come when something that has one is first pointed at. Whoever has asked for them until
// then asks once more: they alone know what is answered, and how.
// (In our theme notes take their places as soon as a page is there, so pages that have some load `lesebuch-notes.js` at once.)
"use strict";
(() => {
  const ask = async (event) => {
    const at = event.target.closest?.(lesebuch.asks);
    if (!at || lesebuch.previews) { return; }
    const clicked = event.type === "click";
    if (clicked) {
      // What leads elsewhere in any case does not wait.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
      if (at.matches("a.m, a.m2") && (!event.detail || !lesebuch.touched)) { return; }
      event.preventDefault();
    }
    const there = await lesebuch.later("lesebuch-notes.js");
    // A finger may be up again: what is pressed is told by `touched`.
    if (there && event.type !== "pointerdown") { at.dispatchEvent(new event.constructor(event.type, event)); }
    if (!there && clicked && at.href) { location.href = at.href; }
  };
  document.addEventListener("pointerdown", (event) => { lesebuch.touched = event.pointerType !== "mouse"; });
  for (const kind of ["pointerover", "pointerdown", "focusin", "click"]) { document.addEventListener(kind, ask); }
})();
