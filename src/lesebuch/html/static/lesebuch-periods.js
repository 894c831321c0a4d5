// The chronology by period, text and whom it names: what is chosen shows in the drawing and in the list alike.
"use strict";
(() => {
  const form = document.querySelector(".lb-periods");
  if (!form) { return; }
  const rows = [...document.querySelectorAll(".events.chronology tbody tr")];
  const drawings = [...document.querySelectorAll(".timeline svg")].map((svg) => ({
    svg,
    box: svg.getAttribute("viewBox").split(" ").map(Number),
    years: [...svg.querySelectorAll(".year")],
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

  const move = (element, down) => {
    const to = `translate(0 ${down})`;
    if (element.getAttribute("transform") !== to) { element.setAttribute("transform", to); }
  };
  // Lanes and rows move up where others are gone; the drawing is as high as what it shows.
  const redraw = ({ svg, box, years }, shown) => {
    const high = Number(svg.dataset.lane);
    let gone = 0;
    for (const year of years) {
      const links = [...year.querySelectorAll("a")];
      for (const link of links) { link.toggleAttribute("data-off", !shown.has(link.getAttribute("href").slice(1))); }
      const lanes = [...new Set(links.map((link) => Number(link.dataset.lane)))];
      const used = [...new Set(links.filter((link) => !link.hasAttribute("data-off")).map((link) => Number(link.dataset.lane)))].sort((a, b) => a - b);
      for (const link of links) { move(link, (used.indexOf(Number(link.dataset.lane)) - link.dataset.lane) * high); }
      const number = Number(year.dataset.year);
      const on = number >= Number(from.value) && number <= Number(to.value) && links.some((link) => !link.hasAttribute("data-off"));
      year.toggleAttribute("data-off", !on);
      move(year, -gone);
      gone += on ? (lanes.length - used.length) * high : Number(year.dataset.h);
    }
    svg.setAttribute("viewBox", [box[0], box[1], box[2], box[3] - gone].join(" "));
  };

  // The drawing that one sees comes first, the others when the page has nothing else to do: each costs a telephone some
  // tenths of a second. Paper gets what is chosen, however soon it is asked for.
  let shown = new Set();
  let late = [];
  let waiting = 0;
  let frame = 0;
  let task = 0;
  const rest = () => { clearTimeout(waiting); for (const drawing of late.splice(0)) { redraw(drawing, shown); } };
  const next = () => {
    const drawing = late.shift();
    if (drawing) { redraw(drawing, shown); waiting = setTimeout(next, 100); }
  };
  addEventListener("beforeprint", () => { show(); rest(); });
  addEventListener("resize", rest);

  const show = () => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
    shown = new Set(rows.filter(wanted).map((row) => row.id));
    const seen = drawings.filter(({ svg }) => getComputedStyle(svg).display !== "none");
    for (const row of rows) {
      const off = !shown.has(row.id);
      if (row.hidden !== off) { row.hidden = off; }
    }
    for (const drawing of seen) { redraw(drawing, shown); }
    late = drawings.filter((drawing) => !seen.includes(drawing));
    clearTimeout(waiting);
    waiting = setTimeout(next, 300);
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
