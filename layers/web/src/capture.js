/* The map in the page as a picture: what the reader sees, twice as fine, without the tools.

   png(map, box) gives a promise of a PNG, twice the size of the furniture's box.
   The page is copied into an SVG image with its sheets and fonts, which the browser then draws at the
   wanted size: lines and letters are drawn anew, not enlarged. Two days side by side are one picture. */
import { el, nodeIn, penOf } from "./nodes.js";

const SCALE = 2;
const READABLE = 0.8; // of its size on the screen a legend must keep to stand in the map
const GAP = 12; // px round a legend beside the map
const LEFT_OUT =
  ".cx-tools, .cx-say, .cx-errors, .cx-tip, .cx-list, .cx-strip, .cx-unfold, .cx-hit, .cx-quiet, script";
const OWN_SHEET = ".cx-legend { scrollbar-width: none !important; }";
const XHTML = "http://www.w3.org/1999/xhtml";
/** @type {Promise<string> | null} */
let sheet = null; // promise of all rules, fonts inside

/** @param {string} address */
async function dataUrl(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const content = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
}

/* All rules as one text; fonts are put inside, other files are of no use to the map. */
async function rules() {
  const texts = [];
  for (const one of document.styleSheets) {
    let own;
    try {
      own = [...one.cssRules];
    } catch {
      continue;
    } // of another origin: none of ours
    const from = one.href || document.baseURI;
    for (const rule of own) {
      let text = rule.cssText;
      for (const [found, address] of text.matchAll(/url\("?([^")]+)"?\)/g)) {
        const inside = /^data:/.test(address)
          ? address
          : /\.woff2$/.test(address)
            ? await dataUrl(new URL(address, from).href)
            : "data:,";
        text = text.replace(found, `url("${inside}")`);
      }
      texts.push(text);
    }
  }
  return texts.join("\n");
}

/** What is drawn on a canvas of the map, as an SVG in the same place: it would be blurred else.
 * @param {any} renderer
 */
function drawn(renderer) {
  const svg = el("svg", {
    width: 1,
    height: 1,
    style: "position: absolute; left: 0; top: 0; overflow: visible;",
  });
  for (let order = renderer._drawFirst; order; order = order.next) {
    const { _parts: points, options } = order.layer;
    if (!points?.length) continue;
    svg.appendChild(
      el("path", {
        d: L.SVG.pointsToPath(points, order.layer instanceof L.Polygon),
        fill: options.fill ? options.fillColor || options.color : "none",
        "fill-opacity": options.fillOpacity,
        "fill-rule": "evenodd",
        stroke: options.stroke ? options.color : "none",
        "stroke-width": options.weight,
        "stroke-opacity": options.opacity,
        "stroke-linejoin": "round",
        "stroke-linecap": "round",
      }),
    );
  }
  return svg;
}

/** The map and its furniture, copied.
 * @param {L.Map} map
 * @param {HTMLElement} box
 */
async function copied(map, box) {
  const root = map.getContainer();
  const page = document.createElementNS(XHTML, "div");
  page.className = document.body.className;
  const { width, height } = box.getBoundingClientRect();
  page.style.cssText = `position: relative; width: ${width}px; height: ${height}px; overflow: hidden; ${document.documentElement.style.cssText}`;
  page.style.setProperty("--cx-strip", "0px");
  page.style.setProperty(
    "--cx-column",
    getComputedStyle(document.documentElement).getPropertyValue("--cx-column"),
  );
  // A picture has all its signs and notes, which the screen unfolds.
  const folded = !box.classList.contains("cx-whole");
  box.classList.add("cx-whole");
  page.append(root.cloneNode(true), box.cloneNode(true));
  const canvases = [...root.querySelectorAll("canvas")],
    copies = [...page.querySelectorAll("canvas")];
  map.eachLayer((one) => {
    const copy =
      one instanceof L.Canvas &&
      copies[canvases.findIndex((canvas) => canvas.parentElement === one.getPane())];
    if (copy) copy.replaceWith(drawn(one));
  });
  const beside = explained(box, page, height);
  if (folded) box.classList.remove("cx-whole");
  for (const node of page.querySelectorAll(LEFT_OUT)) node.remove();
  for (const picture of page.querySelectorAll("img")) {
    // A tile that does not answer is left out, as it is on the screen.
    await dataUrl(picture.src).then(
      (address) => {
        picture.src = address;
      },
      () => picture.remove(),
    );
  }
  const style = document.createElementNS(XHTML, "style");
  sheet = sheet || rules();
  style.textContent = `${await sheet}\n${OWN_SHEET}`;
  page.prepend(style);
  return { page, width, height, beside };
}

