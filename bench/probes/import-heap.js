import "@octokit/core";
import { heapLevel } from "../heap-level.js";

// The first import of all prepares Node's loader.
await import("../record.js?first");
const before = await heapLevel();
await import(process.argv[2]);
console.log(((await heapLevel()) - before) / 1024);
