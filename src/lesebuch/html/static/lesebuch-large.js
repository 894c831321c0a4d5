// The pages that hold the words of a query, of a reader whose texts are too much to load for one. All its words are one
// file; which pages hold them is loaded for the words that fit, and then the pages that hold most. See `search_words.py`.
"use strict";
(() => {
  const { asked, about, names, unitsOf } = lesebuch.search;
  const MOST = 60;
  const FILES = 24;
  const OFTEN = 2;
  const folder = new URL("lesebuch-large/", lesebuch.$("script[src*='lesebuch.js']").src);
  const files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      const answer = fetch(new URL(`${name}.json`, folder)).then((got) => { if (!got.ok) { throw new Error(name); } return got.json(); });
      files.set(name, answer);
      answer.catch(() => { files.delete(name); });
    }
    return files.get(name);
  };

  let known = null;
  const index = async () => {
    if (known) { return known; }
    const { pages, step, own, rest } = await load("words");
    const text = [own, rest].filter(Boolean).join(" ");
    const starts = [0];
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) { starts.push(at + 1); }
    // As units of a page they say which forms of a query there are: first those of the sources. In which language a word is used is not known here.
    known = { pages, step, text, starts, units: [{ id: "p1", text: own, lang: "mul" }, { id: "", text: rest, lang: "mul" }] };
    return known;
  };
  // The number of the word at a place in all words.
  const numberOf = (starts, at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= at) { low = middle; } else { high = middle; }
    }
    return low;
  };

  // By page how well it holds a word that a test finds; of very many words those that fit best.
  const holding = async (test) => {
    const { step, text, starts } = await index();
    const words = new Map();
    for (const { start, weight } of test(text, "mul")) {
      const n = numberOf(starts, start);
      words.set(n, Math.max(weight, words.get(n) ?? 0));
    }
    const best = [...words].sort(([, one], [, other]) => other - one);
    const wanted = new Set([...new Set(best.map(([n]) => Math.floor(n / step)))].slice(0, FILES));
    const lists = new Map(await Promise.all([...wanted].map(async (n) => [n, await load(n)])));
    const found = new Map();
    for (const [n, weight] of best.filter(([word]) => wanted.has(Math.floor(word / step)))) {
      const [steps, often] = lists.get(Math.floor(n / step))[n % step];
      let page = 0;
      for (const one of steps) { page += one; found.set(page, Math.max(weight, found.get(page) ?? 0)); }
      for (const one of often) { found.set(one, Math.max(weight + OFTEN, found.get(one))); }
    }
    return found;
  };
  // Of a name all words must be there.
  const named = async (way) => {
    const [first, ...rest] = await Promise.all(way.map(holding));
    return [...first].filter(([page]) => rest.every((other) => other.has(page)));
  };
  const fits = (url) => {
    const page = about(url);
    const kinds = { text: page.kind === "chapter", note: page.kind === "chapter", event: page.kind === "event" || page.events };
    return (!asked.author || page.authors?.includes(asked.author)) && (!asked.outlet || page.outlet === asked.outlet)
      && (!asked.year || page.year === asked.year) && (!asked.kind || (kinds[asked.kind] ?? page.kind === asked.kind));
  };

  // The units of the pages that hold most words of the query, the rarest first, and what finds the words.
  lesebuch.search.some = async () => {
    const { pages, units } = await index();
    const finds = lesebuchFind.finders(asked.q, units, names());
    const worth = new Map();
    for (const { ways } of finds) {
      const held = new Map((await Promise.all(ways.map(named))).flat().sort(([, one], [, other]) => one - other));
      const rare = Math.log(1 + pages.length / Math.max(held.size, 1));
      for (const [page, weight] of held) {
        const [count, sum] = worth.get(page) ?? [0, 0];
        worth.set(page, [count + 1, sum + rare * weight]);
      }
    }
    const best = [...worth].filter(([page]) => fits(pages[page]))
      .sort(([, [count, sum]], [, [other, less]]) => other - count || less - sum).slice(0, MOST);
    // In the order of the site, in which a small reader is searched.
    const shown = best.map(([page]) => page).sort((one, other) => one - other);
    return [unitsOf(await Promise.all(shown.map((page) => load(`page-${page}`)))), finds];
  };
})();
