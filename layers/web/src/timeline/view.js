/* What the timeline shows: its data, its command, the span of days in sight. */
import { numberOf } from "../dates.js";
import { eventsOf } from "./events.js";
import { binsOf, dayAt, xOf } from "./scale.js";

export const OVER = 13; // height of the overview, px
export const AXIS = 14; // height of the axis, px

export class TimelineView {
  constructor(chart) {
    this.chart = chart;
    this.data = null;
    this.command = null;
    this.ground = {};
    this.ink = {};
    this.span = null; // null: the whole time
    this.total = [0, 1];
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

  x(number, span = this.seen) {
    return xOf(number, span, this.width);
  }
  dayAt(px, span = this.seen) {
    return dayAt(px, span, this.width);
  }

  /* A day as near as the data. */
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
