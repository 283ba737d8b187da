/* What the map stands in: Streamlit's component, the frame, the page around it; or a page of its own.

   No other module knows of them. */

const page = () => window.parent.document;
const inPage = () => Boolean(window.frameElement?.isConnected);

/* Layers, styles, files and grounds, written before the client into its script. */
export const settings = () => window.CROSSINGS_CONFIG;

/* Somebody answers to what is told. */
export const answers = () => Boolean(window.Streamlit);

/* Cards open over the map: in a page of its own; else they have a place beside it. */
export const cardsCover = () => Boolean(window.CRX_CARD);

/** Open a card where the page brings its cards with it; false where Python is to be asked.
 * @param {string} key
 * @param {boolean} byKey
 */
export function openCard(key, byKey) {
  if (!window.CRX_CARD) return false;
  window.CRX_CARD(key, byKey);
  return true;
}

/** What the reader does goes to Python as the component's value, at once; gives its number, 0 if nobody is there.
 * @param {string} chosen
 * @param {LatLng} center
 * @param {number} zoom
 */
export function send(chosen, center, zoom) {
  const data = window.__GLOBAL_DATA__;
  if (!data || !window.Streamlit) return 0;
  data.last_object_clicked_tooltip = chosen;
  data.last_object_clicked_count += 1;
  const value = {
    center,
    zoom,
    last_object_clicked_tooltip: chosen,
    last_object_clicked_count: data.last_object_clicked_count,
  };
  data.previous_data = value;
  window.Streamlit.setComponentValue(value);
  return value.last_object_clicked_count;
}

/* streamlit-folium keeps every group it ever added. */
export const dropGroups = () => {
  window.feature_group = [];
};

/* How the page's session is: null if it is not connected or there is none. */
export function session() {
  const app = /** @type {HTMLElement | null} */ (page().querySelector("[data-testid=stApp]"));
  if (!window.frameElement || !app || app.dataset.testConnectionState !== "CONNECTED") return null;
  return {
    running: app.dataset.testScriptState === "running",
    resume: /** @type {HTMLElement | null} */ (page().querySelector(".st-key-resume button")),
  };
}

/* The clients of the other maps in the page. */
export function otherMaps() {
  return [...page().querySelectorAll("iframe")].flatMap((frame) => {
    const other = frame.contentWindow;
    return other && other !== window && other.Crossings ? [{ frame, client: other.Crossings }] : [];
  });
}

/* The pictures of the maps beside this one, each with its place seen from here. */
export function picturesBeside() {
  const own = window.frameElement?.getBoundingClientRect();
  if (!own) return [];
  return otherMaps()
    .filter(({ frame }) => frame.offsetWidth)
    .map(({ frame, client }) => {
      const { left, top } = frame.getBoundingClientRect();
      return { x: left - own.left, y: top - own.top, made: client.image() };
    });
}

export const address = () => window.parent.location.href;

/** @param {string} title */
export function nameFrame(title) {
  window.frameElement?.setAttribute("title", title);
}

/* The reader has done something in the page. */
export const touched = () =>
  Boolean(window.frameElement) && "touched" in page().documentElement.dataset;

export function noteTouch() {
  if (window.frameElement) page().documentElement.dataset.touched = "";
}

/** The whole screen where the browser allows it; left is told when that ends.
 * @param {() => void} left
 */
export function fillScreen(left) {
  const root = page().documentElement;
  const asked = root.requestFullscreen?.();
  if (!asked) return;
  asked.then(
    () => {
      const over = () => {
        if (page().fullscreenElement) return;
        page().removeEventListener("fullscreenchange", over);
        left();
      };
      page().addEventListener("fullscreenchange", over);
    },
    () => {},
  );
}

/* End the whole screen, as Escape does; false if there is none. */
export function leaveScreen() {
  if (!page().fullscreenElement) return false;
  page().exitFullscreen();
  return true;
}

/** A layer's box that is switched in the page.
 * The box's own mark is watched: a press by mouse gives neither a click nor a change of its input.
 * @param {(layer: string, on: boolean) => void} act
 */
export function onSwitch(act) {
  const watch = new MutationObserver((changes) => {
    if (!inPage()) {
      watch.disconnect();
      return;
    }
    for (const { target } of changes) {
      const box = /** @type {Element} */ (target);
      const own = box.closest('[class*="st-key-on-"]');
      const layer = own && /st-key-on-(\w+)/.exec(own.className)?.[1];
      if (layer) act(layer, box.hasAttribute("data-selected"));
    }
  });
  watch.observe(page().body, { subtree: true, attributeFilter: ["data-selected"] });
}

/** Escape in a card. The page's body has the focus when what had it was drawn anew.
 * @param {() => void} act
 */
export function onEscape(act) {
  page().addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !inPage()) return;
    const target = /** @type {Element} */ (event.target);
    if (target === page().body || target.closest(".st-key-card")) act();
  });
}

/** Put the focus into the card once it is there.
 * @param {number} patience
 */
export function focusCard(patience) {
  const until = Date.now() + patience;
  const look = () => {
    const button = /** @type {HTMLElement | null} */ (page().querySelector(".st-key-card button"));
    if (button) button.focus();
    else if (Date.now() < until) setTimeout(look, 50);
  };
  look();
}

/** Tell the page that another command is carried out. */
export function tellShown() {
  if (window.frameElement) page().dispatchEvent(new CustomEvent("crossings-shown"));
}

/** Tell the page which mark the pointer is on, "" for none.
 * @param {string} key
 */
export function pointAt(key) {
  if (window.frameElement)
    page().dispatchEvent(new CustomEvent("crossings-pointed", { detail: key }));
}

/** What the page around and the tests call.
 * @param {Client} client
 */
export const publish = (client) => {
  window.Crossings = client;
};
