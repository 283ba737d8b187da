/* A field in which a place is looked for by any of its names: what is found stands under it, the first
   is what Enter takes. The map's client knows the places; nothing goes to the server before one is taken. */
(function () {
  "use strict";
  const list = Object.assign(document.createElement("ul"), { id: "desk-hits", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Places found");
  document.body.append(list);
  let field = null, hits = [], at = 0, of = "", asked = 0;

  const client = () => { const frame = document.querySelector(".st-key-map iframe"); return (frame && frame.contentWindow && frame.contentWindow.Crossings) || null; };

  function close() {
    list.hidden = true;
    if (field) { field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); }
  }

  function mark(next) {
    at = next;
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    if (field && hits.length) field.setAttribute("aria-activedescendant", `desk-hit-${at}`);
  }

  function show(text) {
    list.replaceChildren(...hits.map((hit, n) => {
      const row = Object.assign(document.createElement("li"), { id: `desk-hit-${n}`, textContent: hit.name });
      row.setAttribute("role", "option");
      const note = Object.assign(document.createElement("small"), { textContent: [hit.by, hit.note].filter(Boolean).join(" \u00b7 "), dir: "auto" });
      row.append(note);
      return row;
    }));
    if (!hits.length) {
      const none = Object.assign(document.createElement("li"), { className: "none", textContent: `No place goes by \u2018${text}\u2019` });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      list.append(none);
    }
    const box = field.getBoundingClientRect(), wide = Math.max(240, box.width);
    list.style.width = `${wide}px`;
    list.style.left = `${Math.max(4, Math.min(box.left, window.innerWidth - wide - 4))}px`;
    const below = window.innerHeight - box.bottom > 180;
    list.style.top = below ? `${box.bottom + 2}px` : "auto";
    list.style.bottom = below ? "auto" : `${window.innerHeight - box.top + 2}px`;
    list.style.maxHeight = `${Math.max(80, (below ? window.innerHeight - box.bottom : box.top) - 12)}px`;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(0);
  }

  /* What a field offers besides: [{name, link}], as groups of crossings. */
  function others(text) {
    const groups = field && field.dataset.groups ? JSON.parse(field.dataset.groups) : [];
    const low = text.toLowerCase();
    return groups.filter(([, name]) => name.toLowerCase().includes(low)).slice(0, 3).map(([link, name]) => ({ name, link, note: "", by: "", key: "" }));
  }

  async function look() {
    const own = field, text = own.value.trim(), turn = ++asked;
    if (!text) { hits = []; of = ""; close(); return; }
    if (!client()) return;
    let found = [];
    try { found = await client().find(text, own.dataset.what || "all"); } catch { own.title = "The names could not be loaded: try again"; }
    if (turn !== asked || own !== field) return;
    const without = (own.dataset.without || "").split(" ");
    hits = [...found.filter((hit) => !without.includes(hit.link)), ...(text.length > 1 ? others(text) : [])].slice(0, 8);
    of = text;
    show(text);
  }

  function take(hit) {
    const own = field;
    close();
    if (!hit || !own) return;
    own.value = hit.name;
    own.dispatchEvent(new CustomEvent("desk-picked", { bubbles: true, detail: hit }));
  }

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches || !event.target.matches("[data-what]")) return;
    field = event.target;
    hits = [];
    of = "";
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "desk-hits" })) field.setAttribute(name, value);
    field.select();
    if (client()) client().find("", "all").catch(() => {}); // the names come while one is written
  });
  document.addEventListener("focusout", (event) => {
    if (event.target !== field) return;
    close();
    if (!field.matches("[data-keeps]")) field.value = field.defaultValue; // what was not taken is not asked
  });
  document.addEventListener("input", (event) => { if (event.target === field && field) look(); });
  document.addEventListener("keydown", async (event) => {
    if (!field || event.target !== field) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) { await look(); return; }
      if (hits.length) mark((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (of !== field.value.trim() || list.hidden) await look();
      take(hits[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      field.value = field.defaultValue;
      close();
    }
  }, true);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const row = event.target.closest("li[id]");
    if (row) take(hits[Number(row.id.slice(9))]);
  });
})();
