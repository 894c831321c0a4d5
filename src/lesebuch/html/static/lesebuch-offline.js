// Under http(s) a reader can be installed, and read without a network; see `offline/worker.js`.
"use strict";
(() => {
  const { $, make, say } = lesebuch;
  const root = new URL("../", $("script[src*='lesebuch.js']").src);
  document.head.append(make("link", { rel: "manifest", href: new URL("reader.webmanifest", root).href }));
  const button = $(".lb-keep");
  const ready = navigator.serviceWorker.register(new URL("reader-worker.js", root).href).then(() => navigator.serviceWorker.ready);
  // Where the browser does not allow it, there is nothing to offer.
  ready.then(() => { button.hidden = false; }, () => {});
  button.addEventListener("click", async () => {
    const { active } = await ready;
    const { port1, port2 } = new MessageChannel();
    button.disabled = true;
    port1.onmessage = ({ data }) => {
      if (data.all) { button.textContent = say("keeping").replace("{n}", data.done).replace("{all}", data.all); return; }
      button.textContent = say(data.failed ? "keep-failed" : "kept-all");
      button.disabled = !data.failed;
    };
    active.postMessage("keep-all", [port2]);
  });
})();
