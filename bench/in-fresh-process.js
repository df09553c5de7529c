import { execFile } from "node:child_process";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const FLAGS = [
  "--expose-gc",
  // What makes garbage pays for collecting it, not what happens to run at that time.
  "--single-threaded-gc",
  // V8 would drop code that was not run of late, and the heap would shrink by it.
  "--no-flush-bytecode",
];

/**
 * Runs a script of this folder in a process of its own.
 *
 * @param {string} script
 * @param {...string} parameters
 * @returns {Promise<any>} What it printed, which is JSON.
 */
export const inFreshProcess = (script, ...parameters) => run(FLAGS, script, parameters);

/**
 * The same without compiling to machine code, which stays on the heap and would count as the script's.
 *
 * @param {string} script
 * @param {...string} parameters
 * @returns {Promise<any>}
 */
export const inFreshInterpreter = (script, ...parameters) =>
  run([...FLAGS, "--no-opt", "--no-sparkplug"], script, parameters);

/** @param {string[]} flags @param {string} script @param {string[]} parameters */
async function run(flags, script, parameters) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(execPath, [...flags, file, ...parameters]);
  return JSON.parse(stdout);
}
