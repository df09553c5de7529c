import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { EXIT } from "../src/exit-code.ts";
import { TOPICS } from "../src/help-topics.ts";
import { PARAMETER_NAMES } from "../src/parameters.ts";
import { runHere } from "./support/run-here.ts";

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const README = read("../README.md");
const COMMAND = fileURLToPath(new URL("../bin/artifact-storage-record.js", import.meta.url));
const action: { inputs: object; outputs: object } = parse(read("../../action.yml"));
const COMMANDS = ["create", "import", "verify", "retire", "list"];

const helps = new Map<string, string>();
beforeAll(async () => {
  for (const command of COMMANDS) helps.set(command, (await runHere(["help", command])).stdout);
});

const flagsIn = (text: string) => [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag);
/** The flags that a command's help lists, each at the beginning of its line. */
const flagsOf = (command: string) =>
  [...`${helps.get(command)}`.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)]
    .map(([, flag]) => flag)
    .filter((flag) => flag !== "--help");

/** The cells of the table with this head, by row. */
function table(head: string): string[][] {
  const [, rows = ""] = README.split(`${head}\n`);
  const [lines = ""] = rows.split("\n\n");
  const cells = lines.split("\n").map((line) => line.split("|").slice(1, -1));
  return cells.slice(1).map((row) => row.map((cell) => cell.trim()));
}

const [, exitCodes = ""] = README.split("## Exit codes\n\n");
const blocks = [...README.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", text = ""]) => ({
  language,
  text,
}));
const yaml = blocks.filter(({ language }) => language === "yaml").map(({ text }) => text);
/** What runs the command, its lines joined. */
const calls = blocks
  .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n"))
  .flatMap((line) => line.match(/\bnpx .*artifact-storage-record@.*/) ?? []);

test.each(COMMANDS)("%s: the table has the flags of its help, and no others", (command) => {
  const flags = table(`| \`${command}\` | |`).map(([flag]) => flagsIn(`${flag}`));
  expect(flags.flat().sort()).toEqual(flagsOf(command).sort());
});

test.each(COMMANDS)("%s: the table has the defaults of its help, and no others", (command) => {
  const inTable = table(`| \`${command}\` | |`).flatMap(([flag = "", text = ""]) => {
    const [, value] = /`?(\w+)`? (?:\(default\)|by default)/.exec(text) ?? [];
    return value ? [`${flagsIn(flag)} ${value}`] : [];
  });
  const entries = `${helps.get(command)}`.split(/^ {2}(?=--)/m).slice(1);
  const inHelp = entries.flatMap((entry) => {
    const [, value] = /default:\s+"?(\w+)"?\)/.exec(entry) ?? [];
    return value && value !== "none" ? [`${flagsIn(entry)[0]} ${value}`] : [];
  });
  expect(inTable.sort()).toEqual(inHelp.sort());
  expect(inTable.length).toBeGreaterThan(0);
});

test("the version of Node is the one that the package asks for", () => {
  const { engines } = JSON.parse(read("../package.json"));
  const versions = [...README.matchAll(/Node ([\d.]+) or later/g)].map(([, version]) => `>=${version}`);
  expect(versions).toEqual([engines.node]);
});

test("what it runs has flags that exist", () => {
  expect(calls.length).toBeGreaterThan(8);
  for (const call of calls) {
    const [, command = "", rest = ""] = /artifact-storage-record@1 (\S+)(.*)/.exec(call) ?? [];
    if (command === "--help") continue;
    expect(COMMANDS).toContain(command);
    expect(flagsOf(command)).toEqual(expect.arrayContaining(flagsIn(rest)));
  }
});

