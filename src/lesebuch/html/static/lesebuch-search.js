// The search page: passages that hold the words, the best first, each a link to itself; filters; and, when it is asked
// for, all places line by line (`lesebuch-lines.js`). What finds words, the index and what the filters know are scripts,
// loaded when they are needed; scripts load from file: too.
"use strict";
(() => {
  const { $, $$, heard, make, script } = lesebuch;
  const results = $(".lb-results");
  const here = $("script[src*='lesebuch.js']").src;
  const form = $(".lb-find");
  const list = $("ol", results);
  const more = $(".more", results);
  const FILTERS = ["kind", "author", "outlet", "year"];
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  asked.q = asked.q?.trim() ?? "";
  const word = (name) => heard(results.dataset[name] ?? "");
  const say = (name, count = "") => { $(".status", results).textContent = word(name).replace("{n}", count).replace("{q}", asked.q); };

  // --- What there is ---

  const load = async (name) => { if (!await script(name)) { throw new Error(name); } };
  let facts = { names: [], pages: {} };
  globalThis.lesebuchFacts = (value) => { facts = value; };
  let pages = null;
  let rest = null;
  let bytes = 0;
  globalThis.lesebuchIndex = (value, size = 0) => { pages = value; bytes = size || bytes; };
  globalThis.lesebuchRest = (value) => { rest = value; };
  const root = new URL("../", here).href;
  const OWN = /^[a-z]\d+(?:\.\d+)*$/u;
  const about = (url) => facts.pages[url] ?? facts.pages[url.replace(/index\.html$/, "")] ?? {};
  const kindOf = (page, id) => {
    if (page.kind !== "chapter") { return page.kind === "entry" && id.startsWith("letter-") ? "" : page.kind ?? ""; }
    if (page.events?.includes(id)) { return "event"; }
    if (OWN.test(id)) { return "text"; }
    return id === "lb-meta" ? "" : "note";
  };
  const unit = (url, rest) => {
    const page = about(url);
    return { ...rest, path: url, url: new URL(url, root).href, page, kind: kindOf(page, rest.id) };
  };
  const unitsOf = (found) => found.flatMap(([url, title, parts]) => parts.map(([id, text, label, lang]) => unit(url, { title, id, text, label: label ?? "", lang: lang ?? "" })));
  const ready = async () => {
    await Promise.all([load("lesebuch-find.js"), load("lesebuch-index.js")]);
    // Without it there are no filters, and each word is sought as it is.
    await script("lesebuch-facts.js");
  };
  // Whether the index is too large to be loaded over a network for one query.
  const isLarge = () => !Array.isArray(pages) && location.protocol !== "file:";
  // All units, or at least those of the texts.
  const everything = async (texts = false) => {
    await ready();
    if (!Array.isArray(pages)) { await load(pages); rest = []; }
    if (!texts && !rest) { await load("lesebuch-rest.js"); }
    return unitsOf([...pages, ...(rest ?? [])]);
  };

  // --- Filters ---

  const fits = ({ page, kind }, without = "") => FILTERS.every((name) => {
    if (!asked[name] || name === without) { return true; }
    if (name === "kind") { return kind === asked.kind; }
    return name === "author" ? page.authors?.includes(asked.author) : page[name] === asked[name];
  });
  const KINDS = ["text", "note", "entry", "event", "task"];
  const choices = () => {
    const found = Object.values(facts.pages);
    const sorted = (values) => [...new Set(values.filter(Boolean))].sort((one, other) => one.localeCompare(other, document.documentElement.lang));
    return {
      kind: KINDS.map((kind) => [kind, word(`kind${kind[0].toUpperCase()}${kind.slice(1)}`)]),
      author: sorted(found.flatMap((page) => page.authors ?? [])).map((name) => [name, name]),
      outlet: sorted(found.map((page) => page.outlet)).map((name) => [name, name]),
      year: sorted(found.map((page) => page.year)).map((name) => [name, name.replace("-", "−")]),
    };
  };
  const select = (name, options, first) => {
    const made = make("select", { name });
    made.append(...(first ? [make("option", { value: "", textContent: first })] : []), ...options.map(([value, text]) => make("option", { value, textContent: text })));
    made.value = asked[name] ?? "";
    if (made.selectedIndex < 0) { made.selectedIndex = 0; }
    return made;
  };
  const labelled = (text, control) => {
    const label = make("label");
    label.append(make("span", { textContent: text }), control);
    return label;
  };
  const addFilters = () => {
    const box = make("div", { className: "filters" });
    for (const [name, options] of Object.entries(choices())) {
      if (options.length > 1 || asked[name]) { box.append(labelled(word(name), select(name, options, word("all")))); }
    }
    box.append(labelled(word("view"), select("view", [["", word("passages")], ["lines", word("lines")]])));
    const fold = make("details");
    const wide = matchMedia("(min-width: 40.0625em)");
    const unfold = () => { fold.open = wide.matches || FILTERS.some((name) => asked[name]); };
    wide.addEventListener("change", unfold);
    unfold();
    fold.append(make("summary", { textContent: word("choices") }), box);
    form.append(fold);
  };

  // --- Passages ---

  const all = async () => [await everything(asked.kind === "text")];
  const some = async () => {
    await load("lesebuch-large.js");
    return lesebuch.search.some();
  };
  const ranked = (units, finds) => lesebuchFind.rank(units, asked.q, facts.names, finds).filter((hit) => fits(hit));
  // What finds the words, where the texts hold all of them as they are asked for: then what is said of the texts, which weighs
  // twice as much as they do, waits until someone wants to read on.
  const alone = async () => {
    if (asked.kind || isLarge()) { return null; }
    const texts = await everything(true);
    if (!Array.isArray(pages) || !lesebuchFind.known(asked.q, texts, facts.names)) { return null; }
    const finds = lesebuchFind.finders(asked.q, texts, facts.names);
    const hits = ranked(texts, finds);
    return hits.length && hits[0].held === finds.length ? { finds, hits } : null;
  };
  const address = (hit) => {
    const url = new URL(hit.url);
    url.searchParams.set("q", asked.q);
    url.hash = hit.id;
    return url.href;
  };
  const result = (hit) => {
    const item = make("li");
    const said = lesebuchFind.excerpt(hit).map(([part, marked]) => (marked ? make("mark", { textContent: part }) : part));
    const link = make("a", { href: address(hit) });
    // A title is not said twice.
    const titled = hit.text === hit.title;
    link.append(...(titled ? said : [hit.title]));
    if (hit.label) { link.append(" ", make("span", { className: "where", textContent: hit.label })); }
    item.append(link);
    if (!titled) {
      const text = make("p", hit.lang ? { lang: hit.lang } : {});
      text.append(...said);
      item.append(text);
    }
    return item;
  };
  const fill = (hits, at, button) => {
    const next = () => {
      const found = hits.splice(0, 10).map(result);
      at.append(...found);
      button.hidden = !hits.length;
      return found[0];
    };
    // Who asks by keys goes on with what has come; the button may be gone.
    button.onclick = () => $("a", next()).focus({ preventScroll: true });
    next();
  };
  const WISHES = ["pointermove", "touchstart", "wheel", "scroll", "keydown"];
  // Below the passages of the texts: what else holds the words. It comes by its button, and with the first move of a reader.
  const offer = (finds) => {
    const box = make("section", { className: "besides" });
    const button = make("button", { type: "button", textContent: word("besides") });
    const open = async () => {
      WISHES.forEach((one) => removeEventListener(one, open));
      await everything().catch(() => { rest = []; });
      if (!box.isConnected) { return; }
      const hits = ranked(unitsOf(rest), finds).filter((hit) => hit.held === finds.length);
      const [head, at] = [make("h2", { textContent: `${word("besides")}: ${hits.length}` }), make("ol")];
      const further = make("button", { type: "button", className: "more", textContent: more.textContent });
      const focused = document.activeElement === button;
      box.replaceChildren(...(hits.length ? [head, at, further] : []));
      fill(hits, at, further);
      if (focused) { $("a", at)?.focus({ preventScroll: true }); }
    };
    button.onclick = open;
    WISHES.forEach((one) => addEventListener(one, open, { passive: true }));
    box.append(button);
    results.append(box);
  };
  const passages = async () => {
    const texts = await alone();
    const hits = texts?.hits ?? ranked(...await (isLarge() ? some().catch(all) : all()));
    say(`${hits.length > 1 ? "many" : hits.length ? "one" : "none"}${texts ? "InTexts" : ""}`, hits.length);
    fill(hits, list, more);
    if (texts) { offer(texts.finds); }
  };

  let turn = 0;
  const search = async () => {
    const mine = turn += 1;
    // Where nothing was asked for yet, someone may be typing already.
    if (asked.q) { $$(".lb-search input, .lb-find input").forEach((field) => { field.value = asked.q; }); }
    list.replaceChildren();
    $$(".lines, .besides", results).forEach((one) => one.remove());
    more.hidden = true;
    if (!asked.q) { say("ask"); return; }
    say("busy");
    // First the browser shows that it was understood.
    await new Promise(lesebuch.soon);
    try {
      await ready();
      if (mine !== turn) { return; }
      if (asked.view === "lines") { await load("lesebuch-lines.js"); await lesebuch.search.lines(); } else { await passages(); }
    } catch { say("broken"); $(".status", results).append(` ${word("instead")}`); }
  };
  // A choice shows at once, and stays in the address.
  const choose = (name, value) => {
    asked[name] = value;
    lesebuch.search.chosen = name;
    const url = new URL(location.href);
    url.search = new URLSearchParams(Object.entries(asked).filter(([, one]) => one));
    history.replaceState(null, "", url);
    search();
  };
  form.addEventListener("change", (event) => { if (event.target.matches("select")) { choose(event.target.name, event.target.value); } });
  // Empty choices need not stand in an address.
  form.addEventListener("submit", () => $$("select", form).forEach((one) => { one.disabled = !one.value; }));
  Object.assign(lesebuch.search ??= {}, { asked, about, unitsOf, address, everything, fits, select, labelled, word, say, isLarge, choose, again: search, size: () => bytes, names: () => facts.names, pages: () => facts.pages, box: results });
  script("lesebuch-facts.js").then(addFilters);
  search();
})();
