/* What pointer, wheel and keyboard do to the timeline.
   acts: move(day, ended), rest(), go(sign, by), play(), pause(), zoomTo(from, to, keep), whole(), tell(event, px, py), hush(). */
import { isoOf } from "../dates.js";
import { OVER } from "./view.js";

const EDGE = 5; // px from the edge of the overview's frame that take hold of it

/**
 * @param {HTMLElement} chart
 * @param {import("./view.js").TimelineView} view
 * @param {GestureActs} acts
 */
export function listen(chart, view, acts) {
  /** @type {Grip | null} */
  let grip = null;
  /** @param {MouseEvent} event */
  const place = (event) => {
    const box = chart.getBoundingClientRect();
    return { px: event.clientX - box.left, py: event.clientY - box.top };
  };
  /** @param {number} px */
  const within = (px) => Math.max(0, Math.min(view.width, px));
  /** @param {number} px */
  const dayOf = (px) => isoOf(Math.floor(view.dayAt(px)));

  chart.addEventListener("pointerdown", (event) => {
    if (!view.data || event.button) return;
    acts.pause();
    const { px, py } = place(event);
    chart.setPointerCapture(event.pointerId);
    grip = gripAt(view, px, py > view.height - OVER, event.shiftKey);
    if (grip.how === "day") acts.move(dayOf(px), false);
  });
  chart.addEventListener("pointermove", (event) => {
    if (!view.data) return;
    const { px, py } = place(event);
    if (!grip) {
      acts.tell(event, px, py);
      return;
    }
    acts.hush();
    if (grip.how === "day") acts.move(dayOf(within(px)), false);
    else drag(grip, view.dayAt(within(px), grip.scale), acts);
  });
  const end = () => {
    if (grip && grip.how === "day") acts.rest();
    grip = null;
  };
  chart.addEventListener("pointerup", end);
  chart.addEventListener("pointercancel", end);
  chart.addEventListener("pointerleave", acts.hush);
  chart.addEventListener("dblclick", acts.whole);
  chart.addEventListener(
    "wheel",
    (event) => {
      if (!view.data) return;
      event.preventDefault();
      turn(event, view, place(event).px, acts);
    },
    { passive: false },
  );
  chart.addEventListener("keydown", (event) => {
    const act = view.data && keyActs(event, view, acts)[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== " ") acts.pause();
    act();
  });
}

/** What a press takes hold of: the day, the overview's frame (slide) or one of its edges (from, to), or a new frame (brush).
 * @param {import("./view.js").TimelineView} view
 * @param {number} px
 * @param {boolean} low
 * @param {boolean} shift
 * @returns {Grip}
 */
function gripAt(view, px, low, shift) {
  if (!low && !shift) return { how: "day", begin: 0, scale: view.seen, before: view.seen };
  const { total, seen } = view;
  const scale = low ? total : seen;
  const [a, b] = seen.map((number) => view.x(number, total));
  const whole = seen[1] - seen[0] >= total[1] - total[0] - 1;
  /** @type {Grip["how"]} */
  let how = "brush";
  if (low && view.span && px > a + EDGE && px < b - EDGE) how = "slide";
  else if (low && !whole && Math.abs(px - a) <= EDGE) how = "from";
  else if (low && !whole && Math.abs(px - b) <= EDGE) how = "to";
  return { how, begin: view.dayAt(px, scale), scale, before: seen };
}

/**
 * @param {Grip} options
 * @param {number} now
 * @param {GestureActs} options
 */
function drag({ how, begin, scale, before: [from, to] }, now, { zoomTo }) {
  if (how === "slide") zoomTo(from + now - begin, to + now - begin, true);
  else if (how === "from") zoomTo(Math.min(now, to - 7), to);
  else if (how === "to") zoomTo(from, Math.max(now, from + 7));
  else if (Math.abs(now - begin) > (scale[1] - scale[0]) / 150)
    zoomTo(Math.min(now, begin), Math.max(now, begin));
}

/** The wheel zooms around the day under the pointer; sideways it slides.
 * @param {WheelEvent} event
 * @param {import("./view.js").TimelineView} view
 * @param {number} px
 * @param {GestureActs} options
 */
function turn(event, view, px, { zoomTo }) {
  const [from, to] = view.seen;
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    const by = (event.deltaX / view.width) * (to - from);
    zoomTo(from + by, to + by, true);
    return;
  }
  const middle = view.dayAt(px);
  const factor = Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY / 400)));
  zoomTo(middle - (middle - from) * factor, middle + (to - middle) * factor);
}

/**
 * @param {KeyboardEvent} event
 * @param {import("./view.js").TimelineView} view
 * @param {GestureActs} options
 * @returns {{ [key: string]: () => void }}
 */
function keyActs(event, view, { go, move, play, whole, zoomTo }) {
  /** @param {number} factor */
  const zoomBy = (factor) => {
    const middle = view.day;
    const [from, to] = view.seen;
    zoomTo(middle - (middle - from) * factor, middle + (to - middle) * factor);
  };
  const by = event.shiftKey ? "event" : "day";
  return {
    ArrowLeft: () => go(-1, by),
    ArrowRight: () => go(1, by),
    ArrowDown: () => go(-1, "day"),
    ArrowUp: () => go(1, "day"),
    PageDown: () => go(-1, "week"),
    PageUp: () => go(1, "week"),
    Home: () => move(view.data.first, true),
    End: () => move(view.data.last, true),
    " ": play,
    "+": () => zoomBy(0.6),
    "-": () => zoomBy(1 / 0.6),
    0: whole,
  };
}
