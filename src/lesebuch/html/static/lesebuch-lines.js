// A concordance: all places of a word, line by line, with the words around it, and how often it stands in each text and
// year. Loaded by `lesebuch-search.js` when someone asks for it.
"use strict";
(() => {
  const { make } = lesebuch;
  const { asked, address, everything, fits, select, labelled, word, say, isLarge, size, names, box } = lesebuch.search;
  const AROUND = 90;
  const AT_ONCE = 100;
  const WORDS = 5;
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { sensitivity: "base", numeric: true });
  let agreed = false;

  const words = (text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const line = ({ unit, start, end }) => ({
    unit, left: unit.text.slice(Math.max(0, start - AROUND), start), found: unit.text.slice(start, end), right: unit.text.slice(end, end + AROUND),
  });
  const KEYS = {
    left: ({ left }) => words(left).reverse().slice(0, WORDS),
    right: ({ right }) => words(right).slice(0, WORDS),
    form: ({ found, right }) => [found, ...words(right).slice(0, WORDS)],
  };
  const compare = (one, other) => {
    for (let n = 0; n < Math.max(one.length, other.length); n += 1) {
      const order = collator.compare(one[n] ?? "", other[n] ?? "");
      if (order) { return order; }
    }
    return 0;
  };
  const sorted = (lines, by) => {
    const key = KEYS[by];
    if (!key) { return lines; }
    return lines.map((one) => [key(one), one]).sort(([one], [other]) => compare(one, other)).map(([, one]) => one);
  };

  const cell = (name, content, props = {}) => {
    const made = make("td", { className: name, ...props });
    made.setAttribute("role", "cell");
    made.append(content);
    return made;
  };
  const row = (one) => {
    const made = make("tr");
    made.setAttribute("role", "row");
    const lang = one.unit.lang ? { lang: one.unit.lang } : {};
    const link = make("a", { href: address(one.unit), textContent: one.found });
    const place = [one.unit.label, one.unit.title].filter(Boolean).join(" · ");
    made.append(
      cell("left", make("span", { textContent: one.left, ...lang })), cell("found", link, lang),
      cell("right", make("span", { textContent: one.right, ...lang })), cell("place", place),
    );
    return made;
  };
  const table = (name, heads) => {
    const made = make("table", { className: name });
    const head = make("tr");
    made.setAttribute("role", "table");
    head.setAttribute("role", "row");
    head.append(...heads.map((text) => {
      const th = make("th", { scope: "col", textContent: text });
      th.setAttribute("role", "columnheader");
      return th;
    }));
    made.createTHead().append(head);
    made.append(make("tbody"));
    return made;
  };

  // How often, by what `of` says of a unit, in the order in which it is met or sorted.
  const known = new Map();
  const wordsOf = ({ text }) => known.get(text) ?? known.set(text, lesebuchFind.countWords(text)).get(text);
  const counts = (units, lines, of) => {
    const found = new Map();
    for (const unit of units) {
      const name = of(unit);
      if (!name) { continue; }
      const one = found.get(name) ?? found.set(name, { places: 0, words: 0 }).get(name);
      one.words += wordsOf(unit);
    }
    for (const { unit } of lines) { if (of(unit)) { found.get(of(unit)).places += 1; } }
    return [...found].filter(([, { places }]) => places);
  };
  const frequency = (title, head, rows) => {
    const made = make("details", { className: "often", open: true });
    const listed = table("often", [head, word("count"), word("share")]);
    const share = ({ places, words: all }) => 1000 * places / Math.max(all, 1);
    const most = Math.max(...rows.map(([, one]) => share(one)), 0);
    listed.tBodies[0].append(...rows.map(([name, one]) => {
      const tr = make("tr");
      tr.setAttribute("role", "row");
      const bar = cell("share", share(one).toLocaleString(document.documentElement.lang || undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 }));
      bar.style.setProperty("--share", share(one) / (most || 1));
      tr.append(cell("name", name), cell("n", `${one.places}`), bar);
      return tr;
    }));
    made.append(make("summary", { textContent: title }), listed);
    return made;
  };

  // As RFC 4180 has it, with a byte order mark, by which spreadsheets know UTF-8. What begins like a formula is none.
  const quoted = (value) => `"${String(value ?? "").replace(/^(?=[=+\-@\t])/u, "'").replaceAll('"', '""')}"`;
  const csv = (lines) => {
    const heads = ["before", "word", "after", "text", "place", "author", "outlet", "year"].map(word);
    const rows = lines.map(({ left, found, right, unit }) => [left, found, right, unit.title, unit.label || unit.id, unit.page.authors?.join("; "), unit.page.outlet, unit.page.year, `${unit.url}#${unit.id}`]);
    return `\ufeff${[[...heads, "URL"], ...rows].map((one) => one.map(quoted).join(",")).join("\r\n")}\r\n`;
  };
  const save = (lines) => {
    const link = make("a", { href: URL.createObjectURL(new Blob([csv(lines)], { type: "text/csv;charset=utf-8" })), download: `${asked.q.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const options = (name) => {
    const values = { sort: ["place", "left", "right", "form"], which: ["all", "forms", "lemma", "exact"] }[name];
    const made = select(name, values.map((value, n) => [n ? value : "", word(`${name}${value[0].toUpperCase()}${value.slice(1)}`)]));
    return labelled(word(name), made);
  };

  const permission = () => {
    say("large", (size() / 1e6).toLocaleString(document.documentElement.lang || undefined, { maximumFractionDigits: 1 }));
    const holder = make("div", { className: "lines" });
    const button = make("button", { type: "button", textContent: word("load") });
    button.addEventListener("click", () => { agreed = true; holder.remove(); lesebuch.search.again(); });
    holder.append(button);
    box.append(holder);
  };

  // Words that are forms of one, see `lemmas.py`; nothing where there are none.
  let groups = null;
  const lemmas = () => groups ??= new Promise((resolve) => {
    globalThis.lesebuchLemmas = resolve;
    lesebuch.script("lesebuch-lemmas.js").then((there) => there || resolve([]));
  });

  // What was found last: another order needs no other search.
  let found = {};

  lesebuch.search.lines = async () => {
    if (isLarge() && !agreed) { permission(); return; }
    // Of the texts, unless someone asks for something else.
    const order = new Map([...new Set(Object.keys(lesebuch.search.pages()))].map((url, n) => [url, n]));
    const units = (await everything(!asked.kind)).filter((unit) => (asked.kind || unit.kind === "text") && fits(unit))
      .map((unit, n) => [order.get(unit.path) ?? order.size, n, unit]).sort(([a, m], [b, n]) => a - b || m - n).map(([, , unit]) => unit);
    const key = JSON.stringify({ ...asked, sort: "" });
    if (found.key !== key) { found = { key, places: lesebuchFind.occurrences(units, asked.q, names(), asked.which, asked.which === "lemma" ? await lemmas() : []) }; }
    const lines = sorted(found.places.map(line), asked.sort);
    say(lines.length ? "places" : "none", lines.length);
    const holder = make("div", { className: "lines" });
    const controls = make("div", { className: "filters" });
    controls.append(options("sort"), options("which"));
    controls.addEventListener("change", ({ target }) => { lesebuch.search.choose(target.name, target.value); });
    holder.append(controls);
    if (lines.length) {
      const listed = table("kwic", ["before", "word", "after", "place"].map(word));
      const more = make("button", { type: "button", className: "more", textContent: word("moreLines") });
      listed.style.setProperty("--longest", lines.reduce((most, one) => Math.max(most, one.found.length), 0));
      let shown = 0;
      const next = () => {
        listed.tBodies[0].append(...lines.slice(shown, shown += AT_ONCE).map(row));
        more.hidden = shown >= lines.length;
      };
      more.addEventListener("click", next);
      next();
      const button = make("button", { type: "button", className: "csv", textContent: word("csv") });
      button.addEventListener("click", () => save(lines));
      controls.append(button);
      const years = counts(units, lines, (unit) => unit.page.year).sort(([one], [other]) => one - other);
      const side = make("div", { className: "side" });
      side.append(frequency(word("byText"), word("text"), counts(units, lines, (unit) => unit.title)), ...(years.length ? [frequency(word("byYear"), word("date"), years)] : []));
      holder.append(listed, more, side);
    }
    box.querySelector(".lines")?.remove();
    box.append(holder);
    if (lesebuch.search.chosen) { controls.querySelector(`[name=${lesebuch.search.chosen}]`)?.focus(); lesebuch.search.chosen = ""; }
  };
})();
