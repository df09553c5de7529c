/** @typedef {import("./record-sessions.js").Row} Row */

const CELL = { width: 8.4, height: 20 };
const PADDING = 14;
const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";

// GitHub's own colors, by day and by night.
const STYLE = `
  rect { fill: #f6f8fa; stroke: #d1d9e0 }
  text { font: 14px ${FONT}; white-space: pre; fill: #1f2328 }
  .bold { font-weight: 600 }
  .dim { fill: #59636e }
  .green { fill: #1a7f37 }
  .yellow { fill: #9a6700 }
  @media (prefers-color-scheme: dark) {
    rect { fill: #151b23; stroke: #3d444d }
    text { fill: #f0f6fc }
    .dim { fill: #9198a1 }
    .green { fill: #3fb950 }
    .yellow { fill: #d29922 }
  }
`;

/** A screen as SVG. Each part is as wide as its columns, whatever font there is. @param {string} title @param {Row[]} rows */
export function drawScreen(title, rows) {
  const columns = Math.max(...rows.map((row) => row.reduce((sum, { text }) => sum + text.length, 0)));
  const width = Math.ceil(columns * CELL.width + 2 * PADDING);
  const height = rows.length * CELL.height + 2 * PADDING;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escapeText(title)}</title>
<style>${STYLE}</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${rows.map(drawRow).join("\n")}
</svg>
`;
}

/** @param {Row} row @param {number} index */
function drawRow(row, index) {
  let column = 0;
  const parts = row.map(({ text, look }) => {
    const [x, width] = [PADDING + column * CELL.width, text.length * CELL.width].map((value) => value.toFixed(1));
    column += text.length;
    return `<tspan class="${look}" x="${x}" textLength="${width}">${escapeText(text)}</tspan>`;
  });
  return `<text y="${PADDING + 14.5 + index * CELL.height}">${parts.join("")}</text>`;
}

/** @param {string} text */
const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
