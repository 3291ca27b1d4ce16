/* Makes a drawn trend alive: <figure data-chart="id of the table that says the same"> with the
   drawing in .bk-figure__stage and components/chart_tools.html. A reader steps through the periods
   with the arrow keys or points at one; the drawing itself does not change. */

import { linesOf, makePanel } from "./panel.js";
import { offerFullScreen } from "./full_screen.js";

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -3, PageUp: 3, Home: -Infinity, End: Infinity };

function periodsOf(svg) {
  return [...svg.querySelectorAll(".chart-slot")].map((slot) => ({ slot, hit: slot.querySelector(".chart-hit"), lines: linesOf(slot) }));
}

function linksOf(table, period) {
  // the row of the table already knows where its period leads
  const row = [...(table?.querySelectorAll("tbody tr") ?? [])].find(({ cells }) => cells[0].textContent.trim() === period);
  return row ? { page: row.cells[0].querySelector("a")?.href, trail: row.cells[1]?.querySelector("a")?.href } : {};
}

function makeGuide(svg) {
  const guide = document.createElementNS(svg.namespaceURI, "line");
  guide.setAttribute("class", "chart-guide");
  svg.querySelector(".chart-slots").before(guide);
  return (hit) => {
    guide.classList.toggle("chart-guide--seen", Boolean(hit));
    if (!hit) return;
    const x = hit.x.baseVal.value + hit.width.baseVal.value / 2;
    const ends = { x1: x, x2: x, y1: hit.y.baseVal.value, y2: hit.y.baseVal.value + hit.height.baseVal.value };
    for (const [name, value] of Object.entries(ends)) guide.setAttribute(name, value);
  };
}

function enhanceDrawing(figure, svg, words, table) {
  const periods = periodsOf(svg);
  const stage = svg.parentElement;
  const panel = makePanel(stage);
  const guide = makeGuide(svg);
  const reader = document.createElement("div");
  reader.className = "bk-chart__reader";
  Object.entries({ role: "slider", tabindex: "0", "aria-label": words.reader, "aria-valuemin": "0", "aria-valuemax": String(periods.length - 1) })
    .forEach(([name, value]) => reader.setAttribute(name, value));
  stage.classList.add("bk-chart__stage");
  stage.prepend(reader);
  let place = periods.length - 1;
  let held = false;

  function say() {
    const said = periods[place].lines;
    reader.setAttribute("aria-valuenow", String(place));
    reader.setAttribute("aria-valuetext", `${said[0]}: ${said.slice(1).join("; ")}`);
  }

  function spotOf({ hit, slot }) {
    const box = hit.getBoundingClientRect();
    const point = slot.querySelector(".chart-point")?.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: point ? point.top : box.top + box.height / 2 };
  }

  function show(at, { hold = false } = {}) {
    place = at;
    held = hold;
    say();
    const { lines, hit } = periods[at];
    const { page, trail } = linksOf(table, lines[0]);
    const links = hold ? [[words.toYear, page], [words.toTrail, trail]].filter(([, href]) => href) : [];
    guide(hit);
    panel.show(lines, spotOf(periods[at]), links);
  }

  function hide() {
    held = false;
    guide(null);
    panel.hide();
  }

  say();
  reader.addEventListener("focus", () => reader.matches(":focus-visible") && show(place));
  reader.addEventListener("blur", (event) => !panel.box.contains(event.relatedTarget) && hide());
  reader.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) show(Math.max(0, Math.min(periods.length - 1, place + STEPS[event.key])));
    else if (event.key === "Enter" || event.key === " ") show(place, { hold: true });
    else if (event.key === "Escape") hide();
    else return;
    event.preventDefault();
  });
  panel.box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    reader.focus();
    hide();
  });
  periods.forEach(({ slot }, at) => {
    slot.addEventListener("pointermove", (event) => !held && event.pointerType !== "touch" && show(at));
    slot.addEventListener("click", () => show(at, { hold: true }));
  });
  stage.addEventListener("pointerleave", (event) => {
    if (!held && event.pointerType !== "touch" && document.activeElement !== reader) hide();
  });
  document.addEventListener("click", (event) => held && !stage.contains(event.target) && hide());
}

function enhance(figure) {
  const tools = figure.querySelector("[data-chart-tools]");
  const drawings = [...figure.querySelectorAll(".bk-figure__drawing svg.chart")].filter((svg) => svg.querySelector(".chart-slots"));
  if (!tools || !drawings.length) return;
  const table = document.getElementById(figure.dataset.chart);
  for (const svg of drawings) enhanceDrawing(figure, svg, tools.dataset, table);
  offerFullScreen(figure);
  tools.hidden = false;
  figure.dataset.chartReady = "true";
}

document.querySelectorAll("figure[data-chart]").forEach(enhance);
