/* portfoliogen: what a page can do besides being read. Nothing here is needed; every page is whole without it.
   Each control lies ready in a <template> of the page, in the page's own words, and is put in only from here. */
(function () {
  "use strict";

  var root = document.documentElement;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  /* Puts what a template holds where the template stands, and gives its first element. */
  function unpack(id) {
    var template = document.getElementById(id);
    if (!template || !template.content) return null;
    var first = template.content.firstElementChild;
    template.parentNode.replaceChild(template.content, template);
    return first;
  }

  function remembered(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (_) { /* some browsers keep nothing for pages from disk */ }
    return null;
  }

  /* Light or dark: the reader's choice for this page stands over the system's. */
  function look() {
    var chosen = remembered("portfoliogen-look");
    if (chosen === "dark" || chosen === "light") root.dataset.look = chosen;
    var button = unpack("look");
    if (!button) return;
    var system = matchMedia("(prefers-color-scheme: dark)");
    function isDark() {
      return root.dataset.look ? root.dataset.look === "dark" : system.matches;
    }
    function say() {
      var text = isDark() ? button.dataset.light : button.dataset.dark;
      button.firstElementChild.textContent = text;
      button.title = text;
    }
    button.addEventListener("click", function () {
      root.dataset.look = isDark() ? "light" : "dark";
      remembered("portfoliogen-look", root.dataset.look);
      say();
    });
    if (system.addEventListener) system.addEventListener("change", say);
    say();
  }

  /* Words without accents and capitals, so that "eisteddfod" finds "Éisteddfod". */
  function plain(text) {
    var folded = text.toLowerCase();
    return folded.normalize ? folded.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652]/g, "") : folded;
  }

  /* Filter and search on the page of all entries, over the rows that are there. */
  function find() {
    var form = unpack("find");
    if (!form) return;
    var status = form.querySelector("[role=status]");
    var words = form.querySelector("input");
    var choices = all("select", form);
    var rows = all("[data-strands]").map(function (row) {
      return { row: row, text: plain(row.textContent + " " + row.dataset.skills) };
    });
    var number = window.Intl ? new Intl.NumberFormat(root.lang || "en") : { format: String };

    function has(row, choice) {
      return !choice.value || row.dataset[choice.name].split("|").indexOf(choice.value) >= 0;
    }

    function apply() {
      var wanted = plain(words.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (one) {
        var fits = choices.every(function (choice) { return has(one.row, choice); })
          && wanted.every(function (word) { return one.text.indexOf(word) >= 0; });
        one.row.hidden = !fits;
        if (fits) shown += 1;
      });
      all("main .part").forEach(function (part) {
        if (part.querySelector(".row")) part.hidden = !part.querySelector(".row:not([hidden])");
      });
      status.textContent = shown ? status.dataset.found.replace("#", number.format(shown)) : status.dataset.none;
      form.classList.toggle("in-use", shown < rows.length || wanted.length > 0);
    }

    form.addEventListener("input", apply);
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { apply(); words.focus(); }); });
    apply();
  }

  /* Pictures larger, over the page; without this a picture is a link to its largest file. */
  function lightbox() {
    var links = all("main a.frame");
    if (!links.length || !window.HTMLDialogElement) return;
    var dialog = unpack("lightbox");
    if (!dialog) return;
    var picture = dialog.querySelector("img");
    var caption = document.createElement("figcaption");
    var back = dialog.querySelector(".back");
    var on = dialog.querySelector(".on");
    var at = 0;
    caption.dir = "auto";
    picture.parentNode.appendChild(caption);

    function show(number) {
      at = (number + links.length) % links.length;
      var link = links[at];
      var small = link.querySelector("img:not(.blur)");
      var words = link.parentNode.querySelector("figcaption");
      picture.src = link.href;
      picture.alt = small ? small.alt : "";
      caption.textContent = words ? words.textContent : "";
      caption.hidden = !words;
    }

    back.hidden = on.hidden = links.length < 2;
    back.addEventListener("click", function () { show(at - 1); });
    on.addEventListener("click", function () { show(at + 1); });
    dialog.querySelector(".close").addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", function () { links[at].focus(); });
    dialog.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      show(at + (root.dir === "rtl" ? -step : step));
    });
    links.forEach(function (link, number) {
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        show(number);
        dialog.showModal();
      });
    });
  }

  /* Part by part, for a talk: each [data-slide] in what says data-present, or each of its direct sections. */
  function present() {
    var stage = document.querySelector("[data-present]");
    var start = stage && unpack("present");
    if (!start) return;
    var bar = start.nextElementSibling;
    var status = bar.querySelector("[role=status]");
    var slides = all("[data-slide]", stage);
    if (!slides.length) slides = all("section", stage).filter(function (one) { return one.parentNode === stage; });
    slides = slides.filter(function (one) { return !one.classList.contains("paper"); });
    document.body.appendChild(bar);
    var at = 0;

    function show(number) {
      at = Math.max(0, Math.min(slides.length - 1, number));
      slides.forEach(function (slide, one) { slide.classList.toggle("now-shown", one === at); });
      status.textContent = (at + 1) + " / " + slides.length;
      scrollTo(0, 0);
    }

    function end() {
      root.classList.remove("presenting");
      bar.hidden = true;
      if (document.fullscreenElement) document.exitFullscreen();
      start.focus();
    }

    function begin() {
      root.classList.add("presenting");
      bar.hidden = false;
      show(0);
      if (root.requestFullscreen) root.requestFullscreen().catch(function () { /* as large as the window, then */ });
      bar.querySelector(".on").focus();
    }

    start.addEventListener("click", begin);
    document.addEventListener("fullscreenchange", function () {
      if (!document.fullscreenElement && !bar.hidden) end();
    });
    bar.querySelector(".back").addEventListener("click", function () { show(at - 1); });
    bar.querySelector(".on").addEventListener("click", function () { show(at + 1); });
    bar.querySelector(".end").addEventListener("click", end);
    document.addEventListener("keydown", function (event) {
      if (bar.hidden || /^(VIDEO|AUDIO|INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
      var turn = root.dir === "rtl" ? -1 : 1;
      var step = { ArrowRight: turn, ArrowLeft: -turn, PageDown: 1, PageUp: -1, Home: -slides.length, End: slides.length }[event.key];
      if (event.key === "Escape") end();
      else if (step) { event.preventDefault(); show(at + step); }
    });
  }

  /* What is folded away opens for paper. */
  function paper() {
    var folded = [];
    addEventListener("beforeprint", function () {
      folded = all("details:not([open])");
      folded.forEach(function (one) { one.open = true; });
    });
    addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
  }

  [look, find, lightbox, present, paper].forEach(function (part) {
    try { part(); } catch (error) { if (window.console) console.error(error); }
  });
})();
