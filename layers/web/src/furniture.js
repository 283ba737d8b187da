/* Title, legend, scale, date, credits and tools: what has to be on every picture of the map. */
import { longDay, numberOf, shortDay, today } from "./dates.js";
import { iconButton, make } from "./nodes.js";
import * as symbols from "./symbols.js";
import { plural } from "./words.js";

const ICONS = {
  "Zoom in": "M9 3V15M3 9H15",
  "Zoom out": "M3 9H15",
  "Reset view": "M3 9L9 3.5L15 9M5 8V15H13V8",
  "Copy link":
    "M7.5 10.5L10.5 7.5M8 5L10 3A3.5 3.5 0 0 1 15 8L13 10M5 8L3 10A3.5 3.5 0 0 0 8 15L10 13",
  "Copy picture": "M3 4H15V14H3ZM3 12L7 8L10 11L12 9.5L15 12M11.5 6.6V6.8",
  Presentation: "M3 7V3H7M11 3H15V7M15 11V15H11M7 15H3V11",
};

/**
 * @param {keyof typeof ICONS} label
 * @param {() => void} act
 */
const tool = (label, act) => iconButton(label, ICONS[label], act);

/** What stands under the head begins below it, however many lines it has.
 * @param {HTMLElement} box
 * @param {HTMLElement} head
 */
function settle(box, head) {
  // Before the sheet has put the head in its place its height says nothing.
  if (getComputedStyle(head).position !== "absolute") return;
  box.style.setProperty("--cx-under-head", `${head.offsetTop + head.offsetHeight + 4}px`);
  if (box.dataset.wait !== "sheet") return;
  // Lines break otherwise in another font: nothing is seen before its own is there, or late.
  box.dataset.wait = "font";
  const seen = () => {
    delete box.dataset.wait;
  };
  Promise.all(
    ["400", "600"].map((weight) => document.fonts.load(`${weight} 12px "Noto Sans"`)),
  ).then(seen, seen);
  setTimeout(seen, 800);
}

/**
 * @param {HTMLElement} root
 * @param {FurnitureActs} acts
 */
export function build(root, acts) {
  const box = make("div", "cx-furniture");
  box.style.visibility = "hidden"; // until the sheet, which says otherwise, has loaded
  box.dataset.wait = "sheet";
  const head = make("header", "cx-box cx-head");
  const title = make("h1");
  const line = make("p", "cx-line");
  const day = make("span", "cx-day");
  const subtitle = make("span", "cx-subtitle");
  line.append(day, subtitle);
  title.dir = subtitle.dir = "auto"; // the reader's own title may be in Arabic letters
  const beyond = make("p", "cx-beyond");
  const beyondText = make("span");
  const back = make("button");
  back.type = "button";
  back.addEventListener("click", () => acts.day(back.dataset.day || ""));
  beyond.append(beyondText, back);
  beyond.hidden = true;
  head.append(title, line, beyond);
  const legend = make("section", "cx-box cx-legend");
  legend.setAttribute("aria-label", "Legend");
  legend.tabIndex = -1;
  const changed = () => {
    brief({ box, legend, entries });
    acts.changed();
  };
  const heading = make("p", "cx-heading", "Legend");
  const entries = make("div", "cx-entries");
  const strip = make("div", "cx-strip");
  const signs = make("ul");
  signs.setAttribute("aria-hidden", "true"); // the whole legend tells the same in words
  strip.append(signs, unfolding("All signs", legend, changed));
  legend.append(heading, entries, strip);
  const foot = make("footer", "cx-box cx-foot");
  const scale = make("div", "cx-scale");
  const bar = make("i");
  const length = make("span");
  scale.append(length, bar);
  const notes = make("div", "cx-notes");
  const caveats = make("p", "cx-caveats");
  const credits = make("p", "cx-credits");
  notes.append(caveats, credits);
  const reach = make("p", "cx-reach");
  notes.append(reach);
  const more = unfolding("Boundaries are depictions \u00b7 © OpenStreetMap", foot, changed);
  more.classList.add("cx-more-notes");
  foot.append(notes, scale, more);
  const tools = make("nav", "cx-tools");
  tools.setAttribute("aria-label", "Map tools");
  const zooms = make("div");
  zooms.append(
    tool("Zoom in", acts.zoomIn),
    tool("Zoom out", acts.zoomOut),
    tool("Reset view", acts.home),
  );
  const shares = make("div");
  shares.append(
    tool("Copy link", acts.copy),
    tool("Copy picture", acts.picture),
    tool("Presentation", acts.present),
  );
  tools.append(zooms, shares);
  const say = make("p", "cx-box cx-say");
  say.setAttribute("role", "status");
  const errors = make("p", "cx-box cx-errors");
  errors.setAttribute("role", "alert");
  const bottom = make("div", "cx-bottom");
  bottom.append(legend, foot);
  box.append(head, bottom, say, errors, tools);
  root.appendChild(box);
  new ResizeObserver(() => settle(box, head)).observe(head);
  return {
    box,
    title,
    subtitle,
    day,
    beyond,
    beyondText,
    back,
    legend,
    entries,
    signs,
    reach,
    bar,
    length,
    caveats,
    credits,
    say,
    errors,
    tools,
    parts: [head, legend, foot, tools],
  };
}

