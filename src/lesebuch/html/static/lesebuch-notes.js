// Previews of notes, terms, cited works and dates, the same by mouse, keys and touch; and notes beside their words.
//
// A preview opens where one points or puts the focus, and goes when one leaves. A click or a tap keeps it until it is
// closed: by Escape, by its button, or by a click elsewhere. What is in a preview can have a preview of its own.
// Without this script a number leads to its note, which the style sheet then shows at the edge of the screen.
"use strict";
(() => {
  const { $, $$, make, base, say, spoken, entries, cited } = lesebuch;
  const root = document.documentElement;
  const ASKS = lesebuch.asks;
  const FOCUS = "a[href], button:not([tabindex='-1']), summary, [tabindex='0']";
  const WAIT = { open: 220, close: 260 };
  const cards = [];  // From the page outwards: each stands on words of the one before.
  let timer = 0;
  let leaving = 0;
  let silent = false;  // Focus that comes back opens nothing.

  // What a preview shows: its name, its nodes, and where its link leads.
  const noteOf = (at) => document.getElementById(decodeURIComponent(at.hash.slice(1)));
  const bare = (element) => {
    const copy = element.cloneNode(true);
    [copy, ...$$("[id]", copy)].forEach((one) => one.removeAttribute("id"));
    return copy;
  };
  const linked = (text) => text.split(/(https?:\/\/\S+)/).map((part, n) => (n % 2 ? make("a", { href: part, textContent: part }) : part));
  const content = async (at) => {
    await spoken();
    if (at.matches(".when")) { return { name: say("date"), nodes: [make("p", { textContent: at.dataset.when })] }; }
    if (at.matches(".nr a")) {
      const note = noteOf(at);
      const name = say("note").replace("{n}", at.textContent);
      return note && { name, nodes: [bare($(":scope > div", note))], more: [[say("below"), at.href]] };
    }
    if (at.matches(".bibtex-citation a")) {
      const text = make("p");
      text.append(...linked(await cited(at) || at.textContent));
      return { name: say("work"), nodes: [text], more: [[say("works"), at.href]] };
    }
    const found = (await entries(at))[decodeURIComponent(at.hash.slice(1))];
    if (!found) { return null; }
    const head = make("p");
    head.append(make("strong", { textContent: found[0] }));
    const places = found[2] ? [[say("everywhere"), new URL(`../${found[2]}`, base).href]] : [];
    return { name: say("entry"), nodes: [head, make("p", { textContent: found[1] })], more: [[say("glossary"), at.href], ...places] };
  };

  // What it is made of is asked for when someone points there: when it opens it is there.
  const expect = (at) => {
    spoken();
    if (at.matches("a.m, a.m2")) { entries(at); }
    if (at.matches(".bibtex-citation a")) { cited(at); }
  };

  // Which words a note is about.
  const light = (at, on) => {
    if (!at?.matches(".nr a")) { return; }
    const id = CSS.escape(decodeURIComponent(at.hash.slice(1)));
    $$(`[data-note="${id}"], .note[id="${id}"]`).forEach((element) => element.classList.toggle("on", on));
  };

  // What someone does not want to be told of.
  const asks = (at) => !(at.matches(".psg a.m, .psg a.m2") && root.dataset.terms === "none") && !(at.matches(".when") && root.dataset.dates === "never");

  const level = (element) => cards.findIndex(({ box }) => box.contains(element)) + 1;
  const back = (element) => { silent = true; element.focus({ preventScroll: true }); silent = false; };
  const close = (from = 0) => {
    clearTimeout(timer);
    clearTimeout(leaving);
    for (const { box, at } of cards.splice(from).reverse()) {
      if (box.contains(document.activeElement)) { back(at); }
      at.removeAttribute("aria-describedby");
      light(at, false);
      box.remove();
    }
  };
  const place = ({ box, at }) => {
    const sheet = matchMedia("(max-width: 47.9375em)").matches || matchMedia("(hover: none)").matches;
    box.classList.toggle("lb-sheet", sheet);
    if (sheet) {
      // The words that it is about stay in sight above it.
      const hidden = at.getBoundingClientRect().bottom + 16 - box.getBoundingClientRect().top;
      if (hidden > 0 && !level(at)) { scrollBy({ top: hidden, behavior: "instant" }); }
      return;
    }
    const where = at.getClientRects()[0] || at.getBoundingClientRect();
    const left = Math.min(where.left, root.clientWidth - box.offsetWidth - 16);
    const above = where.top - box.offsetHeight - 8;
    const top = where.bottom + 8 + box.offsetHeight > innerHeight && above > 0 ? above : where.bottom + 8;
    box.style.left = `${Math.max(left, 8) + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  };
  const open = async (at, kept) => {
    const found = await content(at);
    if (!found || (!kept && !(at.matches(":hover") || at === document.activeElement))) { return; }
    const depth = level(at);
    close(depth);
    const box = make("div", { className: "lb-card", id: `lb-card-${depth}`, tabIndex: -1 });
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", found.name);
    const shut = make("button", { type: "button", className: "lb-shut", tabIndex: kept ? 0 : -1 });
    shut.setAttribute("aria-label", say("close"));
    shut.append(make("span", { textContent: "×" }));
    shut.addEventListener("click", () => close(depth));
    const text = make("div", { className: "lb-card-text", id: `lb-card-text-${depth}` });
    text.append(...found.nodes);
    if (kept && found.more) {
      const more = make("p", { className: "lb-more" });
      more.append(...found.more.map(([textContent, href]) => make("a", { textContent, href })));
      text.append(more);
    }
    box.append(text, shut);
    lesebuch.dress?.(box, at);
    document.body.append(box);
    const card = { box, at, kept };
    cards.push(card);
    at.setAttribute("aria-describedby", text.id);
    light(at, true);
    place(card);
    if (kept) { box.focus({ preventScroll: true }); }
  };

  // Notes beside their words: then there is nothing to open, the note is only pointed out.
  const wide = matchMedia("(min-width: 80em)");
  const noted = document.body.classList.contains("lb-noted");
  const beside = () => noted && wide.matches && root.dataset.notes !== "below";
  const visible = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 40 && top < innerHeight - 40;
  };
  const ownNote = (at) => (beside() && at.matches(".nr a") && !level(at) ? noteOf(at) : null);

  const start = (at, wait) => {
    clearTimeout(timer);
    clearTimeout(leaving);
    if (cards.some((card) => card.at === at)) { return; }
    const note = ownNote(at);
    if (note && visible(note)) { light(at, true); return; }
    expect(at);
    timer = setTimeout(open, wait, at, false);
  };
  const leave = (at) => {
    clearTimeout(timer);
    if (!cards.some((card) => card.at === at)) { light(at, false); }
    leaving = setTimeout(() => {
      const over = $$(":hover").pop();
      const stays = cards.findLastIndex((card) => card.kept || card.box.contains(over) || card.at.contains(over) || card.at === document.activeElement);
      close(stays + 1);
    }, WAIT.close);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") { return; }
    const at = event.target.closest?.(ASKS);
    if (at && asks(at)) { start(at, WAIT.open); } else if (level(event.target)) { clearTimeout(leaving); }
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse") { return; }
    const at = event.target.closest?.(ASKS);
    if (at || level(event.target)) { leave(at); }
  });
  document.addEventListener("focusin", (event) => {
    const at = event.target;
    if (!silent && at.matches?.(":focus-visible") && at.matches(ASKS) && asks(at)) { start(at, 0); }
  });
  document.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (!silent && event.target.matches?.(ASKS) && !(to && level(to))) {
      light(event.target, false);
      const own = cards.findIndex((card) => card.at === event.target && !card.kept);
      if (own >= 0) { close(own); }
    }
  });

  // A click keeps a preview. Links to entries lead there, unless a finger has had no other way to ask.
  document.addEventListener("pointerdown", (event) => {
    lesebuch.touched = event.pointerType !== "mouse";
    const asked = event.target.closest?.(ASKS);
    if (asked && asks(asked)) { expect(asked); }
    const depth = level(event.target);
    const own = cards.findIndex(({ at }) => at.contains(event.target));
    if (own < 0) { close(depth); }
  });
  document.addEventListener("click", (event) => {
    const at = event.target.closest?.(ASKS);
    if (!at || !asks(at) || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    const byKey = event.detail === 0;
    if (at.matches("a.m, a.m2") && (byKey || !lesebuch.touched)) { return; }
    event.preventDefault();
    const note = ownNote(at);
    if (note) {
      close();
      note.tabIndex = -1;
      note.focus({ preventScroll: true });
      // What was left has put out the light.
      light(at, true);
      note.scrollIntoView({ block: "nearest" });
      note.addEventListener("focusout", (left) => { if (!note.contains(left.relatedTarget)) { light(at, false); } });
      return;
    }
    const own = cards.findIndex((card) => card.at === at);
    if (own >= 0 && cards[own].kept) { close(own); } else { open(at, true); }
  });
  lesebuch.previews = true;

  document.addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if (event.key === "Escape" && cards.length) { close(cards.length - 1); return; }
    if (event.key === "Escape" && here.matches(".note")) {
      const number = $(`.nr a[href="#${CSS.escape(here.id)}"]`);
      $(".back", here)?.click();
      if (number) { back(number); }
      return;
    }
    if (event.key === "Enter" && here.matches(".when")) { here.click(); return; }
    if (event.key !== "Tab") { return; }
    const own = cards.findIndex(({ at }) => at === here);
    if (own >= 0 && !event.shiftKey) {
      const first = $(FOCUS, cards[own].box);
      if (first) { event.preventDefault(); cards[own].kept = true; $(".lb-shut", cards[own].box).tabIndex = 0; first.focus(); }
      return;
    }
    const depth = level(here);
    if (!depth) { return; }
    const { box, at } = cards[depth - 1];
    const stops = $$(FOCUS, box).filter((one) => one.tabIndex >= 0);
    if (event.shiftKey && (here === box || here === stops[0])) { event.preventDefault(); close(depth - 1); back(at); }
    // From its last stop the focus goes on behind the words that it is about.
    if (!event.shiftKey && (!stops.length || here === stops.at(-1))) { close(depth - 1); back(at); }
  });
  addEventListener("resize", () => cards.forEach(place));

  // Where each note stands: as near to its number as may be without touching another. Of notes that would overlap, a
  // group is moved as a whole, by as much up as down (the least squares under an order: pooled neighbours).
  const spread = (wanted, heights, gap) => {
    const groups = [];
    wanted.forEach((top, n) => {
      groups.push({ first: n, size: 1, length: heights[n] + gap, sum: top });
      for (let last; groups.length > 1 && (last = groups.at(-1)) && groups.at(-2).sum / groups.at(-2).size + groups.at(-2).length > last.sum / last.size;) {
        groups.pop();
        const before = groups.at(-1);
        before.sum += last.sum - last.size * before.length;
        before.size += last.size;
        before.length += last.length;
      }
    });
    const tops = [];
    let end = 0;
    for (const { first, size, sum } of groups) {
      let top = Math.max(sum / size, end);
      for (let n = first; n < first + size; n += 1) { tops[n] = top; top += heights[n] + gap; }
      end = top;
    }
    return tops;
  };
  const chapter = $(".chapter");
  const arrange = () => {
    const on = beside();
    root.classList.toggle("lb-beside", on);
    const notes = $$(".notes-list > .note");
    if (!on) { chapter.style.minHeight = ""; return; }
    const zero = chapter.getBoundingClientRect().top;
    const wanted = notes.map((note) => {
      const number = $(`.nr a[href="#${CSS.escape(note.id)}"]`, chapter);
      return number ? number.getBoundingClientRect().top - zero - 6 : 0;
    });
    const heights = notes.map((note) => note.offsetHeight);
    const tops = spread(wanted, heights, 10);
    notes.forEach((note, n) => { note.style.top = `${Math.round(tops[n])}px`; });
    chapter.style.minHeight = `${Math.ceil((tops.at(-1) ?? 0) + (heights.at(-1) ?? 0) + 16)}px`;
    root.classList.add("lb-placed");
  };
  if (noted && chapter) {
    arrange();
    let waiting = 0;
    const again = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(arrange); };
    new ResizeObserver(again).observe(chapter);
    wide.addEventListener("change", again);
    document.fonts?.ready.then(again);
    lesebuch.rearrange = again;
    // Whoever points at a note sees its words.
    $$(".notes-list > .note").forEach((note) => {
      const about = $$(`[data-note="${CSS.escape(note.id)}"]`);
      note.addEventListener("pointerenter", () => { if (beside()) { about.forEach((words) => words.classList.add("on")); } });
      note.addEventListener("pointerleave", () => about.forEach((words) => words.classList.remove("on")));
    });
  }
})();
