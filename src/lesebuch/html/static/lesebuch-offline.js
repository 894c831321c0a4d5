// A reader is kept in the browser, all of its files; from then on it is there without a network; see `offline/worker.js`.
"use strict";
lesebuch.keep = async (button) => {
  const { $, say } = lesebuch;
  const root = new URL("../", $("script[src*='lesebuch.js']").src);
  const tell = (name) => { button.textContent = say(name); };
  button.disabled = true;
  try {
    await navigator.serviceWorker.register(new URL("reader-worker.js", root).href);
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.all) { button.textContent = say("keeping").replace("{n}", data.done).replace("{all}", data.all); return; }
      tell(data.failed ? "keep-failed" : "kept-all");
      button.disabled = !data.failed;
    };
    active.postMessage("keep-all", [port2]);
  } catch {
    tell("keep-failed");
    button.disabled = false;
  }
};
