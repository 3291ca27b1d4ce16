/* Makes a drawn map alive: <figure data-map> with the drawing in .bk-figure__stage and
   components/map_tools.html. What is coloured, hatched and named stays the drawing's own; this adds
   a panel at what is pointed at, arrow keys, zoom and full screen. */

import { makeView } from "./map_view.js";
import { linesOf, makePanel } from "./panel.js";
import { offerFullScreen } from "./full_screen.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const MARK = "#kaart-";

function areasOf(svg) {
  return [...svg.querySelectorAll(".map-areas > .map-link")].map((link) => {
    const lines = linesOf(link);
    const href = link.getAttribute("href") ?? "";
    const code = /\/([A-Z]{2}\d+)\//.exec(href)?.[1] ?? lines[0];
    return { link, lines, href, code, short: lines[0].replace(/^Wijk \d+ /, ""), surface: link.querySelector(".map-area") };
  });
}

function nearest(areas, from, [across, down]) {
  // what lies more ahead than aside goes first; only where nothing does, what lies at a slant
  const seen = areas.map((area) => {
    const dx = area.box.middle.x - from.box.middle.x;
    const dy = area.box.middle.y - from.box.middle.y;
    const ahead = dx * across + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    return { area, ahead, aside, cost: ahead + 2 * aside };
  });
  for (const slant of [1, 2.5]) {
    const found = seen.filter(({ ahead, aside }) => ahead > 0.5 && aside <= slant * ahead);
    if (found.length) return found.reduce((best, each) => (each.cost < best.cost ? each : best)).area;
  }
  return null;
}

function outlineOver(svg) {
  const shape = document.createElementNS(svg.namespaceURI, "g");
  shape.setAttribute("class", "map-chosen");
  shape.setAttribute("pointer-events", "none");
  const [under, over] = ["map-chosen__under", "map-chosen__over"].map((name) => {
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("class", name);
    path.setAttribute("fill", "none");
    shape.append(path);
    return path;
  });
  let outlines = svg.querySelector(".map-outlines");
  if (!outlines) {
    outlines = document.createElementNS(svg.namespaceURI, "g");
    outlines.setAttribute("class", "map-outlines");
    outlines.setAttribute("transform", svg.querySelector(".map-areas").getAttribute("transform") ?? "");
    outlines.setAttribute("pointer-events", "none");
    (svg.querySelector(".map-labels") ?? svg.querySelector(".map-foot") ?? svg.lastElementChild).before(outlines);
  }
  outlines.append(shape);
  return (area) => {
    for (const path of [under, over]) path.setAttribute("d", area ? area.surface.getAttribute("d") : "");
  };
}

