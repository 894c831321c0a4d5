// How to cite a passage, in the styles that the page has for the chapter; and the blanks of these: the day, and the address
// where the build did not know it. References, with marks for what is filled in, stand in a script for each chapter.
"use strict";
(() => {
  const { $, $$, make, say, later } = lesebuch;
  const day = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const iso = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const spoken = new Intl.DateTimeFormat(document.documentElement.lang || "de", { dateStyle: "long" }).format(day);
  const known = $("link[rel=canonical]")?.href ?? (location.protocol === "file:" ? "" : location.href.replace(/[?#].*$/, ""));
  $$(".cite .styles .on").forEach((blank) => { blank.textContent = spoken; });
  if (known) { $$(".cite .styles .at").forEach((blank) => { blank.textContent = known; }); }

  // The page names the script beside its files.
  const file = $(".cite .files a[href$='.bib']").href.split("/").pop().replace(/\.bib$/, "");
  let told = null;
  const ask = () => told ??= new Promise((resolve) => {
    globalThis.lesebuchCited = resolve;
    later(`cite/${file}.js`).then((there) => there || resolve(null));
  });
  const KEY = "lb-style";
  const chosen = () => { try { return Number(localStorage.getItem(KEY)) || 0; } catch { return 0; } };

  const show = (data, at) => {
    const [PLACE, ADDRESS, DAY] = data.marks;
    // A file on someone's disk has no address for others.
    const address = known ? at.address : "____";
    const filled = (text, when) => text.replaceAll(PLACE, () => at.name).replaceAll(ADDRESS, () => address).replaceAll(DAY, () => when);
    const dialog = make("dialog", { className: "lb-cite" });
    dialog.setAttribute("aria-labelledby", "lb-cite-name");
    const shut = make("button", { type: "button", className: "lb-shut" });
    shut.setAttribute("aria-label", say("close"));
    shut.append(make("span", { textContent: "×" }));
    shut.addEventListener("click", () => dialog.close());
    const select = make("select");
    select.setAttribute("aria-label", say("cite"));
    data.styles.forEach(([title], n) => select.append(make("option", { value: n, textContent: title })));
    select.value = data.styles[chosen()] ? chosen() : 0;
    const words = make("div", { className: "reference" });
    const fill = () => {
      const [, whole, place] = data.styles[select.value];
      // Made at build time, where all words of authors are escaped; of what is filled in here nothing is markup.
      const safe = (html) => {
        const made = make("p", { innerHTML: html });
        const walk = document.createTreeWalker(made, NodeFilter.SHOW_TEXT);
        for (let node; (node = walk.nextNode());) { node.data = filled(node.data, spoken); }
        return made;
      };
      words.replaceChildren(safe(place));
      if (place.startsWith("(")) { words.append(make("p", { className: "list", textContent: say("list") }), safe(whole)); }
      if (words.textContent.includes("____")) { words.append(make("p", { className: "blank", textContent: say("blank") })); }
    };
    fill();
    select.addEventListener("change", () => {
      try { localStorage.setItem(KEY, select.value); } catch { /* not allowed: it holds for this time */ }
      fill();
    });
    const copy = make("button", { type: "button", textContent: say("copy") });
    copy.addEventListener("click", async () => {
      const parts = $$("p:not(.list, .blank)", words);
      await lesebuch.passages.copy(parts.map(({ textContent }) => textContent).join("\n"));
      copy.textContent = say("copied");
    });
    const files = data.files.map(([name, ending, text]) => {
      const link = make("a", { textContent: name, download: `${file}-${at.first.id}.${ending}` });
      link.setAttribute("aria-label", say("save").replace("{format}", name));
      // For programs a blank is nothing; they ask, or leave it out.
      const body = filled(text.replaceAll(ADDRESS, known ? at.address.replace(/:~:.*$/, "") : ""), iso);
      link.href = URL.createObjectURL(new Blob([body], { type: "text/plain;charset=utf-8" }));
      return link;
    });
    const takes = make("p", { className: "takes" });
    takes.append(copy, ...files);
    dialog.append(shut, make("h2", { id: "lb-cite-name", textContent: `${say("cite")}: ${at.name}` }), select, words, takes);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) { dialog.close(); } });
    dialog.addEventListener("close", () => {
      files.forEach(({ href }) => URL.revokeObjectURL(href));
      dialog.remove();
      $(".num", at.first)?.focus({ preventScroll: true });
    });
    (document.querySelector("main") ?? document.body).append(dialog);
    dialog.showModal();
    select.focus();
  };
  lesebuch.cite = async (at) => {
    const data = await ask();
    if (data?.styles.length) { show(data, at); } else { const box = $(".cite .styles"); box.open = true; box.scrollIntoView(); }
  };
})();
