// Runs the local GitHub as a process of its own, until it is killed, and prints its URL:
//   node local-github/main.js [--port N] [--world FILE]
// FILE holds JSON in the form of world.js, which it replaces part by part.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startLocalGitHub } from "./start-local-github.js";

const { values } = parseArgs({ options: { port: { type: "string" }, world: { type: "string" } } });
const world = values.world ? JSON.parse(readFileSync(values.world, "utf8")) : {};
const { url } = await startLocalGitHub({ ...world, port: Number(values.port ?? 0) });
console.log(url);
