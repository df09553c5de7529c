// Prints every warning in what a command printed, but for the one that README.md explains, and fails where there is one:
//   node scripts/find-warnings.js LOG…
import { readFileSync } from "node:fs";

/** What npm, Node.js, jest and compilers begin a warning with. */
const WARNING =
  /^npm warn\b|^\(node:\d+\)|^\(Use `node --trace|^(?:\w+ )?warning\b|\b\w*Warning: |^WARN\b|^▲ \[WARNING\]|^jest-haste-map: |^A worker process has failed|^Jest did not exit|^ +console\.(?:warn|error)\b/i;

/** npm's report on an engine is of several lines; what it is about stands in the second. */
const ENGINE_REPORT =
  /^npm warn EBADENGINE Unsupported engine \{\n(?:npm warn EBADENGINE .*\n)*?npm warn EBADENGINE \}\n/gm;
const isExplained = (/** @type {string} */ report) => report.includes("package: 'content-type@");

for (const file of process.argv.slice(2)) {
  const log = readFileSync(file, "utf8").replaceAll("\r", "");
  const rest = log.replace(ENGINE_REPORT, (report) => (isExplained(report) ? "" : report));
  for (const line of rest.split("\n").filter((text) => WARNING.test(text))) {
    console.error(`${file}: not explained: ${line}`);
    process.exitCode = 1;
  }
}
