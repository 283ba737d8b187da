/* What the timeline shows: its data, its command, the span of days in sight. */
import { numberOf } from "../dates.js";
import { eventsOf } from "./events.js";
import { binsOf, dayAt, xOf } from "./scale.js";

export const OVER = 13; // height of the overview, px
export const AXIS = 14; // height of the axis, px

/** Not yet there.
 * @type {any}
 */
const NONE = null;

export class TimelineView {
  /** @param {HTMLElement} chart */
  constructor(chart) {
    this.chart = chart;
    /** @type {TimelineData} */
    this.data = NONE;
    /** @type {Command} */
    this.command = NONE;
    /** @type {Ground} */
    this.ground = {};
    this.ink = { incident: "", venue: "" };
    /** @type {Span | null} */
    this.span = null; // null: the whole time
    /** @type {Span} */
    this.total = [0, 1];
    /** @type {{ data: TimelineData, command: Command, events: TimelineRows } | null} */
    this.kept = null;
  }

  get width() {
    return this.chart.clientWidth;
  }
  get height() {
    return this.chart.clientHeight;
  }
  get seen() {
    return this.span || this.total;
  }
  get bin() {
    return binsOf(this.seen, this.width);
  }

  /* The events that count, worked out once for each command. */
  get events() {
    const { data, command } = this;
    if (!this.kept || this.kept.data !== data || this.kept.command !== command)
      this.kept = { data, command, events: eventsOf(data, command) };
    return this.kept.events;
  }

  /**
   * @param {number} number
   * @param {Span} [span]
   */
  x(number, span = this.seen) {
    return xOf(number, span, this.width);
  }
  /**
   * @param {number} px
   * @param {Span} [span]
   */
  dayAt(px, span = this.seen) {
    return dayAt(px, span, this.width);
  }

  /** A day as near as the data.
   * @param {string} day
   */
  bound(day) {
    const { first, last } = this.data;
    if (day < first) return first;
    if (day > last) return last;
    return day;
  }

  get day() {
    return numberOf(this.command.day);
  }
}
