// What a careful reader finds wrong with a page; each function returns complaints, one a line.
// Rows beyond the first of a long table look like those before them.
const reader = (() => {
  const ROWS = 40;
  const all = (where, what) => Array.from(where.querySelectorAll(what));
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const listed = (node) => {
    const row = node.closest("tr");
    return row === null || row.rowIndex < ROWS;
  };
  const shown = (node) => listed(node) && node.checkVisibility() && node.getClientRects().length > 0;

  /** A click on each head sorts, another turns it round; the filter keeps lines with what was typed. */
  const tables = () => {
    const told = [];
    for (const table of all(document, "table[id]")) {
      const body = table.tBodies[0];
      const value = (row, at) => {
        const cell = row.cells[at];
        return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
      };
      for (const head of all(table, "thead th")) {
        const column = (of) => Array.from(body.rows, (row) => value(row, of));
        const before = column(head.cellIndex).slice().sort().join("\n");
        head.querySelector("button").click();
        const up = column(head.cellIndex);
        const inOrder = up.every((v, i) => i === 0 || (typeof v === "number" ? up[i - 1] <= v
          : up[i - 1].localeCompare(v, "en", {numeric: true}) <= 0));
        if (!inOrder) told.push(table.id + ": " + head.textContent + " does not sort");
        if (up.slice().sort().join("\n") !== before) told.push(table.id + ": sorting lost a line");
        head.querySelector("button").click();
        const down = column(head.cellIndex);
        if (String(down[0]) !== String(up[up.length - 1])) told.push(table.id + ": " + head.textContent + " does not turn round");
      }
      const input = document.querySelector("input[data-table='" + table.id + "']");
      if (input !== null) {
        const word = body.rows[0].cells[0].textContent.trim().toLowerCase();
        const holding = Array.from(body.rows).filter((row) => row.textContent.toLowerCase().includes(word)).length;
        const type = (text) => {
          input.value = text;
          input.dispatchEvent(new Event("input"));
          return Array.from(body.rows).filter((row) => !row.hidden).length;
        };
        if (type("no line holds this") !== 0) told.push(table.id + ": the filter keeps what does not match");
        if (type(word.split(/\s+/)[0]) < holding) told.push(table.id + ": the filter drops what matches");
        if (type("") !== body.rows.length) told.push(table.id + ": the filter does not forget");
      }
    }
    return told.join("\n");
  };

  /** Nothing stands beyond the window's edge. */
  const width = () => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge) return "";
    return all(document, "body *").filter((node) => shown(node) && node.getBoundingClientRect().right > edge + 1
        && node.closest(".wide, pre") === null)
      .slice(0, 5).map((node) => node.tagName + "." + node.getAttribute("class") + " is wider than the window: " + short(node.textContent))
      .concat("the page is " + document.documentElement.scrollWidth + " wide in " + edge).join("\n");
  };

  /** What a printer cannot scroll to. */
  const cut = () => all(document, ".wide, pre, figure")
    .filter((node) => shown(node) && node.scrollWidth > node.clientWidth + 1)
    .map((node) => node.tagName + " is cut by " + (node.scrollWidth - node.clientWidth) + ": " + short(node.textContent))
    .join("\n");

  const rgba = (color) => {
    const parts = (color.match(/[\d.]+/g) || ["0", "0", "0", "0"]).map(Number);
    return parts.length < 4 ? parts.slice(0, 3).concat(1) : parts;
  };
  const over = (top, below) => {
    const share = top[3];
    return [0, 1, 2].map((i) => top[i] * share + below[i] * (1 - share)).concat(1);
  };
  const light = (color) => {
    const [r, g, b] = color.slice(0, 3).map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const ground = (node) => {
    const layers = [];
    for (let at = node; at !== null; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const painted = (shape) => {
    const style = getComputedStyle(shape);
    if (style.fill === "none") return [0, 0, 0, 0];
    const color = rgba(style.fill);
    return color.slice(0, 3).concat(color[3] * Number(style.fillOpacity));
  };
  const behind = (text) => {
    const style = getComputedStyle(text);
    if (style.paintOrder.startsWith("stroke") && style.stroke !== "none") return rgba(style.stroke);
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let color = ground(text);
    for (const shape of all(text.ownerSVGElement, "rect, circle, path")) {
      const at = shape.getBoundingClientRect();
      const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before && at.left <= x && x <= at.right && at.top <= y && y <= at.bottom) color = over(painted(shape), color);
    }
    return color;
  };

  /** WCAG 2.2, 1.4.3: 4.5 to 1. */
  const contrast = () => {
    const told = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() === "" || node.closest("script, title, style") || !shown(node)) continue;
      const drawn = node.closest("svg text");
      const color = drawn ? rgba(getComputedStyle(node).fill) : rgba(getComputedStyle(node).color);
      const value = ratio(color, drawn ? behind(drawn) : ground(node));
      if (value < 4.5) told.add(value.toFixed(1) + " " + node.tagName + "." + node.getAttribute("class") + ": " + short(node.textContent));
    }
    return Array.from(told).slice(0, 10).join("\n");
  };

  /** Labels that cover each other, stand beyond their picture, or are too small to read. */
  const labels = () => {
    const told = [];
    for (const picture of all(document, "svg.picture")) {
      const frame = picture.getBoundingClientRect();
      const texts = all(picture, "text").filter((text) => text.textContent.trim() !== "")
        .map((text) => ({words: short(text.textContent), box: text.getBoundingClientRect(), size: text}));
      texts.forEach((one, i) => {
        if (one.box.left < frame.left - 1 || one.box.right > frame.right + 1 || one.box.top < frame.top - 1
            || one.box.bottom > frame.bottom + 1) told.push("beyond its picture: " + one.words);
        for (const other of texts.slice(i + 1)) {
          const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (wide > 1 && high > 4) told.push("'" + one.words + "' covers '" + other.words + "'");
        }
      });
    }
    return told.slice(0, 10).join("\n");
  };

  return {tables, width, cut, contrast, labels};
})();
