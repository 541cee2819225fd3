"use strict";
(() => {
  const all = (where, what) => Array.from(where.querySelectorAll(what));
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent : BigInt(cell.dataset.v);
  };
  const compare = (a, b) =>
    typeof a === "bigint" ? (a === b ? 0 : a > b ? 1 : -1) : a.localeCompare(b, "en", {numeric: true});
  for (const button of all(document, "th button")) {
    button.addEventListener("click", () => {
      const head = button.parentElement;
      const column = head.cellIndex;
      const body = head.closest("table").tBodies[0];
      const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      for (const other of head.parentElement.cells) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      body.append(...Array.from(body.rows).sort((a, b) => sign * compare(key(a, column), key(b, column))));
    });
  }
  for (const input of all(document, "input[data-table]")) {
    const rows = Array.from(document.getElementById(input.dataset.table).tBodies[0].rows);
    const told = input.parentElement.querySelector("output");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = words.some((word) => !text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      told.textContent = shown === rows.length ? rows.length + " lines" : shown + " of " + rows.length + " lines";
    });
  }
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all(document, "details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
})();
