// The list of works shows those that hold all words of a field, in any order; the letters go by what is left.
"use strict";
(() => {
  const { $, $$, say } = lesebuch;
  const letters = $(".letters.works");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const works = $$(".work").map((element) => [element, fold(element.textContent)]);
  const box = $(".lb-filter");
  const field = $("input", box);
  const status = $("p", box);
  box.hidden = false;
  const show = () => {
    const asked = fold(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [element, text] of works) {
      element.hidden = !asked.every((word) => text.includes(word));
      left += element.hidden ? 0 : 1;
    }
    for (const heading of $$("h2.letter")) {
      let next = heading.nextElementSibling;
      while (next?.matches(".work[hidden]")) { next = next.nextElementSibling; }
      heading.hidden = !next?.matches(".work");
      $(`a[href="#${CSS.escape(heading.id)}"]`, letters).hidden = heading.hidden;
    }
    status.textContent = asked.length ? say("left").replace("{n}", left).replace("{all}", works.length) : "";
  };
  field.addEventListener("input", show);
  // Who comes from a citation finds its work, whatever was typed before.
  addEventListener("hashchange", () => { if (field.value) { field.value = ""; show(); document.getElementById(location.hash.slice(1))?.scrollIntoView(); } });
  if (field.value) { show(); }
})();
