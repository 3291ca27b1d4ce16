/* Turns a server-drawn chart into an interactive one when its button is pressed.
   <figure data-chart data-spec="URL of a Vega-Lite specification"> holds the drawing in
   .bk-figure__drawing and components/chart_tools.html. Expressions run in the AST interpreter that
   vega-embed carries, since the policy of the page forbids eval. */

const VENDOR = document.querySelector('meta[name="baken-vendor"]').content;
const LIBRARIES = ["vega-6.4.0/vega.min.js", "vega-lite-6.5.0/vega-lite.min.js", "vega-embed-7.3.0/vega-embed.min.js"];
const DUTCH = { decimal: ",", thousands: ".", grouping: [3], currency: ["€ ", ""] };
const ENGLISH = { decimal: ".", thousands: ",", grouping: [3], currency: ["€", ""] };
let loading;

function script(path) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = VENDOR + path;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

function load() {
  // one after the other: each registers what the next one asks for
  loading ??= LIBRARIES.reduce((before, path) => before.then(() => script(path)), Promise.resolve())
    .then(() => globalThis.vegaEmbed);
  return loading;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

function config() {
  const of = colours();
  const quiet = of("--bk-text-quiet");
  const font = "Noto Sans, sans-serif";
  return {
    background: "transparent",
    font,
    view: { stroke: null },
    axis: { labelColor: quiet, titleColor: quiet, domainColor: of("--bk-text"), gridColor: of("--bk-hairline"), tickColor: of("--bk-hairline"), labelFontSize: 13, titleFontSize: 13, titleFontWeight: 400 },
    legend: { labelColor: quiet, titleColor: quiet, labelFontSize: 13, titleFontSize: 13 },
    line: { color: of("--bk-line"), strokeWidth: 2.5 },
    point: { color: of("--bk-line"), filled: true, size: 60 },
    area: { color: of("--bk-band") },
    rule: { color: of("--bk-line") },
    bar: { color: of("--bk-line") },
    text: { color: of("--bk-text") },
    range: {
      category: [of("--bk-line"), of("--bk-line-2"), of("--bk-line-3")],
      ramp: [1, 2, 3, 4, 5].map((number) => of(`--bk-seq-${number}`)),
    },
  };
}

function placeTooltip() {
  // vega takes this element when it is there; in main it stands inside a landmark
  if (document.getElementById("vg-tooltip-element")) return;
  const tooltip = document.createElement("div");
  tooltip.id = "vg-tooltip-element";
  tooltip.className = "vg-tooltip";
  document.querySelector("main").append(tooltip);
}

function options() {
  return {
    mode: "vega-lite",
    ast: true,
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
    formatLocale: document.documentElement.lang === "en" ? ENGLISH : DUTCH,
    config: config(),
  };
}

async function open(figure) {
  const [embed, spec] = await Promise.all([
    load(),
    fetch(figure.dataset.spec).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
  ]);
  const container = document.createElement("div");
  container.className = "bk-chart__live";
  figure.querySelector(".bk-figure__drawing").after(container);
  placeTooltip();
  let result = null;
  const draw = async () => {
    result?.finalize();
    result = await embed(container, structuredClone(spec), options());
  };
  try {
    await draw();
  } catch (fault) {
    container.remove();
    throw fault;
  }
  document.addEventListener("baken:theme", draw);
  figure.dataset.chartReady = "true";
  return () => {
    document.removeEventListener("baken:theme", draw);
    result.finalize();
    container.remove();
    delete figure.dataset.chartReady;
  };
}

function enhance(figure) {
  const button = figure.querySelector("[data-chart-open]");
  const drawing = figure.querySelector(".bk-figure__drawing");
  const status = figure.querySelector("[data-chart-status]");
  if (!button || !drawing || !figure.dataset.spec) return;
  let close = null;
  const toggle = async () => {
    button.disabled = true;
    status.textContent = "";
    if (close) {
      close();
      close = null;
    } else {
      close = await open(figure).catch(() => {
        status.textContent = button.dataset.failed;
        return null;
      });
    }
    drawing.hidden = close !== null;
    button.setAttribute("aria-pressed", String(close !== null));
    button.disabled = false;
  };
  button.hidden = false;
  button.addEventListener("click", toggle);
}

document.querySelectorAll("figure[data-chart]").forEach(enhance);
