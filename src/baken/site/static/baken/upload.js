/* Files dragged to the form land in its own field; without this file that field does the same. */

const units = ["B", "kB", "MB", "GB"];

function size(bytes) {
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Math.round(bytes / 1000 ** step)} ${units[step]}`;
}

function show(list, files) {
  list.replaceChildren(
    ...[...files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} (${size(file.size)})`;
      return line;
    }),
  );
  list.hidden = files.length === 0;
}

for (const form of document.querySelectorAll("[data-drop-files]")) {
  const zone = form.querySelector("[data-drop-zone]");
  const field = zone.querySelector("input[type=file]");
  const names = zone.querySelector("[data-drop-names]");
  zone.querySelector("[data-drop-text]").hidden = false;
  field.addEventListener("change", () => show(names, field.files));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("deliveries-drop--over");
  });
  for (const end of ["dragleave", "drop"]) {
    zone.addEventListener(end, () => zone.classList.remove("deliveries-drop--over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    field.files = event.dataTransfer.files;
    show(names, field.files);
  });
}
