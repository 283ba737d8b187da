/* What the map shows now, for tests and measurements. */
import { fileOf } from "./files.js";
import { answers, app, asked, counts, errors, files, hoped, panes } from "./state.js";

/** Of a meeting its pairs are drawn, with others'.
 * @param {Item} item
 */
const drawn = (item) =>
  item.shown && (!item.parts.length || item.parts.some((part) => app.map.hasLayer(part)));
/** @param {Item} item */
const counted = (item) => item.wanted && item.crowded;

/** @param {Pane} pane */
function shownOf(pane) {
  let shown = pane.layer.geometry === "label" ? (pane.labelled || []).length : 0;
  for (const item of pane.items.values()) if (drawn(item) || counted(item)) shown += 1;
  return shown;
}

export function state() {
  const { command, map, parts, time } = app;
  const on = [...panes.values()].filter((pane) => pane.on);
  /** @param {Pane} pane */
  const there = (pane) =>
    pane.layer.geometry === "image" ||
    map.getZoom() < (pane.layer.minzoom || 0) ||
    Boolean(files.get(fileOf(pane.layer))?.features);
  const answerDrawn = !answers.file || answers.drawn === `${answers.file} ${command.theme}`;
  return {
    layers: Object.fromEntries(on.map((pane) => [pane.layer.id, shownOf(pane)])),
    day: command?.day,
    worldview: command?.worldview,
    theme: command?.theme,
    title: command && parts.title.textContent,
    waiting: asked.waiting,
    unanswered: hoped.size + (asked.waiting ? 1 : 0),
    answer: answers.file && answers.drawn ? answers.features : [],
    time: time?.state(),
    selected: app.selected,
    center: map.getCenter(),
    zoom: map.getZoom(),
    labels: app.placed.map(({ label, x, y, w, h, angle }) => ({
      text: label.text,
      x,
      y,
      w,
      h,
      angle,
    })),
    ready: Boolean(command) && on.every(there) && answerDrawn && counts.drawn > 0,
    errors: errors.slice(),
    commands: counts.commands,
  };
}

/* What is wanted of the map, for the switches around it: the layers that are on with what each shows. */
export function wanted() {
  const { day, window: days, record } = app.command || {};
  const on = [...panes.values()].filter((pane) => pane.on);
  return {
    day,
    window: days,
    record: record?.day,
    groups: app.config.groups,
    layers: app.config.layers
      .filter((layer) => layer.group)
      .map((layer) => {
        const pane = on.find((one) => one.layer.id === layer.id);
        return { ...layer, on: Boolean(pane), shown: pane && layer.facts ? shownOf(pane) : null };
      }),
  };
}

export function ready() {
  return new Promise((resolve) => {
    const look = () =>
      app.command && state().ready
        ? requestAnimationFrame(() => resolve(state()))
        : setTimeout(look, 20);
    look();
  });
}
