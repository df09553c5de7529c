import { fileURLToPath } from "node:url";
import { runPage } from "./run-page.js";
import { runProgram } from "./run-program.js";

/**
 * @typedef {object} Runtime
 * @property {string} name
 * @property {string} program Where its executable is, if there is one for this machine.
 * @property {RegExp} userAgent What its requests say that they are from.
 * @property {(program: string, github: string) => Promise<unknown>} run Runs the scenario against a GitHub.
 */

const MODULES = fileURLToPath(new URL("node_modules", import.meta.url));
const CHROMIUM = "/usr/bin/chromium";

/** @type {Runtime[]} */
export const runtimes = [
  ...["20", "22", "24"].map((version) => ({
    name: `Node ${version}`,
    program: `${MODULES}/node-${version}-${process.platform}-${process.arch}/bin/node`,
    userAgent: new RegExp(`Node\\.js/${version}\\b`),
    run: printed(),
  })),
  {
    // That of jest-environment-jsdom 29.
    name: "jsdom 20",
    program: process.execPath,
    userAgent: /jsdom\/20\b/,
    run: (program, github) => runProgram(program, ["print-in-jsdom.js", github]),
  },
  { name: "Bun", program: `${MODULES}/.bin/bun`, userAgent: /Bun\//, run: printed() },
  { name: "Deno", program: `${MODULES}/.bin/deno`, userAgent: /Deno\//, run: printed("run", "--allow-net=127.0.0.1") },
  {
    name: "workerd",
    program: `${MODULES}/.bin/workerd`,
    userAgent: /Cloudflare-Workers/,
    run: (program, github) => runProgram(program, ["test", "worker.capnp"], { GITHUB_URL: github }),
  },
  {
    name: "Chromium, unbundled with an import map",
    program: CHROMIUM,
    userAgent: /Chrom/,
    run: page("import-map.html"),
  },
  { name: "Chromium, bundled", program: CHROMIUM, userAgent: /Chrom/, run: page("bundled.html") },
];

/** @param {string[]} args */
function printed(...args) {
  return (/** @type {string} */ program, /** @type {string} */ github) =>
    runProgram(program, [...args, "print-scenario.js", github]);
}

/** @param {string} file */
function page(file) {
  return (/** @type {string} */ program, /** @type {string} */ github) => runPage(program, file, github);
}
