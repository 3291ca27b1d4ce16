/* What part of a drawn map is seen: zoom and place, with names, hatching and scale bar that keep
   their size. All sizes are in units of the drawing. */

const CLOSEST = 24;
const STEPS = [1, 2, 5];

function roundDistance(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [...STEPS].reverse().map((step) => step * power).find((metres) => metres <= most) ?? power;
}

function boxOf(path, matrix) {
  const box = path.getBBox();
  return {
    x: box.x * matrix.a + matrix.e,
    y: box.y * matrix.d + matrix.f,
    width: box.width * matrix.a,
    height: box.height * matrix.d,
    middle: spotInside(path, box, matrix),
  };
}

function spotInside(path, box, matrix) {
  const shares = [0.5, 0.35, 0.65, 0.2, 0.8];
  for (const down of shares) {
    for (const across of shares) {
      const point = new DOMPoint(box.x + across * box.width, box.y + down * box.height);
      if (path.isPointInFill(point)) return { x: point.x * matrix.a + matrix.e, y: point.y * matrix.d + matrix.f };
    }
  }
  return { x: (box.x + box.width / 2) * matrix.a + matrix.e, y: (box.y + box.height / 2) * matrix.d + matrix.f };
}

function clipped(svg, part) {
  // a clip on a moved group would move with it
  const clip = svg.querySelector("clipPath");
  const frame = document.createElementNS(svg.namespaceURI, "g");
  if (clip) frame.setAttribute("clip-path", `url(#${clip.id})`);
  part.before(frame);
  frame.append(part);
}

export function makeView(svg, areas) {
  const ground = svg.querySelector(".map-ground");
  const frame = { width: ground.width.baseVal.value, height: ground.height.baseVal.value };
  const moved = [...svg.querySelectorAll(".map-around, .map-areas, .map-outlines")]
    .map((part) => ({ part, own: part.getAttribute("transform") ?? "" }));
  const matrix = svg.querySelector(".map-areas").transform.baseVal.consolidate()?.matrix ?? svg.createSVGMatrix();
  const labels = svg.querySelector(".map-labels");
  const outlines = svg.querySelector(".map-outlines");
  for (const part of [labels, outlines]) if (part) clipped(svg, part);
  const drawn = [...(labels?.children ?? [])].map((label) => ({ label, x: label.x.baseVal[0].value, y: label.y.baseVal[0].value }));
  const patterns = [...svg.querySelectorAll("pattern")].map((part) => ({ part, own: part.getAttribute("patternTransform") ?? "" }));
  const bar = svg.querySelector(".map-bar");
  const state = { k: 1, x: 0, y: 0 };
  for (const area of areas) area.box = boxOf(area.surface, matrix);

  function redrawBar() {
    if (!bar) return;
    const perUnit = Number(bar.dataset.metresPerUnit) / state.k;
    const metres = roundDistance(0.22 * frame.width * perUnit);
    const length = metres / perUnit;
    const path = bar.querySelector("path");
    path.setAttribute("d", path.getAttribute("d").replace(/h[\d.]+/, `h${length.toFixed(1)}`));
    const text = bar.querySelector("text");
    text.setAttribute("x", (length + 9).toFixed(1));
    text.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  }

  function nameOf(area) {
    if (area.text) return area.text;
    area.text = document.createElementNS(svg.namespaceURI, "text");
    area.text.setAttribute("class", "map-label map-label--live");
    area.text.setAttribute("text-anchor", "middle");
    area.text.textContent = area.short;
    labels?.append(area.text);
    area.textWidth = area.text.getComputedTextLength();
    return area.text;
  }

  function placeNames() {
    const close = state.k > 1.01;
    for (const { label, x, y } of drawn) {
      label.classList.toggle("map-label--far", close && label.classList.contains("map-label"));
      const [dx, dy] = [state.k * x + state.x - x, state.k * y + state.y - y];
      label.setAttribute("transform", `translate(${dx.toFixed(1)} ${dy.toFixed(1)})`);
    }
    const taken = [];
    const ordered = [...areas].sort((left, right) => right.box.width * right.box.height - left.box.width * left.box.height);
    for (const area of ordered) {
      if (!close) {
        area.text?.classList.add("map-label--far");
        continue;
      }
      const text = nameOf(area);
      const x = state.k * area.box.middle.x + state.x;
      const y = state.k * area.box.middle.y + state.y;
      const size = parseFloat(getComputedStyle(text).fontSize);
      const half = area.textWidth / 2 + 2;
      const box = [x - half, y - 0.7 * size, x + half, y + 0.7 * size];
      const fits = 2 * half < 1.25 * area.box.width * state.k && 1.1 * size < area.box.height * state.k
        && box[0] > 0 && box[2] < frame.width && box[1] > 0 && box[3] < frame.height
        && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      text.classList.toggle("map-label--far", !fits);
      if (!fits) continue;
      taken.push(box);
      text.setAttribute("x", x.toFixed(1));
      text.setAttribute("y", (y + 0.35 * size).toFixed(1));
    }
  }

  function show() {
    const { k } = state;
    state.x = Math.min(0, Math.max(frame.width * (1 - k), state.x));
    state.y = Math.min(0, Math.max(frame.height * (1 - k), state.y));
    const to = `translate(${state.x.toFixed(2)} ${state.y.toFixed(2)}) scale(${k.toFixed(4)})`;
    for (const { part, own } of moved) part.setAttribute("transform", `${to} ${own}`);
    for (const { part, own } of patterns) part.setAttribute("patternTransform", `${own} scale(${1 / k})`);
    redrawBar();
    placeNames();
    svg.dispatchEvent(new CustomEvent("baken:view", { detail: { zoom: k } }));
  }

  return {
    state,
    frame,
    show,
    point(event) {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      return { x: point.x, y: point.y };
    },
    screen({ x, y }) {
      const point = new DOMPoint(state.k * x + state.x, state.k * y + state.y).matrixTransform(svg.getScreenCTM());
      return { x: point.x, y: point.y };
    },
    zoom(times, around = { x: frame.width / 2, y: frame.height / 2 }) {
      const k = Math.min(CLOSEST, Math.max(1, state.k * times));
      state.x = around.x - (k / state.k) * (around.x - state.x);
      state.y = around.y - (k / state.k) * (around.y - state.y);
      state.k = k;
      show();
    },
    move(dx, dy) {
      state.x += dx;
      state.y += dy;
      show();
    },
    zoomTo({ box }) {
      const k = Math.min(CLOSEST, 0.5 * Math.min(frame.width / box.width, frame.height / box.height));
      state.k = Math.max(1, k);
      state.x = frame.width / 2 - state.k * (box.x + box.width / 2);
      state.y = frame.height / 2 - state.k * (box.y + box.height / 2);
      show();
    },
    whole() {
      Object.assign(state, { k: 1, x: 0, y: 0 });
      show();
    },
    keepInSight({ box }) {
      if (state.k === 1) return;
      const spot = { x: state.k * box.middle.x + state.x, y: state.k * box.middle.y + state.y };
      const inside = spot.x > 20 && spot.x < frame.width - 20 && spot.y > 20 && spot.y < frame.height - 20;
      if (inside) return;
      state.x += frame.width / 2 - spot.x;
      state.y += frame.height / 2 - spot.y;
      show();
    },
  };
}
