/* The timeline under the map: what happened when, and the day as a line that can be moved.

   build(root, acts) gives {show, load, node}. acts: move(day, ended), choose(key), hint(event, a, b), hush().
   Bars count incidents; squares are meetings, triangles changes of policy. Hatched: no data, which is
   not the same as no events. Text from data only ever becomes the text of a node. */
(function () {
  "use strict";
  const furniture = window.CrossingsFurniture;
  const symbols = window.CrossingsSymbols;
  const DAY = 86400000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const STEPS = { day: "day", week: "week", event: "event" };
  const TEMPO = 500; // ms between steps of the play
  const ICONS = { back: "M11.5 3.5L5 9L11.5 14.5", on: "M6.5 3.5L13 9L6.5 14.5", play: "M5 3.5V14.5L14 9Z", pause: "M6 4V14M12 4V14", all: "M3 9H15M5.5 6L3 9L5.5 12M12.5 6L15 9L12.5 12" };

  const at = (day) => Date.parse(day) / DAY;
  const iso = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);
  const short = (day) => { const [y, m, d] = day.split("-").map(Number); return `${d} ${MONTHS[m - 1]} ${y}`; };
  const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  function build(root, acts) {
    const node = furniture.make("section", "cx-time");
    node.setAttribute("aria-label", "Timeline");
    node.style.visibility = "hidden"; // until the sheet, which says otherwise, has loaded
    const tools = furniture.make("div", "cx-time-tools");
    const canvas = furniture.make("canvas");
    const chart = furniture.make("div", "cx-time-chart");
    chart.tabIndex = 0;
    chart.setAttribute("role", "slider");
    chart.setAttribute("aria-label", "Day shown");
    chart.append(canvas);
    node.append(tools, chart);
    root.parentElement.appendChild(node);

    let data = null, command = null, ground = {}, ink = {}, span = null, playing = 0, step = "day", grip = null, dirty = 0, total = [0, 1];
    const buttons = {};
    const button = (name, label, act) => {
      const made = furniture.make("button");
      made.type = "button";
      made.title = label;
      made.setAttribute("aria-label", label);
      const icon = symbols.el("svg", { viewBox: "0 0 18 18", "aria-hidden": "true", focusable: "false" });
      icon.appendChild(symbols.el("path", { d: ICONS[name] }));
      made.appendChild(icon);
      made.addEventListener("click", act);
      buttons[name] = made;
      return made;
    };
    const readout = furniture.make("output", "cx-time-day");
    const choice = furniture.make("select");
    choice.setAttribute("aria-label", "Step");
    for (const [key, words] of Object.entries(STEPS)) {
      const option = furniture.make("option", "", words);
      option.value = key;
      choice.append(option);
    }
    choice.addEventListener("change", () => { step = choice.value; });
    tools.append(
      readout, button("back", "Back one step", () => go(-1)), button("play", "Play", play), button("on", "On one step", () => go(1)), choice,
      button("all", "Show the whole time", () => { span = null; draw(); }),
    );

    /* ---- time ------------------------------------------------------------------------------ */

    const inside = (row) => (!command.known || !row.f || row.f <= command.known);
    const passes = (row) => {
      const f = command.filter || {};
      return inside(row) && (!f.kinds || !row.k || f.kinds.includes(row.k)) && (!f.actor || [].concat(row.a || []).some((name) => name.toLowerCase().includes(f.actor)))
        && (!f.deaths || (row.n || 0) >= f.deaths) && (!f.trust || f.trust.includes(row.c)) && (!f.basis || f.basis.includes(row.b));
    };
    const seen = () => span || total;
    const events = () => [...data.incidents.filter(passes), ...data.engagements.filter(inside), ...data.policy.filter(inside)];

    function bound(day) {
      return day < data.first ? data.first : day > data.last ? data.last : day;
    }

    /* A day as near as the data: leaving them is for the day's own field. */
    function move(day, ended) {
      const wanted = bound(day);
      if (wanted !== command.day) acts.move(wanted, ended);
      else if (ended) acts.move(wanted, true);
    }

    function go(sign, by) {
      const how = by || step;
      const now = at(command.day);
      if (how !== "event") return move(iso(now + sign * (how === "week" ? 7 : 1)), false);
      const days = events().map((row) => row.d).sort();
      const next = sign > 0 ? days.find((day) => day > command.day) : days.reverse().find((day) => day < command.day);
      if (next) move(next, false);
      return undefined;
    }

    function play() {
      if (playing) return pause();
      if (command.day >= data.last) acts.move(iso(seen()[0]), true);
      buttons.play.classList.add("cx-on");
      picture("pause", "Pause");
      playing = setInterval(() => {
        const before = command.day;
        go(1);
        if (command.day === before || command.day >= data.last) pause();
      }, TEMPO);
      return undefined;
    }

    function pause() {
      clearInterval(playing);
      playing = 0;
      picture("play", "Play");
    }

    function picture(name, label) {
      buttons.play.querySelector("path").setAttribute("d", ICONS[name]);
      buttons.play.title = label;
      buttons.play.setAttribute("aria-label", label);
    }

    /* ---- drawing --------------------------------------------------------------------------- */

    const draw = () => { if (!dirty) dirty = requestAnimationFrame(paint); };
    const size = () => ({ w: chart.clientWidth, h: chart.clientHeight });
    const x = (number, [from, to] = seen()) => ((number - from) / (to - from)) * size().w;
    const dayAt = (px, [from, to] = seen()) => from + (px / size().w) * (to - from);
    const OVER = 13; // height of the overview, px
    const AXIS = 14;

    function bins([from, to]) {
      const width = size().w / (to - from);
      if (width >= 4) return { name: "day", key: (day) => day, start: (key) => at(key), end: (key) => at(key) + 1 };
      if (width * 7 >= 4) {
        const monday = (day) => iso(Math.floor((at(day) + 3) / 7) * 7 - 3);
        return { name: "week", key: monday, start: (key) => at(key), end: (key) => at(key) + 7 };
      }
      const next = (key) => { const [y, m] = key.split("-").map(Number); return at(`${m === 12 ? y + 1 : y}-${String(m === 12 ? 1 : m + 1).padStart(2, "0")}-01`); };
      return { name: "month", key: (day) => day.slice(0, 7), start: (key) => at(`${key}-01`), end: next };
    }

    function tally(rows, bin) {
      const counts = new Map();
      for (const row of rows) counts.set(bin.key(row.d), (counts.get(bin.key(row.d)) || 0) + 1);
      return counts;
    }

    function paint() {
      dirty = 0;
      if (!data || !command || node.hidden) return;
      const { w, h } = size();
      if (w < 40) return;
      const ratio = window.devicePixelRatio || 1;
      if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
        canvas.width = Math.round(w * ratio);
        canvas.height = Math.round(h * ratio);
      }
      const pen = canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, w, h);
      pen.font = '400 11px "Noto Sans", sans-serif';
      const base = h - OVER - AXIS;
      gaps(pen, base);
      window_(pen, base);
      axis(pen, base, h);
      bars(pen, base);
      marks(pen);
      lines(pen, base, h);
      overview(pen, w, h);
    }

    function gaps(pen, base) {
      pen.fillStyle = ground.line;
      pen.strokeStyle = ground.line;
      for (const [from, to] of data.gaps) {
        const a = Math.max(0, x(at(from))), b = Math.min(size().w, x(at(to)));
        if (b <= a) continue;
        pen.save();
        pen.beginPath();
        pen.rect(a, 0, b - a, base);
        pen.clip();
        pen.lineWidth = 1;
        for (let s = a - base; s < b; s += 6) { pen.beginPath(); pen.moveTo(s, base); pen.lineTo(s + base, 0); pen.stroke(); }
        pen.restore();
      }
    }

    /* The days whose events the map shows. */
    function window_(pen, base) {
      const to = at(command.day) + 1;
      const from = command.window === null ? seen()[0] : to - command.window;
      pen.globalAlpha = 0.12;
      pen.fillStyle = ground.accent;
      pen.fillRect(x(from), 0, x(to) - x(from), base);
      pen.globalAlpha = 1;
    }

    function bars(pen, base) {
      const bin = bins(seen());
      const top = 24; // marks and the key stand above
      const counts = tally(data.incidents.filter(passes), bin);
      const other = command.layers.includes("incidents_ucdp") ? tally(data.ucdp.filter(passes), bin) : new Map();
      const most = Math.max(1, ...counts.values(), ...other.values());
      const bar = (key, number, style, half, side) => {
        const a = x(bin.start(key)), b = x(bin.end(key));
        if (b < 0 || a > size().w) return;
        const full = Math.max(1, b - a - (b - a > 3 ? 1 : 0));
        const tall = Math.max(2, (number / most) * (base - top));
        pen.fillStyle = style;
        pen.fillRect(half && side ? a + full / 2 : a, base - tall, half ? full / 2 : full, tall);
      };
      for (const [key, number] of counts) bar(key, number, ink.incident, other.size > 0, 0);
      for (const [key, number] of other) bar(key, number, ground.soft, true, 1);
      key(pen, top + 3, `incidents, at most ${most} a ${bin.name}`);
    }

    /* What the marks mean, in one line under them. */
    function key(pen, y, incidents) {
      const { w } = size();
      pen.textAlign = "left";
      pen.textBaseline = "middle";
      let px = 4;
      const entry = (words, mark) => {
        const wide = pen.measureText(words).width + 22;
        if (px + wide > w) return;
        pen.fillStyle = ground.panel;
        pen.globalAlpha = 0.85;
        pen.fillRect(px - 2, y - 6, wide - 4, 12);
        pen.globalAlpha = 1;
        mark(px + 4);
        pen.fillStyle = ground.soft;
        pen.fillText(words, px + 11, y + 0.5);
        px += wide;
      };
      entry(incidents, (a) => { pen.fillStyle = ink.incident; pen.fillRect(a - 3, y - 4, 6, 8); });
      entry("meetings", (a) => square(pen, a, y, true));
      entry("not held", (a) => square(pen, a, y, false));
      entry("policy", (a) => triangle(pen, a, y - 3));
      entry("no data", (a) => { pen.strokeStyle = ground.soft; for (let i = 0; i < 3; i++) { pen.beginPath(); pen.moveTo(a - 5 + i * 4, y + 4); pen.lineTo(a - 1 + i * 4, y - 4); pen.stroke(); } });
    }

    function square(pen, px, y, held) {
      pen.fillStyle = held ? ink.venue : ground.panel;
      pen.strokeStyle = ink.venue;
      pen.lineWidth = 1.2;
      pen.beginPath();
      pen.roundRect(px - 3, y - 3, 6, 6, 1.5);
      pen.fill();
      pen.stroke();
    }

    function triangle(pen, px, y) {
      pen.fillStyle = ground.text;
      pen.beginPath();
      pen.moveTo(px - 3.6, y);
      pen.lineTo(px + 3.6, y);
      pen.lineTo(px, y + 6.5);
      pen.fill();
    }

    function marks(pen) {
      const { w } = size();
      for (const row of data.engagements) {
        if (!inside(row)) continue;
        const px = x(at(row.d) + 0.5);
        if (px >= -4 && px <= w + 4) square(pen, px, 5, row.k === "held");
      }
      for (const row of data.policy) {
        const px = x(at(row.d) + 0.5);
        if (inside(row) && px >= -4 && px <= w + 4) triangle(pen, px, 12);
      }
    }

    function axis(pen, base, h) {
      const [from, to] = seen();
      const { w } = size();
      const day = w / (to - from);
      pen.strokeStyle = ground.line;
      pen.fillStyle = ground.text;
      pen.lineWidth = 1;
      pen.textBaseline = "top";
      pen.textAlign = "left";
      pen.beginPath();
      pen.moveTo(0, base + 0.5);
      pen.lineTo(w, base + 0.5);
      pen.stroke();
      const every = [1, 3, 6, 12].find((n) => n * 30 * day > 44) || 12;
      const first = new Date(from * DAY);
      let last = -100, named = false;
      for (let y = first.getUTCFullYear(), m = 0; ; m += every) {
        if (m >= 12) { y += 1; m = 0; }
        const number = Date.UTC(y, m, 1) / DAY;
        if (number > to) break;
        if (number < from) continue;
        const px = x(number);
        pen.beginPath();
        pen.moveTo(px + 0.5, base);
        pen.lineTo(px + 0.5, base + 4);
        pen.stroke();
        const words = m === 0 || every === 12 ? String(y) : `${MONTHS[m]}${named ? "" : ` ${y}`}`;
        if (px < last + 5 || px + 3 + pen.measureText(words).width > w) continue;
        pen.fillText(words, px + 3, base + 2);
        last = px + 3 + pen.measureText(words).width;
        named = true;
      }
      if (30 * day > 250) {
        for (let number = Math.ceil(from); number < to; number += 1) {
          const date = new Date(number * DAY).getUTCDate();
          if (date % 5 || date === 30) continue;
          pen.fillStyle = ground.soft;
          pen.fillText(String(date), x(number) + 1, base + 2);
        }
      }
      return h;
    }

    function lines(pen, base, h) {
      const line = (day, colour, dash, words) => {
        const px = Math.round(x(at(day) + 0.5)) + 0.5;
        if (px < 0 || px > size().w) return;
        pen.strokeStyle = colour;
        pen.lineWidth = dash.length ? 1.5 : 2;
        pen.setLineDash(dash);
        pen.beginPath();
        pen.moveTo(px, 0);
        pen.lineTo(px, base);
        pen.stroke();
        pen.setLineDash([]);
        if (!words) return;
        pen.fillStyle = colour;
        pen.textAlign = px > size().w - 80 ? "right" : "left";
        pen.textBaseline = "bottom";
        pen.strokeStyle = ground.panel;
        pen.lineWidth = 3;
        pen.strokeText(words, px + (px > size().w - 80 ? -4 : 4), base - 2);
        pen.fillText(words, px + (px > size().w - 80 ? -4 : 4), base - 2);
        pen.textAlign = "left";
      };
      if (command.span && command.span[0]) {
        // The days of which the claim that is told speaks.
        const a = x(at(command.span[0])), b = x(command.span[1] ? at(command.span[1]) : at(command.span[0]) + 1);
        pen.fillStyle = ground.accent;
        pen.fillRect(a, base - 4, Math.max(3, b - a), 4);
      }
      if (command.since) line(command.since, ground.text, [4, 3], "compared");
      if (command.known) line(command.known, ground.soft, [1.5, 2.5], "known by");
      line(command.day, ground.accent, [], "");
      return h;
    }

    function overview(pen, w, h) {
      const top = h - OVER;
      const counts = tally(data.incidents.filter(passes), { key: (day) => day.slice(0, 7) });
      const most = Math.max(1, ...counts.values());
      pen.fillStyle = ground.land;
      pen.fillRect(0, top, w, OVER);
      pen.fillStyle = ground.soft;
      const month = (w / (total[1] - total[0])) * 30.4;
      for (const [key, number] of counts) {
        const tall = Math.max(1, (number / most) * (OVER - 2));
        pen.fillRect(x(at(`${key}-01`), total), h - tall, Math.max(1, month - 0.5), tall);
      }
      const [from, to] = seen();
      const a = x(from, total), b = x(to, total);
      pen.strokeStyle = ground.text;
      pen.lineWidth = 1;
      pen.strokeRect(a + 0.5, top + 0.5, Math.max(4, b - a - 1), OVER - 1);
      pen.fillStyle = ground.accent;
      pen.fillRect(Math.round(x(at(command.day) + 0.5, total)) - 1, top, 2, OVER);
    }

    /* ---- pointer and keyboard --------------------------------------------------------------- */

    const place = (event) => { const box = chart.getBoundingClientRect(); return { px: event.clientX - box.left, py: event.clientY - box.top }; };

    chart.addEventListener("pointerdown", (event) => {
      if (!data || event.button) return;
      pause();
      const { px, py } = place(event);
      const low = py > size().h - OVER;
      chart.setPointerCapture(event.pointerId);
      if (low || event.shiftKey) {
        const scale = low ? total : seen();
        const [from, to] = seen();
        const a = x(from, total), b = x(to, total);
        const whole = to - from >= total[1] - total[0] - 1;
        const how = low && span && px > a + 5 && px < b - 5 ? "slide" : low && !whole && Math.abs(px - a) <= 5 ? "from" : low && !whole && Math.abs(px - b) <= 5 ? "to" : "brush";
        grip = { how, begin: dayAt(px, scale), scale, before: [from, to] };
      } else {
        grip = { how: "day" };
        move(iso(Math.floor(dayAt(px))), false);
      }
    });
    chart.addEventListener("pointermove", (event) => {
      if (!data) return;
      const { px, py } = place(event);
      if (!grip) return tellAt(event, px, py);
      acts.hush();
      if (grip.how === "day") { move(iso(Math.floor(dayAt(Math.max(0, Math.min(size().w, px))))), false); return undefined; }
      const now = dayAt(Math.max(0, Math.min(size().w, px)), grip.scale);
      const [from, to] = grip.before;
      if (grip.how === "slide") { const by = now - grip.begin; zoomTo(from + by, to + by, true); }
      else if (grip.how === "from") zoomTo(Math.min(now, to - 7), to);
      else if (grip.how === "to") zoomTo(from, Math.max(now, from + 7));
      else if (Math.abs(now - grip.begin) > (grip.scale[1] - grip.scale[0]) / 150) zoomTo(Math.min(now, grip.begin), Math.max(now, grip.begin));
      return undefined;
    });
    const end = () => { if (grip && grip.how === "day") acts.move(command.day, true); grip = null; };
    chart.addEventListener("pointerup", end);
    chart.addEventListener("pointercancel", end);
    chart.addEventListener("pointerleave", () => acts.hush());
    chart.addEventListener("wheel", (event) => {
      if (!data) return;
      event.preventDefault();
      const middle = dayAt(place(event).px);
      const [from, to] = seen();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const by = (event.deltaX / size().w) * (to - from);
        zoomTo(from + by, to + by, true);
        return;
      }
      const factor = Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY / 400)));
      zoomTo(middle - (middle - from) * factor, middle + (to - middle) * factor);
    }, { passive: false });
    chart.addEventListener("dblclick", () => { span = null; draw(); });
    chart.addEventListener("keydown", (event) => {
      if (!data) return;
      const act = {
        ArrowLeft: () => go(-1, event.shiftKey ? "event" : "day"), ArrowRight: () => go(1, event.shiftKey ? "event" : "day"),
        ArrowDown: () => go(-1, "day"), ArrowUp: () => go(1, "day"), PageDown: () => go(-1, "week"), PageUp: () => go(1, "week"),
        Home: () => move(data.first, true), End: () => move(data.last, true), " ": play,
        "+": () => zoomBy(0.6), "-": () => zoomBy(1 / 0.6), 0: () => { span = null; draw(); },
      }[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key !== " ") pause();
      act();
    });

    function zoomBy(factor) {
      const middle = at(command.day);
      const [from, to] = seen();
      zoomTo(middle - (middle - from) * factor, middle + (to - middle) * factor);
    }

    function zoomTo(from, to, keep) {
      const least = 14, [first, last] = total;
      let a = from, b = to;
      if (keep) { const by = a < first ? first - a : b > last ? last - b : 0; a += by; b += by; }
      a = Math.max(first, a);
      b = Math.min(last, b);
      if (b - a < least) { const middle = (a + b) / 2; a = Math.max(first, Math.min(middle - least / 2, last - least)); b = a + least; }
      span = b - a >= last - first - 1 ? null : [a, b];
      draw();
    }

    /* What happened on the days under the pointer. */
    function tellAt(event, px, py) {
      if (py > size().h - OVER) { acts.hint(event, "Whole time", "Drag to choose the days above; double-click for all"); return; }
      const bin = bins(seen());
      const key = bin.key(iso(Math.floor(dayAt(px))));
      const from = iso(bin.start(key)), to = iso(bin.end(key));
      const near = (rows) => rows.filter((row) => row.d >= from && row.d < to);
      const found = near(data.incidents.filter(passes));
      const met = near(data.engagements.filter(inside)), policy = near(data.policy.filter(inside));
      const gap = data.gaps.some(([a, b]) => from >= a && from < b);
      const head = bin.name === "day" ? short(from) : bin.name === "week" ? `Week of ${short(from)}` : `${MONTHS[Number(key.slice(5)) - 1]} ${key.slice(0, 4)}`;
      const said = [plural(found.length, "incident")];
      if (met.length) said.push(plural(met.length, "meeting"));
      if (policy.length) said.push(`${plural(policy.length, "change")} of policy`);
      const titles = [...policy, ...met, ...found].slice(0, 3).map((row) => row.t);
      const text = gap && !found.length ? "No data: not the same as no events" : `${said.join(", ")}${titles.length ? `: ${titles.join("; ")}` : ""}`;
      acts.hint(event, head, text.length > 230 ? `${text.slice(0, 227)}...` : text);
    }

    new ResizeObserver(draw).observe(chart);
    document.fonts.addEventListener("loadingdone", draw);

    /* ---- from outside ---------------------------------------------------------------------- */

    function load(content) {
      data = content;
      total = [at(data.first), at(data.last) + 1];
      chart.setAttribute("aria-valuemin", String(at(data.first)));
      chart.setAttribute("aria-valuemax", String(at(data.last)));
      const year = at(data.last) - 540;
      if (!span && year > total[0]) span = [year, total[1]];
      if (command) show(command, ground, ink);
    }

    function show(next, colours, inks) {
      command = next;
      ground = colours;
      ink = inks;
      node.hidden = next.present || next.paired;
      readout.textContent = short(next.day);
      if (!data) return;
      const number = at(next.day);
      chart.setAttribute("aria-valuenow", String(number));
      chart.setAttribute("aria-valuetext", short(next.day));
      if (span && (number < span[0] || number >= span[1])) {
        const half = (span[1] - span[0]) / 2;
        zoomTo(number - half, number + half, true);
      }
      draw();
    }

    return { show, load, node, pause, state: () => ({ span: seen(), total, playing: Boolean(playing), loaded: Boolean(data), first: data && data.first, last: data && data.last, x: (day) => x(at(day) + 0.5) }) };
  }

  window.CrossingsTimeline = { build, short };
})();
