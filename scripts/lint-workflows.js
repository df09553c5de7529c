// Checks the action and all workflows, those in Markdown included, with GitHub's language service, and all shell
// scripts, theirs included, with ShellCheck. Prints what is wrong as FILE:LINE: MESSAGE.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";

/**
 * @typedef {object} Text A file, or a part of one
 * @property {string} file
 * @property {number} line Of the file's, on which the text begins
 * @property {string} text
 */

const { validate, TextDocument } = await loadLanguageService();
const workflows = [...tracked(".github/workflows/*.yml", "action.yml"), ...tracked("*.md").flatMap(workflowsWithin)];
const scripts = [...tracked("*.sh", ".ci/run"), ...workflows.flatMap(scriptsWithin)];
const problems = [...(await Promise.all(workflows.map(problemsOfWorkflow))).flat(), ...problemsOfScripts()];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`Checked ${workflows.length} workflows and ${scripts.length} shell scripts. No problem found.`);

/** It imports JSON in a way that bundlers know, and Node does not. */
async function loadLanguageService() {
  const contents = `
    export { validate } from "@actions/languageservice";
    export { TextDocument } from "vscode-languageserver-textdocument";`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "esm",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? "").toString("base64")}`);
}

/** @param {string[]} patterns @returns {Text[]} */
function tracked(...patterns) {
  const files = execFileSync("git", ["ls-files", ...patterns], { encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
  return files.map((file) => ({ file, line: 1, text: readFileSync(file, "utf8") }));
}

/** @param {Text} markdown @returns {Text[]} */
function workflowsWithin({ file, text }) {
  const blocks = Array.from(text.matchAll(/(?<=^```ya?ml\n).*?(?=^```$)/gms));
  return blocks
    .filter(([block]) => /^jobs:/m.test(block))
    .map(({ 0: block, index }) => ({ file, line: text.slice(0, index).split("\n").length, text: block }));
}

/** @param {Text} workflow @returns {Promise<string[]>} */
async function problemsOfWorkflow({ file, line, text }) {
  // What it is is told by the name: action.yml is an action, and all else a workflow.
  const uri = `file:///${file.replace(/\.md$/, ".yml")}`;
  /** @type {{ message: string, range: { start: { line: number } } }[]} */
  const diagnostics = await validate(TextDocument.create(uri, "yaml", 1, text));
  return diagnostics.map(({ message, range }) => `${file}:${line + range.start.line}: ${message}`);
}

/**
 * The scripts for bash, which is the runners' own shell, in the steps of a workflow or an action.
 * @param {Text} workflow
 * @returns {Text[]}
 */
function scriptsWithin({ file, line, text }) {
  const lineCounter = new LineCounter();
  /** @type {Text[]} */
  const found = [];
  visit(parseDocument(text, { lineCounter }), {
    Map(_, step) {
      const [run, shell] = [step.get("run", true), step.get("shell")];
      if (!isScalar(run) || !run.range || !["bash", undefined].includes(`${shell ?? "bash"}`)) return;
      // Of a block, the text begins below its `|`.
      const begins = lineCounter.linePos(run.range[0]).line + (run.type === "PLAIN" ? 0 : 1);
      found.push({ file, line: line + begins - 1, text: `${run.value}` });
    },
  });
  return found;
}

function problemsOfScripts() {
  const missing = spawnSync("shellcheck", ["--version"]).error;
  if (missing) {
    console.error("ShellCheck is not installed, so no shell script was checked: see https://www.shellcheck.net.");
    return process.env.CI ? ["CI needs ShellCheck."] : [];
  }
  return scripts.flatMap(problemsOfScript);
}

/** @param {Text} script @returns {string[]} */
function problemsOfScript({ file, line, text }) {
  // Its value is put into the script as it stands, and so runs what a stranger wrote into a title or a branch's name.
  const expression = text.split("\n").findIndex((part) => part.includes("${{"));
  if (expression >= 0)
    return [`${file}:${line + expression}: Give an expression to a script in \`env\`, not in its text.`];
  const { stdout } = spawnSync("shellcheck", ["--shell=bash", "--format=json", "-"], { input: text, encoding: "utf8" });
  /** @type {{ line: number, code: number, message: string }[]} */
  const found = JSON.parse(stdout);
  return found.map(({ line: at, code, message }) => `${file}:${line + at - 1}: ${message} (SC${code})`);
}