test("the exit codes are the program's, in the same words as in its help", () => {
  const rows = table("## Exit codes\n\n| | |");
  expect(rows.map(([code]) => Number(code))).toEqual(Object.values(EXIT));
  expect(exitCodes).toMatch(/^\| \| \|/);
  for (const [code, meaning = ""] of rows) {
    const [, said = ""] = new RegExp(`^  ${code} +(.*)$`, "m").exec(TOPICS["exit-codes"].text) ?? [];
    expect(meaning.slice(0, said.length)).toBe(said);
    expect(said).not.toBe("");
  }
});

test("the environment variables are those of the help", () => {
  const [, section = ""] = TOPICS.environment.text.split("Environment:\n");
  const [told = ""] = section.split("\n\n");
  const variables = (text: string) => [...text.matchAll(/\b[A-Z]+_?[A-Z_]*\b(?=[`, ]|$)/gm)].map(([name]) => name);
  const inHelp = [...told.matchAll(/^ {2}(\S.*?)(?: {2,}|$)/gm)].flatMap(([, names = ""]) => variables(names));
  expect(table("## Environment\n\n| | |").flatMap(([names = ""]) => variables(names))).toEqual(inHelp);
});

test("the keys of a line are the program's", () => {
  const [, listed = ""] = /^Keys and columns are the API's: (.*?)\./m.exec(README) ?? [];
  expect(listed.split(", ")).toEqual(PARAMETER_NAMES.map((name) => `\`${name}\``));
});

test("the examples of CSV and NDJSON are accepted, and say the same", () => {
  const sample = (language: string) => `${blocks.find((block) => block.language === language)?.text}`;
  const dryRun = (format: string, input: string) => {
    const set = ["--set", "registry_url=https://ghcr.io"];
    const args = [COMMAND, "import", "-", "--format", format, "--org", "octo-org", ...set, "--dry-run", "--json"];
    return JSON.parse(
      execFileSync(process.execPath, args, { encoding: "utf8", input, stdio: ["pipe", "pipe", "ignore"] }),
    );
  };
  const csv = dryRun("csv", sample("csv"));
  expect(csv).toMatchObject({ invalid: 0, records: 2 });
  expect(dryRun("ndjson", sample("json"))).toEqual(csv);
});

describe("workflows", () => {
  const workflows = yaml.filter((text) => /^jobs:/m.test(text)).map((text) => parse(text));

  test("are there for an image, for shards and for what was removed", () => {
    expect(workflows.map(({ jobs }) => Object.keys(jobs))).toEqual([["image"], ["import"], ["remove"]]);
  });

  test.each(workflows)("$name: permissions are told, and no expression stands in a script", ({ permissions, jobs }) => {
    expect(permissions).toBeDefined();
    for (const { steps, ...job } of Object.values<{ steps: { run?: string; shell?: string }[] }>(jobs)) {
      expect(JSON.stringify([job, steps])).toMatch(/"artifact-metadata":"write"|GITHUB_APP_PRIVATE_KEY/);
      for (const { run, shell } of steps.filter((step) => step.run)) {
        expect([shell, run]).toEqual(["bash", expect.not.stringContaining("${" + "{")]);
      }
    }
  });

  test("the matrix has every shard of as many as the command is told", () => {
    const { matrix } = workflows[1].jobs.import.strategy;
    const [, count] = /SHARD: .*\/(\d+)$/m.exec(`${yaml[1]}`) ?? [];
    expect(matrix.shard).toEqual(Array.from({ length: Number(count) }, (_, index) => index + 1));
  });
});

test("the action's inputs and outputs are those of action.yml", () => {
  const [, text = ""] = README.split("### As an action\n");
  const named = [...text.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
  const flags = flagsOf("create").map((flag) => `${flag}`.slice(2).replace("artifact-version", "version"));
  const inputs = new Set([...flags.filter((name) => !["dry-run", "json"].includes(name)), ...named]);
  for (const name of Object.keys(action.inputs)) expect(inputs).toContain(name);
  for (const name of Object.keys(action.outputs)) expect(named).toContain(name);
  const [step] = parse(`${yaml.at(-1)}`);
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
});
