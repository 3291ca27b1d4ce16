/* Sorts a table by the column pressed: <table data-sortable>, <th data-sort="number|text">.
   A cell may carry its raw value in data-value; empty cells stay at the end in both directions. */

const language = document.documentElement.lang || "nl";
const words = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

function valueOf(row, column, kind) {
  const cell = row.cells[column];
  const text = (cell?.dataset.value ?? cell?.textContent ?? "").trim();
  if (kind !== "number") return text === "" ? null : text;
  const number = Number(text);
  return text === "" || Number.isNaN(number) ? null : number;
}

function order(left, right, sign) {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return sign * (typeof left === "number" ? left - right : words.compare(left, right));
}

function sort(table, header, direction) {
  const column = header.cellIndex;
  const kind = header.dataset.sort;
  const sign = direction === "ascending" ? 1 : -1;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, column, kind) }));
  rows.sort((left, right) => order(left.value, right.value, sign));
  body.append(...rows.map(({ row }) => row));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", direction);
}

function press(table, header) {
  const first = header.dataset.sort === "number" ? "descending" : "ascending";
  const now = header.getAttribute("aria-sort");
  const other = first === "ascending" ? "descending" : "ascending";
  sort(table, header, now === first ? other : first);
}

function enhance(table) {
  if (table.dataset.enhanced) return;
  table.dataset.enhanced = "true";
  for (const header of table.querySelectorAll("thead th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bk-table__sort";
    button.append(...header.childNodes);
    button.addEventListener("click", () => press(table, header));
    header.append(button);
  }
}

function enhanceAll() {
  document.querySelectorAll("table[data-sortable]").forEach(enhance);
}

enhanceAll();
document.addEventListener("htmx:afterSettle", enhanceAll);
