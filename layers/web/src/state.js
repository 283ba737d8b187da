/* What the client holds and changes while it runs: all of it stands here. */

/* What is there once the map has started, and what the last command asked for. */
export const app = {
  map: null, // Leaflet's
  config: null, // layers, styles, files, grounds: the same for everybody
  base: "", // address of the served folder
  start: null, // first frame: {center, zoom, minzoom, fit}
  parts: null, // the furniture's nodes
  tip: null, // the node of the words at the pointer
  time: null, // the timeline
  command: null, // what is shown
  written: null, // the last command as it was given
  selected: null, // key of the chosen feature
  touched: false, // the reader has moved something
  highlights: null, // group of the rings around places
  placed: [], // labels as they stand
};

export const files = new Map(); // name -> {features} | promise
export const panes = new Map(); // layer id -> {layer, pane, items, group, file, on, ...}
export const errors = [];
export const answers = {
  file: null,
  drawn: null,
  features: [],
  ways: null,
  gates: null,
  rings: "",
}; // the what-if's
export const counts = { commands: 0, drawn: 0 };
export const hoped = new Map(); // layer -> {on, until}: switched in the page, not yet answered
export const asked = { day: "", count: 0, answered: 0, at: 0, waiting: false }; // a day that Python has not yet answered to
