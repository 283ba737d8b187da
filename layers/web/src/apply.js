/* A command from Python, carried out: only what has changed is touched. */
import { latest } from "./day.js";
import { clear } from "./drawing/items.js";
import { put, regroup } from "./drawing/layers.js";
import { show as showFit } from "./fitting.js";
import { goTo, keepGround, uncover } from "./frame.js";
import * as furniture from "./furniture.js";
import * as host from "./host.js";
import { settle } from "./labels/labels.js";
import { ground, timelineInks } from "./look.js";
import { adopt, lead } from "./pair.js";
import { handOver, highlight, mark } from "./selection.js";
import { app, asked, counts, panes } from "./state.js";
import { tiles } from "./tiles.js";
import { answer, rings } from "./what_if.js";

let lastMove = 0; // number of the last goto

/** @param {Command} given */
export function apply(given) {
  const next = app.command ? latest(given) : given;
  host.dropGroups();
  counts.commands += 1;
  const before = app.command;
  const root = app.map.getContainer();
  if (next.present && !before?.present) {
    window.focus();
    root.focus({ preventScroll: true });
  }
  if (before && before.present !== next.present) keepGround();
  app.command = next;
  app.written = given;
  dress(next);
  const restyle =
    !before ||
    before.theme !== next.theme ||
    before.worldview !== next.worldview ||
    before.unreported !== next.unreported ||
    (next.unreported === "last" && before.day !== next.day);
  const wanted = new Set(next.layers);
  for (const state of panes.values()) {
    if (restyle) clear(state);
    const { id, file } = state.layer;
    // The relief that is drawn near by gives way to the one that is switched on.
    put(state, wanted.has(id) && !(id === "relief_near" && wanted.has(file)));
  }
  app.selected = next.selected;
  regroup();
  furniture.show(app.parts, next, app.config);
  host.nameFrame(`Map: ${next.title}`);
  if (asked.waiting) furniture.day(app.parts, next);
  app.time.show(next, ground(), timelineInks());
  tiles(next.tiles);
  move(next);
  mark();
  highlight(next.highlight || []);
  answer(next.answer);
  rings(next.gateways || []);
  if (next.paired && !before?.paired) adopt();
  else if (next.half) lead();
  handOver();
  settle();
  showFit();
  host.tellShown();
}

/** @type {Promise<unknown>} */
let order = Promise.resolve(); // of two commands the later is carried out later

/** A command as it travels: JSON, deflated, in base64.
 * @param {string} packed
 */
export function take(packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const told = new Response(stream).json();
  order = order
    .then(() => told)
    .then(apply)
    .catch((error) => setTimeout(() => Promise.reject(error)));
}

/** Colours and room of the page as the command wants them.
 * @param {Command} options
 */
function dress({ theme, present, paired, half }) {
  const { classList } = document.body;
  for (const [name, on] of Object.entries({ dark: theme === "dark", present, paired, half }))
    classList.toggle(`cx-${name}`, on);
  for (const [key, value] of Object.entries(ground()))
    document.documentElement.style.setProperty(`--cx-${key}`, value);
}

/** @param {Command} options */
function move({ goto, highlight: places, present, half }) {
  if (!goto || goto.seq === lastMove) return;
  lastMove = goto.seq;
  if (counts.commands === 1) return; // a move that was asked for before this map stood is part of its start
  goTo(goto);
  if (places && !present && !half) uncover(places.map(({ lat, lon }) => [lat, lon]));
}
