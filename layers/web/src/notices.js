/* What the map says for a moment, and what has gone wrong. */
import { app, errors } from "./state.js";

let timer = 0;

/**
 * @param {string} text
 * @param {number} [ms]
 * @param {Node | null} [link]
 */
export function speak(text, ms = 2500, link = null) {
  app.parts.say.textContent = text;
  if (link) app.parts.say.append(link);
  clearTimeout(timer);
  timer = setTimeout(() => {
    app.parts.say.textContent = "";
  }, ms);
}

/** @param {string} text */
export function complain(text) {
  if (!errors.includes(text)) errors.push(text);
  app.parts.errors.textContent = errors.join(" ");
}
