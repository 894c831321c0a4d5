// Previews in a frame that is not ours: they take the colours and letters of the place at which they open.
"use strict";
(() => {
  const CLEAR = /^(?:transparent|rgba\(.*, 0\))$/;
  const paperOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    if (!CLEAR.test(backgroundColor)) { return backgroundColor; }
    return element.parentElement ? paperOf(element.parentElement) : "canvas";
  };
  lesebuch.dress = (box, at) => {
    const words = at.closest(".lb-card") ?? at.closest(".psg, .note, p") ?? at.parentElement;
    const { color, fontFamily } = getComputedStyle(words);
    const set = (value, ...names) => names.forEach((name) => box.style.setProperty(`--lb-${name}`, value));
    set(paperOf(words), "paper");
    set(color, "ink", "soft", "edge", "accent");
    set(fontFamily, "sans", "serif");
    set("transparent", "panel");
  };
})();
