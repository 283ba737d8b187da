/* Data that the map draws from, each file fetched once. */
import { complain } from "./notices.js";
import { app, files } from "./state.js";

/** @type {(() => void)[]} */
const listeners = [];

/** What is to be done when a file has come and is drawn.
 * @param {() => void} act
 */
export const onLoaded = (act) => listeners.push(act);

/** @param {string} name */
export async function fetchJson(name) {
  const answer = await fetch(app.base + name);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Gives a file to ready: at once if it is there, else when it comes.
 * @param {string} name
 * @param {(data: any) => void} ready
 */
export function load(name, ready) {
  const known = files.get(name);
  if (known?.features) {
    ready(known);
    return;
  }
  const loading = known || fetchJson(app.config.files[name]);
  files.set(name, loading);
  loading.then(
    (/** @type {any} */ data) => {
      files.set(name, data);
      ready(data);
      for (const act of listeners) act();
    },
    (/** @type {Error} */ error) => {
      files.delete(name);
      complain(`${name}: could not be loaded (${error.message}). Reload the page to try again.`);
    },
  );
}

/** @param {LayerConfig} layer */
const detailed = (layer) =>
  Boolean(layer.detail_file) && app.map.getZoom() >= (layer.detail_zoom || 0);

/** What is known no longer stands in a file of its own, fetched once somebody asks for it.
 * @param {LayerConfig} layer
 */
export function fileOf(layer) {
  const name = (detailed(layer) && layer.detail_file) || layer.file;
  return app.command.known && app.config.files[`${name}_all`] ? `${name}_all` : name;
}
