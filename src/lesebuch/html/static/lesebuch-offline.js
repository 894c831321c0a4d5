// A reader is kept in the browser, all of its files; from then on it is there without a network; see `offline/worker.js`.
"use strict";
(() => {
  const { $, say } = lesebuch;
  const PATIENCE = 60_000;
  // `navigator.serviceWorker.ready` waits for ever where a worker cannot be installed.
  const working = ({ active, waiting, installing }) => active ?? new Promise((resolve, reject) => {
    const worker = waiting ?? installing;
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") { resolve(worker); }
      if (worker.state === "redundant") { reject(new Error(worker.state)); }
    });
  });
  lesebuch.keep = async (button) => {
    const root = new URL("../", $("script[src*='lesebuch.js']").src);
    const end = (name) => { button.textContent = say(name); button.disabled = name === "kept-all"; };
    button.disabled = true;
    try {
      const worker = await working(await navigator.serviceWorker.register(new URL("reader-worker.js", root).href));
      const { port1, port2 } = new MessageChannel();
      // A browser may end a worker that takes long. What it has kept by then is there when it is asked again.
      let silent = 0;
      const wait = () => { clearTimeout(silent); silent = setTimeout(end, PATIENCE, "keep-failed"); };
      port1.onmessage = ({ data }) => {
        wait();
        if (data.all) { button.textContent = say("keeping").replace("{n}", data.done).replace("{all}", data.all); return; }
        clearTimeout(silent);
        end(data.failed ? "keep-failed" : "kept-all");
      };
      worker.postMessage("keep-all", [port2]);
      wait();
    } catch { end("keep-failed"); }
  };
})();
