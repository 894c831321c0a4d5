// Assignments: what is written into the page stays in this browser, and can be saved as a document with references.
// Nothing is sent anywhere. Where a browser keeps nothing, what is written holds for the page and can still be saved.
"use strict";
(() => {
  const { $, $$, make, say, reader } = lesebuch;
  const fields = $$(".answer textarea");

  // Hints: all folded or all open, remembered with the other settings.
  const hints = $$("details.hint");
  if (hints.length && lesebuch.settings) {
    lesebuch.settings.add({
      name: "hints",
      title: say("hints"),
      options: ["folded", "open"].map((value) => [value, say(`hints-${value}`)]),
      apply: (value) => hints.forEach((hint) => { hint.open = value === "open"; }),
    });
  }
  // What teachers expect: hidden while a class looks on. The style sheet hides it, before anything is drawn.
  if ($(".expected") && lesebuch.settings) {
    lesebuch.settings.add({
      name: "expected",
      title: say("expected"),
      options: ["shown", "hidden"].map((value) => [value, say(`expected-${value}`)]),
    });
  }
  const page = fields[0]?.dataset.page ?? document.body.dataset.page;
  const key = (field) => `lb-answer:${reader}:${field.dataset.page}#${field.dataset.task}`;
  const kept = (work) => { try { return work(localStorage); } catch { return null; } };
  const status = make("p");
  status.setAttribute("role", "status");
  let keeps = true;
  for (const field of fields) {
    field.value = kept((store) => store.getItem(key(field))) ?? field.value;
    field.addEventListener("input", () => {
      const done = kept((store) => { if (field.value) { store.setItem(key(field), field.value); } else { store.removeItem(key(field)); } return true; });
      if (keeps && !done) { keeps = false; status.textContent = say("answers-lost"); }
    });
  }
  // A task is called otherwise, or is gone: what was written to it before is shown below the tasks, and saved with them.
  const known = new Set(fields.map(key));
  const orphans = kept((store) => Object.keys(store).filter((one) => one.startsWith(`lb-answer:${reader}:${page}#`) && !known.has(one)).sort()) ?? [];
  if (!fields.length && !orphans.length) { return; }
  const left = make("div", { className: "lb-left", hidden: !orphans.length });
  left.append(make("p", { textContent: say("answers-left") }));
  for (const one of orphans) {
    const text = make("pre", { textContent: kept((store) => store.getItem(one)) });
    text.dataset.typed = "";
    left.append(text);
  }
  // Another tab with the same page.
  addEventListener("storage", (event) => {
    const field = fields.find((one) => key(one) === event.key);
    if (field && field !== document.activeElement) { field.value = event.newValue ?? ""; }
  });

  // --- The document
  const title = () => $("h1").cloneNode(true);
  const bare = (element) => { const copy = element.cloneNode(true); $$(".headerlink", copy).forEach((one) => one.remove()); return copy; };
  const words = (element) => bare(element).textContent.replace(/\s+/g, " ").trim();
  const absolute = (element) => { $$("a[href]", element).forEach((link) => { link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href); }); return element; };
  const APART = ".hint, .space:not(p), script";
  // What stands above a space, unless it has a field itself: then it is told with that.
  const above = (space) => {
    const found = space.previousElementSibling;
    return found && !found.matches(APART) && !fields.some((field) => found.contains(field)) ? found : null;
  };
  // Each task once, with what was written where it was written; of a space outside of tasks, what stands above it.
  const tasks = () => {
    const parts = new Map();
    for (const field of fields) {
      const task = field.closest(".task");
      parts.set(task ?? field, task ?? above(field.closest(".answer")));
    }
    const told = [...parts].map(([at, shown]) => {
      const typed = (field) => { const made = make("pre", { textContent: field.value }); made.dataset.typed = ""; return made; };
      const part = make("div");
      if (shown) { part.append(answered(shown, typed)); }
      if (at.matches("textarea")) { part.append(typed(at)); }
      return part;
    });
    return left.hidden ? told : [...told, left.cloneNode(true)];
  };
  const answered = (task, typed) => {
    const copy = task.cloneNode(true);
    const there = fields.filter((field) => task.contains(field));
    $$(".answer", copy).forEach((space, n) => space.replaceWith(typed(there[n])));
    $$(`.headerlink, ${APART}, .lb-answers`, copy).forEach((one) => one.remove());
    return copy;
  };
  const source = () => `${location.href.split("#")[0]}`;
  const today = () => new Date().toLocaleDateString(document.documentElement.lang);

  const clean = (element) => {
    for (const one of [element, ...$$("*", element)]) { [...one.attributes].filter(({ name }) => !["href", "lang", "dir", "colspan", "rowspan", "start", "data-typed"].includes(name)).forEach(({ name }) => one.removeAttribute(name)); }
    return element;
  };
  const html = () => {
    const page = document.implementation.createHTMLDocument(words(title()));
    page.documentElement.lang = document.documentElement.lang;
    const body = page.body;
    const line = (name, text) => { const made = page.createElement(name); made.textContent = text; body.append(made); return made; };
    const style = page.createElement("style");
    style.textContent = "body{font:1rem/1.5 serif;max-width:42rem;margin:2rem auto;padding:0 1rem}[data-typed]{border-left:3px solid #888;padding-left:1rem;white-space:pre-wrap;font:inherit}";
    page.head.prepend(Object.assign(page.createElement("meta"), {}), style);
    page.head.querySelector("meta").setAttribute("charset", "utf-8");
    line("h1", words(title()));
    line("p", `${say("answers-name")}: ____________________   ${today()}`);
    for (const part of tasks()) { body.append(...clean(absolute(part)).childNodes); }
    line("p", source());
    return `<!DOCTYPE html>\n${page.documentElement.outerHTML}\n`;
  };
  const markdown = () => {
    const parts = [`# ${words(title())}`, `${say("answers-name")}: ____________________, ${today()}`];
    const inline = (element) => [...element.childNodes].map((node) => {
      if (node.nodeType === Node.TEXT_NODE) { return node.data.replace(/\s+/g, " ").replace(/([\\`*_[\]<>])/g, "\\$1"); }
      if (node.nodeType !== Node.ELEMENT_NODE) { return ""; }
      if (node.matches("a[href]")) { return `[${inline(node)}](${node.getAttribute("href")})`; }
      return inline(node);
    }).join("");
    for (const part of tasks()) {
      const copy = absolute(part);
      for (const block of $$("h2, h3, h4, p, li, pre, .line, tr", copy)) {
        if (block.matches("[data-typed]")) { parts.push(block.textContent.trim() || "…"); continue; }
        if (block.matches("li") && $("p", block)) { continue; }
        const text = inline(block).trim();
        if (text) { parts.push(block.matches("h2, h3, h4") ? `## ${text}` : block.closest("blockquote") ? `> ${text}` : block.closest("li") ? `- ${text}` : text); }
      }
    }
    parts.push(`<${source()}>`);
    return `${parts.join("\n\n")}\n`;
  };
  const file = page.split("/").at(-1);
  const save = (text, type, ending) => {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), download: `${file}.${ending}` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // A telephone sends a document to whom it is for; files that were saved are hard to find there.
  const attached = (text) => ({ title: words(title()), files: [new File([text], `${file}.html`, { type: "text/html" })] });
  const sends = navigator.canShare && matchMedia("(pointer: coarse)").matches && navigator.canShare(attached(""));

  const button = (name, run) => { const made = make("button", { type: "button", textContent: say(name) }); made.addEventListener("click", run); return made; };
  const bar = make("div", { className: "lb-answers" });
  status.textContent = lesebuch.lapses ? `${say("answers-kept")} ${say("lapses")}` : say("answers-kept");
  bar.append(
    status,
    // Who changes their mind has nothing to be told.
    ...(sends ? [button("answers-send", () => navigator.share(attached(html())).catch(() => {}))] : []),
    button("answers-html", () => save(html(), "text/html", "html")),
    button("answers-markdown", () => save(markdown(), "text/markdown", "md")),
    button("answers-clear", () => {
      if (!confirm(say("answers-sure"))) { return; }
      for (const field of fields) { field.value = ""; kept((store) => store.removeItem(key(field))); }
      orphans.forEach((one) => kept((store) => store.removeItem(one)));
      left.hidden = true;
    }),
  );
  const last = fields.at(-1);
  if (last) { (last.closest(".task") ?? last.closest(".answer")).after(left, bar); } else { $("h1").parentElement.append(left, bar); }
})();
