// An address of an entry from when its part of the glossary was one page, glossary.html#slug, leads to where it is now.
// Which page that is stands in a script of its own, loaded when somebody comes with such an address.
(() => {
  "use strict";
  const here = document.currentScript.src;
  const follow = () => {
    let slug = location.hash.slice(1);
    try { slug = decodeURIComponent(slug); } catch { return; }
    if (!slug || document.getElementById(slug)) { return; }
    globalThis.lesebuchPlaces = (pages, entries) => {
      if (!Object.hasOwn(entries, slug)) { return; }
      const page = new URL(`../${pages[entries[slug]]}`, here).href;
      // From a disk, a folder is no page.
      const index = location.protocol === "file:" && page.endsWith("/") ? "index.html" : "";
      location.replace(`${page}${index}#${encodeURIComponent(slug)}`);
    };
    const source = document.createElement("script");
    source.src = new URL("lesebuch-places.js", here).href;
    document.head.append(source);
  };
  addEventListener("hashchange", follow);
  follow();
})();
