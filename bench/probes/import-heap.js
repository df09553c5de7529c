// Prints what a module takes of the heap, in KiB: node --expose-gc bench/probes/import-heap.js URL [NAME IT EXPORTS]
import "@octokit/core";
import assert from "node:assert/strict";
import { heapLevel } from "../heap-level.js";

const [url, ...exported] = process.argv.slice(2);
// The first import of all prepares Node's loader.
await import("../record.js?first");
const before = await heapLevel();
const module = await import(url);
console.log(((await heapLevel()) - before) / 1024);
assert.deepEqual(
  exported.filter((name) => !(name in module)),
  [],
);
