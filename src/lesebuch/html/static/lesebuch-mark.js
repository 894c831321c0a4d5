// Words that a hit has led to are marked where they stand. Nothing is put into the page: what is copied stays as it is.
// Loaded by `lesebuch.js` where the address has a query.
"use strict";
(async () => {
  const { $, later } = lesebuch;
  const query = new URLSearchParams(location.search).get("q").trim();
  let names = [];
  globalThis.lesebuchFacts = (facts) => { ({ names } = facts); };
  // Without the names of entries the query's own words are marked.
  if (!await later("lesebuch-find.js")) { return; }
  await later("lesebuch-facts.js");
  let place = location.hash.slice(1);
  try { place = decodeURIComponent(place); } catch { /* as it is */ }
  const at = document.getElementById(place) ?? $(".bd-article");
  const walk = document.createTreeWalker(at, NodeFilter.SHOW_TEXT);
  const texts = [];
  let text = "";
  for (let node; (node = walk.nextNode());) {
    if (node.parentElement.closest(".num, .nr, .recte, .headerlink")) { continue; }
    texts.push([text.length, node]);
    text += node.data;
  }
  const point = (offset) => {
    const [start, node] = texts.findLast(([from]) => from <= offset);
    return [node, Math.min(offset - start, node.length)];
  };
  const ranges = lesebuchFind.places(text, query, names, at.closest("[lang]").lang).map(({ start, end }) => {
    const range = document.createRange();
    range.setStart(...point(start));
    const [node, offset] = point(end - 1);
    range.setEnd(node, offset + 1);
    return range;
  });
  CSS.highlights.set("lb-found", new Highlight(...ranges));
})();
