/* What the client holds and changes while it runs: all of it stands here. */

/** Filled by the start and by the first command; until then its members are null.
 * @type {App}
 */
export const app = Object.assign(/** @type {App} */ ({}), {
  map: null,
  config: null,
  base: "",
  start: null,
  parts: null,
  tip: null,
  time: null,
  command: null,
  written: null,
  selected: null,
  touched: false,
  highlights: null,
  placed: [],
});

/** Data by name, or the promise of them.
 * @type {Map<string, any>}
 */
export const files = new Map();

/** By the layer's id.
 * @type {Map<string, Pane>}
 */
export const panes = new Map();

/** @type {string[]} */
export const errors = [];

/** @type {Answers} */
export const answers = Object.assign(/** @type {Answers} */ ({}), {
  file: null,
  drawn: null,
  features: [],
  ways: null,
  gates: null,
  rings: "",
});

export const counts = { commands: 0, drawn: 0 };

/** Layers switched in the page, not yet answered.
 * @type {Map<string, { on: boolean, until: number }>}
 */
export const hoped = new Map();

/** A day that Python has not yet answered to. */
export const asked = { day: "", count: 0, answered: 0, at: 0, waiting: false };
