/* Words at the pointer, and marks that can be pressed by pointer and keyboard. */
import * as host from "./host.js";
import { make, nodeIn } from "./nodes.js";
import { picking, pickMark } from "./picking.js";
import { choose } from "./selection.js";
import { app } from "./state.js";
import { describe, nameOf, plain } from "./words.js";

/**
 * @param {HintAt} event
 * @param {string} first
 * @param {string} second
 */
export function hint(event, first, second) {
  const { tip } = app;
  tip.replaceChildren(make("b", "", first), document.createTextNode(second || ""));
  tip.hidden = false;
  const box = app.map.getContainer().getBoundingClientRect();
  const w = tip.offsetWidth,
    h = tip.offsetHeight;
  let x = event.clientX - box.left + 14,
    y = event.clientY - box.top + 14;
  if (x + w > box.width - 6) x -= w + 28;
  if (y + h > box.height - 6) y -= h + 28;
  tip.style.left = `${Math.max(4, x)}px`;
  tip.style.top = `${Math.max(4, y)}px`;
}

export const hush = () => {
  app.tip.hidden = true;
};

/** Say these words while the pointer is over a part of the map.
 * @param {L.Evented & L.Layer} part
 * @param {() => string} first
 * @param {() => string} second
 */
export function sayAt(part, first, second) {
  part.on("mousemove mouseover", (/** @type {any} */ event) =>
    hint(event.originalEvent, first(), second()),
  );
  part.on("mouseout", hush);
}

/**
 * @param {L.Evented & L.Layer} part
 * @param {LayerConfig} layer
 * @param {Item} item
 */
export function hover(part, layer, item) {
  sayAt(
    part,
    () => nameOf(item.p),
    () => describe(layer, item.p, app.command),
  );
  part.on("mouseover", () => host.pointAt(`${layer.id}/${item.p.place || item.p.id}`));
  part.on("mouseout", () => host.pointAt(""));
  part.on("click", ({ latlng }) => {
    if (picking()) pickMark(layer.id, item.p, latlng);
    else if (layer.facts || layer.interactive) choose(`${layer.id}/${item.p.id}`);
  });
}

/** @param {KeyboardEvent} event */
const pressed = (event) => event.key === "Enter" || event.key === " ";

/** A feature's node in the row of what Tab reaches.
 * @param {Element | null | undefined} node
 * @param {LayerConfig} layer
 * @param {Item} item
 */
export function operable(node, layer, item) {
  if (!node) return;
  node.setAttribute("tabindex", "0");
  node.setAttribute("role", "button");
  node.setAttribute("aria-label", `${nameOf(item.p)}. ${describe(layer, item.p, app.command)}`);
  node.addEventListener("keydown", (/** @type {any} */ event) => {
    if (!pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (picking()) pickMark(layer.id, item.p, item.latlng);
    else choose(`${layer.id}/${item.p.id}`, true);
  });
  node.addEventListener("focus", () => {
    const box = node.getBoundingClientRect();
    if (!node.matches(":focus-visible")) return;
    hint(
      { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 },
      nameOf(item.p),
      describe(layer, item.p, app.command),
    );
  });
  node.addEventListener("blur", hush);
}

/** A mark that stands for several features.
 * @param {L.Marker} mark
 * @param {string} words
 * @param {() => void} open
 */
export function openable(mark, words, open) {
  mark.on("click", () => {
    if (!picking()) open();
  });
  sayAt(
    mark,
    () => words,
    () => "Click to see them",
  );
  mark.on("add", () => {
    const node = /** @type {HTMLElement} */ (mark.getElement());
    node.setAttribute("aria-label", words);
    node.addEventListener("keydown", (event) => {
      if (pressed(event)) {
        event.preventDefault();
        open();
      }
    });
  });
}

/** Several features to choose from, the latest first.
 * @param {LayerConfig} layer
 * @param {Item[]} items
 * @param {L.LatLng} latlng
 * @param {string} [words]
 */
export function list(layer, items, latlng, words = "Incidents close together") {
  closeList();
  const box = make("div", "cx-list");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", words);
  for (const item of items
    .slice()
    .sort((a, b) => String(b.p.valid_from).localeCompare(String(a.p.valid_from)))) {
    const entry = make("button", "", `${plain(item.p.date_text)}: ${item.p.name}`);
    entry.type = "button";
    entry.addEventListener("click", () => {
      closeList();
      choose(`${layer.id}/${item.p.id}`);
    });
    box.appendChild(entry);
  }
  const at = app.map.latLngToContainerPoint(latlng);
  box.style.left = `${Math.max(8, Math.min(at.x + 12, app.map.getSize().x - 330))}px`;
  box.style.top = `${Math.max(8, Math.min(at.y, app.map.getSize().y * 0.5))}px`;
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  app.map.getContainer().appendChild(box);
  nodeIn(box, "button").focus();
}

export function closeList() {
  for (const box of document.querySelectorAll(".cx-list")) box.remove();
}
