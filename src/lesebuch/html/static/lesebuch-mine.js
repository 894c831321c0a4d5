// A reader's own notes and marks: words of a text with a note, or without one. They stay in this browser; they leave it
// only as a file that someone saves. Each is an item of its own in the storage, so that tabs do not overwrite each other's.
//
// A note knows its words (W3C's TextQuoteSelector) and where they stood (passage and TextPositionSelector, code points). Where
// a new edition has the words elsewhere it follows them; where it has them no more, the note stays in the list, with its words.
"use strict";
(() => {
  const { $, $$, make, say, chapters, reader } = lesebuch;
  const NOTE = "lb-note:";
  const PREFIX = `${NOTE}${reader}:`;
  const CONTEXT = 32;
  const LARGEST = 20_000_000;
  const chapter = $(".chapter");
  const slug = chapter ? decodeURIComponent(location.pathname.replace(/(?:\/index)?\.html$|\/$/, "").split("/").pop()) : "";

  // --- The storage; where it is refused, or full, notes last as long as the page
  const memory = new Map();
  let kept = true;
  // All notes under keys that begin so, whatever else lies there.
  const lying = (prefix) => {
    const found = new Map();
    try {
      for (const [key, value] of Object.entries(localStorage)) {
        if (!key.startsWith(prefix)) { continue; }
        try {
          const note = JSON.parse(value);
          if ([note?.id, note?.chapter, note?.exact].every((one) => typeof one === "string")) { found.set(key, note); }
        } catch { /* not ours */ }
      }
    } catch { kept = false; }
    return found;
  };
  const stored = () => [...new Map([...memory, ...lying(PREFIX)]).values()];
  const put = (note) => {
    const key = PREFIX + note.id;
    try { localStorage.setItem(key, JSON.stringify(note)); memory.delete(key); } catch { kept = false; memory.set(key, note); }
  };
  const drop = (note) => {
    memory.delete(PREFIX + note.id);
    try { localStorage.removeItem(PREFIX + note.id); } catch { kept = false; }
  };
  // A new edition may have given a chapter another name, and with it another address.
  const follow = async () => {
    const now = new Map((await chapters()).flatMap(([one, , , , , former]) => former.map((old) => [old, one])));
    stored().filter((note) => now.has(note.chapter)).forEach((note) => put({ ...note, chapter: now.get(note.chapter) }));
  };
  // By title the notes that other readers have in this browser, and this one has not: it may have had another title before.
  const elsewhere = () => {
    const own = new Set(stored().map(({ id }) => id));
    const found = new Map();
    for (const [key, note] of lying(NOTE)) {
      const title = key.slice(NOTE.length, -note.id.length - 1);
      if (!key.startsWith(PREFIX) && !own.has(note.id)) { found.set(title, [...found.get(title) ?? [], note]); }
    }
    return found;
  };
  const newId = () => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(16)}-${Math.random().toString(16).slice(2)}`;

  // --- The text of the chapter: all passages, a blank line between two; positions are code points
  const OURS = ".num, .nr, .recte, .headerlink, .lb-tools";
  const words = (passage) => {
    const walk = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    let text = "";
    for (let node; (node = walk.nextNode());) { if (!node.parentElement.closest(OURS)) { text += node.data; } }
    return [...text];
  };
  let cut = null;
  const text = () => {
    if (cut) { return cut; }
    const points = [];
    const starts = $$(".psg", chapter).map((passage) => {
      if (points.length) { points.push("\n", "\n"); }
      const start = points.length;
      points.push(...words(passage));
      return { passage, start, end: points.length };
    });
    cut = { points, starts };
    return cut;
  };
  const span = (note) => {
    const { starts } = text();
    const [first, last] = [note.first, note.last].map((id) => starts.find(({ passage }) => passage.id === id));
    if (!first || !last) { return null; }
    return [first.start + (note.start ?? 0), note.end === null ? last.end : last.start + note.end];
  };
  const slice = (from, to) => text().points.slice(Math.max(from, 0), to).join("");
  const shared = (one, other) => {
    let n = 0;
    while (n < one.length && n < other.length && one[n] === other[n]) { n += 1; }
    return n;
  };
  const back = (part) => [...part].reverse();
  // All places of a note's words; white space may differ. The best has most of what stood around them, then is the nearest.
  const find = (note) => {
    const { points } = text();
    const wanted = [...note.exact.replace(/\s+/g, "")];
    const bare = [];
    points.forEach((point, n) => { if (/\S/.test(point)) { bare.push(n); } });
    const string = bare.map((n) => points[n]);
    const old = span(note)?.[0] ?? 0;
    let best = null;
    for (let at = 0; wanted.length && at + wanted.length <= string.length; at += 1) {
      if (string[at] !== wanted[0] || !wanted.every((point, n) => string[at + n] === point)) { continue; }
      const [from, to] = [bare[at], bare[at + wanted.length - 1] + 1];
      const score = shared(back(slice(from - CONTEXT, from)), back(note.prefix ?? "")) + shared([...slice(to, to + CONTEXT)], [...note.suffix ?? ""]);
      if (!best || score > best.score || (score === best.score && Math.abs(from - old) < Math.abs(best.from - old))) { best = { from, to, score }; }
    }
    return best;
  };
  // Where a note's words stand now: at their old place, else wherever they are; false if they are gone. In an edition
  // without the words the passage is enough.
  const anchor = (note) => {
    const there = document.getElementById(note.first);
    if (there?.matches(".missing-row li")) { return true; }
    const now = span(note);
    if (now && slice(...now) === note.exact) { return true; }
    const found = find(note);
    if (!found) { return false; }
    const { starts } = text();
    const first = starts.findLast(({ start }) => start <= found.from);
    const last = starts.findLast(({ start }) => start < found.to);
    const whole = found.from === first.start && found.to === last.end;
    Object.assign(note, { first: first.passage.id, last: last.passage.id, start: whole ? null : found.from - first.start, end: whole ? null : found.to - last.start, name: lesebuch.passages.place(first.passage, last.passage, null, null).name });
    put(note);
    return true;
  };
  const hash = ({ first, last, start, end }) => (start === null ? (first === last ? `#${first}` : `#${first}-${last}`) : `#${first}:${start}-${first === last ? "" : `${last}:`}${end}`);

  // --- On the page
  let anchored = [];
  const ranges = () => anchored.map((note) => {
    const [first, last] = [note.first, note.last].map((id) => document.getElementById(id));
    return first.matches(".psg") ? [note, lesebuch.passages.range(first, last, note.start, note.end)] : null;
  }).filter(Boolean);
  let drawn = [];
  const draw = () => {
    if (!chapter) { return; }
    const mine = stored().filter((note) => note.chapter === slug);
    const lost = [];
    anchored = [];
    mine.forEach((note) => (anchor(note) ? anchored : lost).push(note));
    const order = $$(".psg, .missing-row li", chapter).map(({ id }) => id);
    anchored.sort((a, b) => order.indexOf(a.first) - order.indexOf(b.first) || (a.start ?? 0) - (b.start ?? 0));
    drawn = ranges();
    $$(".lb-mined", chapter).forEach((passage) => passage.classList.remove("lb-mined"));
    if (globalThis.CSS?.highlights) { CSS.highlights.set("lb-mine", new Highlight(...drawn.map(([, range]) => range))); } else { anchored.forEach(({ first }) => document.getElementById(first).classList.add("lb-mined")); }
    $(".lb-mine-list", chapter)?.remove();
    if (!mine.length) { return; }
    const section = make("section", { className: "lb-mine-list", id: "lb-mine" });
    section.append(make("h2", { textContent: say("mine") }), list(anchored));
    if (!kept) { section.append(make("p", { className: "warn", textContent: say("unkept") })); }
    if (lost.length) { section.append(make("h3", { textContent: say("orphans") }), list(lost, true)); }
    chapter.append(section);
  };
  const quoted = (note) => (note.exact.length > 200 ? `${[...note.exact].slice(0, 180).join("")} …` : note.exact);
  const list = (notes, lost = false, href = (note) => hash(note)) => {
    const made = make("ol");
    for (const note of notes) {
      const item = make("li");
      const name = note.name || note.first;
      item.append(lost ? make("span", { textContent: name }) : make("a", { href: href(note), textContent: name }), " ", make("q", { textContent: quoted(note) }));
      if (note.body) { item.append(make("p", { textContent: note.body })); }
      const buttons = make("span", { className: "buttons" });
      const change = make("button", { type: "button", textContent: say("change") });
      change.setAttribute("aria-label", `${say("change")}: ${name}`);
      change.dataset.note = note.id;
      change.addEventListener("click", () => edit(note, change));
      const remove = make("button", { type: "button", textContent: say("remove") });
      remove.setAttribute("aria-label", `${say("remove")}: ${name}`);
      remove.addEventListener("click", () => { drop(note); again(); });
      buttons.append(change, remove);
      item.append(buttons);
      made.append(item);
    }
    return made;
  };
  // Words that are marked open their note.
  chapter?.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed || event.target.closest("a, button, summary, [tabindex]")) { return; }
    const hit = drawn.find(([, range]) => [...range.getClientRects()].some((box) => event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom));
    if (hit) { edit(hit[0]); }
  });

  // --- Dialogs
  const dialog = (name, opener) => {
    const made = make("dialog", { className: "lb-cite lb-mine" });
    made.setAttribute("aria-label", name);
    const shut = make("button", { type: "button", className: "lb-shut" });
    shut.setAttribute("aria-label", say("close"));
    shut.append(make("span", { textContent: "×" }));
    shut.addEventListener("click", () => made.close());
    made.append(shut, make("h2", { textContent: name }));
    made.addEventListener("close", () => { made.remove(); if (opener?.isConnected) { opener.focus({ preventScroll: true }); } });
    ($("main") ?? document.body).append(made);
    return made;
  };
  const edit = (note, opener = null) => {
    const box = dialog(`${say("note-mine")}: ${note.name || note.first}`, opener);
    const field = make("textarea", { value: note.body ?? "", rows: 6 });
    field.setAttribute("aria-label", say("note-mine"));
    // What was typed stays, however the dialog is shut, and also where a telephone ends the page; only its buttons drop it.
    const before = field.value;
    const old = stored().find(({ id }) => id === note.id);
    const keep = () => put({ ...note, body: field.value.trim(), modified: new Date().toISOString() });
    let written = false;
    const revert = () => { if (written) { if (old) { put(old); } else { drop(note); } } written = false; };
    const typed = () => field.value !== before;
    const away = () => { if (typed()) { keep(); written = true; } else { revert(); } };
    let shut = away;
    const end = (work) => { shut = work; box.close(); };
    const save = make("button", { type: "button", textContent: say("keep") });
    save.addEventListener("click", () => end(keep));
    const back = make("button", { type: "button", textContent: say("discard"), hidden: true });
    back.addEventListener("click", () => end(revert));
    field.addEventListener("input", () => { back.hidden = !typed(); });
    const remove = make("button", { type: "button", textContent: say("remove") });
    remove.addEventListener("click", () => end(() => drop(note)));
    document.addEventListener("visibilitychange", away);
    box.addEventListener("close", async () => {
      document.removeEventListener("visibilitychange", away);
      shut();
      await again();
      // The lists are made anew, and with them what has opened the dialog.
      if (opener && !opener.isConnected) { $$("[data-note]").findLast(({ dataset }) => dataset.note === note.id)?.focus({ preventScroll: true }); }
    });
    const row = make("p", { className: "takes" });
    row.append(save, back, remove);
    const quote = make("blockquote", { textContent: quoted(note) });
    box.append(quote, field);
    if (!kept) { box.append(make("p", { className: "warn", textContent: say("unkept") })); }
    box.append(row);
    box.showModal();
    field.focus();
  };
  const made = (at) => {
    const [from, to] = at.chosen[0].matches(".psg") ? span({ first: at.first.id, last: at.last.id, start: at.start, end: at.end }) : [0, 0];
    const now = new Date().toISOString();
    return {
      id: newId(), chapter: slug, first: at.first.id, last: at.last.id, start: at.start, end: at.end, name: at.name,
      exact: to ? slice(from, to) : "", prefix: slice(from - CONTEXT, from), suffix: to ? slice(to, to + CONTEXT) : "", body: "", created: now, modified: now,
    };
  };

  // --- All notes of the reader: read, save, load
  const save = (name, type, content) => {
    const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const base = $("script[src*='lesebuch.js']").src;
  const address = (row) => (location.protocol === "file:" || !row ? "" : new URL(`../${row[3]}`, base).href);
  const source = (note, rows) => address(rows.find(([one]) => one === note.chapter)) || `urn:lesebuch:${encodeURIComponent(note.chapter)}`;
  const place = (passage, start, end) => ({ type: "FragmentSelector", value: passage, ...start === null ? {} : { refinedBy: { type: "TextPositionSelector", start, end } } });
  const selector = ({ first, last, start, end }) => (first === last ? place(first, start, end) : { type: "RangeSelector", startSelector: place(first, start, start), endSelector: place(last, end, end) });
  const annotation = (note, rows) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld", id: `urn:uuid:${note.id}`, type: "Annotation",
    motivation: note.body ? "commenting" : "highlighting", created: note.created, modified: note.modified,
    ...note.body ? { body: { type: "TextualBody", value: note.body, format: "text/plain" } } : {},
    target: { source: source(note, rows), selector: [selector(note), { type: "TextQuoteSelector", exact: note.exact, prefix: note.prefix, suffix: note.suffix }] },
  });
  const collection = (notes, rows) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld", type: "AnnotationCollection", label: reader, total: notes.length,
    first: { type: "AnnotationPage", startIndex: 0, items: notes.map((note) => annotation(note, rows)) },
  });
  const markdown = (notes, rows) => {
    const parts = [`# ${say("mine")}: ${reader}`];
    for (const one of [...new Set(notes.map((note) => note.chapter))]) {
      const row = rows.find(([name]) => name === one);
      parts.push(`## ${row?.[1] ?? one}`);
      for (const note of notes.filter((each) => each.chapter === one)) {
        const reference = [row?.[2] ? `${row[2]}: ${row[1]}` : row?.[1] ?? one, note.name || note.first, address(row) ? `<${address(row)}${hash(note)}>` : `${one}#${note.first}`].join(", ");
        parts.push(note.exact.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n"), ...note.body ? [note.body] : [], `— ${reference}`);
      }
    }
    return `${parts.join("\n\n")}\n`;
  };
  const string = (value) => (typeof value === "string" ? value : "");
  const count = (value) => (Number.isInteger(value) && value >= 0 ? value : null);
  // An annotation of ours, or of another program that has the words; null of anything else.
  const read = (one) => {
    const target = Array.isArray(one?.target) ? one.target[0] : one?.target;
    const selectors = [target?.selector].flat().filter((each) => each && typeof each === "object");
    const quote = selectors.find(({ type }) => type === "TextQuoteSelector");
    const range = selectors.find(({ type }) => type === "RangeSelector");
    const start = range?.startSelector ?? selectors.find(({ type }) => type === "FragmentSelector");
    const end = range?.endSelector ?? start;
    const from = string(target?.source) || string(target?.source?.id);
    let name = "";
    try { name = decodeURIComponent(from.replace(/[?#].*$/, "").replace(/(?:\/index)?\.html$|\/$/, "").split(/[/:]/).pop()); } catch { return null; }
    const id = string(one?.id).replace(/^urn:uuid:/, "");
    if (!quote || typeof quote.exact !== "string" || !name) { return null; }
    const bodies = [one.body].flat().map((each) => (typeof each === "string" ? each : string(each?.value))).filter(Boolean);
    const [startAt, endAt] = [count(start?.refinedBy?.start), count(end?.refinedBy?.end)];
    const known = startAt !== null && endAt !== null;
    return {
      id: id || newId(), chapter: name, first: string(start?.value), last: string(end?.value), start: known ? startAt : null, end: known ? endAt : null,
      name: string(start?.value), exact: quote.exact, prefix: string(quote.prefix), suffix: string(quote.suffix), body: bodies.join("\n\n"),
      created: string(one.created), modified: string(one.modified) || string(one.created),
    };
  };
  const load = async (file) => {
    if (file.size > LARGEST) { return say("unread"); }
    let data = null;
    try { data = JSON.parse(await file.text()); } catch { return say("unread"); }
    const items = Array.isArray(data) ? data : data?.first?.items ?? data?.items ?? [data];
    const notes = (Array.isArray(items) ? items : []).map(read);
    const known = new Map(stored().map((note) => [note.id, note]));
    let taken = 0;
    for (const note of notes.filter(Boolean)) {
      const old = known.get(note.id);
      // The same again is nothing new; of two states of a note the younger stays.
      if (old && (old.modified ?? "") >= note.modified) { continue; }
      put({ ...note, name: old?.name ?? note.name });
      known.set(note.id, note);
      taken += 1;
    }
    await follow();
    return notes.some(Boolean) ? say("taken").replace("{n}", taken).replace("{all}", notes.length) : say("unread");
  };
  let shown = null;
  const fill = async () => {
    const box = shown;
    const rows = await chapters();
    const order = new Map(rows.map(([name], n) => [name, n]));
    const notes = stored().sort((a, b) => (order.get(a.chapter) ?? 1e9) - (order.get(b.chapter) ?? 1e9) || a.first.localeCompare(b.first, undefined, { numeric: true }) || (a.start ?? 0) - (b.start ?? 0));
    const parts = [make("p", { textContent: say(kept ? "where" : "unkept"), className: kept ? "" : "warn" })];
    if (kept && lesebuch.lapses) { parts[0].append(` ${say("lapses")}`); }
    for (const one of [...new Set(notes.map((note) => note.chapter))]) {
      const row = rows.find(([name]) => name === one);
      const those = notes.filter((note) => note.chapter === one);
      parts.push(make("h3", { textContent: row?.[1] ?? one }), list(those, !row, (note) => new URL(`../${row[3]}${hash(note)}`, base).href));
    }
    for (const [title, those] of elsewhere()) {
      const button = make("button", { type: "button", textContent: say("take").replace("{n}", those.length).replace("{reader}", title) });
      button.addEventListener("click", async () => { those.forEach(put); await follow(); again(); });
      parts.push(make("p"));
      parts.at(-1).append(button);
    }
    $(".all", box).replaceChildren(...parts);
    $$("[data-needs]", box).forEach((button) => { button.disabled = !notes.length; });
    return [notes, rows];
  };
  const show = async (opener) => {
    shown = dialog(say("mine"), opener);
    const box = shown;
    box.addEventListener("close", () => { shown = null; });
    const status = make("p", { className: "status" });
    status.setAttribute("role", "status");
    const row = make("p", { className: "takes" });
    const button = (name, work) => {
      const one = make("button", { type: "button", textContent: say(name) });
      one.dataset.needs = "";
      one.addEventListener("click", async () => work(...await fill()));
      row.append(one);
    };
    button("save-json", (notes, rows) => save(`${say("mine-file")}.json`, "application/ld+json", JSON.stringify(collection(notes, rows), null, 1)));
    button("save-md", (notes, rows) => save(`${say("mine-file")}.md`, "text/markdown", markdown(notes, rows)));
    const label = make("label", { textContent: say("load") });
    const file = make("input", { type: "file", accept: ".json,.jsonld,application/json,application/ld+json" });
    file.addEventListener("change", async () => { if (file.files[0]) { status.textContent = await load(file.files[0]); file.value = ""; again(); } });
    label.append(file);
    box.append(make("div", { className: "all" }), row, label, status);
    await fill();
    box.showModal();
  };
  const again = () => { draw(); return shown && fill(); };
  addEventListener("storage", (event) => { if (event.key === null || event.key.startsWith(PREFIX)) { again(); } });

  lesebuch.mine = {
    show,
    note: (at) => { const note = made(at); edit(note, $(".num", at.first)); },
    mark: (at) => { put(made(at)); again(); },
  };
  Promise.all([follow(), chapter && lesebuch.later("lesebuch-passages.js")]).then(draw);
})();
