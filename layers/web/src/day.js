/* Another day, drawn at once from what the browser has; Python is told when the hand rests. */
import { shortDay } from "./dates.js";
import { redraw } from "./drawing/layers.js";
import * as furniture from "./furniture.js";
import * as host from "./host.js";
import { settle } from "./labels/labels.js";
import { ground, timelineInks } from "./look.js";
import { answered, tell } from "./questions.js";
import { app, asked } from "./state.js";
import { layersOf } from "./toggles.js";
import { answer, rings } from "./what_if.js";

let frame = 0,
  timer = 0;

/**
 * @param {string} day
 * @param {boolean} ended
 */
export function moveDay(day, ended) {
  if (day !== app.command.day) {
    app.command = { ...app.command, day };
    asked.waiting = true;
    furniture.day(app.parts, app.command);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      redraw();
      settle();
    });
    app.time.show(app.command, ground(), timelineInks());
    if (!host.answers()) restate();
    host.tellShown();
  }
  clearTimeout(timer);
  timer = setTimeout(ask, ended ? 60 : 250);
}

/* A page of its own has nobody to write its words anew: they say of which day they are. */
function restate() {
  const { written, parts } = app;
  const own = app.command.day === written.day;
  if (own) furniture.show(parts, written, app.config);
  else if (written.subtitle)
    parts.subtitle.textContent = `As of ${shortDay(written.day)}: ${written.subtitle}`;
  answer(own ? written.answer : null);
  rings(own ? written.gateways || [] : []);
}

/* One question at a time: Python is left to answer before it is asked for the next day. */
function ask() {
  if (asked.count > asked.answered && Date.now() - asked.at < 3000) {
    timer = setTimeout(ask, 100);
    return;
  }
  asked.at = Date.now();
  asked.day = app.command.day;
  asked.count = tell(`!day=${app.command.day}`);
}

/** A command as it is to be followed: an answer to an older question must not bring the older day back.
 * @param {Command} given
 */
export function latest(given) {
  const next = { ...given, layers: layersOf(given) };
  if (!host.answers()) {
    asked.waiting = false;
    return next;
  } // a page of its own: nobody to ask
  answered(next.answered);
  const { day } = app.command;
  // The day has its answer, and it is another; unless the hand has gone on since.
  const settled = asked.day === day && next.answered >= asked.count;
  if (!asked.waiting || next.day === day || settled) {
    asked.waiting = false;
    return next;
  }
  return { ...next, day };
}
