/* What is asked in the panel: fields, chips and buttons that each stand for a piece of a link. The page
   sends it as one small message and has the answer drawn anew.

   data-say="ask=reach"    a button, or an option, that says this
   data-key="objective"    a list whose value is said under this name
   data-pick="from"        a field for a place whose link name is said under this name
   data-list="close=a.b"   with it: the names that the taken one is added to
   data-point="from"       a button: the next click on the map is the place */
(function () {
  "use strict";
  const desk = window.CrossingsDesk;
  const say = (query) => desk.tell(Object.fromEntries(new URLSearchParams(query)), { anew: true });

  document.addEventListener("click", (event) => {
    const node = event.target.closest && event.target.closest("button[data-say], button[data-point]");
    if (!node) return;
    if ("say" in node.dataset) { say(node.dataset.say); return; }
    const map = desk.client();
    if (!map) return;
    if (node.getAttribute("aria-pressed") === "true") { map.point(""); return; }
    node.setAttribute("aria-pressed", "true");
    map.point(node.dataset.words).then((place) => {
      node.setAttribute("aria-pressed", "false");
      if (place) desk.tell({ [node.dataset.point]: place }, { anew: true });
    });
  });
  /* A button for layers that belong to the answer: on if one of them is off, else off. */
  document.addEventListener("click", (event) => {
    const node = event.target.closest && event.target.closest("button[data-layers]");
    const map = desk.client();
    if (!node || !map) return;
    const own = node.dataset.layers.split("."), on = (one) => map.wanted().layers.find((layer) => layer.id === one).on;
    const put = !own.every(on);
    for (const one of own) map.turn(one, put);
    desk.tell({ layers: map.wanted().layers.filter((layer) => layer.on).map((layer) => layer.id).join(".") || "none" });
  });
  const pressed = () => {
    const map = desk.client();
    if (!map || !map.wanted) return;
    const on = new Set(map.wanted().layers.filter((layer) => layer.on).map((layer) => layer.id));
    for (const node of document.querySelectorAll("button[data-layers]")) {
      const all = node.dataset.layers.split(".").every((one) => on.has(one));
      node.setAttribute("aria-pressed", String(all));
    }
  };
  document.addEventListener("crossings-shown", pressed);
  document.addEventListener("change", (event) => {
    const node = event.target;
    if (!node.matches || !node.matches("select[data-key], select[data-says]")) return;
    if ("says" in node.dataset) { if (node.value) say(node.value); } else desk.tell({ [node.dataset.key]: node.value }, { anew: true });
  });
  /* A day: Enter applies what is written, and so does leaving the field; the calendar applies at once. */
  let written = 0;
  const dated = (node) => {
    if (node.value === node.defaultValue || !node.validity.valid) return;
    node.defaultValue = node.value;
    desk.tell({ [node.dataset.key]: node.value || "-" }, { anew: true });
  };
  const isDay = (node) => node.matches && node.matches("input[type=date][data-key]");
  document.addEventListener("keydown", (event) => { if (isDay(event.target)) { written = Date.now(); if (event.key === "Enter") dated(event.target); } });
  document.addEventListener("input", (event) => { if (isDay(event.target) && Date.now() - written > 400) dated(event.target); });
  document.addEventListener("focusout", (event) => { if (isDay(event.target)) dated(event.target); });
  document.addEventListener("desk-picked", (event) => {
    const node = event.target, hit = event.detail;
    if (!node.dataset.pick) return;
    const name = node.dataset.list === undefined ? hit.link : hit.link.replace(/^XG-/, "").toLowerCase().replace("sl-hormuz", "hormuz");
    const some = (node.dataset.list || "").split(".").filter((one) => one && one !== name);
    desk.tell({ [node.dataset.pick]: node.dataset.list === undefined ? name : [...some, name].join(".") }, { anew: true });
  });

  /* A dial that only reckons: two straight lines, and which is the better one at so much more. */
  document.addEventListener("input", (event) => {
    const node = event.target;
    if (!node.matches || !node.matches("[data-dial]")) return;
    const [one, other, unit] = JSON.parse(node.dataset.dial);
    const added = Number(node.value), through = one.start + added;
    const best = through <= other.start ? { name: one.name, takes: through } : { name: other.name, takes: other.start };
    const told = node.closest(".dial").querySelector("output");
    told.textContent = `${added.toLocaleString("en")} ${unit} more: ${best.name}, ${Math.round(best.takes).toLocaleString("en")} ${unit}`;
  });

  /* A card of a route and its line on the map. */
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(kind, (event) => {
      const card = event.target.closest && event.target.closest("[data-way]");
      const map = desk.client();
      if (card && map && map.lightWay) map.lightWay(on ? Number(card.dataset.way) : null);
    });
  document.addEventListener("crossings-pointed", (event) => {
    const way = /^way\/(\d+)$/.exec(event.detail || "");
    for (const card of document.querySelectorAll("[data-way]")) card.classList.toggle("lit", Boolean(way) && card.dataset.way === way[1]);
  });
})();
