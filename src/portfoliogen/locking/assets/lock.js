/* portfoliogen: opens a locked profile. Everything but this page is encrypted; the passphrase never leaves it.

   Which page is wanted stands in the address as ?p=…, so that links, going back and reloading are the browser's
   own. The key is kept for this tab until it is closed. Pieces come as classic scripts, since those load from a
   folder as well as from the web. */
(function () {
  "use strict";

  var form = document.getElementById("lock");
  var told = JSON.parse(form.dataset.lock);
  var words = Object.assign({}, form.dataset);
  var here = new URL(".", location.href);
  var shelf = "portfoliogen-lock-" + told.place;
  var utf8 = window.TextEncoder && new TextEncoder();
  var pieces = {};
  var made = {};
  var files = {};
  var paths = Object.create(null);
  var typed = false;
  var key;

  function bytes(text) {
    var plain = atob(text);
    var out = new Uint8Array(plain.length);
    for (var at = 0; at < plain.length; at += 1) out[at] = plain.charCodeAt(at);
    return out;
  }

  function decrypt(own, sealed, about) {
    var how = { name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: utf8.encode(about) };
    return crypto.subtle.decrypt(how, own, sealed.subarray(12)).then(function (open) { return new Uint8Array(open); });
  }

  function keyOf(raw) {
    return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  /* Capitals and what stands between the words make no difference; as `as_typed` in readers.py. */
  function asTyped(text) {
    return text.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");
  }

  function ownKey(passphrase) {
    return crypto.subtle.importKey("raw", utf8.encode(asTyped(passphrase)), "PBKDF2", false, ["deriveKey"])
      .then(function (raw) {
        var how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(told.salt), iterations: told.iterations };
        return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
      });
  }

  /* The content key, if one of its copies is for this passphrase; else null. */
  function contentKey(own) {
    return told.copies.reduce(function (before, copy) {
      return before.then(function (found) {
        return found || decrypt(own, bytes(copy), told.place).catch(function () { return null; });
      });
    }, Promise.resolve(null));
  }

  /* --- files */

  window.portfoliogenPiece = function (name, text) {
    if (pieces[name]) pieces[name].take(text);
  };

  function sealed(name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      pieces[name] = { take: function (text) { resolve(bytes(text)); } };
      script.src = new URL("sealed/" + name + ".js", here).href;
      script.onload = script.onerror = function () {
        script.remove();
        delete pieces[name];
        reject(new Error("missing"));
      };
      document.head.appendChild(script);
    });
  }

  function piece(name) {
    return sealed(name).then(function (data) { return decrypt(key, data, name); });
  }

  function parts(names) {
    return names.reduce(function (before, name) {
      return before.then(function (list) {
        return piece(name).then(function (part) { list.push(part); return list; });
      });
    }, Promise.resolve([]));
  }

  function blobOf(path) {
    var file = files[path];
    var left = file[2];
    return parts(file[3]).then(function (list) {
      return new Blob(list.map(function (part) {
        var kept = part.subarray(0, left);
        left -= kept.length;
        return kept;
      }), { type: file[1] || "application/octet-stream" });
    });
  }

  /* The address of a decrypted file, within this page only. */
  function addressOf(path) {
    if (!made[path]) {
      made[path] = blobOf(path).then(function (blob) { return URL.createObjectURL(blob); });
      made[path].catch(function () { delete made[path]; });
    }
    return made[path];
  }

  function textOf(path) {
    return blobOf(path).then(function (blob) { return blob.text(); });
  }

  function contents() {
    return parts(told.index).then(function (list) { return new Blob(list).text(); }).then(function (text) {
      // Without a prototype, so that no word of an address means more than a file.
      files = Object.assign(Object.create(null), JSON.parse(text.replace(/\0+$/, "")));
      Object.keys(files).forEach(function (path) { paths[files[path][0]] = path; });
    });
  }

  /* --- pages */

  function plain(text) {
    try { return decodeURIComponent(text); } catch (_) { return text; }
  }

  /* Where a link of a page leads within the profile: its path and fragment; null where it leads out of it. */
  function target(link, from) {
    if (!link || link.charAt(0) === "#" || /^[a-z][a-z0-9+.-]*:/i.test(link) || link.slice(0, 2) === "//") return null;
    var url = new URL(link, "https://x.invalid/" + encodeURI(from));
    var path = plain(url.pathname.slice(1));
    return files[path] ? { path: path, fragment: url.hash } : null;
  }

  function pageAddress(found) {
    return new URL("index.html?p=" + files[found.path][0] + found.fragment, here).href;
  }

  function all(page, selector) {
    return Array.prototype.slice.call(page.querySelectorAll(selector));
  }

  /* One picture of those offered: the widest that is comfortable, of a kind for which this reader asks. */
  function choose(image) {
    var sources = image.parentNode && image.parentNode.localName === "picture" ? all(image.parentNode, "source") : [];
    var lists = sources.filter(function (one) { return !one.media || matchMedia(one.media).matches; })
      .map(function (one) { return one.getAttribute("srcset"); });
    var list = lists[0] || image.getAttribute("srcset") || "";
    var offers = list.split(",").map(function (one) { return one.trim().split(/\s+/); })
      .filter(function (one) { return one[0]; })
      .map(function (one) { return { link: one[0], width: parseInt(one[1], 10) || 0 }; })
      .sort(function (a, b) { return a.width - b.width; });
    var fitting = offers.filter(function (one) { return one.width <= 1000; });
    sources.forEach(function (one) { one.remove(); });
    image.removeAttribute("srcset");
    return (fitting.pop() || offers[0] || { link: image.getAttribute("src") }).link;
  }

  /* Makes a page ready to be shown: nothing in it may be asked of a server by its real name. */
  function ready(page, path) {
    var work = { links: [], scripts: [], images: [], players: [] };
    all(page, "meta[http-equiv], noscript, base").forEach(function (one) { one.remove(); });
    all(page, "link[href]").forEach(function (link) {
      var found = target(link.getAttribute("href"), path);
      if (found && link.relList.contains("stylesheet")) work.links.push({ link: link, path: found.path });
      if (!/^data:/.test(link.getAttribute("href"))) link.removeAttribute("href");
    });
    all(page, "script").forEach(function (script) {
      var found = target(script.getAttribute("src"), path);
      if (found) work.scripts.push(found.path);
      script.remove();
    });
    all(page, "img").forEach(function (image) {
      var found = target(choose(image), path);
      if (!/^data:/.test(image.getAttribute("src") || "")) image.removeAttribute("src");
      if (found) work.images.push({ image: image, path: found.path });
    });
    all(page, "video, audio").forEach(function (player) {
      var sources = all(player, "source[src]").concat(player.hasAttribute("src") ? [player] : []);
      var poster = target(player.getAttribute("poster"), path);
      var found = null;
      player.removeAttribute("poster");
      sources.forEach(function (one) {
        found = found || target(one.getAttribute("src"), path);
        if (one === player) one.removeAttribute("src"); else one.remove();
      });
      if (poster) work.images.push({ image: player, path: poster.path, as: "poster" });
      if (found) work.players.push({ player: player, path: found.path });
    });
    all(page, "a[href], area[href]").forEach(function (link) {
      var found = target(link.getAttribute("href"), path);
      if (!found) return;
      link.setAttribute("href", pageAddress(found));
      if (files[found.path][1] !== "text/html") {
        link.dataset.lockFile = found.path;
        link.dataset.lockPart = found.fragment;
      }
    });
    return work;
  }

  function styleOf(path) {
    return textOf(path).then(function (css) {
      var inner = [];
      css.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, function (_, quote, link) { inner.push(link); return ""; });
      return Promise.all(inner.map(function (link) {
        var found = target(link, path);
        return found ? addressOf(found.path) : link;
      })).then(function (addresses) {
        return css.replace(/url\(\s*(["']?)([^"')]+)\1\s*\)/g, function (whole, quote, link) {
          var address = addresses.shift();
          return address === link ? whole : 'url("' + address + '")';
        });
      });
    }).then(function (css) { return URL.createObjectURL(new Blob([css], { type: "text/css" })); });
  }

  function loaded(element) {
    return new Promise(function (resolve) { element.onload = element.onerror = resolve; });
  }

  /* Puts a page in the place of this one; its body only when it is dressed. */
  function show(path) {
    return textOf(path).then(function (html) {
      var page = new DOMParser().parseFromString(html, "text/html");
      var work = ready(page, path);
      return Promise.all(work.links.map(function (one) {
        return styleOf(one.path).then(function (address) { one.link.href = address; });
      })).then(function () {
        var root = document.adoptNode(page.documentElement);
        var body = root.querySelector("body");
        var waiting = work.links.map(function (one) { return loaded(one.link); });
        var own = document.createElement("link");
        own.rel = "stylesheet";
        own.href = new URL("lock.css", here).href;
        root.querySelector("head").prepend(own);
        body.remove();
        document.replaceChild(root, document.documentElement);
        return Promise.all(waiting).then(function () { return body; });
      }).then(function (body) {
        document.documentElement.appendChild(body);
        body.appendChild(lockAgain());
        pictures(work.images);
        players(work.players);
        larger();
        arrive();
        if (typed) meet();
        return scripts(work.scripts);
      });
    });
  }

  function scripts(list) {
    return list.reduce(function (before, path) {
      return before.then(function () { return addressOf(path); }).then(function (address) {
        var script = document.createElement("script");
        script.src = address;
        document.head.appendChild(script);
        return loaded(script);
      });
    }, Promise.resolve());
  }

  /* Pictures one after another, from the top; a picture that is a link to a larger one shows itself meanwhile. */
  function pictures(list) {
    return list.reduce(function (before, one) {
      return before.then(function () { return addressOf(one.path); }).then(function (address) {
        one.image[one.as || "src"] = address;
        var link = one.image.closest("a.frame[data-lock-file]");
        if (link && !one.image.classList.contains("blur")) link.href = address;
      }).catch(function () { /* its words stand in its place */ });
    }, Promise.resolve());
  }

  /* Where a script shows a picture large, the largest takes its place as soon as it is decrypted. */
  function larger() {
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        var image = change.target;
        if (image.localName !== "img" || image.closest("a.frame")) return;
        var link = all(document, "a.frame[data-lock-file]").find(function (one) { return one.href === image.src; });
        if (!link) return;
        addressOf(link.dataset.lockFile).then(function (address) {
          if (link.href === address) return;
          if (image.src === link.href) image.src = address;
          link.href = address;
        });
      });
    }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["src"] });
  }

  /* Sound that is small comes by itself; film, and what is long, when somebody asks for it. */
  function players(list) {
    list.forEach(function (one) {
      if (one.player.localName === "audio" && files[one.path][2] <= 2097152) {
        addressOf(one.path).then(function (address) { one.player.src = address; });
        return;
      }
      var button = document.createElement("button");
      button.type = "button";
      button.className = "lock-play";
      button.textContent = words.play;
      button.setAttribute("aria-label", words.play + ": " + (one.player.getAttribute("aria-label") || ""));
      button.addEventListener("click", function () {
        button.disabled = true;
        button.textContent = words.loading;
        addressOf(one.path).then(function (address) {
          one.player.src = address;
          button.remove();
          one.player.focus();
          return one.player.play();
        }).catch(function () { button.disabled = false; button.textContent = words.missing; });
      });
      one.player.after(button);
    });
  }

  /* Documents and the like: shown where a browser can, else saved. */
  function give(path, fragment, save) {
    var kind = files[path][1];
    var shown = !save && /^(image|video|audio|application\/pdf|text\/plain)/.test(kind);
    return addressOf(path).then(function (address) {
      if (shown) {
        location.assign(address + (fragment || ""));
        return;
      }
      var link = document.createElement("a");
      link.href = address;
      link.download = path.slice(path.lastIndexOf("/") + 1);
      document.body.appendChild(link);
      link.click();
      link.remove();
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-lock-file]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    give(link.dataset.lockFile, link.dataset.lockPart, link.hasAttribute("download"));
  });

  /* The place on the page that the address names, or where the reader had been. */
  function arrive() {
    var place = location.hash.length > 1 && document.getElementById(plain(location.hash.slice(1)));
    if (history.state && history.state.lockScroll) scrollTo({ top: history.state.lockScroll, behavior: "instant" });
    else if (place) location.replace(location.hash);
    addEventListener("pagehide", function () {
      history.replaceState({ lockScroll: scrollY }, "");
    });
  }

  /* Whoever has just typed the passphrase goes on at the content, as after any other page. */
  function meet() {
    var main = document.getElementById("main");
    if (main && !location.hash) main.focus({ preventScroll: true });
  }

  function lockAgain() {
    var line = document.createElement("p");
    var button = document.createElement("button");
    line.className = "lock-again";
    button.type = "button";
    button.textContent = words.again;
    button.addEventListener("click", function () {
      keep(null);
      location.replace(new URL("index.html", here).href);
    });
    line.appendChild(button);
    return line;
  }

  /* --- opening */

  function kept() {
    try { return sessionStorage.getItem(shelf); } catch (_) { return null; }
  }

  function keep(text) {
    try {
      if (text) sessionStorage.setItem(shelf, text); else sessionStorage.removeItem(shelf);
    } catch (_) { /* a browser that keeps nothing asks again on each page */ }
  }

  function open(raw) {
    return keyOf(raw).then(function (opened) {
      key = opened;
      return contents();
    }).then(function () {
      var wanted = paths[new URLSearchParams(location.search).get("p")] || "index.html";
      if (files[wanted][1] === "text/html") return show(wanted);
      return show("index.html").then(function () { return give(wanted, location.hash, false); });
    });
  }

  function say(text) {
    var input = document.getElementById("passphrase");
    form.hidden = false;
    document.getElementById("told").textContent = text;
    form.querySelector("button").disabled = false;
    if (text === words.wrong) {
      input.setAttribute("aria-invalid", "true");
      input.select();
    }
    input.focus();
  }

  function unlock(passphrase) {
    return ownKey(passphrase).then(contentKey).then(function (raw) {
      if (!raw) {
        say(words.wrong);
        return null;
      }
      typed = true;
      keep(btoa(String.fromCharCode.apply(null, raw)));
      return open(raw);
    }).catch(function () { say(words.missing); });
  }

  if (!utf8 || !window.crypto || !crypto.subtle) {
    document.getElementById("unable").hidden = false;
    return;
  }

  document.getElementById("show").addEventListener("change", function (event) {
    document.getElementById("passphrase").type = event.target.checked ? "text" : "password";
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    form.querySelector("button").disabled = true;
    document.getElementById("told").textContent = words.working;
    unlock(document.getElementById("passphrase").value);
  });
  if (!kept()) {
    form.hidden = false;
    return;
  }
  Promise.resolve(kept()).then(bytes).then(open).catch(function (error) {
    // The profile was locked anew since, for other readers: then the key that this tab kept opens nothing.
    if (error.message !== "missing") keep(null);
    say(error.message === "missing" ? words.missing : "");
  });
})();
