/* The timeline under the map: what happened when, and the day as a line that can be moved.

   build(root, acts) gives {show, load, node, pause, state}. acts: move(day, ended), choose(key), hint(event, a, b), hush(). */
import { isoOf, numberOf, shortDay } from "../dates.js";
import { iconButton, make, relabelButton } from "../nodes.js";
import { describeAt } from "./describe.js";
import { listen } from "./gestures.js";
import { paint } from "./paint.js";
import { clampSpan, nextDay } from "./scale.js";
import { TimelineView } from "./view.js";

const STEPS = ["day", "week", "event"];
const TEMPO = 500; // ms between steps of the play
const ICONS = {
  back: "M11.5 3.5L5 9L11.5 14.5",
  on: "M6.5 3.5L13 9L6.5 14.5",
  play: "M5 3.5V14.5L14 9Z",
  pause: "M6 4V14M12 4V14",
  all: "M3 9H15M5.5 6L3 9L5.5 12M12.5 6L15 9L12.5 12",
};

/**
 * @param {HTMLElement} root
 * @param {TimelineActs} acts
 */
export function build(root, acts) {
  const node = make("section", "cx-time");
  node.setAttribute("aria-label", "Timeline");
  node.style.visibility = "hidden"; // until the sheet, which says otherwise, has loaded
  const tools = make("div", "cx-time-tools");
  const canvas = make("canvas");
  const chart = make("div", "cx-time-chart");
  chart.tabIndex = 0;
  chart.setAttribute("role", "slider");
  chart.setAttribute("aria-label", "Day shown");
  chart.append(canvas);
  node.append(tools, chart);
  root.parentElement?.appendChild(node);

  const view = new TimelineView(chart);
  let playing = 0,
    frame = 0;

  const readout = make("output", "cx-time-day");
  const choice = stepChoice();
  const playButton = iconButton("Play", ICONS.play, play);
  tools.append(
    readout,
    iconButton("Back one step", ICONS.back, () => go(-1)),
    playButton,
    iconButton("On one step", ICONS.on, () => go(1)),
    choice,
    iconButton("Show the whole time", ICONS.all, whole),
  );

  function draw() {
    if (!frame) frame = requestAnimationFrame(repaint);
  }

  function repaint() {
    frame = 0;
    if (view.data && view.command && !node.hidden && view.width >= 40) paint(canvas, view);
  }

  /** A day as near as the data: leaving them is for the day's own field.
   * @param {string} day
   * @param {boolean} ended
   */
  function move(day, ended) {
    const wanted = view.bound(day);
    if (ended || wanted !== view.command.day) acts.move(wanted, ended);
  }

  /**
   * @param {number} sign
   * @param {string} [by]
   */
  function go(sign, by = choice.value) {
    if (by !== "event") {
      move(isoOf(view.day + sign * (by === "week" ? 7 : 1)), false);
      return;
    }
    const { incidents, engagements, policy } = view.events;
    const next = nextDay(
      [...incidents, ...engagements, ...policy].map((row) => row.d),
      view.command.day,
      sign,
    );
    if (next) move(next, false);
  }

  function play() {
    if (playing) {
      pause();
      return;
    }
    if (view.command.day >= view.data.last) acts.move(isoOf(view.seen[0]), true);
    playButton.classList.add("cx-on");
    relabelButton(playButton, "Pause", ICONS.pause);
    playing = setInterval(() => {
      const before = view.command.day;
      go(1);
      if (view.command.day === before || view.command.day >= view.data.last) pause();
    }, TEMPO);
  }

  function pause() {
    clearInterval(playing);
    playing = 0;
    relabelButton(playButton, "Play", ICONS.play);
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {boolean} [keep]
   */
  function zoomTo(from, to, keep) {
    view.span = clampSpan(from, to, view.total, keep);
    draw();
  }

  function whole() {
    view.span = null;
    draw();
  }

  listen(chart, view, {
    move,
    go,
    play,
    pause,
    zoomTo,
    whole,
    hush: () => acts.hush(),
    rest: () => acts.move(view.command.day, true),
    tell: (event, px, py) => acts.hint(event, ...describeAt(view, px, py)),
  });
  new ResizeObserver(draw).observe(chart);
  document.fonts.addEventListener("loadingdone", draw);

  /** @param {TimelineData} data */
  function load(data) {
    const first = numberOf(data.first),
      last = numberOf(data.last);
    view.data = data;
    view.total = [first, last + 1];
    chart.setAttribute("aria-valuemin", String(first));
    chart.setAttribute("aria-valuemax", String(last));
    if (!view.span && last - 540 > first) view.span = [last - 540, last + 1];
    if (view.command) show(view.command, view.ground, view.ink);
  }

  /**
   * @param {Command} command
   * @param {Ground} ground
   * @param {TimelineInks} ink
   */
  function show(command, ground, ink) {
    Object.assign(view, { command, ground, ink });
    node.hidden = command.present || command.paired;
    readout.textContent = shortDay(command.day);
    if (!view.data) return;
    const { day, span } = view;
    chart.setAttribute("aria-valuenow", String(day));
    chart.setAttribute("aria-valuetext", shortDay(command.day));
    if (span && (day < span[0] || day >= span[1])) {
      const half = (span[1] - span[0]) / 2;
      zoomTo(day - half, day + half, true);
    }
    draw();
  }

  function state() {
    const { data, seen, total } = view;
    return {
      span: seen,
      total,
      playing: Boolean(playing),
      loaded: Boolean(data),
      first: data?.first,
      last: data?.last,
      x: (/** @type {string} */ day) => view.x(numberOf(day) + 0.5),
    };
  }

  return { show, load, node, pause, state };
}

function stepChoice() {
  const choice = make("select");
  choice.setAttribute("aria-label", "Step");
  for (const step of STEPS) {
    const option = make("option", "", step);
    option.value = step;
    choice.append(option);
  }
  return choice;
}
