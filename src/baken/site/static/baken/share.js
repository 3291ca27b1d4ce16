/* Buttons that only a browser with scripts can offer: copy a link, print, a drawing as PNG.
   They are hidden until this file has run; the link and the SVG beside them need no script. */

const SHARPNESS = 2;

function tell(button, words) {
  const status = button.parentElement.querySelector("[role=status]");
  if (status) status.textContent = words;
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    tell(button, button.dataset.done);
  } catch {
    tell(button, button.dataset.failed);
  }
}

function picture(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error(address));
    image.src = address;
  });
}

async function asPng(button) {
  const image = await picture(button.dataset.png);
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = nameOf(button.dataset.png);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function nameOf(address) {
  const parts = new URL(address, location.href).pathname.split("/").filter(Boolean);
  return `baken-${parts.slice(0, -1).join("-") || "tekening"}.png`;
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    asPng(button).catch(() => {
      button.disabled = true;
      button.after(` ${button.dataset.failed}`);
    });
  });
}
