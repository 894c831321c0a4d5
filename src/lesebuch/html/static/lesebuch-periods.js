// The chronology by period, text and whom it names: what is chosen shows in the drawing and in the list alike.
"use strict";
(() => {
  const form = document.querySelector(".lb-periods");
  if (!form) { return; }
  const rows = [...document.querySelectorAll(".events.chronology tbody tr")];
  const drawn = [...document.querySelectorAll(".lb-years > .yr")].map((row) => ({
    row,
    year: Number(row.dataset.year),
    marks: [...row.querySelectorAll("a")].map((mark) => ({
      mark,
      id: mark.getAttribute("href").slice(1),
      lanes: ["--a", "--b", "--c"].map((name) => Number(mark.style.getPropertyValue(name))),
    })),
  }));
  const { from, to, chapter, entry } = form.elements;
  const has = (list, word) => !word || list.split(" ").includes(word);

  const wanted = (row) => {
    const { years, chapters, entries } = row.querySelector("th").dataset;
    const [first, last] = years.split(" ");
    // What has no place in time belongs to no period.
    const whole = from.selectedIndex === 0 && to.selectedIndex === to.length - 1;
    const within = first === "" ? whole : Number(first) <= Number(to.value) && Number(last) >= Number(from.value);
    return within && has(chapters, chapter.value) && has(entries, entry.value);
  };

  // Lanes move up where others are gone, on a wide and on a narrow page and on paper.
  const redraw = ({ row, year, marks }, shown) => {
    const on = marks.filter(({ id }) => shown.has(id));
    row.toggleAttribute("data-off", !on.length || year < Number(from.value) || year > Number(to.value));
    for (const { mark, id } of marks) { mark.toggleAttribute("data-off", !shown.has(id)); }
    ["a", "b", "c"].forEach((name, shape) => {
      const used = [...new Set(on.map(({ lanes }) => lanes[shape]))].sort((one, other) => one - other);
      row.style.setProperty(`--${name.toUpperCase()}`, used.length);
      for (const { mark, lanes } of on) { mark.style.setProperty(`--${name}`, used.indexOf(lanes[shape])); }
    });
  };

  let frame = 0;
  let task = 0;
  addEventListener("beforeprint", () => show());

  const show = () => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
    const shown = new Set(rows.filter(wanted).map((row) => row.id));
    for (const row of rows) {
      const off = !shown.has(row.id);
      if (row.hidden !== off) { row.hidden = off; }
    }
    for (const year of drawn) { redraw(year, shown); }
    const output = form.querySelector("output");
    output.textContent = output.dataset.count.replace("{n}", shown.size).replace("{all}", rows.length);
  };
  // What is chosen answers first; of several choices in a row the last is drawn.
  const soon = () => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
    frame = requestAnimationFrame(() => { task = setTimeout(show); });
  };

  // The last year is chosen before anything is.
  const begin = () => { from.selectedIndex = 0; to.selectedIndex = to.length - 1; chapter.selectedIndex = entry.selectedIndex = 0; };
  form.addEventListener("change", (event) => {
    // A period that ends before it begins is one year: the one that was chosen last.
    if (from.selectedIndex > to.selectedIndex) { (event.target === from ? to : from).selectedIndex = event.target.selectedIndex; }
    soon();
  });
  form.addEventListener("reset", (event) => { event.preventDefault(); begin(); soon(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to an event that is not shown shows all.
  addEventListener("hashchange", () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row?.hidden) { begin(); show(); row.scrollIntoView(); }
  });
  form.hidden = false;
  begin();
  show();
})();
