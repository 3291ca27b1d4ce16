/* The small panel beside what is pointed at in a drawing: its lines, and links when it is held. */

export function linesOf(element) {
  // the tooltip of the drawing would cover the panel that says the same
  const title = element.querySelector(":scope > title");
  const lines = title ? title.textContent.split("\n") : [element.getAttribute("aria-label") ?? ""];
  title?.remove();
  return lines;
}

export function makePanel(stage) {
  const box = document.createElement("div");
  box.className = "bk-live-panel";
  box.hidden = true;
  stage.append(box);
  return {
    box,
    show(lines, spot, links = []) {
      const [name, ...rest] = lines;
      const heading = document.createElement("strong");
      heading.textContent = name;
      const parts = rest.map((line) => {
        const part = document.createElement("span");
        part.textContent = line;
        return part;
      });
      const ways = links.map(([words, href]) => {
        const link = document.createElement("a");
        link.className = "utrecht-link";
        link.href = href;
        link.textContent = words;
        return link;
      });
      box.replaceChildren(heading, ...parts, ...ways);
      box.classList.toggle("bk-live-panel--held", links.length > 0);
      box.hidden = false;
      place(box, stage, spot);
    },
    hide() {
      box.hidden = true;
    },
  };
}

function place(box, stage, { x, y }) {
  const around = stage.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const gap = 14;
  const beside = x - around.left + gap;
  const left = beside + width <= around.width ? beside : x - around.left - gap - width;
  const above = y - around.top - gap - height;
  const top = above >= 0 ? above : y - around.top + gap;
  box.style.setProperty("inset-inline-start", `${Math.max(4, Math.min(left, around.width - width - 4))}px`);
  box.style.setProperty("inset-block-start", `${Math.max(4, Math.min(top, around.height - height - 4))}px`);
}
