// What the pages say of the command and the action, by kinds: each number, name and value is looked up where it comes from.
// What is run or compared as a whole is in readme.test.ts.
import { beforeAll, describe, expect, test } from "@jest/globals";
import { readText } from "../../__tests__/support/read-blocks.ts";
import { RECORD } from "../../__tests__/support/record.ts";
import { routes } from "../../src/routes.ts";
import type { Rule } from "../../src/row.ts";
import { toOutputs } from "../src/action/to-outputs.ts";
import { RESULTS } from "../src/exit-code.ts";
import { findRecordsUrl } from "../src/github/read-workflow.ts";
import { TOPICS } from "../src/help-topics.ts";
import { nameFiles } from "../src/journal/name-files.ts";
import { createKeys } from "../src/plan/keys.ts";
import { createReport } from "../src/verify/report.ts";
import { createFakeOutput } from "./support/fake-output.ts";
import { runHere } from "./support/run-here.ts";
import { ACTION } from "./support/runner.ts";

const README = readText("cli/README.md");
const COMMANDS = ["create", "import", "verify", "retire", "list"];
const RULES: Record<string, Rule> = routes.orgs.createArtifactStorageRecord.parameters;

/** The rows of the table with this head, by cells. */
function rowsBelow(head: string, text = README): string[][] {
  const [, after = ""] = text.split(`\n${head}\n|`);
  const [lines = ""] = after.split("\n\n");
  const rows = lines.split("\n").slice(1);
  expect([head, rows.length]).not.toEqual([head, 0]);
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What of a text is more than wording: what stands in code, numbers, and shares. */
function factsOf(text: string): string[] {
  const code = Array.from(text.matchAll(/`([^`]+)`/g), ([, word = ""]) => word);
  const prose = text.replaceAll(/`[^`]*`|\]\([^)]*\)/g, " ");
  return [...code, ...(prose.match(/\b\d[\d,]*\b|\b(?:half|third|quarter|tenth|twice|dozen)\b/g) ?? [])];
}

/** What is another program's, and so in no help. */
const isForeign = (fact: string) => /^(?:actions|docker)\//.test(fact);

