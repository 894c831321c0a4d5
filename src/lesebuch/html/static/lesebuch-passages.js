// Passages: their addresses, and what can be done with them. The number of a paragraph opens a menu; words that are
// selected have the same one.
//
// An address is `#p3`, `#p3-p7` (all from one to the other), `#p3:12-40` (the words from character 12 to 40 of p3) or
// `#p3:12-p5:8`; characters are code points of a passage's text, as `start` and `end` in JSONL. A link to words also
// carries a text fragment, by which a browser finds them without this script.
//
// Other scripts add what they offer:
//
//     lesebuch.passages.add({ name, title, run(place), done, when(place) {} })
//
// `place`: { first, last (elements), start, end (or null), text, address (of the place), name, reference }. `done`: what
// the button says when `run` has done its work.
"use strict";
(() => {
  const { $, $$, make, say } = lesebuch;
  const root = document.documentElement;
  const chapter = $(".chapter");
  if (!chapter) { return; }
  const OURS = ".num, .nr, .recte, .headerlink, .lb-tools";
  const all = () => $$(".psg, .missing-row li", chapter);

  // --- The text of a passage, in code points
  const texts = (passage) => {
    const walk = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node; (node = walk.nextNode());) { if (!node.parentElement.closest(OURS)) { found.push(node); } }
    return found;
  };
  const length = (text) => [...text].length;
  const text = (passage) => texts(passage).map((node) => node.data).join("");
  const offset = (passage, node, at) => {
    const range = document.createRange();
    range.setStart(passage, 0);
    range.setEnd(node, at);
    let count = 0;
    for (const one of texts(passage)) {
      if (one === range.endContainer) { return count + length(one.data.slice(0, range.endOffset)); }
      if (range.comparePoint(one, 0) > 0) { break; }
      count += length(one.data);
    }
    return count;
  };
  const point = (passage, at) => {
    let rest = at;
    const nodes = texts(passage);
    for (const node of nodes) {
      const points = [...node.data];
      if (rest <= points.length) { return [node, points.slice(0, rest).join("").length]; }
      rest -= points.length;
    }
    return [nodes.at(-1), nodes.at(-1).length];
  };

  // --- Addresses
  const ADDRESS = /^([a-z]\d+(?:\.\d+)*)(?::(\d+))?-(?:([a-z]\d+(?:\.\d+)*)(?::(\d+))?|(\d+))$/;
  const place = (first, last, start, end) => {
    const passages = all();
    const chosen = passages.slice(passages.indexOf(first), passages.indexOf(last) + 1);
    const parts = chosen.map(text);
    if (end !== null) { parts[parts.length - 1] = [...parts.at(-1)].slice(0, end).join(""); }
    if (start !== null) { parts[0] = [...parts[0]].slice(start).join(""); }
    const words = parts.join("\n\n");
    const name = nameOf(first, last);
    const address = home() + hash(first, last, start, end, words);
    return { first, last, start, end, chosen, text: words, name, address, reference: reference(name, address) };
  };
  const hash = (first, last, start, end, words) => {
    if (start === null) { return first === last ? `#${first.id}` : `#${first.id}-${last.id}`; }
    const own = `#${first.id}:${start}-${first === last ? "" : `${last.id}:`}${end}`;
    const coded = (part) => encodeURIComponent(part).replaceAll("-", "%2D");
    const list = words.split(/\s+/);
    const found = list.length > 8 ? `${coded(list.slice(0, 4).join(" "))},${coded(list.slice(-4).join(" "))}` : coded(list.join(" "));
    return `${own}:~:text=${found}`;
  };
  // A file on someone's disk has no address for others; there the chapter's name stands for it.
  const home = () => {
    const known = $("link[rel=canonical]")?.href;
    if (known || location.protocol !== "file:") { return known ?? location.href.replace(/[#?].*$/, ""); }
    return decodeURIComponent(location.pathname.replace(/(?:\/index)?\.html$/, "").split("/").pop());
  };
  const plainName = (passage) => $(".num", passage)?.getAttribute("aria-label") ?? "";
  const nameOf = (first, last) => {
    const numbers = [first, last].map((one) => /^p(\d+(?:\.\d+)*)$/.exec(one.id)?.[1]);
    if (numbers.every(Boolean)) { return `${say("paragraph")}\u00a0${first === last ? numbers[0] : numbers.join("–")}`; }
    return first === last ? plainName(first) : `${plainName(first)} – ${plainName(last)}`;
  };
  const meta = (name) => $$(`meta[name="${name}"]`).map(({ content }) => content);
  const reference = (name, address) => {
    const people = meta("citation_author").join(" / ");
    const title = meta("citation_title")[0] ?? document.title;
    return [people ? `${people}: ${title}` : title, name, address].join(", ");
  };

  // --- What an address names is marked. Nothing is put into the text.
  const highlight = (ranges) => {
    if (!globalThis.CSS?.highlights) { return false; }
    if (ranges.length) { CSS.highlights.set("lb-passage", new Highlight(...ranges)); } else { CSS.highlights.delete("lb-passage"); }
    return true;
  };
  const rangeOf = (first, last, start, end) => {
    const range = document.createRange();
    range.setStart(...point(first, start ?? 0));
    range.setEnd(...point(last, end ?? length(text(last))));
    return range;
  };
  const mark = ({ chosen, start, end }) => {
    unmark();
    const words = start !== null && chosen[0].matches(".psg");
    if (words) {
      if (highlight([rangeOf(chosen[0], chosen.at(-1), start, end)])) { return; }
    }
    chosen.forEach((passage) => passage.classList.add("lb-marked"));
  };
  const unmark = () => {
    highlight([]);
    $$(".lb-marked", chapter).forEach((passage) => passage.classList.remove("lb-marked"));
  };
  const decoded = (part) => { try { return decodeURIComponent(part); } catch { return part; } };
  const named = () => {
    const id = decoded(location.hash.slice(1));
    if (!id || document.getElementById(id)) { return null; }
    const found = ADDRESS.exec(id);
    const [first, last] = found ? [found[1], found[3] ?? found[1]].map((one) => document.getElementById(one)) : [];
    const order = all();
    if (!first || !last || order.indexOf(first) < 0 || order.indexOf(last) < order.indexOf(first)) { return null; }
    const start = found[2] === undefined ? null : Number(found[2]);
    const end = start === null ? null : Number(found[4] ?? found[5] ?? Infinity);
    if (start === null && found[5] !== undefined) { return null; }
    return place(first, last, start, end);
  };
  const arrive = () => {
    unmark();
    const at = named();
    if (!at) { return; }
    mark(at);
    at.first.scrollIntoView({ block: "start", behavior: "instant" });
  };
  addEventListener("hashchange", arrive);
  arrive();

  // --- What can be done with a place
  const actions = [];
  let tools = null;
  let opener = null;
  const close = (focus) => {
    if (!tools) { return; }
    const had = tools.contains(document.activeElement);
    tools.remove();
    tools = null;
    opener?.setAttribute("aria-expanded", "false");
    if (focus && had) { opener?.focus({ preventScroll: true }); }
    opener = null;
  };
  const show = (at, box, from) => {
    close();
    tools = make("div", { className: "lb-tools" });
    tools.setAttribute("role", "toolbar");
    tools.setAttribute("aria-label", at.name);
    for (const action of actions.filter(({ when }) => when?.(at) ?? true)) {
      const button = make("button", { type: "button", textContent: action.title, name: action.name });
      button.addEventListener("click", async () => {
        await action.run(at);
        if (!action.done) { close(true); return; }
        button.textContent = action.done;
        status.textContent = action.done;
        setTimeout(() => { if (button.isConnected) { close(true); } }, 1200);
      });
      tools.append(button);
    }
    // The words stay selected while one chooses.
    tools.addEventListener("pointerdown", (event) => event.preventDefault());
    (chapter.closest("main") ?? document.body).append(tools);
    const left = Math.min(box.left, root.clientWidth - tools.offsetWidth - 8);
    const below = box.bottom + 8 + tools.offsetHeight <= innerHeight;
    tools.style.left = `${Math.max(left, 8) + scrollX}px`;
    tools.style.top = `${(below ? box.bottom + 8 : Math.max(box.top - tools.offsetHeight - 8, 8)) + scrollY}px`;
    opener = from;
    opener?.setAttribute("aria-expanded", "true");
  };
  const status = make("p", { className: "sr" });
  status.setAttribute("role", "status");
  document.body.append(status);

  const toggle = (number) => {
    if (opener === number) { close(true); return; }
    const passage = number.parentElement;
    history.replaceState(history.state, "", `#${passage.id}`);
    const at = place(passage, passage, null, null);
    mark(at);
    show(at, number.getBoundingClientRect(), number);
    $("button", tools).focus({ preventScroll: true });
  };
  document.addEventListener("pointerdown", (event) => { if (tools && !tools.contains(event.target) && !opener?.contains(event.target)) { close(); } });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(true); }
    if (!tools?.contains(document.activeElement) || !/^Arrow/.test(event.key)) { return; }
    const buttons = $$("button", tools);
    const step = /Right|Down/.test(event.key) ? 1 : -1;
    buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
    event.preventDefault();
  });

  // Words that are selected, from passage to passage.
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) { return null; }
    const range = selection.getRangeAt(0);
    const passages = all().filter((passage) => passage.matches(".psg") && range.intersectsNode(passage));
    // A triple click ends before the first word of the next paragraph.
    while (passages.length > 1 && range.endContainer === passages.at(-1) && range.endOffset === 0) { passages.pop(); }
    if (!passages.length) { return null; }
    const [first, last] = [passages[0], passages.at(-1)];
    let start = first.contains(range.startContainer) ? offset(first, range.startContainer, range.startOffset) : 0;
    let end = last.contains(range.endContainer) ? offset(last, range.endContainer, range.endOffset) : length(text(last));
    const lead = [...text(first)].slice(start).join("");
    start += length(lead) - length(lead.trimStart());
    const tail = [...text(last)].slice(0, end).join("");
    end -= length(tail) - length(tail.trimEnd());
    return first === last && end <= start ? null : [place(first, last, start, end), range];
  };
  let later = 0;
  let down = false;
  const offer = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      if (down || tools?.contains(document.activeElement)) { return; }
      const found = selected();
      if (!found) { if (tools && !opener) { close(); } return; }
      const [at, range] = found;
      const boxes = range.getClientRects();
      show(at, boxes[boxes.length - 1] ?? range.getBoundingClientRect(), null);
    }, 250);
  };
  document.addEventListener("pointerdown", () => { down = true; });
  for (const end of ["pointerup", "pointercancel"]) { document.addEventListener(end, () => { down = false; offer(); }); }
  document.addEventListener("selectionchange", offer);

  // --- The actions of this file
  const copy = async (words) => {
    try { await navigator.clipboard.writeText(words); } catch {
      // Not allowed, or not there: as it was done before.
      const field = make("textarea", { value: words, className: "lb-copied" });
      const had = document.activeElement;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      had?.focus({ preventScroll: true });
    }
  };
  const print = ({ chosen, first, last }) => {
    // With the headings between them.
    const behind = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const headings = $$(".text-section > :is(h2, h3, h4, h5, h6)", chapter).filter((heading) => behind(first, heading) && behind(heading, last));
    const shown = [...headings, ...chosen];
    const notes = shown.flatMap((passage) => $$(".nr a", passage)).map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    const parts = [...shown, ...notes.filter(Boolean)];
    parts.forEach((part) => part.classList.add("lb-printed"));
    root.classList.add("lb-print-part");
    addEventListener("afterprint", () => {
      root.classList.remove("lb-print-part");
      parts.forEach((part) => part.classList.remove("lb-printed"));
    }, { once: true });
    globalThis.print();
  };
  // For a class to read from the wall: the paragraphs alone, as large as the window has room for.
  const bare = (passage) => {
    const copied = passage.cloneNode(true);
    $$(".num, .nr, .lb-tools", copied).forEach((mark) => mark.remove());
    $$("a", copied).forEach((link) => link.replaceWith(...link.childNodes));
    [copied, ...$$("[id], [tabindex]", copied)].forEach((part) => { part.removeAttribute("id"); part.removeAttribute("tabindex"); });
    copied.classList.remove("lb-marked");
    // An item needs its list, other words nothing.
    if (!copied.matches("li")) { return copied; }
    const box = make("div", { className: copied.className, lang: copied.lang, dir: copied.dir });
    box.append(...copied.childNodes);
    return box;
  };
  const enlarge = ({ chosen, name }) => new Promise((resolve) => {
    const dialog = make("dialog", { className: "lb-large" });
    dialog.setAttribute("aria-label", name);
    const shut = make("button", { type: "button", className: "lb-shut", textContent: "×" });
    shut.setAttribute("aria-label", say("close"));
    shut.addEventListener("click", () => dialog.close());
    const words = make("div", { className: "words", lang: chosen[0].closest("[lang]").lang, dir: chosen[0].closest("[dir]")?.dir ?? "" });
    words.append(...chosen.map(bare));
    dialog.append(shut, make("p", { className: "name", textContent: name }), words);
    // What happens here is nothing to the menu behind it.
    for (const kind of ["keydown", "pointerdown"]) { dialog.addEventListener(kind, (event) => event.stopPropagation()); }
    document.body.append(dialog);
    dialog.showModal();
    for (let size = 5; size >= 1.5; size -= .1) {
      dialog.style.setProperty("--lb-size", size);
      if (dialog.scrollHeight <= dialog.clientHeight) { break; }
    }
    dialog.addEventListener("close", () => { dialog.remove(); resolve(); });
  });
  const quotation = (at) => say("quotation").replace("{reference}", () => at.reference).replace("{words}", () => at.text);
  // A telephone hands them on to whom they are for; where there is no address, there is nothing to send.
  const sends = navigator.share && matchMedia("(pointer: coarse)").matches;
  const waiting = lesebuch.passages.offered;
  lesebuch.passages = { add: (action) => actions.push(action), toggle, place, mark, copy, range: rangeOf };
  lesebuch.passages.add({ name: "link", title: say("copy-link"), done: say("copied"), run: ({ address }) => copy(address) });
  lesebuch.passages.add({
    name: "quote", title: say("copy-quote"), done: say("copied"), when: (at) => at.text,
    run: (at) => copy(quotation(at)),
  });
  lesebuch.passages.add({
    name: "share", title: say("share"), when: ({ address }) => sends && /^https?:/.test(address),
    // Who changes their mind has nothing to be told.
    run: (at) => navigator.share({ text: at.text ? quotation(at) : at.reference }).catch(() => {}),
  });
  // A telephone shows it no larger than the page does.
  lesebuch.passages.add({ name: "large", title: say("show-large"), run: enlarge, when: (at) => at.text && matchMedia("(min-width: 48em)").matches });
  lesebuch.passages.add({ name: "print", title: say("print"), run: print, when: (at) => at.text });
  waiting.forEach(lesebuch.passages.add);
  // What was selected before this script was there.
  offer();
})();