/** Nobody scrolls or points in a picture: its legend has all its notes, set smaller where they need it,
 * and where that would be too small to read the legend stands beside the map. Gives the width it takes there.
 * @param {HTMLElement} box
 * @param {HTMLElement} page
 * @param {number} height
 */
function explained(box, page, height) {
  const legend = nodeIn(box, ".cx-legend"),
    own = nodeIn(page, ".cx-legend");
  const brief = legend.classList.contains("cx-brief");
  legend.classList.remove("cx-brief");
  const needed = legend.scrollHeight,
    entries = nodeIn(box, ".cx-entries").offsetHeight;
  legend.classList.toggle("cx-brief", brief);
  own.classList.remove("cx-brief");
  if (!entries || needed <= legend.clientHeight) return 0;
  /** @param {any} room */
  const share = (room) => (entries - needed + room) / entries - 0.01;
  const fits = share(legend.clientHeight);
  if (fits >= READABLE) {
    nodeIn(page, ".cx-entries").style.zoom = String(fits);
    return 0;
  }
  const wide = legend.offsetWidth + 2 * GAP;
  const column = /** @type {HTMLElement} */ (nodeIn(page, ".cx-furniture").cloneNode(false));
  column.style.cssText = `inset: 0 auto 0 -${wide}px; width: ${wide}px; background: var(--cx-panel);`;
  own.style.cssText = `position: absolute; left: ${GAP}px; top: ${GAP}px; max-height: none; overflow: visible; box-shadow: none; background: none;`;
  column.append(own);
  page.append(column);
  nodeIn(page, ".cx-entries").style.zoom = String(
    Math.max(0.55, Math.min(1, share(height - 2 * GAP))),
  );
  page.style.overflow = "visible";
  page.style.left = `${wide}px`;
  return wide;
}

/** One frame as an image that the browser can draw at any size.
 * @param {L.Map} map
 * @param {HTMLElement} box
 */
export async function image(map, box) {
  const { page, width: own, height, beside } = await copied(map, box);
  const width = own + beside;
  const holder = el("foreignObject", { x: 0, y: 0, width, height });
  holder.appendChild(page);
  const text = new XMLSerializer().serializeToString(
    el("svg", { xmlns: "http://www.w3.org/2000/svg", width, height }, holder),
  );
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  return { picture, width, height, beside };
}

/* Some browsers give noise for what a page has drawn, and say nothing. */
function honest() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const pen = penOf(canvas);
  pen.fillStyle = "rgb(18, 52, 86)";
  pen.fillRect(0, 0, 8, 8);
  const seen = pen.getImageData(0, 0, 8, 8).data;
  return seen.every((value, i) => value === [18, 52, 86, 255][i % 4]);
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} box
 * @param {{ x: number, y: number, made: Promise<FrameImage> }[]} others
 */
export async function png(map, box, others) {
  if (!honest())
    throw Object.assign(new Error("the browser withholds the picture"), { withheld: true });
  const own = await image(map, box);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(own.width * SCALE);
  canvas.height = Math.round(own.height * SCALE);
  const pen = penOf(canvas);
  pen.scale(SCALE, SCALE);
  pen.drawImage(own.picture, 0, 0, own.width, own.height);
  for (const { x, y, made } of others || []) {
    const other = await made;
    pen.drawImage(other.picture, x + own.beside, y, other.width, other.height);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (content) => (content ? resolve(content) : reject(new Error("the browser gives no picture"))),
      "image/png",
    ),
  );
}
