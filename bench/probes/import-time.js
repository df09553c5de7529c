// Prints how long a module takes to be imported, in ms: node bench/probes/import-time.js URL [NAME IT EXPORTS]
import "@octokit/core";
import assert from "node:assert/strict";

const [url, ...exported] = process.argv.slice(2);
const start = performance.now();
const module = await import(url);
console.log(performance.now() - start);
assert.deepEqual(
  exported.filter((name) => !(name in module)),
  [],
);
