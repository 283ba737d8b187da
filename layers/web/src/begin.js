/* The map's start, once: panes, furniture, timeline, and who is told of what. */
import { moveDay } from "./day.js";
import { regroup, switchDetail } from "./drawing/layers.js";
import { layRoutes, onLaid } from "./drawing/routes.js";
import { load, onLoaded } from "./files.js";
import * as fitting from "./fitting.js";
import { fill, home, jump, refit } from "./frame.js";
import * as furniture from "./furniture.js";
import * as host from "./host.js";
import { relabel, settle } from "./labels/labels.js";
import * as motion from "./motion.js";
import { make } from "./nodes.js";
import { lead } from "./pair.js";
import { createPanes } from "./panes.js";
import { pick, picking } from "./picking.js";
import { closeList, hint, hush } from "./pointer.js";
import { keys, present } from "./presentation.js";
import { choose, comeBack, mark } from "./selection.js";
import { copyLink, copyPicture } from "./sharing.js";
import { app } from "./state.js";
import * as timeline from "./timeline/timeline.js";
import { listen } from "./toggles.js";

/**
 * @param {L.Map} map
 * @param {{ base: string, start: Start }} options
 */
export function begin(map, { base, start }) {
  Object.assign(app, { map, config: host.settings(), base, start });
  motion.calm(map);
  // Back into the bounds at once: a glide would go on under the next place that the map is put to.
  map.panInsideBounds = (bounds) =>
    L.Map.prototype.panInsideBounds.call(map, bounds, { animate: false });
  document.documentElement.lang = "en";
  const meta = /** @type {HTMLMetaElement | null} */ (
    document.querySelector('meta[name="viewport"]')
  );
  if (meta) meta.content = "width=device-width, initial-scale=1";
  const root = map.getContainer();
  root.setAttribute("role", "main");
  root.setAttribute("aria-label", "Map");
  createPanes();
  furnish(root);
  onLoaded(() => {
    regroup();
    mark();
    settle();
    fitting.show();
  });
  onLaid(settle);
  load("timeline", app.time.load);
  host.onEscape(comeBack);
  listen();
  fill();
  home();
  new ResizeObserver(resized).observe(root);
  watch(root);
  document.fonts.load('600 12px "Noto Sans"').then(relabel, relabel);
}

/** @param {HTMLElement} root */
function furnish(root) {
  const { map } = app;
  app.parts = furniture.build(/** @type {HTMLElement} */ (root.parentElement), {
    zoomIn: () => map.zoomIn(),
    zoomOut: () => map.zoomOut(),
    home,
    day: (day) => moveDay(day, true),
    copy: copyLink,
    picture: copyPicture,
    changed: relabel,
    present,
  });
  for (const part of [app.parts.tools, app.parts.legend, app.parts.back])
    L.DomEvent.disableClickPropagation(part);
  L.DomEvent.disableScrollPropagation(app.parts.legend);
  app.tip = make("div", "cx-tip");
  app.tip.hidden = true;
  root.appendChild(app.tip);
  fitting.build(app.parts.box);
  app.time = timeline.build(root, { move: moveDay, choose, hint, hush });
}

function resized() {
  const middle = app.map.getCenter();
  fill();
  if (app.start.fit && !app.touched && !host.touched()) home();
  else jump(middle, app.map.getZoom());
  furniture.brief(app.parts);
  refit();
  if (app.command?.half) lead();
  settle();
}

/** What the reader does.
 * @param {HTMLElement} root
 */
function watch(root) {
  const { map } = app;
  const touch = () => {
    app.touched = true;
    host.noteTouch();
  };
  for (const kind of ["pointerdown", "wheel", "keydown"])
    document.addEventListener(kind, touch, { passive: true, capture: true });
  map.on("moveend", () => {
    layRoutes();
    settle();
  });
  map.on("move", lead);
  map.on("zoomend", () => {
    regroup();
    switchDetail();
    mark();
  });
  map.on("click", ({ latlng }) => {
    closeList();
    if (picking()) pick(latlng);
    else if (app.selected) choose("");
  });
  map.on("movestart", () => {
    hush();
    closeList();
  });
  root.addEventListener("keydown", keys);
  let quiet = 0;
  root.addEventListener("mousemove", () => {
    document.body.classList.add("cx-moved");
    clearTimeout(quiet);
    quiet = setTimeout(() => document.body.classList.remove("cx-moved"), 2000);
  });
}
