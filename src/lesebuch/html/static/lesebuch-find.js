// Finds words in passages, in all their forms and in compounds, and puts the best passages first.
// Loaded by the search page, and by a page to which a hit leads, which marks the words.
"use strict";
globalThis.lesebuchFind = (() => {
  const LETTERS = ["aäàáâãåā", "eéèêëē", "iíìîïī", "oöóòôõøō", "uüúùûū", "cçčć", "nñń", "sšś", "zžź", "yýÿ", "её"];
  const PAIRS = { ae: "ä", oe: "ö", ue: "ü", ss: "ß" };
  const ENDING = /(?:ern|em|en|er|es|ing|ed|e|n|s)$/u;
  const SHORT = 3;
  // Of a query: letters of a word, and words.
  const [LONGEST, MOST] = [40, 12];
  // A word as it was asked for, in another form, as a part of a compound, in the midst of a word.
  const WEIGHTS = [8, 6, 3, 1];

  // A regular expression for letters with and without their marks: "Oel", "ol" and "Öl" are one.
  const letters = (text) => text.replace(/ae|oe|ue|ss|./gu, (sign) => {
    const group = LETTERS.find((known) => known.includes(sign));
    const [pair] = Object.entries(PAIRS).find(([two, one]) => two === sign || one === sign) ?? [];
    if (pair) { return `(?:${[...pair].map(letters).join("")}|[${PAIRS[pair]}${group ?? ""}])`; }
    return group ? `[${group}]` : sign;
  });

  const stem = (word) => {
    const cut = word.replace(ENDING, "");
    return cut.length > SHORT ? cut : word;
  };

  const LETTER = /[\p{L}\p{N}]/u;
  // The whole word that holds a match: its beginning and its end.
  const around = (text, start, end) => {
    while (start > 0 && LETTER.test(text[start - 1])) { start -= 1; }
    while (end < text.length && LETTER.test(text[end])) { end += 1; }
    return [start, end];
  };

  // What finds a word: its whole form, its stem at the beginning of a word, and words that hold it.
  const finder = (word, root = stem(word)) => {
    const short = root.length <= SHORT;
    const [whole, inner] = [letters(word), letters(root)];
    const held = new RegExp(inner, "giu");
    const forms = [`^${whole}$`, `^${inner}.{0,3}$`, `^${inner}|${inner}.{0,2}$`].map((form) => new RegExp(form, "iu"));
    const all = (text) => {
      const found = [];
      for (const match of text.matchAll(held)) {
        const [start, end] = around(text, match.index, match.index + match[0].length);
        const inside = start < match.index && end > match.index + match[0].length;
        // A short word stands at the beginning of longer ones or at their end; in their midst it is chance.
        if ((short && inside) || start === found.at(-1)?.start) { continue; }
        found.push({ start, end, weight: WEIGHTS.at(forms.findIndex((form) => form.test(text.slice(start, end)))) });
      }
      return found;
    };
    return { all, occurs: (text) => text.search(held) >= 0 && (!short || all(text).length > 0) };
  };

  const wordsOf = (query) => {
    const words = query.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
    return [...new Set(words.map((word) => word.slice(0, LONGEST)))].slice(0, MOST);
  };
  const occurs = (units, find) => units.some((unit) => find.occurs(unit.text));

  // A word that does not occur: a shorter form of it, else the parts of a compound, else the word as it is.
  const finders = (word, units) => {
    const found = finder(word);
    if (occurs(units, found)) { return [found]; }
    for (let size = word.length - 1; size >= Math.max(SHORT + 2, word.length * 0.7); size -= 1) {
      const shorter = finder(word, word.slice(0, size));
      if (occurs(units, shorter)) { return [shorter]; }
    }
    for (let at = word.length - 4; at >= 2; at -= 1) {
      const parts = [finder(word.slice(0, at).replace(/(?<=...)(?:s|en|n)$/u, "")), finder(word.slice(at))];
      if (parts.every((part) => occurs(units, part))) { return parts; }
    }
    return [found];
  };

  // The sources' own words come before what the editors say of them: notes, head notes, and all other pages.
  const PLACES = [[/^[pvth]\d+(?:\.\d+)*$/u, 1], [/^[a-z]\d+(?:\.\d+)*$/u, 0.8], [/^lb-meta$/u, 0.9], [/^[a-z]\d+-|^note-/u, 0.7]];
  const importance = (unit) => PLACES.find(([form]) => form.test(unit.id))?.[1] ?? 0.75;

  const spans = (text, finds) => finds.map((find) => find.all(text));

  // Units with `hits` (places of the words) in the order of their worth; only those that hold the most words.
  const rank = (units, query) => {
    const finds = wordsOf(query).flatMap((word) => finders(word, units));
    if (!finds.length) { return []; }
    const found = units.map((unit) => ({ ...unit, hits: spans(unit.text, finds) })).filter((unit) => unit.hits.some((hits) => hits.length));
    const rare = finds.map((_, n) => Math.log(1 + units.length / Math.max(found.filter((unit) => unit.hits[n].length).length, 1)));
    const mean = found.reduce((sum, unit) => sum + unit.text.length, 0) / Math.max(found.length, 1);
    const most = Math.max(0, ...found.map((unit) => unit.hits.filter((hits) => hits.length).length));
    const seen = new Set();
    for (const unit of found) {
      const worth = unit.hits.map((hits, n) => rare[n] * (Math.max(0, ...hits.map((hit) => hit.weight)) + 0.4 * Math.min(hits.length, 5)));
      const near = unit.hits.slice(1).filter((hits, n) => hits.some((hit) => unit.hits[n].some((before) => hit.start > before.end && hit.start - before.end < 4))).length;
      unit.score = importance(unit) * (worth.reduce((sum, one) => sum + one, 0) + 6 * near) / (0.8 + 0.2 * unit.text.length / mean);
    }
    return found
      .filter((unit) => unit.hits.filter((hits) => hits.length).length === most)
      .sort((one, other) => other.score - one.score)
      .filter((unit) => !seen.has(unit.text) && seen.add(unit.text))
      .map((unit) => ({ ...unit, hits: unit.hits.flat().sort((one, other) => one.start - other.start) }));
  };

  // The words around the place where most of the hits stand, and the hits within.
  const excerpt = ({ text, hits }, size = 240) => {
    const within = (from) => hits.filter((hit) => hit.start >= from && hit.end <= from + size);
    const worth = (from) => within(from).reduce((sum, hit) => sum + hit.weight, 0);
    const first = hits.map((hit) => Math.max(hit.start - 60, 0)).reduce((best, from) => (worth(from) > worth(best) ? from : best));
    const start = first && text.indexOf(" ", first) + 1;
    const stop = start + size < text.length ? text.lastIndexOf(" ", start + size) : text.length;
    const parts = [];
    let at = start;
    for (const hit of hits.filter((one) => one.start >= start && one.end <= stop)) {
      if (hit.start < at) { continue; }
      parts.push([text.slice(at, hit.start), false], [text.slice(hit.start, hit.end), true]);
      at = hit.end;
    }
    parts.push([text.slice(at, stop), false]);
    return [[start ? "… " : "", false], ...parts, [stop < text.length ? " …" : "", false]].filter(([part]) => part);
  };

  // The places of a query's words in a text, for marking them where they stand.
  const places = (text, query) => {
    const units = [{ id: "", text }];
    return spans(text, wordsOf(query).flatMap((word) => finders(word, units))).flat();
  };

  return { rank, excerpt, places };
})();
