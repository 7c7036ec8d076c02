/* The preview's own script: it reloads a page that changed and shows what is to be mended. It is only in served
   pages, never in a site. All words come as text and are put in as text. */
(() => {
  "use strict";
  const own = document.currentScript;
  const page = own.dataset.page;
  const mark = own.dataset.mark;
  let source = null;
  let box = null;
  let notice = null;
  let hidden = "";

  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  };

  const point = (one) => {
    const item = make("li");
    item.append(make("p", "pgs-message", one.message));
    if (one.excerpt) item.append(make("pre", "", one.excerpt));
    if (one.hint) item.append(make("p", "pgs-hint", one.hint));
    const place = make("p", "pgs-place", one.place);
    if (one.editor && one.editor.startsWith("vscode://file/")) {
      const link = make("a", "", "Open in VS Code");
      link.href = one.editor;
      place.append(" · ", link);
    }
    place.append(` · ${one.code}`);
    item.append(place);
    return item;
  };

  const show = (problems) => {
    const text = JSON.stringify(problems);
    document.querySelector(".pgs-bar .pgs-problems")?.remove();
    box?.remove();
    box = null;
    if (!problems.length) return;
    const errors = problems.some((one) => one.severity === "error");
    box = make("section", "pgs-box");
    box.lang = "en";
    box.dir = "ltr";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "What to look at");
    const head = make("header");
    head.append(make("h2", "", errors ? "To mend on this page" : "To look at on this page"));
    const close = make("button", "", "Hide");
    close.type = "button";
    head.append(close);
    const list = make("ol");
    problems.forEach((one) => list.append(point(one)));
    box.append(head, list);
    const shown = box;
    const opener = make("button", "pgs-problems", errors ? "What to mend" : "What to look at");
    opener.type = "button";
    const place = make("li");
    place.className = "pgs-problems";
    opener.className = "";
    place.append(opener);
    const set = (open) => {
      shown.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
    };
    opener.addEventListener("click", () => { set(shown.hidden); hidden = shown.hidden ? text : ""; });
    close.addEventListener("click", () => { set(false); hidden = text; opener.focus(); });
    set(errors && hidden !== text);
    document.querySelector(".pgs-bar .pgs-more")?.prepend(place);
    document.body.append(box);
  };

  const warn = (text) => {
    notice?.remove();
    notice = null;
    if (!text) return;
    notice = make("p", "pgs-notice", text);
    notice.setAttribute("role", "status");
    notice.lang = "en";
    document.body.append(notice);
  };

  const listen = () => {
    if (source) return;
    const query = new URLSearchParams({ page, mark });
    source = new EventSource(`/-/events?${query}`);
    source.addEventListener("reload", () => location.reload());
    source.addEventListener("problems", (event) => {
      const news = JSON.parse(event.data);
      show(news.problems);
      warn(news.notice);
    });
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) stop();
    });
  };

  const stop = () => {
    source?.close();
    source = null;
  };

  // A browser keeps six connections to one server: pages that nobody sees must not take them all.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", () => { if (!document.hidden) listen(); });
  if (!document.hidden) listen();
})();