function enhance(figure) {
  const svg = figure.querySelector(".bk-figure__drawing svg.map");
  const tools = figure.querySelector("[data-map-tools]");
  if (!svg?.querySelector(".map-areas") || !tools) return;
  const stage = figure.querySelector(".bk-figure__stage");
  const words = tools.dataset;
  const areas = areasOf(svg);
  if (!areas.length) return;
  const outline = outlineOver(svg);
  const view = makeView(svg, areas);
  const panel = makePanel(stage);
  const list = tools.querySelector("[data-map-areas]");
  const status = figure.querySelector("[data-map-status]");
  const byLink = new Map(areas.map((area) => [area.link, area]));
  let chosen = null;
  let held = false;
  let current = areas.find((area) => area.code === figure.dataset.map) ?? areas[0];

  function choose(area, spot, { hold = false } = {}) {
    chosen = area;
    held = hold;
    outline(area);
    if (!area) return panel.hide();
    const links = hold && area.href ? [[words.toPage, area.href]] : [];
    panel.show(area.lines, spot ?? view.screen(area.box.middle), links);
  }

  function close() {
    choose(null);
    list.value = "";
  }

  function rove(area) {
    current.link.setAttribute("tabindex", "-1");
    current = area;
    area.link.setAttribute("tabindex", "0");
  }

  function remember(area) {
    history.replaceState(history.state, "", area ? MARK + area.code : location.pathname + location.search);
  }

  function closeUp(area, { hold }) {
    view.zoomTo(area);
    remember(area);
    choose(area, null, { hold });
  }

  function whole() {
    view.whole();
    remember(null);
    close();
  }

  function onKey(event) {
    const area = byLink.get(event.target.closest?.(".map-link"));
    if (!area || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = ARROWS[event.key] && nearest(areas, area, ARROWS[event.key]);
    const acts = {
      Home: () => areas[0].link.focus({ preventScroll: true }),
      End: () => areas.at(-1).link.focus({ preventScroll: true }),
      "+": () => view.zoom(1.6, view.point(centre(area))),
      "=": () => view.zoom(1.6, view.point(centre(area))),
      "-": () => view.zoom(1 / 1.6),
      0: whole,
      " ": () => closeUp(area, { hold: false }),
      Escape: () => (view.state.k > 1 && panel.box.hidden ? whole() : close()),
    };
    if (next) next.link.focus({ preventScroll: true });
    else if (acts[event.key]) acts[event.key]();
    else if (!ARROWS[event.key]) return;
    event.preventDefault();
  }

  function centre(area) {
    const { x, y } = view.screen(area.box.middle);
    return { clientX: x, clientY: y };
  }

  for (const area of areas) area.link.setAttribute("tabindex", area === current ? "0" : "-1");
  svg.addEventListener("keydown", onKey);
  svg.addEventListener("focusin", (event) => {
    const area = byLink.get(event.target.closest(".map-link"));
    if (!area || !area.link.matches(":focus-visible")) return;
    rove(area);
    view.keepInSight(area);
    choose(area);
    status.textContent = words.keys;
  });
  svg.addEventListener("focusout", () => {
    if (!held) choose(null);
    status.textContent = "";
  });

  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || held || dragging) return;
    const area = byLink.get(event.target.closest?.(".map-link"));
    if (area) choose(area, { x: event.clientX, y: event.clientY });
    else if (chosen) choose(null);
  });
  stage.addEventListener("pointerleave", (event) => {
    if (!held && event.pointerType !== "touch") choose(null);
  });

  let dragging = null;
  let dragged = false;
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.button !== 0 || view.state.k === 1 || event.pointerType === "touch") return;
    dragging = view.point(event);
  });
  globalThis.addEventListener("pointermove", (event) => {
    if (!dragging) return;
    const point = view.point(event);
    if (!dragged && Math.hypot(point.x - dragging.x, point.y - dragging.y) < 4) return;
    dragged = true;
    view.move(point.x - dragging.x, point.y - dragging.y);
    dragging = point;
  });
  globalThis.addEventListener("pointerup", () => (dragging = null));
  svg.addEventListener("click", (event) => {
    const area = byLink.get(event.target.closest?.(".map-link"));
    if (dragged) return event.preventDefault();
    if (!area) return close();
    // a finger cannot hover: the first touch tells, the link in the panel leads on
    if (event.pointerType === "touch" && event.detail !== 0) {
      event.preventDefault();
      choose(area, { x: event.clientX, y: event.clientY }, { hold: true });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held) close();
  });

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.fullscreenElement !== figure) {
      status.textContent = words.wheel;
      return;
    }
    event.preventDefault();
    view.zoom(event.deltaY < 0 ? 1.25 : 0.8, view.point(event));
  }, { passive: false });

  let fingers = null;
  const pair = ({ touches: [one, two] }) => ({
    middle: view.point({ clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2 }),
    apart: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY),
  });
  svg.addEventListener("touchstart", (event) => {
    fingers = event.touches.length === 2 ? pair(event) : null;
    if (fingers) event.preventDefault();
  }, { passive: false });
  svg.addEventListener("touchmove", (event) => {
    if (!fingers || event.touches.length !== 2) return;
    event.preventDefault();
    const now = pair(event);
    view.zoom(now.apart / fingers.apart, now.middle);
    view.move(now.middle.x - fingers.middle.x, now.middle.y - fingers.middle.y);
    fingers = now;
  }, { passive: false });

  const names = [...areas].sort((left, right) => left.lines[0].localeCompare(right.lines[0], undefined, { numeric: true }));
  list.append(...names.map((area) => new Option(area.lines[0], area.code)));
  list.addEventListener("change", () => {
    const area = areas.find(({ code }) => code === list.value);
    if (area) closeUp(area, { hold: true });
    else whole();
    status.textContent = area ? area.lines.join("; ") : "";
  });
  const acts = { in: () => view.zoom(1.6), out: () => view.zoom(1 / 1.6), whole };
  for (const button of tools.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => acts[button.dataset.zoom]());
  svg.addEventListener("baken:view", () => {
    if (held && chosen) choose(chosen, null, { hold: true });
    for (const button of tools.querySelectorAll("[data-zoom='out'], [data-zoom='whole']")) button.disabled = view.state.k <= 1;
  });
  offerFullScreen(figure);
  tools.hidden = false;
  figure.dataset.mapReady = "true";
  view.show();
  const asked = location.hash.startsWith(MARK) && areas.find(({ code }) => code === location.hash.slice(MARK.length));
  if (asked) {
    list.value = asked.code;
    closeUp(asked, { hold: true });
  }
}

document.querySelectorAll("figure[data-map]").forEach(enhance);
