// Draws what the command prints, as docs/images/NAME.svg for each session of record-sessions.js, and writes the summary of
// a step into docs/images/summary.md:
//   npm run build && node scripts/draw-recordings.js
import { writeFileSync } from "node:fs";
import { drawScreen } from "./draw-screen.js";
import { recordSession, recordSummary } from "./record-sessions.js";

for (const [name, title] of /** @type {const} */ ([
  ["create", "A terminal: the command records an image, and prints its record"],
  ["import", "A terminal: an import is stopped by Ctrl-C, and the same command again sends only what is left"],
])) {
  const file = new URL(`../docs/images/${name}.svg`, import.meta.url);
  writeFileSync(file, drawScreen(title, await recordSession(name)));
}
writeFileSync(new URL("../docs/images/summary.md", import.meta.url), await recordSummary());
