/* Presentation: the whole screen where the browser allows it, the whole window in any case. */
import { home } from "./frame.js";
import * as host from "./host.js";
import { dropPick, picking } from "./picking.js";
import { closeList } from "./pointer.js";
import { tell } from "./questions.js";
import { choose } from "./selection.js";
import { app } from "./state.js";

function enter() {
  host.fillScreen(() => {
    if (app.command.present) tell("!exit");
  });
  tell("!present");
}

function leave() {
  if (!host.leaveScreen()) tell("!exit"); // the end of the whole screen ends the presentation
}

export const present = () => (app.command.present ? leave() : enter());

/** @param {KeyboardEvent} event */
export function keys(event) {
  if (/** @type {Element} */ (event.target).closest("button, input, select")) return;
  if (event.key === "Escape") {
    if (picking()) dropPick();
    else if (document.querySelector(".cx-list")) closeList();
    else if (app.selected) choose("");
    else if (app.command?.present) leave();
  } else if (event.key === "Home") home();
}
