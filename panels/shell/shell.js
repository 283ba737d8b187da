/* Says in words what the page cannot say while it has no connection to its server, and has it drawn
   anew once it is back: a session that was lost meanwhile knows nothing of the map's questions. */
(function () {
  "use strict";
  const PATIENCE = 9000; // ms until a page that never came is explained
  const SHORT = 1500; // ms that a break may last before it is spoken of
  const NEVER = "Crossings cannot reach its server, so nothing can be shown. The page itself has arrived: most often a company's network or a proxy"
    + " refuses websockets. Ask whoever serves this page to let them through (the address ends in _stcore/stream), or try another network.";
  const LOST = "Offline: the connection to the server is lost. The map stays as it is; what you change now is not kept. Trying to reconnect ...";
  const EMPTY = "The map could not start: its script was not let through. A browser's settings, or a rule of whoever serves this page, may forbid it. Reload the page; if that"
    + " does not help, the words and tables below, and 'Export', have the same facts.";
  // Some programs write '&' as '&#38;', and a browser asks for nothing that stands behind a '#'.
  const cut = /^#(?:0*38|x0*26);/i;
  if (window.location.search.endsWith("&") && cut.test(window.location.hash)) {
    const rest = window.location.hash.replace(cut, "").replace(/&#(?:0*38|x0*26);/gi, "&");
    window.location.replace(window.location.pathname + window.location.search + rest);
  }
  const word = document.getElementById("crossings-word");
  let connected = false, lost = false, timer = setTimeout(() => say(NEVER), PATIENCE);

  function say(text) {
    word.textContent = text;
    word.hidden = !text;
  }

  function heed(app) {
    const now = app.dataset.testConnectionState === "CONNECTED";
    if (now === connected) return;
    connected = now;
    clearTimeout(timer);
    if (!now) { lost = true; timer = setTimeout(() => say(LOST), SHORT); return; }
    say("");
    timer = setTimeout(missed, PATIENCE);
    if (!lost) return;
    lost = false;
    // A run of the whole page: harmless to a session that still lives, the beginning of one that does not.
    const again = document.querySelector(".st-key-resume button");
    if (again) again.click();
  }

  /* The frame of the map is there and its script is not. */
  function missed() {
    const frame = document.querySelector(".st-key-map iframe");
    const started = Boolean(frame && frame.contentWindow && frame.contentWindow.Crossings);
    if (frame && !started) { say(EMPTY); timer = setTimeout(missed, 500); } // it may only be slow
    else if (word.textContent === EMPTY) say("");
  }

  /* Until its reader has done anything, what the page writes into the address takes the place of what
     stood there (desk.js): one press of Back leaves the page. */
  for (const kind of ["pointerdown", "keydown"])
    document.addEventListener(kind, () => { document.documentElement.dataset.touched = ""; }, { capture: true, once: true });

  const born = new MutationObserver(() => {
    const app = document.querySelector("[data-testid=stApp]");
    if (!app) return;
    born.disconnect();
    new MutationObserver(() => heed(app)).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
    heed(app);
  });
  born.observe(document.getElementById("root"), { subtree: true, childList: true });
})();