/** A button that unfolds what stands over it, and folds it again.
 * @param {string} text
 * @param {HTMLElement} part
 * @param {() => void} unfolded
 */
function unfolding(text, part, unfolded) {
  const button = make("button", "cx-unfold", text);
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  part.classList.add("cx-shut");
  button.addEventListener("click", () => {
    const shut = part.classList.toggle("cx-shut");
    button.setAttribute("aria-expanded", String(!shut));
    unfolded();
  });
  return button;
}

/**
 * @param {LegendEntry} item
 * @param {Config} config
 * @param {Theme} theme
 */
function sample(item, config, theme) {
  const ground = config.ground[theme];
  if (item.kind === "cut") {
    return symbols.point(
      { shape: "cross", radius: 5, light: { color: ground.soft }, dark: { color: ground.soft } },
      theme,
      ground,
    );
  }
  const kinds = config.styles[item.layer || ""] || {};
  const style = kinds[item.kind || ""] || kinds["*"] || Object.values(kinds)[0];
  const layer = config.layers.find((one) => one.id === item.layer);
  if (!style) return symbols.svg(10);
  if (!layer)
    return style.shape
      ? symbols.point({ ...style, radius: 7 }, theme, ground, { room: 14 })
      : symbols.line(style, theme);
  if (layer.geometry === "line") return symbols.line(style, theme);
  if (layer.geometry === "polygon") return symbols.area(style, theme);
  return symbols.point(style, theme, ground, {
    scale: 0.85,
    mark: style.shape === "venue" ? "2" : undefined,
  });
}

/** Title and date of a day that Python has not yet answered to; what is not known of it is dimmed.
 * @param {Furniture} parts
 * @param {Command} command
 */
export function day(parts, command) {
  if (command.subject) {
    parts.title.textContent = `${command.subject}, ${longDay(command.day)}`;
    parts.subtitle.textContent = "";
  }
  dated(parts, command.day, []);
  for (const part of [parts.entries, parts.signs, parts.caveats]) part.classList.add("cx-old");
  record(parts, command, "");
}

/** The day shown, how long ago it was as the reader's clock has it, and what is not as reported.
 * @param {Furniture} parts
 * @param {string} shown
 * @param {string[]} asides
 */
function dated(parts, shown, asides) {
  const ago = numberOf(today()) - numberOf(shown);
  const words = ago < 0 ? "" : ago === 0 ? ", today" : `, ${plural(ago, "day")} ago`;
  parts.day.replaceChildren(make("b", "", shortDay(shown)), document.createTextNode(words));
  for (const aside of asides || []) parts.day.append(` \u00b7 ${aside}`);
}

/** A day after the last report says so, with the last known state a press away.
 * @param {Furniture} parts
 * @param {Command} command
 * @param {string} [text]
 */
function record(parts, command, text) {
  const { end, day } = command.record || {};
  const after = Boolean(end) && command.day > end;
  parts.beyond.hidden = !after;
  if (!after) return;
  parts.beyondText.textContent =
    text ||
    `The record of crossings ends on ${shortDay(end)}: nothing is reported of the day shown.`;
  parts.back.textContent = `Show ${shortDay(day)}`;
  parts.back.dataset.day = day;
}

