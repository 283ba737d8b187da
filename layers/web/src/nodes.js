/* Nodes of the page and of SVG. Text from data only ever becomes the text of a node. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {string} [text]
 */
export function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

/** A node that is there: the first that a selector finds.
 * @param {ParentNode} root
 * @param {string} selector
 */
export const nodeIn = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/** @param {HTMLCanvasElement} canvas */
export const penOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/**
 * @param {string} name
 * @param {{ [name: string]: unknown } | null} attributes
 * @param {...(Node | null)} children
 */
export function el(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {}))
    node.setAttribute(key, String(value));
  for (const child of children) if (child) node.appendChild(child);
  return node;
}

/** A button that is its picture, with its name for those who do not see it; icon: a path in 18 x 18.
 * @param {string} label
 * @param {string} icon
 * @param {() => void} act
 */
export function iconButton(label, icon, act) {
  const button = make("button");
  button.type = "button";
  const picture = el("svg", { viewBox: "0 0 18 18", "aria-hidden": "true", focusable: "false" });
  picture.appendChild(el("path", {}));
  button.appendChild(picture);
  button.addEventListener("click", act);
  relabelButton(button, label, icon);
  return button;
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} label
 * @param {string} icon
 */
export function relabelButton(button, label, icon) {
  button.title = label;
  button.setAttribute("aria-label", label);
  button.querySelector("path")?.setAttribute("d", icon);
}
