/* The workbench around the map: rail, drawer, the panel's edge and its fold, undo, shortcuts.

   What it holds is how the reader has arranged the desk; nothing of it is a fact or part of the View.
   <html data-drawer data-panel data-sheet> say it to the sheet; nothing here moves the map's frame. */
(function () {
  "use strict";
  const root = document.documentElement;
  const SHEETS = ["low", "mid", "high"];
  const ICONS = {
    layers: "M10 3l7.5 4L10 11 2.5 7zM3.5 10.5L10 14l6.5-3.5M3.5 13.8L10 17.3l6.5-3.5", day: "M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5",
    find: "M13 13l4 4M9 3.7a5.3 5.3 0 1 0 0 10.6a5.3 5.3 0 1 0 0-10.6",
    settings: "M3 6h8M15 6h2M3 14h2M9 14h8M13 4a2 2 0 1 0 0 4a2 2 0 1 0 0-4M7 12a2 2 0 1 0 0 4a2 2 0 1 0 0-4",
    undo: "M7 4L3.5 7.5 7 11M3.5 7.5H12a4 4 0 0 1 0 8H8", redo: "M13 4l3.5 3.5L13 11M16.5 7.5H8a4 4 0 0 0 0 8h4",
    keys: "M7.2 7.5a2.8 2.8 0 1 1 4.3 2.4c-1 .6-1.5 1.1-1.5 2.1M10 14.8v.2M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15", fold: "M8 5.5l4.5 4.5L8 14.5",
  };
  const DRAWERS = { layers: "Layers", day: "Day", find: "Find", settings: "Settings" };
  const KEYS = [
    ["?", "this list"], ["L, D, F, S", "layers, day, find, settings; Esc closes the drawer"], ["P", "fold the panel, or open it"],
    ["Ctrl+Z, Ctrl+Y", "undo, redo: the whole view"], ["Tab, Enter, Esc", "on the map: to the next mark, open its card, close it"],
    ["Arrows, + and -, Home", "on the map: pan, zoom, reset view"], ["Arrows, Shift+arrows", "on the time line: by day, by event; Page Up and Page Down by week"],
    ["+, -, 0, Space", "on the time line: zoom, the whole time, play"],
  ];
  const made = (tag, set = {}, ...inside) => { const node = Object.assign(document.createElement(tag), set); node.append(...inside); return node; };
  const narrow = () => window.matchMedia("(max-width: 700px) and (min-height: 501px)").matches;

  function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("class", "desk-icon");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  /* ---- skip links and rail: first in the order of the keys ------------------------------------ */

  const frame = () => document.querySelector(".st-key-map iframe");
  const skip = (text, act) => {
    const link = made("a", { className: "desk-skip", href: "#", textContent: text });
    link.addEventListener("click", (event) => { event.preventDefault(); act(); });
    return link;
  };
  const toMap = () => { const node = frame(); if (node) { node.focus(); const map = node.contentDocument.querySelector(".leaflet-container"); if (map) map.focus({ preventScroll: true }); } };
  const toAnswer = () => {
    unfold();
    const own = document.querySelector(".st-key-card, .st-key-claim-card") || document.querySelector(".st-key-panel");
    if (own) { own.tabIndex = 0; own.focus(); }
  };
  const rail = made("nav", { id: "desk-rail" });
  rail.setAttribute("aria-label", "Tools");
  const buttons = {};
  const button = (name, label, act, short) => {
    const node = made("button", { type: "button", title: label }, icon(name), ...(short ? [] : [label]));
    node.dataset.act = name;
    if (short) node.setAttribute("aria-label", label);
    node.addEventListener("click", act);
    buttons[name] = node;
    return node;
  };
  for (const [name, label] of Object.entries(DRAWERS)) {
    if (name === "settings") rail.append(made("span", { className: "gap" }));
    rail.append(button(name, label, () => drawer(root.dataset.drawer === name ? "" : name)));
    buttons[name].setAttribute("aria-expanded", "false");
  }
  rail.append(button("keys", "Keys", keys));
  const undo = button("undo", "Undo", () => window.history.back(), true), redo = button("redo", "Redo", () => window.history.forward(), true);
  rail.append(made("span", { className: "pair" }, undo, redo));
  document.body.prepend(skip("To the map", toMap), skip("To the answer", toAnswer), rail);

  /* ---- layers, day and window: the client's own, drawn at once; Python hears one message --------- */

  const box = made("section", { id: "desk-drawer" });
  box.setAttribute("aria-label", "Controls of the map");
  const layers = made("div", { id: "desk-layers" }, made("h2", { textContent: "Layers" }));
  const day = made("div", { id: "desk-day" }, made("h2", { textContent: "Day" }));
  const search = made("input", { type: "text", id: "desk-search", placeholder: "Crossing, port, town, meeting place", spellcheck: false, dir: "auto" });
  search.dataset.what = "all";
  search.dataset.keeps = "";
  const finding = made("div", { id: "desk-find" }, made("h2", { textContent: "Find" }), made("label", { textContent: "A name in Latin letters or in Arabic script", htmlFor: "desk-search" }), search);
  box.append(layers, day, finding);
  search.addEventListener("desk-picked", ({ detail: hit }) => go(hit));
  rail.after(box);
  const client = () => { const node = frame(); return (node && node.contentWindow && node.contentWindow.Crossings) || null; };
  const WINDOWS = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["365", "a year"], ["all", "all days"]];
  const iso = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  let telling = 0, waiting = {}, stale = false;

  /* A message is the whole new value: of two that meet at the server the newer wins.
     anew: the open answer is of what is asked, and drawn anew whatever the map shows. */
  function tell(part, { anew = false } = {}) {
    waiting = { ...waiting, ...part };
    if (anew) { stale = true; root.dataset.asking = ""; }
    clearTimeout(telling);
    telling = setTimeout(() => { const said = new URLSearchParams(waiting).toString(); waiting = {}; client().ask(said); }, 30);
  }

  function switched(event) {
    const node = event.target.closest("[data-layer]");
    if (!node || !client()) return;
    client().turn(node.dataset.layer, node.getAttribute("aria-checked") !== "true");
    tell({ layers: client().wanted().layers.filter((one) => one.on).map((one) => one.id).join(".") || "none" });
  }

  /* To a place that was found: the map goes there at once, its layer is put on, its card opened. */
  function go(hit) {
    const map = client(), layer = hit.key.split("/")[0];
    map.goTo(hit.lat, hit.lon, hit.zoom);
    const said = { at: `${hit.lat.toFixed(3)},${hit.lon.toFixed(3)},${hit.zoom}` };
    if (layer) {
      map.turn(layer, true);
      Object.assign(said, { sel: hit.key, layers: map.wanted().layers.filter((one) => one.on).map((one) => one.id).join(".") });
    }
    tell(said);
  }

  const field = (label, node, id) => { node.id = id; const words = made("label", { textContent: label, htmlFor: id }); return [words, node]; };
  const date = made("input", { type: "date", min: "2001-01-01", max: "2099-12-31" });
  const span = made("select");
  for (const [value, textContent] of WINDOWS) span.append(made("option", { value, textContent }));
  const plain = (textContent, act) => { const node = made("button", { type: "button", className: "plain", textContent }); node.addEventListener("click", act); return node; };
  const move = (to) => { if (client() && /^\d{4}-\d\d-\d\d$/.test(to) && to >= date.min && to <= date.max) client().moveDay(to); };
  const newest = plain("Newest day with reports", () => move(newest.dataset.day));
  day.append(
    ...field("Day shown", date, "desk-date"), plain("Today", () => move(iso(new Date()))), newest,
    ...field("Show events from the last", span, "desk-window"),
    made("p", { textContent: "The time line under the map steps and plays. Numbers beside the layers count what is shown." }),
  );
  date.addEventListener("change", () => { if (!date.matches(":focus") || date.dataset.picked) move(date.value); });
  date.addEventListener("input", () => { if (date.value) { clearTimeout(date.timer); date.timer = setTimeout(() => move(date.value), 400); } });
  date.addEventListener("keydown", (event) => { if (event.key === "Enter") { clearTimeout(date.timer); move(date.value); } });
  span.addEventListener("change", () => tell({ window: span.value }));
  layers.addEventListener("click", switched);

  /* The switches say what the map shows. */
  function shown() {
    const own = client();
    if (!own || !own.wanted) return;
    const now = own.wanted();
    if (!("made" in layers.dataset)) {
      layers.dataset.made = "";
      for (const group of now.groups) {
        layers.append(made("h3", { textContent: group }));
        for (const one of now.layers.filter((layer) => layer.group === group).reverse()) {
          const node = made("button", { type: "button", title: one.about || "" }, made("i", { className: `swatch-${one.id}` }), made("span", { textContent: one.name }), made("em"), made("b"));
          node.dataset.layer = one.id;
          node.setAttribute("role", "switch");
          layers.append(node);
        }
      }
    }
    for (const one of now.layers) {
      const node = layers.querySelector(`[data-layer="${one.id}"]`);
      node.setAttribute("aria-checked", String(one.on));
      node.children[2].textContent = one.shown === null ? "" : String(one.shown);
    }
    if (now.day && document.activeElement !== date) date.value = now.day;
    span.value = now.window === null ? "all" : String(now.window);
    newest.dataset.day = now.record || "";
    newest.hidden = !now.record;
    refresh(now);
  }

  /* What is asked has its answer once a run has ended that began after it was asked for anew. */
  let runs = 0;
  const born = new MutationObserver(() => {
    const app = document.querySelector("[data-testid=stApp]");
    if (!app) return;
    born.disconnect();
    new MutationObserver((changes) => {
      runs += changes.filter((one) => one.oldValue === "running").length;
      if ("asking" in root.dataset && !stale && runs > answered.after) delete root.dataset.asking;
    }).observe(app, { attributes: true, attributeOldValue: true, attributeFilter: ["data-test-script-state"] });
  });
  born.observe(document.getElementById("root"), { subtree: true, childList: true });
  const answered = { after: 0 };

  /* A press that meets the page while it is drawn anew is lost: then it is pressed once more. */
  function press(left = 8) {
    const again = document.querySelector(".st-key-again button"), app = document.querySelector("[data-testid=stApp]");
    if (again) again.click();
    setTimeout(() => { if (left && !stale && runs === answered.after && app.dataset.testScriptState !== "running") press(left - 1); }, 350);
  }

  /* An answer that is of another day, or of other layers, is asked for anew: after the map's own answer,
     for of two messages in one tick only one is heard. */
  function refresh(now) {
    clearTimeout(refresh.timer);
    const of = document.querySelector(".answer-of");
    const own = client().state();
    if (!stale && (!of || !of.dataset.of)) return;
    const [its, window_, on] = of ? of.dataset.of.split(" ") : [];
    const ids = now.layers.filter((one) => one.on).map((one) => one.id).join(".");
    const same = its === now.day && window_ === String(now.window === null ? "None" : now.window) && (on === undefined || on === ids);
    if (same && !stale) return;
    refresh.timer = setTimeout(() => {
      const again = document.querySelector(".st-key-again button");
      const app = document.querySelector("[data-testid=stApp]");
      if (own.unanswered || client().state().unanswered || (app && app.dataset.testScriptState === "running")) refresh(client().wanted());
      else if (again) { stale = false; answered.after = runs; press(); }
    }, 120);
  }
  document.addEventListener("crossings-shown", () => { cancelAnimationFrame(shown.next); shown.next = requestAnimationFrame(shown); });
  document.addEventListener("crossings-pointed", (event) => {
    for (const row of document.querySelectorAll("[data-key].lit")) row.classList.remove("lit");
    const rows = event.detail ? [...document.querySelectorAll(`[data-key="${CSS.escape(event.detail)}"]`)] : [];
    for (const row of rows) row.classList.add("lit");
    if (rows.length) rows[0].scrollIntoView({ block: "nearest" });
  });
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(kind, (event) => {
      const row = event.target.closest && event.target.closest("[data-key]");
      if (row && client() && client().light) client().light(on ? row.dataset.key : "");
    });

  /* What is open beside the map is what it can be fitted to. */
  function offerFit() {
    const open = document.querySelector('.st-key-names [aria-checked="true"]'), map = client();
    if (map && map.offerFit) map.offerFit(carded() || !open ? "" : open.textContent.trim().toLowerCase());
  }
  document.addEventListener("crossings-shown", offerFit);

  function drawer(name) {
    const before = root.dataset.drawer;
    if (name) root.dataset.drawer = name; else delete root.dataset.drawer;
    for (const key of Object.keys(DRAWERS)) buttons[key].setAttribute("aria-expanded", String(key === name));
    if (!name) { if (before) buttons[before].focus(); return; }
    shown();
    const first = document.querySelector(`#desk-${name} :is(input, button, select), .st-key-draw-${name} :is(input, button, select)`);
    if (first) first.focus({ preventScroll: true });
  }

  /* ---- the panel: folded, drawn wider, a sheet on the phone ------------------------------------ */

  const grip = made("button", { id: "desk-grip", type: "button" }, icon("fold"), made("span"));
  document.body.append(grip);
  const folded = () => root.dataset.panel === "folded";
  const carded = () => Boolean(document.querySelector(".st-key-card, .st-key-claim-card"));

  function say() {
    const own = document.querySelector('.st-key-names [aria-checked="true"]');
    const name = own ? own.textContent : "Answer";
    if (grip.lastChild.textContent !== name) grip.lastChild.textContent = name;
    const told = narrow() ? `Height of the sheet: ${root.dataset.sheet || "mid"}` : folded() ? `Open the panel: ${name}` : "Fold the panel";
    if (grip.getAttribute("aria-label") !== told) { grip.setAttribute("aria-label", told); grip.title = narrow() ? told : `${told} (P); drag to make it wider`; }
    grip.setAttribute("aria-expanded", String(!folded()));
  }

  function fold(yes) {
    root.dataset.panel = yes ? "folded" : "open";
    say();
  }

  function unfold() {
    if (narrow() && root.dataset.sheet === "low") sheet("mid");
    if (folded()) fold(false);
  }

  function sheet(name) {
    root.dataset.sheet = name;
    say();
  }

  fold(window.innerHeight <= 500);
  let drag = null;
  grip.addEventListener("pointerdown", (event) => {
    drag = { x: event.clientX, y: event.clientY, moved: false };
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 6) drag.moved = true;
    if (!drag.moved) return;
    // The hand moves the edge alone; the map is sized once, when it lets go.
    if (narrow()) root.style.setProperty("--live", `${Math.max(72, Math.min(window.innerHeight - 56 - 160, window.innerHeight - 56 - event.clientY))}px`);
    else grip.style.transform = `translateX(${event.clientX - drag.x}px)`;
  });
  grip.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const { moved } = drag;
    drag = null;
    grip.style.transform = "";
    if (!moved) return;
    grip.dataset.dragged = "";
    if (narrow()) {
      const share = (window.innerHeight - event.clientY) / window.innerHeight;
      root.style.removeProperty("--live");
      sheet(share < 0.3 ? "low" : share < 0.62 ? "mid" : "high");
      return;
    }
    const wide = window.innerWidth - event.clientX;
    fold(wide < 200);
    if (wide >= 200) root.style.setProperty("--wide", `${Math.round(Math.max(320, Math.min(wide, window.innerWidth * 0.6)))}px`);
  });
  grip.addEventListener("click", () => {
    if ("dragged" in grip.dataset) { delete grip.dataset.dragged; return; }
    if (narrow()) sheet(SHEETS[(SHEETS.indexOf(root.dataset.sheet || "mid") + 1) % SHEETS.length]);
    else fold(!folded());
  });

  /* ---- undo and redo: the browser's own history, as far as it is ours -------------------------- */

  const steps = { at: 0, last: 0 };
  const push = window.history.pushState, replace = window.history.replaceState;
  window.history.pushState = function (state, ...rest) {
    const touched = "touched" in root.dataset;
    if (touched) { steps.at += 1; steps.last = steps.at; }
    const done = (touched ? push : replace).call(window.history, { ...state, desk: steps.at }, ...rest);
    able();
    return done;
  };
  window.history.replaceState = function (state, ...rest) { return replace.call(window.history, { ...state, desk: steps.at }, ...rest); };
  window.addEventListener("popstate", (event) => { steps.at = (event.state && event.state.desk) || 0; able(); });
  function able() { undo.disabled = steps.at <= 0; redo.disabled = steps.at >= steps.last; }
  able();

  /* ---- keys ------------------------------------------------------------------------------------ */

  function keys() {
    let list = document.getElementById("desk-keys");
    if (!list) {
      list = made("dialog", { id: "desk-keys" }, made("h2", { textContent: "Shortcuts" }));
      list.setAttribute("aria-label", "Shortcuts");
      const rows = made("dl");
      for (const [key, text] of KEYS) rows.append(made("dt", { textContent: key }), made("dd", { textContent: text }));
      const close = made("button", { type: "button", textContent: "Close" });
      close.addEventListener("click", () => list.close());
      list.append(rows, close);
      document.body.append(list);
    }
    if (list.open) list.close(); else list.showModal();
  }

  function pressed(event) {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true], [role=combobox]");
    if (event.key === "Escape" && root.dataset.drawer && !event.defaultPrevented) { drawer(""); return; }
    if (typing || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") { event.preventDefault(); if (!undo.disabled) undo.click(); return; }
    if ((event.ctrlKey || event.metaKey) && (event.key.toLowerCase() === "y" || (event.shiftKey && event.key.toLowerCase() === "z"))) { event.preventDefault(); if (!redo.disabled) redo.click(); return; }
    if (event.ctrlKey || event.metaKey) return;
    const named = { l: "layers", d: "day", f: "find", s: "settings" }[event.key];
    if (event.key === "?") keys();
    else if (event.key === "p") { if (narrow()) grip.click(); else fold(!folded()); }
    else if (named) { event.preventDefault(); drawer(root.dataset.drawer === named ? "" : named); }
  }
  document.addEventListener("keydown", pressed);
  window.CrossingsDesk = { pressed, unfold, drawer, tell, client };

  /* ---- what Streamlit draws anew --------------------------------------------------------------- */

  function region(node, label) {
    if (!node || node.getAttribute("role")) return;
    node.setAttribute("role", "region");
    node.setAttribute("aria-label", label);
    node.tabIndex = 0; // a region that scrolls is reached by the keys
  }

  let had = false;
  const look = () => {
    const dark = getComputedStyle(document.querySelector("[data-testid=stApp]") || document.body).colorScheme === "dark";
    root.classList.toggle("dark", dark);
    region(document.querySelector(".st-key-panel"), "Answer");
    region(document.querySelector(".st-key-card"), "Card");
    region(document.querySelector(".st-key-drawer"), "Drawer");
    // A card comes into sight wherever the panel was; two maps side by side want the panel's room.
    const has = carded();
    if (has && !had && narrow() && root.dataset.sheet === "low") sheet("mid");
    had = has;
    const pair = Boolean(document.querySelector(".st-key-pair iframe"));
    if (pair && !look.pair && window.innerWidth < 1700) fold(true);
    look.pair = pair;
    const node = frame();
    if (node && node.contentWindow && !node.dataset.heard) {
      try { node.contentWindow.addEventListener("keydown", (event) => { if (!"+-".includes(event.key)) pressed(event); }); node.dataset.heard = ""; } catch { /* not there yet */ }
    }
    offerFit();
    const names = document.querySelector(".st-key-names");
    if (names) root.style.setProperty("--names", `${names.offsetHeight}px`);
    say();
  };
  new MutationObserver(() => { cancelAnimationFrame(look.next); look.next = requestAnimationFrame(look); })
    .observe(document.getElementById("root"), { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-checked"] });
  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-choose]");
    const map = frame() && frame().contentWindow.Crossings;
    if (event.target.closest(".st-key-names button")) unfold();
    if (row && map) map.choose(row.dataset.choose, true);
    const head = event.target.closest("[data-sort]");
    if (head) sort(head);
  });

  /* Rows within each group, by what a column says; once more turns the order. */
  function sort(head) {
    const table = head.closest("table"), cell = head.closest("th"), key = head.dataset.sort;
    const down = cell.getAttribute("aria-sort") === "ascending";
    for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const of = (row) => (key === "days" ? Number(row.dataset.days) : key === "name" ? row.querySelector("button").textContent : row.dataset[key]);
    for (const group of table.tBodies) {
      const rows = [...group.querySelectorAll("tr[data-key]")];
      rows.sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0) * (down ? -1 : 1));
      group.append(...rows);
    }
  }
})();
