/* Times and counts what a reader sees, from inside the page. Put into every frame before its own scripts;
   only the page itself acts. `sight` names the app: what "the map is drawn" means for it. */
window.__shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });

if (window === window.top) window.bench = (function () {
  "use strict";
  const numbers = new WeakMap();
  let last = 0;
  const number = (thing) => {
    if (!numbers.has(thing)) numbers.set(thing, (last += 1));
    return numbers.get(thing);
  };

  /* The window of the map, if its frame stands in the page. It asks for no size: on every frame that would
     make the browser lay out the page once more than it has to. */
  function chart() {
    for (const frame of document.querySelectorAll("iframe[src*=streamlit_folium]"))
      if (frame.contentWindow && frame.contentWindow.map) return frame.contentWindow;
    return null;
  }
  /* What is drawn on a canvas as one number: a look at it from far. */
  const small = new OffscreenCanvas(64, 64).getContext("2d", { willReadFrequently: true });
  function ink(canvas) {
    if (!canvas.width || !canvas.height) return 0;
    small.clearRect(0, 0, 64, 64);
    small.drawImage(canvas, 0, 0, 64, 64);
    return small.getImageData(0, 0, 64, 64).data.reduce((sum, value) => sum + value, 0);
  }
  const paths = (root) => root.querySelectorAll("path, .leaflet-marker-icon").length;
  const loaded = (win) => Boolean(win.map._loaded) && win.map.getSize().y > 100;

  const SIGHTS = {
    crossings: {
      whole: (win) => Boolean(win.Crossings) && win.Crossings.state().ready,
      drawn(win) {
        if (win.innerHeight < 100) return false;
        const canvas = win.document.querySelector(".leaflet-cx-land-pane canvas");
        if (!canvas) return false;
        const box = canvas.getBoundingClientRect();
        const x = (win.innerWidth / 2 - box.left) * canvas.width / box.width;
        const y = (win.innerHeight / 2 - box.top) * canvas.height / box.height;
        return canvas.getContext("2d").getImageData(x - 4, y - 4, 8, 8).data.some((v, i) => i % 4 === 3 && v > 0);
      },
      print(win, layer) {
        if (!layer) return win.document.querySelector(".cx-head").textContent;
        // All routes are drawn together, on one canvas.
        const panes = [layer, ...(layer.startsWith("routes_") ? ["casing"] : [])]
          .map((name) => win.document.querySelector(`.leaflet-cx-${name}-pane`)).filter(Boolean);
        return panes.map((pane) => paths(pane) + [...pane.querySelectorAll("canvas")].map(ink).join()).join(" ");
      },
    },
    plain: {
      whole: (win) => loaded(win) && paths(win.map.getContainer()) > 100,
      drawn: (win) => loaded(win) && paths(win.map.getContainer()) > 100,
      print: (win) => (SIGHTS.plain.drawn(win) ? String(number(win.map)) : null),
    },
    empty: { whole: loaded, drawn: loaded, print: loaded },
  };

  /* The moment when the frame that is being made has been made, in ms since 1970. */
  function afterFrame(tell) {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => tell(performance.timeOrigin + performance.now());
    channel.port2.postMessage(0);
  }

  /* On every frame until `seen` says so. */
  function until(seen) {
    return new Promise((resolve) => {
      const look = () => (seen() ? afterFrame(resolve) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  }

  const ready = (sight) => until(() => {
    const win = chart();
    return Boolean(win) && SIGHTS[sight].whole(win);
  });

  /* Arm before a click; the promise gives the ms from the click to the first changed frame.
     `layer` is the one that is switched; none for another day. */
  function arm(sight, layer) {
    const print = () => {
      const win = chart();
      return win ? SIGHTS[sight].print(win, layer) : null;
    };
    const before = print();
    bench.result = new Promise((resolve) => {
      let heard = false;
      const hear = (origin) => (event) => {
        if (heard) return;
        heard = true;
        const clicked = origin + event.timeStamp;
        until(() => ![null, before].includes(print())).then((shown) => resolve(shown - clicked));
      };
      // The click may be in the page or in the map's frame.
      addEventListener("click", hear(performance.timeOrigin), { capture: true, once: true });
      const win = chart();
      if (win) win.addEventListener("click", hear(win.performance.timeOrigin), { capture: true, once: true });
    });
  }

  /* Arm before another answer is opened: its first change is that of the panel's own text. */
  function arm_answer() {
    const text = () => (document.querySelector(".st-key-answer") || document.body).innerText;
    const before = text();
    bench.result = new Promise((resolve) => {
      addEventListener("click", (event) => {
        const clicked = performance.timeOrigin + event.timeStamp;
        until(() => text() !== before).then((shown) => resolve(shown - clicked));
      }, { capture: true, once: true });
    });
  }

  /* Share of the map's points over which furniture lies. */
  function covered() {
    const win = chart(), root = win.map.getContainer().getBoundingClientRect();
    const boxes = [...win.document.querySelectorAll(".cx-box, .cx-tools > *")].filter((node) => node.offsetWidth).map((node) => node.getBoundingClientRect());
    let over = 0, all = 0;
    for (let x = root.left + 2; x < root.right; x += 4)
      for (let y = root.top + 2; y < root.bottom; y += 4) {
        all += 1;
        if (boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom)) over += 1;
      }
    return over / all;
  }

  /* Count, on every frame, whether the map is gone or faded. */
  function watch(sight) {
    const seen = bench.seen = { frames: 0, blank: 0, faded: 0, blank_ms: 0, on: true };
    let before = performance.now();
    const look = (now) => {
      if (!seen.on) return;
      const win = chart();
      let strength = 1;
      for (let node = win && win.frameElement; node; node = node.parentElement) strength *= Number(getComputedStyle(node).opacity);
      seen.frames += 1;
      if (!win || !SIGHTS[sight].drawn(win)) { seen.blank += 1; seen.blank_ms += now - before; }
      else if (strength < 0.99) seen.faded += 1;
      before = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  const view = () => {
    const { map } = chart();
    return [map.getCenter().lat.toFixed(4), map.getCenter().lng.toFixed(4), map.getZoom()].join();
  };
  const look_at = (lat, lon, zoom) => { chart().map.setView([lat, lon], zoom, { animate: false }); };
  const shift = () => window.__shift + (chart() ? chart().__shift || 0 : 0);

  return { ready, arm, arm_answer, covered, watch, view, look_at, shift };
})();
