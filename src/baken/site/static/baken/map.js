/* Turns a server-drawn map into an interactive one when its button is pressed.
   <figure data-map data-geojson="URL" [data-neighbours="URL"] [data-attribution="text"]> holds the
   drawing in .bk-figure__drawing and components/map_tools.html. A feature carries the properties
   class (1 to 5, "few-residents" or "no-data": the words of the drawing engine), name, value
   (text, optional) and url (optional). */

const VENDOR = document.querySelector('meta[name="baken-vendor"]').content;
const LIBRARY = `${VENDOR}maplibre-gl-5.24.1/`;
const CLASSES = [1, 2, 3, 4, 5];
let loading;

function load() {
  loading ??= new Promise((resolve, reject) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${LIBRARY}maplibre-gl.css`;
    document.head.prepend(style);
    const script = document.createElement("script");
    script.src = `${LIBRARY}maplibre-gl-csp.js`;
    script.onerror = reject;
    script.onload = () => {
      globalThis.maplibregl.setWorkerUrl(`${LIBRARY}maplibre-gl-csp-worker.js`);
      resolve(globalThis.maplibregl);
    };
    document.head.append(script);
  });
  return loading;
}

async function read(url) {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function fill() {
  const classes = CLASSES.flatMap((number) => [String(number), colour(`--bk-seq-${number}`)]);
  return ["match", ["to-string", ["get", "class"]], ...classes, colour("--bk-hatch-ground")];
}

function pattern(kind) {
  const size = 16;
  const pen = new OffscreenCanvas(size, size).getContext("2d");
  pen.fillStyle = colour("--bk-hatch-ground");
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = pen.fillStyle = colour("--bk-hatch");
  pen.lineWidth = 2.5;
  if (kind === "no-data") {
    for (const shift of [-size, 0, size]) {
      pen.moveTo(shift, size);
      pen.lineTo(shift + size, 0);
    }
    pen.stroke();
  } else {
    pen.arc(size / 2, size / 2, 2.4, 0, 2 * Math.PI);
    pen.fill();
  }
  return pen.getImageData(0, 0, size, size);
}

function layers() {
  const is = (kind) => ["==", ["to-string", ["get", "class"]], kind];
  const chosen = ["boolean", ["feature-state", "chosen"], false];
  return [
    { id: "ground", type: "background", paint: { "background-color": colour("--bk-map-ground") } },
    { id: "land", type: "fill", source: "neighbours", paint: { "fill-color": colour("--bk-map-land") } },
    { id: "land-line", type: "line", source: "neighbours", paint: { "line-color": colour("--bk-map-land-line") } },
    { id: "areas", type: "fill", source: "areas", paint: { "fill-color": fill() } },
    { id: "few-residents", type: "fill", source: "areas", filter: is("few-residents"), paint: { "fill-pattern": "few-residents" } },
    { id: "no-data", type: "fill", source: "areas", filter: is("no-data"), paint: { "fill-pattern": "no-data" } },
    { id: "lines", type: "line", source: "areas", paint: { "line-color": colour("--bk-map-line") } },
    {
      id: "chosen", type: "line", source: "areas", layout: { "line-join": "round" },
      paint: { "line-color": colour("--bk-map-outline"), "line-width": ["case", chosen, 3.5, 0] },
    },
  ];
}

function boundsOf(collection) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part) => {
    if (typeof part[0] !== "number") return part.forEach(visit);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  collection.features.forEach((feature) => visit(feature.geometry.coordinates));
  return box;
}

function label({ name, value, url }, { linked }) {
  const box = document.createElement("div");
  const title = document.createElement(linked && url ? "a" : "strong");
  title.textContent = name;
  if (linked && url) title.href = url;
  box.append(title);
  if (value) box.append(document.createElement("br"), String(value));
  return box;
}

function recolour(map) {
  for (const kind of ["few-residents", "no-data"]) {
    if (map.hasImage(kind)) map.updateImage(kind, pattern(kind));
    else map.addImage(kind, pattern(kind), { pixelRatio: 2 });
  }
  for (const layer of layers()) {
    for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name, value);
  }
}

function wirePointer(map, library, choose) {
  const popup = new library.Popup({ closeButton: false, closeOnClick: false });
  map.on("mousemove", "areas", (event) => {
    const [feature] = event.features;
    map.getCanvas().style.cursor = feature.properties.url ? "pointer" : "";
    choose(feature.id);
    popup.setLngLat(event.lngLat).setDOMContent(label(feature.properties, { linked: false })).addTo(map);
  });
  map.on("mouseleave", "areas", () => {
    choose(null);
    popup.remove();
  });
  map.on("click", "areas", (event) => {
    const { properties } = event.features[0];
    const touched = event.originalEvent.pointerType === "touch";
    if (properties.url && !touched) globalThis.location.assign(properties.url);
    else popup.setLngLat(event.lngLat).setDOMContent(label(properties, { linked: true })).addTo(map);
  });
}

function wireChoice(figure, map, collection, choose) {
  const form = figure.querySelector("[data-map-choice]");
  const list = figure.querySelector("[data-map-areas]");
  const link = figure.querySelector("[data-map-link]");
  const names = collection.features.map((feature, id) => [feature.properties.name, id]);
  names.sort(([left], [right]) => String(left).localeCompare(String(right)));
  list.replaceChildren(list.options[0], ...names.map(([name, id]) => new Option(name, id)));
  list.onchange = () => {
    const feature = list.value === "" ? null : collection.features[Number(list.value)];
    choose(feature ? Number(list.value) : null);
    link.hidden = !feature?.properties.url;
    if (!feature) return;
    link.href = feature.properties.url ?? "";
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.fitBounds(boundsOf({ features: [feature] }), { padding: 60, maxZoom: 12.5, animate: !still });
    const { name, value } = feature.properties;
    figure.querySelector("[data-map-status]").textContent = value ? `${name}: ${value}` : name;
  };
  form.onsubmit = (event) => event.preventDefault();
  form.hidden = false;
}

function locale({ dataset }) {
  return {
    "NavigationControl.ZoomIn": dataset.zoomIn,
    "NavigationControl.ZoomOut": dataset.zoomOut,
    "Map.Title": dataset.mapTitle,
    "CooperativeGesturesHandler.WindowsHelpText": dataset.ctrlScroll,
    "CooperativeGesturesHandler.MacHelpText": dataset.cmdScroll,
    "CooperativeGesturesHandler.MobileHelpText": dataset.twoFingers,
  };
}

function draw(library, container, figure, button, areas, neighbours) {
  return new library.Map({
    container,
    style: {
      version: 8,
      sources: {
        neighbours: { type: "geojson", data: neighbours },
        areas: { type: "geojson", data: areas, generateId: true },
      },
      layers: [],
    },
    bounds: boundsOf(areas),
    fitBoundsOptions: { padding: 24 },
    attributionControl: { compact: false, customAttribution: figure.dataset.attribution ?? "" },
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    locale: locale(button),
  });
}

async function open(figure, button) {
  const [library, areas, neighbours] = await Promise.all([
    load(),
    read(figure.dataset.geojson),
    figure.dataset.neighbours ? read(figure.dataset.neighbours) : { type: "FeatureCollection", features: [] },
  ]);
  const container = document.createElement("div");
  container.className = "bk-map__live";
  figure.querySelector(".bk-figure__drawing").after(container);
  let map;
  try {
    map = draw(library, container, figure, button, areas, neighbours);
  } catch (fault) {
    container.remove();
    throw fault;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }));
  let chosen = null;
  const choose = (id) => {
    if (chosen !== null) map.setFeatureState({ source: "areas", id: chosen }, { chosen: false });
    if (id !== null) map.setFeatureState({ source: "areas", id }, { chosen: true });
    chosen = id;
  };
  const onTheme = () => recolour(map);
  map.once("load", () => {
    for (const kind of ["few-residents", "no-data"]) map.addImage(kind, pattern(kind), { pixelRatio: 2 });
    layers().forEach((layer) => map.addLayer(layer));
    wirePointer(map, library, choose);
    wireChoice(figure, map, areas, choose);
    document.addEventListener("baken:theme", onTheme);
    figure.dataset.mapReady = "true";
  });
  return () => {
    document.removeEventListener("baken:theme", onTheme);
    map.remove();
    container.remove();
    delete figure.dataset.mapReady;
  };
}

function enhance(figure) {
  const button = figure.querySelector("[data-map-open]");
  const drawing = figure.querySelector(".bk-figure__drawing");
  const status = figure.querySelector("[data-map-status]");
  if (!button || !drawing || !figure.dataset.geojson) return;
  let close = null;
  const toggle = async () => {
    button.disabled = true;
    status.textContent = "";
    if (close) {
      close();
      close = null;
      figure.querySelector("[data-map-choice]").hidden = true;
    } else {
      close = await open(figure, button).catch(() => {
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

document.querySelectorAll("figure[data-map]").forEach(enhance);