const plain = (text: string) => text.replaceAll(/["`]/g, "").replaceAll(/\s+/g, " ");
/** Whether a text has a fact: a word as a word, anything else as it stands. */
const has = (text: string, fact: string) =>
  /^[\w-]+$/.test(fact)
    ? new RegExp(`(?<![\\w-])${fact}(?![\\w-])`, "i").test(plain(text))
    : plain(text).includes(fact);

/** What is known of a parameter's values, as the plugin has it: for a flag or an input that is named after it. */
function ruleInWords(name: string): string {
  const { patternInWords = "", enum: values = [] } = RULES[name.replaceAll("-", "_")] ?? {};
  return [patternInWords, ...values].join(" ");
}

/** Whether a `KEY=VALUE` would be accepted. */
const isSetting = (text: string) => {
  const [key = "", value = ""] = text.split("=");
  return RULES[key]?.enum?.includes(value) ?? false;
};

const entries = new Map<string, string>();
beforeAll(async () => {
  for (const command of COMMANDS) {
    const { stdout } = await runHere(["help", command]);
    for (const entry of stdout.split(/^ {2}(?=--)/m).slice(1)) {
      // Up to the empty line, for what follows is another section.
      const [own = ""] = entry.split(/\n\n|\n(?=\S)/);
      entries.set(`${command} ${/--[\w-]+/.exec(own)?.[0]}`, own);
    }
  }
});

test.each(COMMANDS)(
  "each number and value in the table of %s is in the help of its flag, and the choices are all there",
  (command) => {
    for (const [cell = "", text = ""] of rowsBelow(`| \`${command}\` | |`)) {
      const [, flag = "", value = ""] = /(--[\w-]+)(?: ([^`]+))?/.exec(cell) ?? [];
      const entry = `${entries.get(`${command} ${flag}`)}`;
      // A file of one's own, and what a run calls the others then.
      const [, own] = (flag === "--journal" && /`(\w+\.ndjson)`/.exec(text)) || [];
      const files = own ? `${own} ${nameFiles("FILE", { journal: own }).prefix}.refused.ndjson` : "";
      const known = `${entry} ${ruleInWords(flag.slice(2))} ${COMMANDS.join(" ")} ${files}`;
      const told = factsOf(text).filter((fact) => !isSetting(fact) && !isForeign(fact));
      expect([flag, told.filter((fact) => !has(known, fact))]).toEqual([flag, []]);
      expect([flag, plain(entry)]).toEqual([flag, expect.stringContaining(value.replace("...", ""))]);
      const [, choices = ""] = /choices: (.*?)(?:, default|\))/.exec(plain(entry)) ?? [];
      for (const choice of text.startsWith("as for") ? [] : choices.split(", ").filter(Boolean))
        expect([flag, factsOf(text)]).toEqual([flag, expect.arrayContaining([choice])]);
      // Files and shares that the help names are told here, too.
      for (const [fact] of plain(entry).matchAll(/\b(?:FILE|KNOWN)\.[\w.-]*\w|\bhalf\b/g))
        expect([flag, text]).toEqual([flag, expect.stringContaining(fact)]);
    }
  },
);

describe("the table of the action's inputs", () => {
  const rows = rowsBelow("| Input | Default | Description |");
  const nameOf = (cell = "") => `${/[\w-]+/.exec(cell)}`;
  /** The list of each command, by the name that the table has for it. */
  const ofFile = (text: string) => text.replaceAll(/KNOWN|<\w+>/g, "FILE");
  /** What an example is of, which no description has. */
  const EXAMPLES = ["dist/*.tgz"];

  test("each number and value is in action.yml, or the plugin's rule", () => {
    for (const [cell, fallback = "", text = ""] of rows) {
      const name = nameOf(cell);
      const { description = "" } = ACTION.inputs[name] ?? {};
      const names = [...COMMANDS, ...Object.keys(ACTION.inputs)];
      const known = `${description} ${ruleInWords(name)} ${entries.get(`import --${name}`)} ${names.join(" ")}`;
      const told = factsOf(`${text} ${fallback}`).filter((fact) => !EXAMPLES.includes(fact) && !isForeign(fact));
      expect([name, told.filter((fact) => !has(ofFile(known), fact))]).toEqual([name, []]);
      // What is told of one command is in its own help.
      for (const part of text.split(/; |\. /)) {
        const [, command] = /^for `(\w+)`[,:]/i.exec(part) ?? [];
        const entry = entries.get(`${command} --${name}`);
        const own = factsOf(part).filter((fact) => !names.includes(fact));
        if (entry) expect([name, own.filter((fact) => !has(ofFile(entry), fact))]).toEqual([name, []]);
      }
    }
  });

  test("each default in words is that of action.yml", () => {
    const SMALL = /^(?:the|a|an|in|of|by|its|for|and|or|but|to)$/;
    const words = (text: string) =>
      plain(text.replaceAll("GITHUB_REPOSITORY", "the workflow's repository"))
        .split(/[\s,;()]+/)
        .filter((word) => word && !SMALL.test(word));
    let compared = 0;
    for (const [cell, fallback = ""] of rows) {
      const { description = "", default: own } = ACTION.inputs[nameOf(cell)] ?? {};
      const [, first] = /\(default: (.*?)\)/.exec(description) ?? [];
      if (own !== undefined) continue;
      expect([cell, fallback !== ""]).toEqual([cell, first !== undefined]);
      const [told = ""] = fallback.split(";");
      if (!first || told.startsWith("`")) continue;
      compared += 1;
      // "the workflow's repository" is its name.
      expect([cell, words(told)]).toEqual([
        cell,
        words(first).filter((word) => word !== "name" || words(told).includes(word)),
      ]);
    }
    expect(compared).toBeGreaterThan(4);
  });
});

describe("the table of the action's outputs", () => {
  const rows = rowsBelow("| Output | Example | Description |").map(([name = "", example = "", text = ""]) => ({
    name: name.replaceAll("`", ""),
    example: example.replaceAll("`", ""),
    text,
  }));
  const find = (name: string) => rows.find((row) => row.name === name) ?? { example: "", text: "" };

  test("each number and name is in action.yml", () => {
    const kinds = ["import", "verify", "retire"];
    for (const { name, text } of rows) {
      const known = `${ACTION.outputs[name]?.description} ${kinds.join(" ")}`;
      expect([name, factsOf(text).filter((fact) => !has(known, fact))]).toEqual([name, []]);
    }
  });

  test("what is always there is what a step without a result has, and `of one artifact` is what one alone has", () => {
    const always = Object.keys(toOutputs({}));
    expect(rows.filter(({ text }) => /\balways\b/.test(text)).map(({ name }) => name)).toEqual(always);
    const one = toOutputs({
      result: "stored",
      digest: RECORD.digest,
      records_url: "https://x",
      storage_records: [{ id: 1 }],
    });
    const several = toOutputs({ result: "stored", records: [] });
    const ofOne = Object.keys(one).filter((name) => !(name in several));
    expect(rows.filter(({ text }) => /\bone artifact\b|\bits record\b/.test(text)).map(({ name }) => name)).toEqual(
      ofOne,
    );
  });

  test("the most that is listed is what the command lists", () => {
    const [, most = ""] = /up to ([\d,]+)/.exec(find("records").text) ?? [];
    const report = createReport(createFakeOutput(), createKeys(), true);
    const record = { org: "octo-org", ...RECORD };
    for (let line = 0; line <= Number(most.replace(",", "")); line += 1)
      report.tell({ line, key: `${line}`, record }, { state: "missing" });
    expect(report.listed.length.toLocaleString("en")).toBe(most);
  });

  test("the examples are what the command would say", () => {
    expect(find("records-url").example).toBe(findRecordsUrl("octo-org", {}));
    const keys = Array.from(find("records").example.matchAll(/"(\w+)":/g), ([, key]) => key);
    expect(`${ACTION.outputs.records?.description}`).toContain(keys.join(", "));
    const [, result] = /"result":"(\w+)"/.exec(find("records").example) ?? [];
    expect(Object.values(RESULTS)).toContain(result);
  });
});

test("each value in the table of the environment is in its topic of the help", () => {
  const [, topic = ""] = TOPICS.environment.text.split("Environment:\n");
  const entries = topic.split(/^ {2}(?=[A-Z])/m);
  for (const [cell = "", text = ""] of rowsBelow("## Environment\n\n| | |", README)) {
    const names = factsOf(cell);
    const entry = plain(`${entries.find((one) => one.startsWith(`${names[0]}`))}`);
    const permission = Array.from(text.matchAll(/"[\w ]+: (\w+)"/g), ([, value = ""]) => value);
    // An address of GHE.com is an example.
    const told = [...factsOf(text).filter((fact) => !fact.endsWith(".ghe.com")), ...permission];
    expect([cell, told.filter((fact) => !has(entry, fact))]).toEqual([cell, []]);
  }
});
