/* Colours and styles of what the command asks for. */
import { kindOf } from "./rules.js";
import { app } from "./state.js";

export const ground = () => app.config.ground[app.command.theme];

/**
 * @param {LayerConfig} layer
 * @param {Properties} p
 */
export function styleOf(layer, p) {
  const kinds = app.config.styles[layer.id] || {};
  return kinds[kindOf(layer, p, app.command.worldview)] || kinds["*"] || Object.values(kinds)[0];
}

/* The timeline's colours are those of the map's marks. */
export function timelineInks() {
  /**
   * @param {string} layer
   * @param {string} kind
   */
  const of = (layer, kind) => {
    const kinds = app.config.styles[layer] || {};
    return (kinds[kind] || kinds["*"] || Object.values(kinds)[0])[app.command.theme];
  };
  const venue = of("venues", "held");
  return { incident: of("incidents", "clash").color, venue: venue.fill || venue.color };
}
