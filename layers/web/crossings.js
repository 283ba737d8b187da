/* The map's client. Started once by the folium map's script, told what to show by small commands.

   Crossings.start(map, {base, start})  with window.CROSSINGS_CONFIG (layers, styles, files, ground)
   Crossings.apply(command)             idempotent: only what has changed is touched
   Crossings.state(), Crossings.ready() for tests

   Text from data only ever becomes the text of a node; nothing here writes HTML. */
(function () {
  "use strict";
  const symbols = window.CrossingsSymbols;
  const labels = window.CrossingsLabels;
  const furniture = window.CrossingsFurniture;
  const timeline = window.CrossingsTimeline;
  const capture = window.CrossingsCapture;
  const motion = window.CrossingsMotion;
  const DAY = 86400000;
  const GROUPING = 26;
  const CARD = 460, LEGEND = 270; // px from the right and the left that these may cover

  let map, config, command = null, base = "", start = null, parts, tip, time;
  const files = new Map(); // file -> {features} | promise
  const panes = new Map(); // layer id -> LayerState
  const errors = [];
  const answers = { file: null, drawn: null, features: [], ways: null, gates: null, rings: "" }; // the what-if's
  const counts = { commands: 0, drawn: 0 };
  const hoped = new Map(); // layer -> {on, until}: switched in the page, not yet answered
  const asked = { day: "", count: 0, answered: 0, at: 0, waiting: false }; // a day that Python has not yet answered to
  let written = null; // the last command as it was given
  let touched = false, selected = null, lastSeq = 0, placedLabels = [], labelSvg, labelGroup, labelTimer = 0, highlights;

  /* The same lines as catalog/validity.py. */
  const holds = (p, day) => (!p.valid_from || p.valid_from <= day) && (!p.valid_to || day < p.valid_to);
  const within = (p, day, days) =>
    Boolean(p.valid_from) && p.valid_from <= day && (days === null || (Date.parse(day) - Date.parse(p.valid_from)) / DAY < days);
  const knows = (p, known) => (!known || !p.known_from || p.known_from <= known) && (known ? !p.known_to || known < p.known_to : !p.known_to);
  const belongs = (layer, p) => Object.entries(layer.where || {}).every(([key, values]) => values.includes(p[key]));
  const BASED = ["incidents", "incidents_ucdp", "crossings", "ports", "engagements"];
  /* The same rule as layers/view/filters.py; f: kinds, actor, deaths, trust, basis. */
  const lets = (file, p) => {
    const f = command.filter || {};
    if (f.basis && p.basis && BASED.includes(file) && !f.basis.includes(p.basis)) return false;
    if (file !== "incidents" && file !== "incidents_ucdp") return true;
    return (file !== "incidents" || !f.kinds || f.kinds.includes(p.kind))
      && (!f.actor || (p.actors || [p.dyad || ""]).some((name) => String(name).toLowerCase().includes(f.actor)))
      && (p.size || 0) >= (f.deaths || 0) && (!f.trust || f.trust.includes(p.confidence));
  };
  const shows = (layer, p) =>
    belongs(layer, p) && lets(layer.file, p) && knows(p, command.known) && holds(p, command.day) && (!layer.windowed || within(p, command.day, command.window));
  const stateOf = (p) => (p.states || []).find((state) => holds(state, command.day) && knows(state, command.known)) || null;

  const ground = () => config.ground[command.theme];
  const kindOf = (layer, p) => {
    if (layer.classes) return (p.classes || {})[command.worldview] || p.kind || "*";
    if (layer.file === "ports" && p.status_kind && p.status_kind !== "unknown") return `${p.kind}_${p.status_kind}`;
    return layer.file === "routes" ? p.mode : p.kind || "*";
  };
  const styleOf = (layer, p) => {
    const kinds = config.styles[layer.id] || {};
    return kinds[kindOf(layer, p)] || kinds["*"] || Object.values(kinds)[0];
  };
  const words = (text) => String(text === null || text === undefined ? "" : text).replaceAll("_", " ");

  /* ---- start -------------------------------------------------------------------------------- */

  function begin(chart, settings) {
    map = chart;
    config = window.CROSSINGS_CONFIG;
    base = settings.base;
    start = settings.start;
    motion.calm(map);
    // Back into the bounds at once: a glide would go on under the next place that the map is put to.
    map.panInsideBounds = (bounds) => L.Map.prototype.panInsideBounds.call(map, bounds, { animate: false });
    document.documentElement.lang = "en";
    const meta = document.querySelector('meta[name="viewport"]');
    if (meta) meta.content = "width=device-width, initial-scale=1";
    const root = map.getContainer();
    root.setAttribute("role", "main");
    root.setAttribute("aria-label", "Map");
    // Tab goes through the panes in the order in which they stand: what matters most comes first.
    for (const layer of config.layers.slice().reverse()) map.createPane(`cx-${layer.id}`);
    config.layers.forEach((layer, i) => {
      const pane = map.getPane(`cx-${layer.id}`);
      pane.style.zIndex = 210 + i * 10;
      if (layer.geometry !== "point") pane.style.pointerEvents = "none";
      panes.set(layer.id, { layer, pane, items: new Map(), group: L.layerGroup(), file: null, on: false });
    });
    // Under all routes, so that where ways of two gates run together both are seen.
    const under = map.createPane("cx-casing");
    under.style.zIndex = 210 + config.layers.findIndex((layer) => layer.file === "routes") * 10 - 1;
    under.style.pointerEvents = "none";
    // The what-if's ways lie over all routes and borders, their numbers and rings over all marks.
    const border = config.layers.findIndex((layer) => layer.id === "border");
    for (const [name, height] of [["cx-answer", 210 + border * 10 + 5], ["cx-gates", 625]]) {
      map.createPane(name).style.zIndex = height;
      map.getPane(name).style.pointerEvents = "none";
    }
    answers.ways = L.layerGroup().addTo(map);
    answers.gates = L.layerGroup().addTo(map);
    map.createPane("cx-labels").style.zIndex = 640;
    map.getPane("cx-labels").style.pointerEvents = "none";
    map.createPane("cx-highlight").style.zIndex = 630;
    map.getPane("cx-highlight").style.pointerEvents = "none";
    highlights = L.layerGroup().addTo(map);
    labelSvg = symbols.el("svg", { class: "cx-labels", "aria-hidden": "true" });
    labelGroup = symbols.el("g");
    labelSvg.appendChild(labelGroup);
    map.getPane("cx-labels").appendChild(labelSvg);
    parts = furniture.build(root.parentElement, {
      zoomIn: () => map.zoomIn(), zoomOut: () => map.zoomOut(), home, day: (day) => moveDay(day, true), copy, picture: copyPicture, changed: relabel,
      present: () => (command.present ? leave() : enter()),
    });
    L.DomEvent.disableClickPropagation(parts.tools);
    L.DomEvent.disableClickPropagation(parts.legend);
    L.DomEvent.disableClickPropagation(parts.back);
    L.DomEvent.disableScrollPropagation(parts.legend);
    tip = furniture.make("div", "cx-tip");
    tip.hidden = true;
    root.appendChild(tip);
    time = timeline.build(root, { move: moveDay, choose, hint: (event, a, b) => hint(event, a, b), hush: () => { tip.hidden = true; } });
    load("timeline", time.load);
    listen();
    fill();
    home();
    new ResizeObserver(() => {
      const middle = map.getCenter();
      fill();
      if (start.fit && !touched) home();
      else map.setView(middle, map.getZoom(), { animate: false, reset: true });
      furniture.brief(parts);
      refit();
      if (command && command.half) lead();
      settle();
    }).observe(root);
    for (const kind of ["pointerdown", "wheel", "keydown"])
      document.addEventListener(kind, () => { touched = true; if (window.frameElement) window.parent.document.documentElement.dataset.touched = ""; }, { passive: true, capture: true });
    map.on("moveend", settle);
    map.on("move", lead);
    map.on("zoomend", () => { regroup(); switchDetail(); mark(); });
    map.on("click", (event) => {
      closeList();
      if (command && command.pointing) tell(`!point=${event.latlng.lng.toFixed(4)},${event.latlng.lat.toFixed(4)}`);
      else if (selected) choose("");
    });
    map.on("movestart", () => { tip.hidden = true; closeList(); });
    root.addEventListener("keydown", keys);
    root.addEventListener("mousemove", () => {
      document.body.classList.add("cx-moved");
      clearTimeout(begin.quiet);
      begin.quiet = setTimeout(() => document.body.classList.remove("cx-moved"), 2000);
    });
    document.fonts.load('600 12px "Noto Sans"').then(relabel, relabel);
  }

  /* Take the frame's size; the map always fills it, so that no edge of the world that we hold is seen. */
  function fill() {
    map.invalidateSize({ animate: false, pan: false });
    const least = map.getBoundsZoom([[0, 20], [60, 100]], true);
    map.options.minZoom = Math.max(start.minzoom, least);
  }

  /* The first frame: the place of the link, or the region, whatever the screen. */
  function home() {
    if (command && command.paired && adopt()) return;
    if (start.fit) map.fitBounds(start.fit, { animate: false, paddingTopLeft: [10, 40], paddingBottomRight: [10, 60] });
    else map.setView(start.center, start.zoom, { animate: false, reset: true });
  }

  /* The same ground in another frame: when the presentation begins or ends. */
  function refit() {
    if (!refit.bounds || Date.now() - refit.asked > 1500) return;
    map.fitBounds(refit.bounds, { animate: false });
  }

  function keys(event) {
    if (event.target.closest("button, input, select")) return;
    if (event.key === "Escape") {
      if (document.querySelector(".cx-list")) closeList();
      else if (selected) choose("");
      else if (command && command.present) leave();
    } else if (event.key === "Home") home();
  }

  /* Presentation: the whole screen where the browser allows it, the whole window in any case. */
  function enter() {
    const page = window.parent.document;
    const asked = page.documentElement.requestFullscreen && page.documentElement.requestFullscreen();
    if (asked) asked.then(() => {
      const over = () => {
        if (page.fullscreenElement) return;
        page.removeEventListener("fullscreenchange", over);
        if (command.present) tell("!exit");
      };
      page.addEventListener("fullscreenchange", over);
    }, () => {});
    tell("!present");
  }

  function leave() {
    const page = window.parent.document;
    if (page.fullscreenElement) page.exitFullscreen(); // ends the presentation, as Esc does
    else tell("!exit");
  }

  function copy() {
    const address = window.parent.location.href;
    const done = () => speak("Link copied");
    const old = () => {
      const field = furniture.make("textarea", "cx-quiet");
      field.value = address;
      document.body.appendChild(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      if (copied) done(); else speak("The link could not be copied: take it from the address bar");
    };
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, old); else old();
  }

  /* The map as it stands, twice as fine; a day beside it belongs to the picture. */
  function picture() {
    const own = window.frameElement && window.frameElement.getBoundingClientRect();
    const others = command.half && own ? [...window.parent.document.querySelectorAll("iframe")].flatMap((frame) => {
      const other = frame.contentWindow;
      if (other === window || !frame.offsetWidth || !other.Crossings || !other.Crossings.image) return [];
      const { left, top } = frame.getBoundingClientRect();
      return [{ x: left - own.left, y: top - own.top, made: other.Crossings.image() }];
    }) : [];
    return capture.png(map, parts.box, others);
  }

  function copyPicture() {
    speak("Making the picture ...", 60000);
    const made = picture();
    made.catch(() => {}); // said below, whoever notices first
    const offer = () => made.then((content) => {
      const link = furniture.make("a", "", "Download the picture");
      link.href = URL.createObjectURL(content);
      const slug = (command.subject || command.title).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 48);
      link.download = `CRX_${slug || "view"}_screen_${command.day.replaceAll("-", "")}.png`;
      speak("The browser does not let the map copy it. ", 20000, link);
    }, (error) => speak(`${error.withheld ? "The browser withholds the picture" : "The picture could not be made"}: take a screenshot, or 'Export' under the map`, 12000));
    if (!navigator.clipboard || !window.ClipboardItem) return offer();
    return navigator.clipboard.write([new ClipboardItem({ "image/png": made })]).then(() => speak("Picture copied"), offer);
  }

  /* Two days side by side are seen from the same place: who is moved moves the other. */
  function lead() {
    if (lead.follows) return;
    for (const frame of window.parent.document.querySelectorAll("iframe")) {
      const other = frame.contentWindow;
      if (other !== window && other.Crossings && other.Crossings.follow) other.Crossings.follow(map.getCenter(), map.getZoom());
    }
  }

  function follow(center, zoom) {
    if (!map || (map.getZoom() === zoom && map.getCenter().distanceTo(center) < 1)) return;
    lead.follows = true;
    touched = true;
    map.options.minZoom = Math.min(map.options.minZoom, zoom);
    map.setView([center.lat, center.lng], zoom, { animate: false });
    lead.follows = false;
  }

  const place = () => (map ? { center: map.getCenter(), zoom: map.getZoom() } : null);

  /* The other day takes the frame of the View's own; false if that is not there yet. */
  function adopt() {
    for (const frame of window.parent.document.querySelectorAll("iframe")) {
      const other = frame.contentWindow;
      const there = other !== window && other.Crossings && other.Crossings.place && other.Crossings.place();
      if (there) { follow(there.center, there.zoom); return true; }
    }
    return false;
  }

  function speak(text, ms = 2500, link = null) {
    parts.say.textContent = text;
    if (link) parts.say.append(link);
    clearTimeout(speak.timer);
    speak.timer = setTimeout(() => { parts.say.textContent = ""; }, ms);
  }

  /* What the reader does goes to Python as the component's value, at once. */
  function tell(chosen) {
    const data = window.__GLOBAL_DATA__;
    if (!data || !window.Streamlit) return 0;
    data.last_object_clicked_tooltip = chosen;
    data.last_object_clicked_count += 1;
    const value = {
      center: map.getCenter(), zoom: map.getZoom(),
      last_object_clicked_tooltip: chosen, last_object_clicked_count: data.last_object_clicked_count,
    };
    data.previous_data = value;
    window.Streamlit.setComponentValue(value);
    expect(value.last_object_clicked_count, 10000);
    return value.last_object_clicked_count;
  }

  /* A question that stays without an answer while nobody works on it was put to a session that is gone. */
  function expect(count, patience) {
    clearTimeout(expect.timer);
    expect.timer = setTimeout(() => {
      const page = window.parent.document;
      const app = page.querySelector("[data-testid=stApp]");
      if (asked.answered >= count || !window.frameElement || !app || app.dataset.testConnectionState !== "CONNECTED") return;
      const again = page.querySelector(".st-key-resume button");
      if (app.dataset.testScriptState === "running") expect(count, patience);
      else if (again && !expect.pressed) { expect.pressed = true; again.click(); expect(count, patience); }
      else speak("The page no longer answers: reload it to go on", 600000);
    }, patience);
  }

  /* Another day, drawn at once from what the browser has; Python is told when the hand rests. */
  function moveDay(day, ended) {
    if (day !== command.day) {
      command = { ...command, day };
      asked.waiting = true;
      furniture.day(parts, command);
      cancelAnimationFrame(moveDay.frame);
      moveDay.frame = requestAnimationFrame(() => { redraw(); settle(); });
      time.show(command, ground(), inks());
      if (!window.Streamlit) restate();
    }
    clearTimeout(moveDay.timer);
    moveDay.timer = setTimeout(ask, ended ? 60 : 250);
  }

  /* A page of its own has nobody to write its words anew: they say of which day they are. */
  function restate() {
    const own = command.day === written.day;
    if (own) furniture.show(parts, written, config);
    else if (written.subtitle) parts.subtitle.textContent = `As of ${furniture.shortDay(written.day)}: ${written.subtitle}`;
    answer(own ? written.answer : null);
    rings(own ? written.gates || [] : []);
  }

  /* A layer switched in the page is switched here at once; Python's answer says what else follows.
     The box's own mark is watched: a press by mouse gives neither a click nor a change of its input. */
  function listen() {
    const watch = new MutationObserver((changes) => {
      if (!window.frameElement || !window.frameElement.isConnected) { watch.disconnect(); return; }
      for (const { target } of changes) {
        const own = target.closest('[class*="st-key-on-"]');
        const layer = own && /st-key-on-(\w+)/.exec(own.className)[1];
        if (command && panes.has(layer)) turn(layer, target.hasAttribute("data-selected"));
      }
    });
    window.parent.document.addEventListener("keydown", comeBack);
    watch.observe(window.parent.document.body, { subtree: true, attributeFilter: ["data-selected"] });
  }

  function turn(layer, on) {
    if (panes.get(layer).on === on) return;
    hoped.set(layer, { on, until: Date.now() + 4000 });
    command = { ...command, layers: layersOf(command) };
    put(panes.get(layer), on);
    regroup();
    mark();
    settle();
  }

  /* The layers of a command, but for those that were switched since it was asked for. */
  function layersOf(next) {
    const wanted = new Set(next.layers);
    for (const [layer, { on, until }] of hoped) {
      if (wanted.has(layer) === on || Date.now() > until) hoped.delete(layer);
      else if (on) wanted.add(layer);
      else wanted.delete(layer);
    }
    return [...wanted];
  }

  function put(state, on) {
    if (on !== state.on) {
      state.on = on;
      if (on) state.group.addTo(map); else { state.group.remove(); tip.hidden = true; }
    }
    if (on) draw(state);
  }

  /* One question at a time: Python is left to answer before it is asked for the next day. */
  function ask() {
    if (asked.count > asked.answered && Date.now() - asked.at < 3000) { moveDay.timer = setTimeout(ask, 100); return; }
    asked.at = Date.now();
    asked.day = command.day;
    asked.count = tell(`!day=${command.day}`);
  }

  /* An answer to an older question must not bring the older day back. */
  function latest(given) {
    const next = { ...given, layers: layersOf(given) };
    if (!window.Streamlit) { asked.waiting = false; return next; } // a page of its own: nobody to ask
    asked.answered = Math.max(asked.answered, next.answered || 0);
    expect.pressed = false;
    if (!asked.waiting || next.day === command.day) { asked.waiting = false; return next; }
    // The day has its answer, and it is another; unless the hand has gone on since.
    if (asked.day === command.day && next.answered >= asked.count) { asked.waiting = false; return next; }
    return { ...next, day: command.day };
  }

  const inks = () => {
    const of = (layer, kind) => { const kinds = config.styles[layer] || {}; return (kinds[kind] || kinds["*"] || Object.values(kinds)[0])[command.theme]; };
    const venue = of("venues", "held"), event = of("incidents", "clash");
    return { incident: event.color, venue: venue.fill || venue.color };
  };

  function choose(key, byKey = false) {
    selected = key || null;
    mark();
    const found = key && find(key);
    if (found && found.item.latlng) uncover([found.item.latlng], motion.wanted());
    handOver.key = byKey ? key : "";
    if (byKey) handOver.from = document.activeElement;
    if (window.CRX_CARD) window.CRX_CARD(key || "", byKey); // a page of its own has its cards with it
    else tell(key);
  }

  /* A card opens over the map's right: what it would cover moves to its left, not under the legend. */
  function uncover(places, animate = false) {
    const free = map.getSize().x - CARD;
    if (!(window.Streamlit || window.CRX_CARD) || !places.length || free < CARD) return;
    const across = places.map((place) => map.latLngToContainerPoint(place).x);
    const by = Math.min(Math.max(...across) - (free - 40), Math.min(...across) - LEGEND);
    if (by > 0) map.panBy([Math.round(by), 0], { animate });
  }

  /* Who opens a card by the keyboard goes on in it; Escape leads back to the mark. */
  function handOver() {
    if (!handOver.key || handOver.key !== selected) return;
    const page = window.parent.document;
    const until = Date.now() + 4000;
    handOver.key = "";
    const look = () => {
      const button = page.querySelector(".st-key-card button");
      if (button) button.focus();
      else if (Date.now() < until) setTimeout(look, 50);
    };
    look();
  }

  function comeBack(event) {
    if (event.key !== "Escape" || !window.frameElement || !window.frameElement.isConnected) return;
    // The page's body has the focus when what had it was drawn anew.
    if (!selected || !(event.target === window.parent.document.body || event.target.closest(".st-key-card"))) return;
    choose("");
    window.focus();
    (handOver.from && handOver.from.isConnected ? handOver.from : map.getContainer()).focus({ preventScroll: true });
  }

  /* ---- commands ----------------------------------------------------------------------------- */

  function apply(given) {
    const next = command ? latest(given) : given;
    window.feature_group = []; // streamlit-folium keeps every group it ever added
    counts.commands += 1;
    const before = command;
    if (next.present && !(before && before.present)) { window.focus(); map.getContainer().focus({ preventScroll: true }); }
    if (before && before.present !== next.present) {
      refit.bounds = map.getBounds().pad(-0.04);
      refit.asked = Date.now();
    }
    command = next;
    written = given;
    const restyle = !before || before.theme !== next.theme || before.worldview !== next.worldview;
    const root = map.getContainer();
    document.body.classList.toggle("cx-dark", next.theme === "dark");
    document.body.classList.toggle("cx-present", next.present);
    document.body.classList.toggle("cx-paired", next.paired);
    document.body.classList.toggle("cx-half", next.half);
    for (const [key, value] of Object.entries(ground())) document.documentElement.style.setProperty(`--cx-${key}`, value);
    const wanted = new Set(next.layers);
    for (const state of panes.values()) {
      const on = wanted.has(state.layer.id);
      if (restyle) clear(state);
      put(state, on);
    }
    selected = next.selected;
    regroup();
    furniture.show(parts, next, config);
    if (window.frameElement) window.frameElement.title = `Map: ${next.title}`;
    if (asked.waiting) furniture.day(parts, next);
    time.show(next, ground(), inks());
    tiles(next.tiles);
    if (next.goto && next.goto.seq !== lastSeq) {
      // A move that was asked for before this map stood is part of its start.
      if (counts.commands > 1) {
        touched = true;
        if (next.goto.bounds) map.fitBounds(next.goto.bounds, { animate: false });
        else map.setView(next.goto.center, next.goto.zoom, { animate: false, reset: true });
        if (next.highlight && !next.present && !next.half) uncover(next.highlight.map(({ lat, lon }) => [lat, lon]));
      }
      lastSeq = next.goto.seq;
    }
    mark();
    highlight(next.highlight || []);
    answer(next.answer);
    rings(next.gates || []);
    root.classList.toggle("cx-pointing", Boolean(next.pointing));
    if (next.pointing && !(before && before.pointing)) speak(`Click the map: ${next.pointing}`);
    if (next.paired && !(before && before.paired)) adopt();
    else if (next.half) lead();
    handOver();
    settle();
  }

  /* What depends on the day, drawn anew. */
  function redraw() {
    for (const state of panes.values())
      if (state.on && state.layer.geometry !== "image") draw(state);
    regroup();
    mark();
  }

  function tiles(wanted) {
    if (tiles.layer && (!wanted || tiles.layer._url !== wanted.url)) { tiles.layer.remove(); tiles.layer = null; }
    if (wanted && !tiles.layer) {
      const pane = map.getPane("cx-tiles") || map.createPane("cx-tiles");
      pane.style.zIndex = 215;
      tiles.layer = L.tileLayer(wanted.url, { pane: "cx-tiles", maxZoom: 19, attribution: "" }).addTo(map);
      tiles.layer.on("tileerror", () => speak("Online tiles do not answer: the map goes on without them"));
    }
  }

  /* ---- files -------------------------------------------------------------------------------- */

  function load(name, ready) {
    const known = files.get(name);
    if (known && known.features) return ready(known);
    const loading = known || fetch(base + config.files[name]).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    files.set(name, loading);
    loading.then((data) => { files.set(name, data); ready(data); regroup(); mark(); settle(); }, (error) => {
      files.delete(name);
      const text = `${name}: could not be loaded (${error.message}). Reload the page to try again.`;
      if (!errors.includes(text)) errors.push(text);
      parts.errors.textContent = errors.join(" ");
    });
    return undefined;
  }

  /* What is known no longer stands in a file of its own, fetched once somebody asks for it. */
  const fileOf = (layer) => {
    const name = detailed(layer) ? layer.detail_file : layer.file;
    return command.known && config.files[`${name}_all`] ? `${name}_all` : name;
  };

  const detailed = (layer) => Boolean(layer.detail_file) && map.getZoom() >= layer.detail_zoom;

  function switchDetail() {
    for (const state of panes.values())
      if (state.on && state.layer.detail_file) draw(state);
  }

  /* ---- drawing ------------------------------------------------------------------------------ */

  function clear(state) {
    state.group.clearLayers();
    state.items.clear();
    state.file = null;
  }

  function draw(state) {
    const { layer } = state;
    if (layer.geometry === "image") return image(state);
    const name = fileOf(layer);
    load(name, (data) => {
      if (!state.on || fileOf(layer) !== name) return;
      if (state.file !== name) { clear(state); state.file = name; }
      state.data = data;
      if (layer.geometry === "polygon") polygons(state, data);
      else if (layer.geometry === "line") lines(state, data);
      else if (layer.geometry === "point") points(state, data);
      else state.labelled = data.features;
    });
  }

  function image(state) {
    if (state.items.size) return;
    const picture = L.imageOverlay(base + config.files[state.layer.file], [[0, 20], [60, 100]], {
      pane: `cx-${state.layer.id}`, opacity: 0.32, className: "cx-relief", alt: "",
    });
    picture.on("error", () => { errors.push("relief: could not be loaded."); parts.errors.textContent = errors.join(" "); });
    picture.addTo(state.group);
    state.items.set("image", { shown: true, parts: [picture], p: {} });
    state.pane.style.mixBlendMode = "hard-light"; // mid grey is flat ground and changes nothing
  }

  const renderer = (state) => {
    if (!state.renderer) {
      const options = { pane: `cx-${state.layer.id}`, padding: state.layer.id === "land" ? 0.6 : 0.5 };
      state.renderer = state.layer.id === "land" ? L.canvas(options) : L.svg(options);
    }
    return state.renderer;
  };

  function path(state, coords, options, polygon) {
    const full = { renderer: renderer(state), pane: `cx-${state.layer.id}`, interactive: false, smoothFactor: 1, lineJoin: "round", ...options };
    return polygon ? L.polygon(coords, full) : L.polyline(coords, full);
  }

  const flip = (geometry) => L.GeoJSON.coordsToLatLngs(
    geometry.coordinates, { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[geometry.type]);

  function polygons(state, data) {
    if (state.items.size) return;
    const { layer } = state;
    const shore = [], fills = [];
    for (const feature of data.features) {
      if (!feature.geometry || !holds(feature.properties, command.day)) continue;
      const p = feature.properties;
      const coords = flip(feature.geometry);
      const item = { p, shown: true, parts: [] };
      if (layer.owner) {
        const owner = (p.owner || {})[command.worldview] || p.iso_a3;
        const fill = ["AFG", "PAK", "IRN"].includes(owner) ? ground().focus : ground().land;
        // First the water, then all shores, then all fills: what remains of the strokes is the coast.
        shore.push(path(state, coords, { stroke: true, color: ground().coast, weight: 1.6, fill: false }, true));
        const land = path(state, coords, { stroke: true, color: fill, weight: 0.8, fillColor: fill, fillOpacity: 1 }, true);
        item.parts.push(land);
        fills.push(land);
      } else {
        const style = styleOf(layer, p);
        const ink = style[command.theme];
        const area = path(state, coords, {
          stroke: style.width > 0, color: ink.color, weight: style.width, fillColor: ink.fill || ink.color, fillOpacity: style.opacity,
        }, true);
        item.parts.push(area);
        fills.push(area);
        if (layer.interactive) {
          item.coords = coords;
          item.width = 1;
          const hit = path(state, coords, { stroke: true, opacity: 0, weight: 2, fillOpacity: 0, interactive: true, className: "cx-hit cx-area", bubblingMouseEvents: false }, true);
          hover(hit, layer, item);
          fills.push(hit);
        }
      }
      state.items.set(feature.id, item);
    }
    if (layer.owner) {
      const sea = { stroke: false, fillColor: ground().water, fillOpacity: 1 };
      path(state, [[0, 20], [0, 100], [60, 100], [60, 20]], sea, true).addTo(state.group);
    }
    for (const one of shore) one.addTo(state.group);
    for (const one of fills) one.addTo(state.group);
  }

  function lines(state, data) {
    const { layer } = state;
    const firsts = new Set();
    for (const feature of inOrder(layer, data.features)) {
      const p = feature.properties;
      let item = state.items.get(feature.id);
      const wanted = Boolean(feature.geometry) && shows(layer, p) && kindOf(layer, p) !== "hidden";
      if (!wanted) { if (item && item.shown) hide(state, item); continue; }
      if (!item) {
        item = { p, shown: false, coords: flip(feature.geometry), parts: [] };
        item.parts = strokes(state, item, firsts);
        state.items.set(feature.id, item);
      }
      if (!item.shown) show(state, item);
      tune(state, item);
    }
    if (layer.file === "routes") cuts(state);
  }

  /* Where ways of one gate run together, the one with the most traffic lies on top. */
  const inOrder = (layer, features) => (layer.file === "routes"
    ? features.slice().sort((a, b) => (a.properties.traffic_class || 0) - (b.properties.traffic_class || 0)) : features);

  function strokes(state, item, firsts) {
    const { layer } = state;
    const style = styleOf(layer, item.p);
    const ink = style[command.theme];
    const width = style.widths ? style.widths[Math.max(0, Math.min(3, item.p.traffic_class || 0))] : style.width;
    item.width = width;
    item.ink = ink;
    const built = [];
    if (style.casing) {
      const low = layer.file === "routes" ? { pane: "cx-casing", renderer: svgOf("cx-casing") } : {};
      item.rim = path(state, item.coords, { color: ground().halo, weight: width + 2 * style.casing, opacity: 0.9, ...low });
      built.push(item.rim);
    }
    item.own = {
      color: ink.color, weight: width, lineCap: style.dash || item.p.schematic ? "butt" : "round",
      dashArray: item.p.schematic ? config.schematic : style.dash || null,
    };
    item.line = path(state, item.coords, { ...item.own, opacity: style.opacity });
    built.push(item.line);
    if (style.ticks && !item.p.schematic) {
      item.ties = path(state, item.coords, { color: ink.color, weight: width + 5, dashArray: "1.5 9", lineCap: "butt" });
      built.push(item.ties);
    }
    if (layer.file === "routes") {
      // A way that is limited is broken up by gaps in the ground's colour.
      item.gaps = path(state, item.coords, { color: ground().halo, weight: width + 0.6, opacity: 0, dashArray: "3 9", lineCap: "butt" });
      built.push(item.gaps);
    }
    if (layer.interactive) {
      const hit = path(state, item.coords, { color: "#000", opacity: 0, weight: Math.max(14, width + 8), interactive: true, className: "cx-hit", bubblingMouseEvents: false });
      hover(hit, layer, item);
      const once = item.p.corridor || (layer.facts && layer.id !== "engagements" ? item.p.id : null);
      if (once && !firsts.has(once)) {
        firsts.add(once);
        hit.on("add", () => operable(hit.getElement(), layer, item));
      }
      built.push(hit);
      item.hit = hit;
    }
    return built;
  }

  /* A closed gate fades its way; what belongs to the chosen feature fades the others. */
  function tune(state, item) {
    const { layer } = state;
    if (layer.file !== "routes" && layer.file !== "engagements") return;
    const now = stateOf(item.p);
    item.cut = Boolean(now && now.kind === "closed");
    const unknown = layer.file === "routes" && item.p.built !== false && (!now || now.kind === "unknown");
    const { focus } = command;
    item.back = Boolean(focus) && focus.file === layer.file && item.p[focus.key] !== focus.value;
    const strength = (item.cut ? 0.35 : 1) * (item.back ? (layer.file === "routes" ? 0.3 : 0.08) : 1);
    for (const part of item.parts) {
      if (part === item.hit || part === item.gaps) continue;
      const shown = part === item.ties && unknown ? 0 : strength;
      if (part.options.opacity !== shown) part.setStyle({ opacity: shown });
    }
    if (Boolean(item.unknown) !== unknown) {
      // Nothing looks open because nothing is known of it: the same rule as layers/palette.py.
      const look = config.styles.route_states.unknown;
      item.unknown = unknown;
      item.line.setStyle(unknown ? { color: look[command.theme].color, weight: look.width, lineCap: "round", dashArray: look.dash } : item.own);
      if (item.rim) item.rim.setStyle({ weight: (unknown ? look.width : item.width) + 2 * look.casing });
    }
    if (item.gaps) item.gaps.setStyle({ opacity: now && now.kind === "limited" ? 0.85 : 0 });
  }

  function cuts(state) {
    if (state.cuts) state.cuts.forEach((cut) => cut.removeFrom(state.group));
    state.cuts = [];
    const gates = new Set();
    for (const item of state.items.values()) {
      if (!item.shown || !item.cut) continue;
      const { place } = stateOf(item.p);
      const port = place && !place.startsWith("XG-");
      const key = port ? `${place} ${item.p.corridor}` : item.p.after_break === place && place;
      if (!key || gates.has(key)) continue;
      gates.add(key);
      const node = symbols.point({ shape: "cross", radius: 4.5, light: item.ink, dark: item.ink }, command.theme, ground());
      const cut = L.marker(port ? along19(item.coords) : before(state, item), {
        icon: L.divIcon({ html: node, className: "cx-mark cx-still", iconSize: [20, 20] }), interactive: false, keyboard: false, pane: `cx-${state.layer.id}`,
      });
      cut.addTo(state.group);
      state.cuts.push(cut);
    }
  }

  /* A point 19 px along a way from its start: the cross stands beside the port's own mark. */
  function along19(coords) {
    const line = Array.isArray(coords[0]) ? coords[0] : coords;
    const begin = map.latLngToLayerPoint(line[0]);
    return line.find((one) => map.latLngToLayerPoint(one).distanceTo(begin) >= 19) || line[line.length - 1];
  }

  /* A point on the way to a gate, 19 px before it: the cross stands beside the gate's own mark. */
  function before(state, beyond) {
    const gate = beyond.coords[0];
    const end = map.latLngToLayerPoint(gate);
    for (const item of state.items.values()) {
      if (!item.shown || item.p.corridor !== beyond.p.corridor) continue;
      const last = item.coords[item.coords.length - 1];
      if (Math.abs(last.lat - gate.lat) + Math.abs(last.lng - gate.lng) > 0.02) continue;
      for (let i = item.coords.length - 1; i > 0; i--) {
        const point = map.latLngToLayerPoint(item.coords[i - 1]);
        if (point.distanceTo(end) < 19) continue;
        const from = map.latLngToLayerPoint(item.coords[i]);
        const t = Math.max(0, Math.min(1, (19 - from.distanceTo(end)) / Math.max(1, point.distanceTo(from))));
        return map.layerPointToLatLng(from.add(point.subtract(from).multiplyBy(t)));
      }
    }
    return gate;
  }

  const show = (state, item) => { item.parts.forEach((part) => part.addTo(state.group)); item.shown = true; };
  const hide = (state, item) => { item.parts.forEach((part) => state.group.removeLayer(part)); item.shown = false; };

  function points(state, data) {
    const { layer } = state;
    const far = layer.minzoom && map.getZoom() < layer.minzoom;
    for (const feature of data.features) {
      const p = feature.properties;
      let item = state.items.get(feature.id);
      const wanted = !far && Boolean(feature.geometry) && shows(layer, p);
      if (!wanted) { if (item && item.shown) hide(state, item); continue; }
      if (!item) {
        const [lon, lat] = feature.geometry.coordinates;
        item = { p, shown: false, latlng: L.latLng(lat, lon), parts: [] };
        item.parts = [layer.symbol === "dot" ? dot(state, item) : symbol(state, item)];
        state.items.set(feature.id, item);
      }
      if (!item.shown && !layer.group_points) show(state, item);
      if (layer.group_points) item.wanted = true;
      age(state, item);
    }
    if (layer.group_points) {
      for (const [id, item] of state.items) if (!shows(layer, item.p)) item.wanted = false;
      crowd(state);
    }
  }

  function dot(state, item) {
    const style = styleOf(state.layer, item.p);
    const ink = style[command.theme];
    const mark = L.circleMarker(item.latlng, {
      renderer: renderer(state), pane: `cx-${state.layer.id}`, radius: style.radius, stroke: true, color: ground().halo, weight: 0.8,
      fillColor: ink.color, fillOpacity: style.opacity, className: "cx-dot", bubblingMouseEvents: false,
    });
    hover(mark, state.layer, item);
    return mark;
  }

  const hollow = (p) => Boolean(p.disputed) || p.confidence === "low";
  const cited = (p) => p.basis === "s"; // second-hand: another text cites the page

  function symbol(state, item) {
    const { layer } = state;
    const { p } = item;
    const style = styleOf(layer, p);
    const how = { scale: 1 + 0.28 * (p.size || 0) };
    if (p.letter) how.mark = p.letter;
    if (layer.symbol === "venue") how.mark = String(p.count || "");
    if (layer.symbol === "diamond") how.hollow = hollow(p);
    how.cited = cited(p);
    const node = symbols.point(style, command.theme, ground(), how);
    const size = Number(node.getAttribute("width"));
    item.reach = (style.radius || 6) * how.scale;
    const mark = L.marker(item.latlng, {
      icon: L.divIcon({ html: node, className: `cx-mark cx-${layer.id}`, iconSize: [size, size] }), keyboard: true,
      pane: `cx-${layer.id}`, bubblingMouseEvents: false, zIndexOffset: -Math.round(p.rank || 0) * 10,
    });
    hover(mark, layer, item);
    mark.on("add", () => operable(mark.getElement(), layer, item));
    return mark;
  }

  /* What happened at a gate stands beside the gate's own mark, not under it: how far to move, in px. */
  function aside(latlng, reach) {
    const gates = panes.get("crossings");
    if (!gates || !gates.on) return [0, 0];
    const own = map.latLngToLayerPoint(latlng);
    for (const gate of gates.items.values()) {
      if (!gate.shown) continue;
      const away = own.subtract(map.latLngToLayerPoint(gate.latlng));
      const far = Math.hypot(away.x, away.y), wanted = reach + gate.reach + 1;
      if (far >= wanted) continue;
      const [x, y] = far < 1 ? [-0.77, -0.64] : [away.x / far, away.y / far];
      return [x * wanted - away.x, y * wanted - away.y];
    }
    return [0, 0];
  }

  function move(mark, [x, y]) {
    const node = mark.getElement();
    if (!node) return;
    const half = mark.options.icon.options.iconSize[0] / 2;
    node.style.marginLeft = `${x - half}px`;
    node.style.marginTop = `${y - half}px`;
  }

  function age(state, item) {
    const { p } = item;
    if (!["crossings", "ports"].includes(state.layer.file) || !p.phase || p.phase === "unknown" || !p.reported_on) return;
    const old = (Date.parse(command.day) - Date.parse(p.reported_on)) / DAY / config.unknown_after_days;
    item.parts[0].setOpacity(1 - 0.65 * Math.max(0, Math.min(1, old)));
  }

  /* Marks that would cover each other become one with a number; none is dropped. */
  function crowd(state) {
    const { layer } = state;
    (state.crowds || []).forEach((one) => state.group.removeLayer(one));
    state.crowds = [];
    if (command.heat === "hex") return hexagons(state);
    const groups = [];
    for (const item of state.items.values()) {
      if (!item.wanted) { if (item.shown) hide(state, item); continue; }
      const at = map.latLngToLayerPoint(item.latlng);
      const near = groups.find((group) => group.at.distanceTo(at) < GROUPING);
      if (near) near.items.push(item); else groups.push({ at, items: [item] });
    }
    for (const group of groups) {
      if (group.items.length === 1) {
        const [item] = group.items;
        if (!item.shown) show(state, item);
        item.crowded = false;
        item.aside = aside(item.latlng, item.reach);
        move(item.parts[0], item.aside);
        continue;
      }
      for (const item of group.items) { if (item.shown) hide(state, item); item.crowded = true; }
      const style = config.styles[layer.id]["*"];
      const largest = Math.max(...group.items.map((item) => item.p.size || 0));
      const node = symbols.point(style, command.theme, ground(), {
        scale: 1.35 + 0.22 * largest, mark: String(group.items.length), hollow: group.items.some((item) => hollow(item.p)), cited: group.items.some((item) => cited(item.p)),
      });
      const size = Number(node.getAttribute("width"));
      const middle = (group.items.find((item) => item.p.place) || group.items[0]).latlng;
      const mark = L.marker(middle, {
        icon: L.divIcon({ html: node, className: `cx-mark cx-${layer.id} cx-crowd`, iconSize: [size, size] }),
        pane: `cx-${layer.id}`, keyboard: true, bubblingMouseEvents: false,
      });
      mark.reach = size / 2;
      mark.aside = aside(middle, mark.reach - 4);
      const open = () => {
        const bounds = L.latLngBounds(group.items.map((item) => item.latlng));
        if (map.getZoom() < map.getMaxZoom() - 1 && bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 1500) map.fitBounds(bounds.pad(0.4), { maxZoom: map.getZoom() + 3 });
        else list(layer, group.items, middle);
      };
      openable(mark, `${group.items.length} incidents close together`, open);
      mark.addTo(state.group);
      move(mark, mark.aside);
      state.crowds.push(mark);
    }
  }

  function openable(mark, words, open) {
    mark.on("click", open);
    mark.on("mouseover", (event) => hint(event.originalEvent, words, "Click to see them"));
    mark.on("mouseout", () => { tip.hidden = true; });
    mark.on("add", () => {
      const node = mark.getElement();
      node.setAttribute("aria-label", words);
      node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } });
    });
  }

  const HEX = 30; // from a hexagon's middle to its corners, px
  const HEAT = [[20, 0.85], [8, 0.65], [3, 0.45], [1, 0.25]]; // from so many incidents, so strong

  /* Incidents counted by hexagon: cells of one size on the screen that stay in place when the map is moved. */
  function hexagons(state) {
    const zoom = map.getZoom();
    const wide = HEX * Math.sqrt(3), tall = HEX * 1.5;
    const cells = new Map();
    for (const item of state.items.values()) {
      if (item.shown) hide(state, item);
      item.crowded = Boolean(item.wanted);
      if (!item.wanted) continue;
      const p = map.project(item.latlng, zoom);
      let best = null;
      for (const row of [Math.floor(p.y / tall), Math.ceil(p.y / tall)]) {
        const shift = row % 2 ? 0.5 : 0;
        const column = Math.round(p.x / wide - shift);
        const middle = L.point((column + shift) * wide, row * tall);
        if (!best || middle.distanceTo(p) < best.middle.distanceTo(p)) best = { key: `${column}/${row}`, middle };
      }
      const cell = cells.get(best.key) || { middle: best.middle, items: [] };
      cell.items.push(item);
      cells.set(best.key, cell);
    }
    const ink = config.styles[state.layer.id]["*"] || Object.values(config.styles[state.layer.id])[0];
    const colour = ink[command.theme].color;
    for (const { middle, items } of cells.values()) {
      const corners = [30, 90, 150, 210, 270, 330].map((angle) => map.unproject(
        middle.add([HEX * Math.cos((angle * Math.PI) / 180), HEX * Math.sin((angle * Math.PI) / 180)]), zoom));
      const [, strength] = HEAT.find(([from]) => items.length >= from);
      const area = path(state, corners, { color: ground().halo, weight: 1, fillColor: colour, fillOpacity: strength }, true);
      const strong = strength > 0.5;
      const number = furniture.make("b", "", String(items.length));
      number.style.color = strong ? ground().halo : ground().text;
      const mark = L.marker(map.unproject(middle, zoom), {
        icon: L.divIcon({ html: number, className: "cx-mark cx-hex", iconSize: [HEX * 1.4, HEX * 1.4] }), pane: `cx-${state.layer.id}`, keyboard: true, bubblingMouseEvents: false,
      });
      mark.reach = HEX * 0.5;
      mark.aside = aside(mark.getLatLng(), 9);
      openable(mark, `${items.length} incident${items.length === 1 ? "" : "s"} in this hexagon`, () => list(state.layer, items, mark.getLatLng()));
      for (const part of [area, mark]) { part.addTo(state.group); state.crowds.push(part); }
      move(mark, mark.aside);
    }
  }

  function regroup() {
    if (!command) return;
    for (const state of panes.values()) {
      if (!state.on || !state.data) continue;
      if (state.layer.group_points) crowd(state);
      else if (state.layer.file === "routes") cuts(state);
      else if (state.layer.minzoom && state.layer.geometry === "point") points(state, state.data);
    }
  }

  function list(layer, items, latlng) {
    closeList();
    const box = furniture.make("div", "cx-list");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "Incidents close together");
    for (const item of items.slice().sort((a, b) => String(b.p.valid_from).localeCompare(String(a.p.valid_from)))) {
      const entry = furniture.make("button", "", `${words(item.p.date_text)}: ${item.p.name}`);
      entry.type = "button";
      entry.addEventListener("click", () => { closeList(); choose(`${layer.id}/${item.p.id}`); });
      box.appendChild(entry);
    }
    const at = map.latLngToContainerPoint(latlng);
    box.style.left = `${Math.max(8, Math.min(at.x + 12, map.getSize().x - 330))}px`;
    box.style.top = `${Math.max(8, Math.min(at.y, map.getSize().y * 0.5))}px`;
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    map.getContainer().appendChild(box);
    box.querySelector("button").focus();
  }

  function closeList() { document.querySelectorAll(".cx-list").forEach((box) => box.remove()); }

  /* ---- pointer and keyboard ----------------------------------------------------------------- */

  /* The same words as catalog/dates.py: a page's day is the latest that the event can have. */
  const onDay = (p) => { const day = p.reported_text || p.date_text; return day.startsWith("by ") ? day : `on ${day}`; };
  const sinceDay = ({ since_text: day }) => (day.startsWith("by ") ? `since ${day.slice(3)} at the latest` : `since ${day}`);

  function line2(layer, p) {
    if (layer.file === "crossings") {
      if (p.phase === "unknown") return p.last_status ? `Unknown; last reported ${words(p.last_status)} ${onDay(p)}` : "Unknown: no report";
      if (p.phase === "ageing") return `Last reported ${words(p.status)} ${onDay(p)}`;
      return `${words(p.status)} ${sinceDay(p)}`;
    }
    if (layer.file === "routes") {
      const now = stateOf(p);
      const length = p.length_km === null || p.length_km === undefined ? "" : `, ${Math.round(p.length_km).toLocaleString("en")} km`;
      return `${words(p.from_name)} to ${words(p.to_name)}, ${words(p.mode)}${length}${now ? `: ${now.kind}` : ""}`;
    }
    if (layer.file === "ports" && p.status_title)
      return p.phase === "reported" ? `${p.status_title}, ${sinceDay(p)}` : `${p.status_title}; last reported ${onDay(p)}`;
    if (layer.file === "venues") return `${p.count || 0} meeting${p.count === 1 ? "" : "s"} held`;
    if (layer.file === "boundaries" || layer.file === "disputed_areas") return words(p.note || p.kind);
    if (layer.file === "border") return words(p.caveat || "");
    return [words(p.date_text), words(p.kind === "gate" ? "sea gate" : p.kind)].filter(Boolean).join(", ");
  }

  function hint(event, first, second) {
    tip.replaceChildren(furniture.make("b", "", first), document.createTextNode(second || ""));
    tip.hidden = false;
    const box = map.getContainer().getBoundingClientRect();
    const w = tip.offsetWidth, h = tip.offsetHeight;
    let x = event.clientX - box.left + 14, y = event.clientY - box.top + 14;
    if (x + w > box.width - 6) x -= w + 28;
    if (y + h > box.height - 6) y -= h + 28;
    tip.style.left = `${Math.max(4, x)}px`;
    tip.style.top = `${Math.max(4, y)}px`;
  }

  function hover(part, layer, item) {
    const named = () => String(item.p.corridor_name || item.p.name || item.p.id);
    part.on("mousemove mouseover", (event) => hint(event.originalEvent, named(), line2(layer, item.p)));
    part.on("mouseout", () => { tip.hidden = true; });
    part.on("click", () => { if (layer.facts || layer.interactive) choose(`${layer.id}/${item.p.id}`); });
  }

  function operable(node, layer, item) {
    if (!node) return;
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", `${item.p.corridor_name || item.p.name || item.p.id}. ${line2(layer, item.p)}`);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose(`${layer.id}/${item.p.id}`, true);
    });
    node.addEventListener("focus", () => {
      const box = node.getBoundingClientRect();
      if (node.matches(":focus-visible")) hint({ clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }, String(item.p.corridor_name || item.p.name), line2(layer, item.p));
    });
    node.addEventListener("blur", () => { tip.hidden = true; });
  }

  function find(key) {
    const cut = key.indexOf("/");
    const state = panes.get(key.slice(0, cut));
    if (!state) return null;
    const id = key.slice(cut + 1);
    const exact = state.items.get(id);
    if (exact) return { state, item: exact };
    for (const item of state.items.values()) if (item.p.place === id && item.shown) return { state, item };
    return null;
  }

  function mark() {
    if (mark.part) { mark.part.remove(); mark.part = null; }
    if (!selected) return;
    const found = find(selected);
    if (!found || !found.state.on) return;
    const { item } = found;
    if (item.latlng) {
      const r = (item.reach || 5) + 5;
      const middle = map.layerPointToLatLng(map.latLngToLayerPoint(item.latlng).add(item.aside || [0, 0]));
      mark.part = L.circleMarker(middle, { pane: "cx-highlight", renderer: svgOf("cx-highlight"), radius: r, color: ground().accent, weight: 2.5, fill: false, interactive: false });
    } else {
      const shape = found.state.layer.geometry === "polygon" ? L.polygon : L.polyline;
      mark.part = shape(item.coords, { pane: "cx-highlight", renderer: svgOf("cx-highlight"), color: ground().accent, weight: (item.width || 2) + 7, opacity: 0.28, fill: false, interactive: false });
    }
    mark.part.addTo(map);
  }

  /* The renderer of a pane that several layers draw on. */
  function svgOf(pane) {
    if (!svgOf[pane]) svgOf[pane] = L.svg({ pane, padding: 0.5 });
    return svgOf[pane];
  }

  function highlight(places) {
    const text = JSON.stringify(places);
    if (highlight.last === text + command.theme) return;
    highlight.last = text + command.theme;
    highlights.clearLayers();
    for (const place of places) {
      L.circleMarker([place.lat, place.lon], { pane: "cx-highlight", renderer: svgOf("cx-highlight"), radius: 13, color: ground().accent, weight: 3, fill: false, interactive: false }).addTo(highlights);
    }
  }

  /* ---- the what-if -------------------------------------------------------------------------- */

  /* The ways of the what-if are a file of their own, fetched once for each answer. */
  function answer(name) {
    const key = name ? `${name} ${command.theme}` : null;
    answers.file = name || null;
    if (key === answers.drawn) return;
    if (!name) { answers.drawn = null; answers.features = []; answers.ways.clearLayers(); return; }
    const kept = files.get(name);
    const loading = kept || fetch(base + name).then((got) => {
      if (!got.ok) throw new Error(String(got.status));
      return got.json();
    });
    files.set(name, loading);
    Promise.resolve(loading).then((data) => {
      files.set(name, data);
      if (answers.file !== name) return;
      answers.drawn = `${name} ${command.theme}`;
      answers.features = data.features;
      drawWays(data.features);
      settle();
    }, (error) => {
      files.delete(name);
      errors.push(`The ways of the what-if could not be loaded (${error.message}). Reload the page to try again.`);
      parts.errors.textContent = errors.join(" ");
    });
  }

  const wayStyle = (p) => {
    const kinds = config.styles.scenario;
    return kinds[p.style] || kinds[`${p.kind}_${p.mode}`] || kinds[p.kind] || kinds["*"];
  };

  function drawWays(features) {
    answers.ways.clearLayers();
    const line = (coords, options) => L.polyline(coords, {
      renderer: svgOf("cx-answer"), pane: "cx-answer", interactive: false, smoothFactor: 1, lineJoin: "round", ...options });
    const ways = features.filter((feature) => feature.geometry.type !== "Point");
    // First the casings of a way, then its strokes, so that its legs join; one way after the other.
    for (const group of Object.values(grouped(ways))) {
      const lines = group.map((feature) => ({ p: feature.properties, coords: flip(feature.geometry), style: wayStyle(feature.properties) }));
      for (const { p, coords, style } of lines)
        if (style.casing) line(coords, { color: ground().halo, weight: (p.width || style.width) + 2 * style.casing, opacity: 0.95, className: "cx-way-casing" }).addTo(answers.ways);
      for (const { p, coords, style } of lines) {
        const ink = style[command.theme];
        line(coords, { color: ink.color, weight: p.width || style.width, lineCap: style.dash ? "butt" : "round", dashArray: style.dash || null, className: `cx-way cx-way-${p.kind}` }).addTo(answers.ways);
        if (style.ticks) line(coords, { color: ink.color, weight: style.width + 5, dashArray: "1.5 9", lineCap: "butt" }).addTo(answers.ways);
        if (!p.name) continue;
        const hit = line(coords, { color: "#000", opacity: 0, weight: 14, interactive: true, className: "cx-hit", bubblingMouseEvents: true });
        hit.on("mousemove mouseover", (event) => hint(event.originalEvent, p.name, p.mode ? `by ${p.mode}` : ""));
        hit.on("mouseout", () => { tip.hidden = true; });
        hit.addTo(answers.ways);
      }
    }
    for (const feature of features) {
      const p = feature.properties;
      if (p.kind === "spot") {
        const ink = wayStyle(p)[command.theme];
        const [x, y] = feature.geometry.coordinates;
        const dot = L.circleMarker([y, x], {
          renderer: svgOf("cx-answer"), pane: "cx-answer", radius: 5, color: p.style === "gate_none" ? ink.color : ground().halo, weight: 1.5, fillColor: ink.fill || ink.color, fillOpacity: 1,
        });
        dot.on("mousemove mouseover", (event) => hint(event.originalEvent, p.name, ""));
        dot.on("mouseout", () => { tip.hidden = true; });
        dot.addTo(answers.ways);
      }
      if (p.kind !== "number") continue;
      const [lon, lat] = feature.geometry.coordinates;
      const node = furniture.make("b", feature.properties.rank === 1 ? "cx-best" : "", feature.properties.name);
      L.marker([lat, lon], {
        icon: L.divIcon({ html: node, className: "cx-mark cx-number", iconSize: [20, 20] }), interactive: false, keyboard: false, pane: "cx-gates",
      }).addTo(answers.ways);
    }
  }

  const wayOf = (feature) => `${feature.properties.kind} ${feature.properties.rank}`;

  function grouped(features) {
    const found = {};
    for (const feature of features) (found[wayOf(feature)] = found[wayOf(feature)] || []).push(feature);
    return found;
  }

  /* Rings around the gates that the what-if closes or reopens; the gate's own mark says what is reported. */
  function rings(gates) {
    const text = JSON.stringify(gates) + command.theme;
    if (answers.rings === text) return;
    answers.rings = text;
    answers.gates.clearLayers();
    for (const gate of gates) {
      const node = symbols.point(config.styles.scenario[gate.kind], command.theme, ground(), { room: 16 });
      const size = Number(node.getAttribute("width"));
      L.marker([gate.lat, gate.lon], {
        icon: L.divIcon({ html: node, className: `cx-mark cx-still cx-gate-${gate.kind}`, iconSize: [size, size] }), interactive: false, keyboard: false, pane: "cx-gates",
      }).addTo(answers.gates);
    }
  }

  /* ---- labels ------------------------------------------------------------------------------- */

  function settle() {
    if (!command) return;
    furniture.rule(parts, map);
    // What has changed is painted first, its names in the frame after.
    cancelAnimationFrame(labelTimer);
    labelTimer = requestAnimationFrame(() => { labelTimer = requestAnimationFrame(relabel); });
  }

  const box = (x, y, r, owner) => ({ x0: x - r, x1: x + r, y0: y - r, y1: y + r, owner });

  function relabel() {
    if (!command) return;
    const size = map.getSize();
    const zoom = map.getZoom();
    const inside = (point) => point.x > -60 && point.y > -60 && point.x < size.x + 60 && point.y < size.y + 60;
    const at = (latlng) => map.latLngToContainerPoint(latlng);
    const obstacles = [], candidates = [];
    const rootBox = map.getContainer().getBoundingClientRect();
    for (const part of parts.parts) {
      const b = part.getBoundingClientRect();
      obstacles.push({ x0: b.left - rootBox.left - 3, x1: b.right - rootBox.left + 3, y0: b.top - rootBox.top - 3, y1: b.bottom - rootBox.top + 3 });
    }
    const big = command.present && size.x >= 1500 ? 1.35 : 1;
    for (const state of panes.values()) {
      if (!state.on) continue;
      const { layer } = state;
      if (layer.geometry === "label") { names(state, candidates, { zoom, at, inside, big }); continue; }
      if (layer.geometry === "line") { along(state, candidates, { zoom, size, big }); continue; }
      if (layer.geometry !== "point") continue;
      for (const crowdMark of state.crowds || []) {
        if (!crowdMark.aside) continue;
        const p = at(crowdMark.getLatLng());
        if (inside(p)) obstacles.push(box(p.x + crowdMark.aside[0], p.y + crowdMark.aside[1], crowdMark.reach));
      }
      for (const item of state.items.values()) {
        if (!item.shown) continue;
        const p = at(item.latlng).add(item.aside || [0, 0]);
        if (!inside(p)) continue;
        const owner = `${layer.id}/${item.p.id}`;
        if (layer.symbol !== "dot") obstacles.push(box(p.x, p.y, (item.reach || 4) + 1, owner));
        // The sign at a mark's shoulder takes room of its own, from the mark's own name too.
        if (layer.symbol !== "dot" && cited(item.p)) obstacles.push(box(p.x - item.reach * 0.95 - 2.5, p.y - item.reach * 0.95 - 1.5, 5));
        const text = item.p.label || (layer.file === "ports" || layer.file === "crossings" || layer.file === "venues" ? item.p.name : "");
        const chosen = owner === command.selected;
        const unsure = layer.file === "crossings" && item.p.phase === "unknown";
        const quiet = unsure || item.p.kind === "destination";
        const least = item.p.minzoom || (layer.id === "incidents" ? 8 : unsure ? 6 : 0);
        const passed = answers.file && (command.passed || []).includes(item.p.place); // by the what-if's best way
        if (!text || (zoom < least && !chosen && !passed)) continue;
        const base = ({ crossings: 1, ports: 0.5, venues: 2, incidents: 6, airports: 7 }[layer.id] ?? 5) + (quiet ? 3 : 0);
        candidates.push({
          text, x: p.x, y: p.y, rank: chosen ? -5 : passed ? -4 : base + (item.p.rank || 0) / 10, size: 11.5 * big, weight: layer.file === "airports" ? 400 : 600,
          colour: ground().text, gap: (item.reach || 4) + 3, owner,
        });
      }
    }
    for (const feature of answers.features) {
      if (feature.properties.kind !== "number") continue;
      const [lon, lat] = feature.geometry.coordinates;
      const p = at([lat, lon]);
      if (inside(p)) obstacles.push(box(p.x, p.y, 11));
    }
    for (const place of command.highlight || []) {
      const p = at([place.lat, place.lon]);
      if (place.name && inside(p)) candidates.push({ text: place.name, x: p.x, y: p.y, rank: -6, size: 12.5 * big, weight: 600, colour: ground().accent, gap: 16 });
    }
    const frame = { x0: 4, y0: 4, x1: size.x - 4, y1: size.y - 4 };
    placedLabels = labels.place(candidates, obstacles, frame);
    const corner = map.containerPointToLayerPoint([0, 0]);
    L.DomUtil.setPosition(labelSvg, corner);
    labelSvg.setAttribute("width", size.x);
    labelSvg.setAttribute("height", size.y);
    labels.draw(labelGroup, placedLabels, ground());
    counts.drawn += 1;
  }

  const PLACE = {
    capital: { size: 13.5, weight: 600, dot: 2.6 }, city: { size: 12, weight: 400, dot: 2.1 }, town: { size: 11, weight: 400, dot: 1.7 },
    country: { size: 15, weight: 600, centred: true, spacing: 1.5 }, ocean: { size: 15, italic: true, centred: true, water: true },
    sea: { size: 13.5, italic: true, centred: true, water: true }, gulf: { size: 12, italic: true, centred: true, water: true },
    strait: { size: 11, italic: true, centred: true, water: true }, bay: { size: 11.5, italic: true, centred: true, water: true },
    province: { size: 11, centred: true, soft: true }, range: { size: 11, italic: true, centred: true, soft: true, spacing: 1 },
    desert: { size: 11, italic: true, centred: true, soft: true, spacing: 1 }, river: { size: 10.5, italic: true, centred: true, water: true },
  };

  function names(state, candidates, { zoom, at, inside, big }) {
    for (const feature of state.labelled || []) {
      const p = feature.properties;
      if ((p.minzoom && zoom < p.minzoom) || (p.maxzoom && zoom > p.maxzoom) || !holds(p, command.day)) continue;
      const [lon, lat] = feature.geometry.coordinates;
      const point = at([lat, lon]);
      if (!inside(point)) continue;
      const look = PLACE[p.kind] || PLACE.town;
      candidates.push({
        text: p.label || p.name, x: point.x, y: point.y, size: look.size * big, ...order(p, point, look), weight: look.weight,
        italic: look.italic, centred: look.centred, dot: look.dot, spacing: look.spacing,
        colour: look.water ? ground().water_text : look.soft || p.kind === "country" ? ground().soft : ground().text,
        halo: look.water ? ground().water : ground().halo, gap: 5,
      });
    }
  }

  /* The three countries that the map is about, and capitals, keep their names before all others. */
  function order(p, point, look) {
    const focus = ["Afghanistan", "Pakistan", "Iran"].includes(p.name) && p.kind === "country";
    if (focus) return { rank: 0.2, spots: inCountry(p.name, point, labels.width(p.name, look.size, 600, false) + look.spacing * p.name.length, look.size) };
    if (p.kind === "capital") return { rank: 0.9 + (p.rank || 0) / 3, wide: 13 };
    return { rank: (p.kind === "country" ? 2.2 : 3) + (p.rank || 0) / 3 };
  }

  /* Places for a country's name where all of it lies in the country, the nearest first; else it has none. */
  function inCountry(country, point, w, h) {
    const path = outline(country);
    if (!path) return [];
    const pen = outline.pen || (outline.pen = document.createElement("canvas").getContext("2d"));
    const edge = [[-1, -1], [1, -1], [-1, 1], [1, 1], [0, -1], [0, 1]];
    const far = (spot) => Math.hypot(spot.x - point.x, spot.y - point.y);
    const spots = [];
    for (let dx = -6; dx <= 6; dx++)
      for (let dy = -8; dy <= 8; dy++) spots.push({ x: point.x + dx * 24, y: point.y + dy * 12 });
    return spots.sort((a, b) => far(a) - far(b))
      .filter((spot) => edge.every(([dx, dy]) => pen.isPointInPath(path, spot.x + (dx * w) / 2, spot.y + (dy * h) / 2, "evenodd")));
  }

  /* A country as it lies in the frame, kept until the frame moves. */
  function outline(country) {
    const data = files.get("land");
    const own = data && data.features && data.features.find((feature) => feature.properties.name === country);
    if (!own) return null;
    const corner = map.latLngToContainerPoint([0, 0]);
    const frame = `${map.getZoom()} ${corner.x} ${corner.y}`;
    if (outline.frame !== frame) { outline.frame = frame; outline.kept = new Map(); }
    if (outline.kept.has(country)) return outline.kept.get(country);
    const path = new Path2D();
    const rings = own.geometry.type === "Polygon" ? own.geometry.coordinates : own.geometry.coordinates.flat();
    for (const ring of rings) {
      ring.forEach(([lon, lat], i) => {
        const at = map.latLngToContainerPoint([lat, lon]);
        if (i) path.lineTo(at.x, at.y); else path.moveTo(at.x, at.y);
      });
      path.closePath();
    }
    outline.kept.set(country, path);
    return path;
  }

  /* A line's name stands on the line: the straightest of its longest stretches in sight. */
  function along(state, candidates, { size, big }) {
    const best = new Map();
    for (const item of state.items.values()) {
      if (!item.shown || item.back || state.layer.id === "engagements") continue;
      const text = (item.p.labels || {})[command.worldview] || item.p.label;
      if (!text || !item.coords) continue;
      const runs = Array.isArray(item.coords[0]) ? item.coords : [item.coords];
      const w = labels.width(text, 11.5 * big, 600, false) + 12;
      const spots = best.get(text) || { item, spots: [] };
      for (const run of runs) spots.spots.push(...stretches(run, w, size));
      best.set(text, spots);
    }
    for (const [text, { item, spots }] of best) {
      const w = labels.width(text, 11.5 * big, 600, false);
      spots.sort((a, b) => b.score - a.score);
      spots.splice(12, Infinity, ...beside(item, w, size).sort((a, b) => b.score - a.score));
      if (!spots.length) continue;
      const border = state.layer.id === "border", water = state.layer.id === "rivers";
      candidates.push({
        text, x: spots[0].x, y: spots[0].y, rank: border ? 1.9 : 1.5 + (item.p.rank || 0) / 10, size: (water ? 10.5 : 11.5) * big, weight: water ? 400 : 600,
        italic: water, colour: water ? ground().water_text : item.ink.text || item.ink.color, owner: `${state.layer.id}/line`, spots, repeat: 400, haloWidth: 5,
      });
    }
  }

  /* Where no straight stretch is free, the name stands level beside the line. */
  function beside(item, w, size) {
    const spots = [];
    const run = (Array.isArray(item.coords[0]) ? item.coords[0] : item.coords).map((one) => map.latLngToContainerPoint(one));
    for (let i = 0; i < run.length; i += Math.max(1, Math.floor(run.length / 40))) {
      const p = run[i];
      if (p.x < 40 || p.y < 40 || p.x > size.x - 40 || p.y > size.y - 40) continue;
      const middle = Math.abs(i / run.length - 0.5);
      for (const side of [1, -1]) spots.push({ x: p.x + side * (w / 2 + 9), y: p.y, score: -middle * 100 - (side < 0 ? 1 : 0) });
    }
    return spots;
  }

  function stretches(run, w, size) {
    const points = [];
    let last = null;
    for (const latlng of run) {
      const p = map.latLngToContainerPoint(latlng);
      if (last && Math.hypot(p.x - last.x, p.y - last.y) < 6) continue;
      points.push(p);
      last = p;
    }
    const sums = [0];
    for (let i = 1; i < points.length; i++) sums.push(sums[i - 1] + points[i].distanceTo(points[i - 1]));
    const found = [];
    const total = sums[sums.length - 1];
    if (total < w) return found;
    const pointAt = (along) => {
      let i = 1;
      while (i < sums.length - 1 && sums[i] < along) i++;
      const t = (along - sums[i - 1]) / Math.max(1e-6, sums[i] - sums[i - 1]);
      return L.point(points[i - 1].x + (points[i].x - points[i - 1].x) * t, points[i - 1].y + (points[i].y - points[i - 1].y) * t);
    };
    const step = Math.max(24, (total - w) / 60);
    for (let from = 0; from + w <= total; from += step) {
      const a = pointAt(from), b = pointAt(from + w), m = pointAt(from + w / 2);
      if (m.x < 30 || m.y < 20 || m.x > size.x - 30 || m.y > size.y - 20) continue;
      const chord = a.distanceTo(b);
      if (chord < w * 0.82) continue;
      let angle = Math.atan2(b.y - a.y, b.x - a.x);
      if (angle > Math.PI / 2) angle -= Math.PI;
      if (angle < -Math.PI / 2) angle += Math.PI;
      const bow = Math.abs((b.y - a.y) * m.x - (b.x - a.x) * m.y + b.x * a.y - b.y * a.x) / chord;
      const middle = Math.hypot(m.x - size.x / 2, m.y - size.y / 2) / Math.hypot(size.x, size.y);
      found.push({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, angle, score: -bow - Math.abs(angle) * 6 - middle * 20 });
    }
    return found;
  }

  /* ---- for tests ---------------------------------------------------------------------------- */

  function state() {
    const layers = {};
    let waiting = 0;
    for (const one of panes.values()) {
      if (!one.on) continue;
      let shown = one.layer.geometry === "label" ? (one.labelled || []).length : 0;
      for (const item of one.items.values())
        if ((item.shown && item.parts.some((part) => map.hasLayer(part))) || (item.wanted && item.crowded)) shown += 1;
      layers[one.layer.id] = shown;
      if (one.layer.geometry !== "image") {
        const name = fileOf(one.layer);
        if (!(files.get(name) || {}).features) waiting += 1;
      }
    }
    return {
      layers, day: command && command.day, worldview: command && command.worldview, theme: command && command.theme,
      title: command && parts.title.textContent, waiting: asked.waiting, unanswered: hoped.size + (asked.waiting ? 1 : 0), answer: answers.file && answers.drawn ? answers.features : [], time: time && time.state(), selected, center: map.getCenter(), zoom: map.getZoom(),
      labels: placedLabels.map(({ label, x, y, w, h, angle }) => ({ text: label.text, x, y, w, h, angle })),
      ready: Boolean(command) && waiting === 0 && (!answers.file || answers.drawn === `${answers.file} ${command.theme}`) && counts.drawn > 0, errors: errors.slice(), commands: counts.commands,
    };
  }

  function ready() {
    return new Promise((resolve) => {
      const look = () => (command && state().ready ? requestAnimationFrame(() => resolve(state())) : setTimeout(look, 20));
      look();
    });
  }

  window.Crossings = { start: begin, apply, choose, follow, place, state, ready, picture, image: () => capture.image(map, parts.box), holds, knows, within, get map() { return map; } };
})();
