// Finds words in passages, in all their forms and in compounds, and puts the best passages first.
// Loaded by the search page, and by a page to which a hit leads, which marks the words. `groups` are the names of each
// glossary entry: who asks for one of them finds them all.
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

  // Where words are written without spaces between them, none goes on behind a match.
  const LETTER = /(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai})[\p{L}\p{M}\p{N}]/u;
  // The whole word that holds a match: its beginning and its end.
  const around = (text, start, end) => {
    while (start > 0 && LETTER.test(text[start - 1])) { start -= 1; }
    while (end < text.length && LETTER.test(text[end])) { end += 1; }
    return [start, end];
  };

  // Languages that write compounds apart: whoever asks for "oil" does not mean "soil". `lang` is that of a text, if it is not
  // the page's.
  const APART = /^(?:en|fr|es|it|pt|ca|ro)\b/i;
  const isApart = (lang) => APART.test(lang || document.documentElement.lang);

  // A capital within a word begins a part of it, as in "KazMunayGas".
  const isInner = (text, start, at) => start < at && !/^\p{Ll}\p{Lu}/u.test(text.slice(at - 1, at + 1));

  // What finds a word: its whole form, its stem at the beginning of a word, and words that hold it, unless their language has
  // no such words. `ways`: what finds it among single words, any of the lists, and of that list all.
  const finder = (word, root = stem(word)) => {
    const short = root.length <= SHORT;
    const [whole, inner] = [letters(word), letters(root)];
    const held = new RegExp(inner, "giu");
    const forms = [`^${whole}$`, `^${inner}.{0,3}$`, `^${inner}|${inner}.{0,2}$`].map((form) => new RegExp(form, "iu"));
    const all = (text, lang) => {
      const apart = isApart(lang);
      const found = [];
      for (const match of text.matchAll(held)) {
        const [start, end] = around(text, match.index, match.index + match[0].length);
        const within = isInner(text, start, match.index);
        // A short word stands at the beginning of longer ones or at their end; in their midst it is chance.
        if ((within && (apart || (short && end > match.index + match[0].length))) || start === found.at(-1)?.start) { continue; }
        found.push({ start, end, weight: WEIGHTS.at(forms.findIndex((form) => form.test(text.slice(start, end)))) });
      }
      return found;
    };
    return { all, occurs: (text, lang) => text.search(held) >= 0 && ((!short && !isApart(lang)) || all(text, lang).length > 0), ways: [[all]] };
  };

  const split = (text) => text.toLowerCase().normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const wordsOf = (query) => {
    const words = split(query);
    return [...new Set(words.map((word) => word.slice(0, LONGEST)))].slice(0, MOST);
  };
  const occurs = (units, find) => units.some((unit) => find.occurs(unit.text, unit.lang));

  // --- Names of one thing ---

  const plain = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/([aou])e/g, "$1");
  const key = (words) => words.map((word) => plain(stem(word))).join(" ");
  const MOST_WORDS = 6;
  const made = new WeakMap();
  // By the key of each name: all names of its entry.
  const named = (groups) => {
    if (!made.has(groups)) { made.set(groups, new Map(groups.flatMap((names) => names.map((name) => [key(split(name)), names])))); }
    return made.get(groups);
  };

  // The sound of a name in Latin or Cyrillic letters, so that Назарбаев, Nazarbayev and Nasarbajew are one. What spellings
  // do not tell apart is one sign; "ch" is two sounds, and so a word may have two.
  const CYRILLIC = Object.fromEntries([..."абвгґдезийклмнопрстуфхцчшщыэёєіїқғңөұүһәжў"].map((letter, n) => [letter, "abwggdesiiklmnoprstuwhshssieeeiikgnouuhasw"[n]]));
  const SOUNDS = [
    [/[ьъ'’]/g, ""], [/[jy]o|ё/g, "e"], [/ю/g, "iu"], [/я/g, "ia"], [/[а-яёєіїґқғңөұүһәў]/g, (letter) => CYRILLIC[letter] ?? letter],
    [/schtsch|shch/g, "s"], [/dsch|dzh|^dj/g, "s"], [/tsch|tch|kh/g, "h"], [/sch|sh|zh|ts|tz/g, "s"], [/ck|q/g, "k"], [/ou/g, "u"], [/x/g, "ks"],
    [/[vf]/g, "w"], [/[jy]/g, "i"], [/z/g, "s"],
  ];
  const LAST = [[/c/g, "k"], [/(.)\1+/g, "$1"], [/ie/g, "e"], [/(.)\1+/g, "$1"], [/[oe]w(?=a?$)/, "ew"]];
  const replaced = (word, rules) => rules.reduce((text, [sign, other]) => text.replace(sign, other), word);
  const sounds = (word) => {
    // Composed: й is a letter of its own, not и with a mark.
    const heard = replaced(word.toLowerCase().normalize("NFC"), SOUNDS).normalize("NFD").replace(/\p{M}/gu, "");
    return [...new Set(["h", "s"].map((sound) => replaced(heard.replace(/ch/g, sound), LAST)))];
  };
  const HEARD = 5;
  const ENDINGS = 2;
  const alike = (one, other) => {
    let same = 0;
    while (same < one.length && one[same] === other[same]) { same += 1; }
    return same >= HEARD && Math.max(one.length, other.length) - same <= ENDINGS;
  };
  const hear = (word, words) => {
    const asked = sounds(word);
    if (asked[0].length < HEARD) { return []; }
    return words.filter((known) => known.length >= HEARD - 1 && sounds(known).some((one) => asked.some((other) => alike(one, other))));
  };

  // What finds any of these names, with the endings that names take.
  const anyOf = (forms) => {
    const any = new RegExp(`(?:${forms.join("|")})(?!${LETTER.source})`, "giu");
    // Not all browsers look behind in an expression (`(?<!…)`).
    const all = (text) => [...text.matchAll(any)].filter(({ index }) => !index || !LETTER.test(text[index - 1]))
      .map((match) => ({ start: match.index, end: match.index + match[0].length, weight: WEIGHTS[1] }));
    return { all, occurs: (text) => all(text).length > 0 };
  };
  const namesFinder = (names, exact = false) => {
    const forms = names.map((name) => split(name).map((word) => {
      if (exact) { return word; }
      const root = stem(word);
      return letters(root) + (root.length > SHORT ? "\\p{L}{0,3}" : "s?");
    })).filter((words) => words.length);
    const whole = forms.map((words) => words.join("[\\s\\p{Pd}]+")).sort((one, other) => other.length - one.length);
    return { ...anyOf(whole), ways: forms.map((words) => words.map((word) => anyOf([word]).all)) };
  };
  const either = (first, second) => ({
    all: (text, lang) => {
      const found = first.all(text, lang);
      const more = second.all(text, lang).filter((hit) => found.every((own) => own.end <= hit.start || hit.end <= own.start));
      return [...found, ...more].sort((one, other) => one.start - other.start);
    },
    occurs: (text, lang) => first.occurs(text, lang) || second.occurs(text, lang),
    ways: [...first.ways, ...second.ways],
  });

  // A query in parts: words that are a name of an entry, with all its names, and other words alone.
  const parts = (query, groups) => {
    const words = wordsOf(query);
    const known = named(groups);
    const found = [];
    for (let at = 0; at < words.length;) {
      let size = Math.min(MOST_WORDS, words.length - at);
      while (size && !known.has(key(words.slice(at, at + size)))) { size -= 1; }
      const own = words.slice(at, at + Math.max(size, 1));
      found.push({ words: own, names: size ? known.get(key(own)) : namesByEar(own[0], groups) });
      at += own.length;
    }
    return found;
  };
  // A word in another script or spelling is a name, too, where one of its words sounds like that.
  const namesByEar = (word, groups) => {
    const heard = groups.filter((names) => names.some((name) => { const words = split(name); return words.length === 1 && hear(word, words).length; }));
    return heard.length === 1 ? heard[0] : [];
  };

  // --- Ranking ---

  // The sources' own words come before what the editors say of them: notes, head notes, and all other pages. Last come
  // works in a list (`id7`), whose titles have names as other languages write them.
  const PLACES = [[/^[pvth]\d+(?:\.\d+)*$/u, 1], [/^[a-z]\d+(?:\.\d+)*$/u, 0.8], [/^lb-meta$/u, 0.9], [/^id\d+$/u, 0.5], [/^[a-z]\d+-|^note-/u, 0.7]];
  const importance = (unit) => PLACES.find(([form]) => form.test(unit.id))?.[1] ?? 0.75;

  // A word that no source has: how they write it. One that does not occur at all: a shorter form of it, else the parts of
  // a compound, else the word as it is.
  const finders = (word, units) => {
    const found = finder(word);
    if (occurs(units.filter((unit) => importance(unit) === 1), found)) { return [found]; }
    const heard = sounds(word)[0].length < HEARD ? [] : hear(word, [...new Set(units.flatMap((unit) => split(unit.text)))]);
    if (heard.length) { return [either(found, namesFinder(heard))]; }
    if (occurs(units, found)) { return [found]; }
    for (let size = word.length - 1; size >= Math.max(SHORT + 2, word.length * 0.7); size -= 1) {
      const shorter = finder(word, word.slice(0, size));
      if (occurs(units, shorter)) { return [shorter]; }
    }
    for (let at = word.length - 4; at >= 2; at -= 1) {
      const halves = [finder(word.slice(0, at).replace(/(...)(?:s|en|n)$/u, "$1")), finder(word.slice(at))];
      if (halves.every((half) => occurs(units, half))) { return halves; }
    }
    return [found];
  };
  const allFinders = (query, units, groups = []) => parts(query, groups).flatMap(({ words, names }) => {
    if (!names.length) { return words.flatMap((word) => finders(word, units)); }
    const other = namesFinder(names);
    return [words.length > 1 ? other : either(finder(words[0]), other)];
  });

  // Whether the sources hold every word as it is asked for, or it is a name.
  const known = (query, units, groups = []) => {
    const sources = units.filter((unit) => importance(unit) === 1);
    return parts(query, groups).every(({ words, names }) => names.length || words.every((word) => occurs(sources, finder(word))));
  };

  const spans = ({ text, lang }, finds) => finds.map((find) => find.all(text, lang));

  // Units with `hits` (places of the words) in the order of their worth; only those that hold the most words (`held`: how many).
  const rank = (units, query, groups = [], finds = allFinders(query, units, groups)) => {
    if (!finds.length) { return []; }
    const found = units.map((unit) => ({ ...unit, hits: spans(unit, finds) })).filter((unit) => unit.hits.some((hits) => hits.length));
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
      .map((unit) => ({ ...unit, held: most, hits: unit.hits.flat().sort((one, other) => one.start - other.start) }));
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
  const places = (text, query, groups = [], lang = "") => spans({ text, lang }, allFinders(query, [{ id: "", text, lang }], groups)).flat();

  // All places of a query, unit by unit in their order, for a concordance. `which`: "forms" leaves out compounds, "exact" all
  // but the words as they are asked for, "lemma" all but the forms that a list has together with them. Of several words the
  // places where they stand one behind the other, else each.
  const together = (word, lists) => [...new Set([word, ...lists.filter((forms) => forms.includes(word)).flat()])];
  const occurrences = (units, query, groups = [], which = "", lists = []) => {
    const asked = query.toLowerCase().normalize("NFC").trim();
    const finds = {
      exact: () => [namesFinder([asked], true)],
      lemma: () => split(asked).map((word) => namesFinder(together(word, lists), true)),
    }[which] ?? (() => allFinders(query, units, groups));
    const exact = finds();
    const found = units.map((unit) => ({ unit, hits: spans(unit, exact).map((hits) => hits.filter((hit) => which !== "forms" || hit.weight >= WEIGHTS[1])) }));
    const chained = found.map(({ unit, hits }) => ({ unit, hits: chain(unit.text, hits) }));
    const some = chained.some(({ hits }) => hits.length) ? chained : found.map(({ unit, hits }) => ({ unit, hits: hits.flat().sort((one, other) => one.start - other.start) }));
    return some.flatMap(({ unit, hits }) => hits.map(({ start, end }) => ({ unit, start, end })));
  };
  const chain = (text, [first = [], ...rest]) => rest.reduce((found, hits) => found.flatMap((one) => {
    const next = hits.find((hit) => hit.start > one.end && !/[\p{L}\p{N}]/u.test(text.slice(one.end, hit.start)));
    return next ? [{ ...one, end: next.end }] : [];
  }), first);
  const countWords = (text) => split(text).length;

  return { rank, excerpt, places, known, finders: allFinders, occurrences, countWords };
})();
