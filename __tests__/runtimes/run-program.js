import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/**
 * Runs a program that prints the scenario's outcome, and nothing else.
 *
 * @param {string} program @param {string[]} args @param {Record<string, string>} [environment]
 */
export async function runProgram(program, args, environment) {
  const { stdout } = await promisify(execFile)(program, args, { cwd: HERE, env: { ...process.env, ...environment } });
  return JSON.parse(stdout);
}
