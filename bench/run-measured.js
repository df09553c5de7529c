import { spawn } from "node:child_process";
import { once } from "node:events";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";

/** The command, as people start it. */
export const COMMAND = fileURLToPath(new URL("../cli/bin/artifact-storage-record.js", import.meta.url));

/** Reports on descriptor 3 what the process took. */
const REPORT = `data:text/javascript,
  import { writeSync } from "node:fs";
  process.on("exit", () => writeSync(3, JSON.stringify(process.resourceUsage())));`;

/**
 * Runs a script in a process of its own, from its start to its end.
 *
 * @param {string[]} args The script, and its arguments.
 * @param {{ [name: string]: string }} [env]
 */
export async function runMeasured(args, env = {}) {
  const start = performance.now();
  const child = spawn(execPath, ["--import", REPORT.replace(/\s+/g, " "), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const [said, report] = ["", ""];
  const texts = { said, report };
  child.stderr?.on("data", (text) => {
    texts.said += text;
  });
  child.stdio[3]?.on("data", (text) => {
    texts.report += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${texts.said}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(texts.report);
  return {
    said: texts.said,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    /** The most memory that it held. */
    peakMB: (maxRSS * 1024) / 1e6,
  };
}
