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
        const pane = win.document.querySelector(`.leaflet-cx-${layer}-pane`);
        return layer ? String(pane ? paths(pane) : 0) : win.document.querySelector(".cx-head").textContent;
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

  return { ready, arm, watch, view, look_at, shift };
})();
