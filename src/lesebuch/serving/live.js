// Reloads the page when what it shows was built anew, and says on it what is wrong.
(() => {
  const box = document.createElement("aside");
  box.id = "lesebuch-problems";
  box.setAttribute("role", "status");
  const show = (problems) => {
    box.replaceChildren();
    box.hidden = !problems.length;
    if (!problems.length) return;
    const top = document.createElement("details");
    top.open = sessionStorage.getItem("lesebuch-problems") !== "closed";
    top.ontoggle = () => sessionStorage.setItem("lesebuch-problems", top.open ? "open" : "closed");
    const head = document.createElement("summary");
    head.textContent = problems.length === 1 ? "1 thing is wrong" : `${problems.length} things are wrong`;
    const list = document.createElement("ul");
    for (const { path, line, message, hint } of problems) {
      const item = document.createElement("li");
      const place = document.createElement("b");
      place.textContent = line ? `${path}:${line}` : path;
      item.append(place, ` ${message} ${hint}`);
      list.append(item);
    }
    top.append(head, list);
    box.append(top);
  };
  const style = document.createElement("style");
  style.textContent = `#lesebuch-problems { position: fixed; inset: auto 0 0; z-index: 9999; max-height: 40vh; overflow: auto;
    padding: .5rem 1rem; background: Canvas; color: CanvasText; border-top: 3px solid #b3261e; font: 1rem/1.4 sans-serif; }
    #lesebuch-problems[hidden] { display: none } #lesebuch-problems ul { margin: .5rem 0; padding-left: 1.2rem }
    #lesebuch-problems summary { cursor: pointer; font-weight: bold }
    @media print { #lesebuch-problems { display: none } }`;
  box.hidden = true;
  document.head.append(style);
  document.body.append(box);
  const page = decodeURI(location.pathname).replace(/\/$/, "/index.html").slice(1);
  const build = document.currentScript.dataset.build;
  const source = new EventSource(`/_lesebuch/events?${new URLSearchParams({ page, build })}`);
  source.onmessage = (message) => {
    const { reload, problems } = JSON.parse(message.data);
    if (reload) location.reload();
    else show(problems);
  };
  addEventListener("pagehide", () => source.close());
})();
