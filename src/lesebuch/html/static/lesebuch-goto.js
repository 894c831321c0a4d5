// Go to a place by a word of its title and its number, "Lawrow 7", or by its id, "portnikov-lawrow#p7", "p7", "7".
"use strict";
(() => {
  const { $, make, say, chapters } = lesebuch;
  const form = $(".lb-goto");
  if (!form) { return; }
  const field = $("input", form);
  const list = $("ul", form);
  const here = $("script[src*='lesebuch-goto.js']").src;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  // `Lawrow 7`, `Lawrow, Abs. 7-9`, `Lawrow p7`, `SLUG#p3-p7`, `7`.
  const PLACE = /(?:^|[\s,#]|§|abs\.?|par\.?)\s*([a-z])?(\d+(?:\.\d+)*)(?:\s*[-–]\s*[a-z]?(\d+(?:\.\d+)*))?\s*$/i;
  const read = (typed) => {
    const found = PLACE.exec(typed);
    if (!found) { return [words(typed), ""]; }
    const [whole, letter = "p", from, to] = found;
    const rest = typed.slice(0, typed.length - whole.length).replace(/(?:§|abs(?:atz|\.)?|par(?:agraph|\.)?)\s*$/i, "");
    return [words(rest), `${letter.toLowerCase()}${from}${to ? `-${letter.toLowerCase()}${to}` : ""}`];
  };
  const own = new RegExp(`(?:^|/)chapters/`).test(location.pathname) ? location.pathname.replace(/(?:\/index)?\.html$|\/$/, "").split("/").pop() : "";
  const find = async (typed) => {
    const [asked, at] = read(typed);
    const all = await chapters();
    const hits = asked.length || !own
      ? all.map((chapter) => [score(chapter, asked), chapter]).filter(([points]) => points > 0).sort(([a], [b]) => b - a).map(([, chapter]) => chapter)
      : all.filter(([slug]) => slug === decodeURIComponent(own));
    return hits.slice(0, 8).map(([, title, , uri, last]) => {
      const beyond = /^p(\d+)$/.exec(at)?.[1] > last;
      return { title, at: beyond ? "" : at, beyond: beyond ? say("paragraphs").replace("{n}", last) : "", href: new URL(`../${uri}${at && !beyond ? `#${at}` : ""}`, here).href };
    });
  };
  // Each word must begin a word of the title, the name of the file or the author; the first two count more. Of equals
  // comes first what is named by these words and few others.
  const score = ([slug, title, by], asked) => {
    if (!asked.length) { return 0; }
    const named = words(`${slug} ${title}`);
    const people = words(by);
    let points = (fold(slug) === asked.join("-") ? 9 : fold(slug).startsWith(asked.join("-")) ? 1 : 0) + 1 / named.length;
    for (const word of asked) {
      if (named.some((one) => one === word)) { points += 3; } else if (named.some((one) => one.startsWith(word))) { points += 2; } else if (people.some((one) => one.startsWith(word))) { points += 1; } else { return 0; }
    }
    return points;
  };
  let count = 0;
  const show = async () => {
    count += 1;
    const mine = count;
    const typed = field.value.trim();
    const hits = typed ? await find(typed) : [];
    if (mine !== count) { return hits; }
    list.replaceChildren(...hits.map(({ title, at, beyond, href }) => {
      const item = make("li");
      const link = make("a", { href, textContent: title });
      const where = beyond || (at.startsWith("p") ? `${say("paragraph")}\u00a0${at.replaceAll("p", "").replace("-", "–")}` : at);
      if (where) { link.append(make("span", { className: "where", textContent: ` · ${where}` })); }
      item.append(link);
      return item;
    }));
    if (typed && !hits.length) { list.append(make("li", { textContent: say("nowhere") })); }
    return hits;
  };
  field.addEventListener("input", show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [first] = await show();
    if (first) { location.href = first.href; field.value = ""; list.replaceChildren(); }
  });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape" && field.value) { event.stopPropagation(); field.value = ""; list.replaceChildren(); field.focus(); } });
  if (field.value) { show(); }
})();