/** A legend that is too long for its room goes without its notes rather than without its end.
 * @param {Pick<Furniture, "box" | "legend" | "entries">} parts
 */
export function brief({ box, legend, entries }) {
  const room = box.classList.contains("cx-whole") ? legend : entries;
  legend.classList.remove("cx-brief");
  legend.classList.toggle("cx-brief", room.scrollHeight > room.clientHeight + 1);
  // What still scrolls is reached by the keys.
  room.tabIndex = room.scrollHeight > room.clientHeight + 1 ? 0 : -1;
}

/**
 * @param {Furniture} parts
 * @param {Command} command
 * @param {Config} config
 */
export function show(parts, command, config) {
  const theme = command.theme;
  for (const part of [parts.entries, parts.signs, parts.caveats]) part.classList.remove("cx-old");
  parts.title.textContent = command.title;
  document.title = command.title;
  parts.subtitle.textContent = command.subtitle;
  dated(parts, command.day, command.asides);
  record(parts, command, command.record?.text);
  parts.caveats.textContent = (command.caveats || []).join(" ");
  parts.reach.textContent = (command.reach || []).join(" \u00b7 ");
  parts.box.classList.toggle("cx-whole", Boolean(command.present || command.half));
  strip(parts.signs, command.legend || [], config, theme);
  parts.credits.textContent = (command.credits || []).join(" \u00b7 ");
  parts.entries.replaceChildren(
    ...(command.legend || []).flatMap((section) => {
      const list = make("ul");
      for (const item of section.items) {
        const row = make("li", item.text ? "" : "cx-note");
        if (item.text) {
          const words = make("span", "", item.text);
          if (item.note) words.appendChild(make("small", "", item.note));
          row.title = item.note || "";
          row.append(sample(item, config, theme), words);
        } else row.textContent = item.note || "";
        list.appendChild(row);
      }
      const heading = make("h2", "", section.title);
      heading.title = section.items
        .filter((item) => !item.text)
        .map((item) => item.note)
        .join(" ");
      return [heading, list];
    }),
    make("p", "cx-more", "Notes on these signs: at the pointer."),
  );
  brief(parts);
}

const CROSSINGS = ["closed", "limited", "open", "unknown"]; // from what matters most

/** The signs in sight in one line, in the order of importance; the sheet hides what does not fit.
 * @param {HTMLElement} signs
 * @param {LegendPart[]} legend
 * @param {Config} config
 * @param {Theme} theme
 */
function strip(signs, legend, config, theme) {
  /** @param {LegendEntry} entry */
  const rank = ({ layer, kind = "" }) => {
    if (layer === "scenario") return 0;
    if (kind === "ages") return 5;
    if (layer === "crossings") return 1 + Math.max(0, CROSSINGS.indexOf(kind)) / 10;
    if (kind === "cut") return 2;
    if (layer === "ports") return 3;
    return layer === "boundaries" || layer === "border" ? 6 : 4;
  };
  const items = legend
    .flatMap((section) => section.items)
    .filter((item) => item.text)
    .sort((a, b) => rank(a) - rank(b));
  signs.replaceChildren(
    ...items.map((item) => {
      const row = make("li");
      const bare =
        item.kind === "cut" ? "route cut" : (item.text || "").replace(/ \([\d,]+\)$/, "");
      const words =
        item.layer === "ports" && /^[A-Z][a-z]+$/.test(bare) ? `port ${bare.toLowerCase()}` : bare;
      row.append(sample(item, config, theme), words);
      return row;
    }),
  );
}

const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000];

/** True at the map's centre: Web Mercator stretches with the latitude.
 * @param {Furniture} parts
 * @param {L.Map} map
 */
export function rule(parts, map) {
  const middle = map.getSize().divideBy(2);
  const a = map.containerPointToLatLng(middle.subtract([50, 0]));
  const b = map.containerPointToLatLng(middle.add([50, 0]));
  const km = map.distance(a, b) / 1000 / 100;
  const fit = STEPS.filter((step) => step / km <= 100).pop() || STEPS[0];
  parts.bar.style.width = `${(fit / km).toFixed(1)}px`;
  parts.length.textContent = `${fit.toLocaleString("en")} km`;
}
