/* Nodes of the page and of SVG. Text from data only ever becomes the text of a node. */

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

export function el(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  for (const child of children) if (child) node.appendChild(child);
  return node;
}

/* A button that is its picture, with its name for those who do not see it; icon: a path in 18 x 18. */
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

export function relabelButton(button, label, icon) {
  button.title = label;
  button.setAttribute("aria-label", label);
  button.querySelector("path").setAttribute("d", icon);
}
