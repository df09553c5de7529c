import { describe, expect, test } from "@jest/globals";
import { INPUTS } from "../src/action/read-inputs.ts";
import { COMMANDS, findOption, findParameter, WORK } from "../src/action/to-arguments.ts";
import { TOPICS } from "../src/help-topics.ts";
import { formatNumber } from "../src/output/format-time.ts";
import { PARAMETERS } from "../src/parameters.ts";
import { LISTED } from "../src/verify/report.ts";
import { findClaims } from "./support/find-claims.ts";
import { ACTION } from "./support/runner.ts";

const commands = Object.values(COMMANDS).map((define) => define());
const [create] = commands;

/** Flags of the command that no input gives, and why. */
const NOT_INPUTS = {
  "--set": "each parameter is an input",
  "--json": "the outputs say it",
  "--redis": "the action asks nobody but GitHub",
};

const inputs = INPUTS.filter((name) => !["token", "api-url", "import", "verify", "retire"].includes(name));
/** What stands for an input's value in the help, by the input: `FILE` → `<import>`, and `KNOWN` → `<retire>` */
const nameInputs = (help: string, command: string) =>
  help.replaceAll(/\b(?:FILE|KNOWN)\b/g, `<${command}>`).replaceAll(/\bPRESENT\b/g, "<present>");
/** As the description has it: `the list, or - for stdin` → `The list, …` */
const say = (text: string) => text.replace(/^./, (first) => first.toUpperCase());

test("action.yml has the inputs that the action reads, in their order", () => {
  expect(Object.keys(ACTION.inputs)).toEqual([...INPUTS]);
});

test("it needs no shell: node24 runs one file", () => {
  expect(ACTION.runs).toEqual({ using: "node24", main: "action/index.js" });
});

test("each flag of the command is an input, or there is a reason", () => {
  const given = commands.flatMap((command) => inputs.map((name) => findOption(name, command)?.long));
  const missing = commands
    .flatMap(({ options }) => options.map(({ long }) => long))
    .filter((long) => !given.includes(long));
  expect(new Set(missing)).toEqual(new Set(Object.keys(NOT_INPUTS)));
});

test("each parameter of a record is an input, besides what the answer is to hold", () => {
  const names = Object.keys(PARAMETERS).filter((name) => name !== "return_records");
  expect(
    names.map((name) => name.replaceAll("_", "-")).filter((name) => !INPUTS.some((input) => input === name)),
  ).toEqual([]);
});

describe.each(inputs)("%s", (name) => {
  const description = ACTION.inputs[name]?.description ?? "";
  const flags = commands.flatMap((command) => {
    const option = findOption(name, command);
    return option ? [{ command: command.name(), option }] : [];
  });

  test("says what the help says of its flag, for each command that has it", () => {
    expect(flags.length).toBeGreaterThan(0);
    expect(description).not.toMatch(/\b(?:FILE|KNOWN|PRESENT)\b/);
    for (const { command, option } of flags) {
      const help = nameInputs(option.description, command)
        .replace(/^with --dry-run:/, "with dry-run,")
        .replace(/, or - for stdin$/, "");
      expect(description.toLowerCase()).toContain(help.toLowerCase());
      for (const value of option.argChoices ?? []) expect(description).toMatch(new RegExp(`\\b${value}\\b`));
    }
  });

  test("says its default, and has none of its own", () => {
    expect(ACTION.inputs[name]).not.toHaveProperty("default");
    for (const { option } of flags) {
      const fallback = option.isBoolean() ? false : (option.defaultValueDescription ?? option.defaultValue);
      if (fallback !== undefined) expect(description).toContain(`(default: ${fallback})`);
    }
  });

  test("says which kinds of work it goes with, where it does not go with all alike", () => {
    if (Object.hasOwn(WORK, name) || flags.length === commands.length) return;
    const named = Array.from(description.matchAll(/[Ww]ith ([\w, ]+):/g), ([, names]) => `${names}`).join(" ");
    for (const command of commands) {
      if (command === create) continue;
      const goes = Boolean(findOption(name, command) ?? findParameter(name, command));
      expect([command.name(), named.includes(command.name())]).toEqual([command.name(), goes]);
    }
    expect(/^With /.test(description)).toBe(create !== undefined && findOption(name, create) === undefined);
  });
});

test.each(["import", "verify", "retire"] as const)("%s says what the command is for, and what it takes", (name) => {
  const command = commands.find((one) => one.name() === name);
  const description = ACTION.inputs[name]?.description ?? "";
  expect(description).toContain(say(command?.summary() ?? "?"));
});

describe("what a description promises is what the code keeps, and nothing else", () => {
  const [, permission = "?"] = /permissions:\s+(\S+: write)/.exec(TOPICS.environment.text) ?? [];
  /** What is not said by the help of a flag. */
  const OWN: Record<string, string[]> = {
    verify: ["fails"],
    token: [permission, "read"],
    stored: ["always"],
    refused: ["always"],
    records: [formatNumber(LISTED)],
  };

  test.each(Object.entries({ ...ACTION.inputs, ...ACTION.outputs }))("%s", (name, { description }) => {
    const input = inputs.find((one) => one === name);
    const helps = commands.map((command) => input && findOption(input, command));
    const inHelp = helps.flatMap((option) =>
      option ? [...findClaims(option.description), `${option.defaultValueDescription ?? option.defaultValue}`] : [],
    );
    const claims = findClaims(description);
    expect(claims.filter((claim) => !inHelp.includes(claim))).toEqual(OWN[name] ?? []);
  });

  test("verify fails where something is not recorded, and the token needs to read for that alone", () => {
    expect(ACTION.inputs.verify?.description).toMatch(/; the step fails unless all are recorded\.$/);
    expect(ACTION.inputs.token?.description).toContain(`\`${permission}\`; for verify, \`read\``);
    expect(TOPICS.environment.text.replaceAll(/\s+/g, " ")).toMatch(
      /"Artifact metadata: write" \(list and verify: read\)/,
    );
  });
});

test("the token and the URL are those of the job, unless others are given", () => {
  expect(ACTION.inputs.token).toMatchObject({ default: `\${{ github.token }}` });
  expect(ACTION.inputs["api-url"]).toMatchObject({ default: `\${{ github.api_url }}` });
});
