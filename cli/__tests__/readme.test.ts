import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { blocks, GUIDES, pages, readText } from "../../__tests__/support/read-blocks.ts";
import { startLocalGitHub } from "../../local-github/start-local-github.js";
import { EXIT } from "../src/exit-code.ts";
import { TOPICS } from "../src/help-topics.ts";
import { FORMATS } from "../src/input/choose-format.ts";
import { KEPT } from "../src/input/note-versions.ts";
import { formatNumber } from "../src/output/format-time.ts";
import { PARAMETER_NAMES } from "../src/parameters.ts";
import { findClaims } from "./support/find-claims.ts";
import { runHere } from "./support/run-here.ts";

const README = readText("cli/README.md");
const action: Record<"inputs" | "outputs", Record<string, { description: string }>> = parse(readText("action.yml"));
const COMMANDS = ["create", "import", "verify", "retire", "list"];

const helps = new Map<string, string>();
beforeAll(async () => {
  for (const command of COMMANDS) helps.set(command, (await runHere(["help", command])).stdout);
  helps.set("", (await runHere(["help"])).stdout);
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
const findSample = (language: string) =>
  `${blocks.find((block) => block.page === "cli/README.md" && block.language === language)?.code}`;
/** What runs the command, on any page, its lines joined. */
const calls = blocks
  .flatMap(({ code }) => code.replaceAll("\\\n", " ").split("\n"))
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

test("what it runs has flags that exist", () => {
  expect(calls.length).toBeGreaterThan(30);
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

test("the examples of CSV and NDJSON are accepted, and say the same", async () => {
  const dryRun = async (format: string, input: string) => {
    const args = ["import", "-", "--format", format, "--org", "octo-org", "--dry-run", "--json"];
    return JSON.parse((await runHere(args, {}, { stdin: Readable.from([Buffer.from(input)]) })).stdout);
  };
  const csv = await dryRun("csv", findSample("csv"));
  expect(csv).toMatchObject({ invalid: 0, records: 2 });
  expect(await dryRun("ndjson", findSample("json"))).toEqual(csv);
});

describe("what import reads", () => {
  const HEX = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
  const IMAGE = "ghcr.io/octo-org/app";
  const CSV = `name,digest\na.zip,sha256:${HEX}\n`;
  /** For each row a small input, how it is called, and the names of the records that come out. */
  const INPUTS: [cell: string, name: string, content: string | Buffer, records: string[]][] = [
    [
      "as `sha256sum` writes it",
      "SUMS",
      `${HEX}  dist/a.zip\n${HEX.toUpperCase()} *C:\\dist\\b.zip\n`,
      ["a.zip", "b.zip"],
    ],
    ["as BSD, ", "SUMS", `SHA256 (a.zip) = ${HEX}\nSHA2-256(b.zip)= ${HEX}\n`, ["a.zip", "b.zip"]],
    ["`HEX  IMAGE:TAG`", "digests.txt", `${HEX}  ${IMAGE}:1.2\n`, [`${IMAGE} 1.2`]],
    ["`HEX` or `sha256:HEX` alone", "digests", `${HEX}\nsha256:${HEX.replace("2c", "3c")}\n`, ["set", "set"]],
    ["alone in `libfoo.jar.sha256`", "libfoo.jar.sha256", HEX, ["libfoo.jar"]],
    [
      "`IMAGE:TAG@sha256:HEX`",
      "images.txt",
      ["", "https://", "docker://", "oci://"].map((scheme, at) => `${scheme}${IMAGE}:${at}@sha256:${HEX}\n`).join(""),
      [0, 1, 2, 3].map((at) => `${IMAGE} ${at}`),
    ],
    ["NDJSON", "r", `{"name":"a","digest":"sha256:${HEX}"}\n{"name":"b","digest":"sha256:${HEX}"}\n`, ["a", "b"]],
    [
      "JSON: an array",
      "r",
      `[{"name":"a","digest":"sha256:${HEX}"},\n{"name":"b","digest":{"sha256":"${HEX}"}}]`,
      ["a", "b"],
    ],
    [
      "one after the other",
      "r",
      `{\n"name":"a","digest":"sha256:${HEX}"}{"name":"b","digest":"sha256:${HEX}"}`,
      ["a", "b"],
    ],
    ["CSV with commas", "r", CSV, ["a.zip"]],
    ["semicolons", "r", CSV.replaceAll(",", ";").replaceAll("\n", ";\n"), ["a.zip"]],
    ["tabs", "r", `${CSV.replaceAll(",", "\t")}\t\n`, ["a.zip"]],
    ["`sep=;` (Excel)", "r", `sep=;\n${CSV.replaceAll(",", ";")}`, ["a.zip"]],
    ["`#TYPE` (PowerShell)", "r", `#TYPE Selected.System.IO.FileInfo\n${CSV}`, ["a.zip"]],
    ["in UTF-16", "r", Buffer.from(`\ufeff${HEX}  ä.zip\r\n`, "utf16le"), ["ä.zip"]],
    ["or in UTF-8", "r", `\ufeff${HEX}  ä.zip\r\n`, ["ä.zip"]],
    ["checksums or images with", "SUMS", `# of 1.2\n\n${HEX}  a.zip\n`, ["a.zip"]],
    ["or images with empty lines", "images", `# of 1.2\n\n${IMAGE}:1@sha256:${HEX}\n`, [`${IMAGE} 1`]],
  ];
  const cells = table("| What you have | What it takes from it |").map(([cell]) => `${cell}`);
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "reads-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(INPUTS)("%s", async (cell, name, content, records) => {
    expect(cells.filter((one) => one.includes(cell))).toHaveLength(1);
    const [file, plan] = [join(folder, name), join(folder, "plan.ndjson")];
    writeFileSync(file, content);
    const set = ["org=octo-org", "registry_url=https://reg.example.com", "name=set"].flatMap((one) => ["--set", one]);
    const { code, stderr } = await runHere(["import", file, "--dry-run", "--plan", plan, ...set]);
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const lines = readFileSync(plan, "utf8").trimEnd().split("\n");
    const planned = lines.map((line) => JSON.parse(line));
    expect(planned.map((one) => [one.name, one.version].filter(Boolean).join(" "))).toEqual(records);
  });

  test("each row has an input above, and import --help has each format", () => {
    expect(cells.filter((cell) => !INPUTS.some(([part]) => cell.includes(part)))).toEqual([]);
    const [, told = ""] = `${helps.get("import")}`.split("What is read, by its content:\n");
    expect(
      Array.from(told.matchAll(/^ {2}(\w+) {2,}/gm), ([, format]) => format)
        .slice(0, FORMATS.length)
        .sort(),
    ).toEqual([...FORMATS].sort());
  });

  test("several versions of one digest are noticed as far as the page says", () => {
    expect(README).toContain(`fewer than ${formatNumber(KEPT)} other digests between them`);
  });
});

describe("what is pasted outside of a workflow", () => {
  const DIGEST = "sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72";
  const SUM = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
  let folder: string;
  let github: Awaited<ReturnType<typeof startLocalGitHub>>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "readme-"));
    for (const name of ["bin", "dist"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "bin", "npx"), "#!/bin/sh\nprintf '%s\\n' \"$@\" ''\n", { mode: 0o755 });
    writeFileSync(join(folder, "dist", "libfoo-1.2.3.tgz"), "foo");
    writeFileSync(join(folder, "SHA256SUMS"), `${SUM}  libfoo-1.2.3.tgz\n`);
    writeFileSync(join(folder, "records.csv"), findSample("csv"));
    const present = findSample("csv").replace(/\nlibbar.*/, "");
    writeFileSync(join(folder, "present.txt"), present);
    github = await startLocalGitHub();
  });
  afterAll(async () => {
    await github.close();
    rmSync(folder, { recursive: true });
  });

  /** The arguments of each call in a block, as bash reads them. */
  const read = (script: string) =>
    execFileSync("bash", ["--norc", "-ec", script], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: `${join(folder, "bin")}:${process.env.PATH}` },
    })
      .trimEnd()
      .split("\n\n")
      .map((call) => call.split("\n"))
      .map(([, ...args]) => args.map((arg) => (existsSync(join(folder, arg)) ? join(folder, arg) : arg)));
  const scripts = blocks
    .filter(({ page, language }) => page === "cli/README.md" && language === "sh")
    .map(({ code }): [title: string, script: string] => [`${/@1 .*/.exec(code)?.[0].slice(3, 40)}…`, code]);

  test.each(scripts)("succeeds on the embedded GitHub: %s", async (_title, script) => {
    for (const args of read(script)) {
      const given = args.map((arg) => (arg === "missing.ndjson" ? join(folder, arg) : arg));
      const { code, stderr } = await runHere(given, { GITHUB_API_URL: github.url, GH_TOKEN: "local-token" });
      expect([args.join(" "), code, stderr]).toEqual([args.join(" "), 0, expect.anything()]);
    }
  });

  test("stores what it says", () => {
    const stored = github.stored.map(({ record: { name, digest, registry_url } }) => [name, digest, registry_url]);
    const file = "https://reg.example.com/artifactory/";
    expect(stored).toEqual([
      ["ghcr.io/octo-org/libfoo", DIGEST, "https://ghcr.io"],
      ["libfoo-1.2.3.tgz", `sha256:${SUM}`, file],
      ["libfoo", DIGEST, file],
      ["libfoo-1.2.3.tgz", `sha256:${SUM}`, file],
      ["libfoo", DIGEST, file],
      ["libbar", expect.stringMatching(/^sha256:a77e/), file],
    ]);
  });

  test("has no comment, which zsh would run, and nothing after a call of npx, which asks whether to go on", () => {
    const shell = blocks.filter(({ language }) => language === "sh").map(({ code }) => code);
    expect(shell.length).toBeGreaterThan(30);
    for (const code of shell) {
      expect(code).not.toMatch(/^#|\s#\s/m);
      expect(code).not.toMatch(/\bnpx artifact-storage-record@.*(?<!\\)\n./);
    }
  });

  test("gives the organization and, where it records, the repository, on all pages and in all helps", () => {
    const texts = [
      ...pages.map((page) => readText(page).replaceAll(/^```yaml\n.*?^```$|!\[.*?]/gms, "")),
      // Usage is no example, and a workflow knows both.
      ...Array.from(helps.values(), (help) =>
        help.replace(/^.*^Examples:$/ms, "").replaceAll(/^ {2}.*in a workflow.*:\n.*\n/gm, ""),
      ),
    ];
    const examples = texts
      .map((text) => text.replaceAll("\\\n", ""))
      .flatMap((text) =>
        Array.from(
          text.matchAll(/artifact-storage-record(?:@1)? (create|import|verify|retire|list) (.*?)(?=`|$)/gm),
          ([call, command = "", rest = ""]) => ({ call, command, rest }),
        ),
      );
    expect(new Set(examples.map(({ command }) => command))).toEqual(new Set(COMMANDS));
    expect(examples.length).toBeGreaterThan(50);
    expect(findSample("csv")).toMatch(/^.*,github_repository\n/);
    for (const { call, command, rest } of examples) {
      expect(call).toMatch(/ --org octo-org(?: |$)/);
      // Each line of records.csv has its own, and what `verify` writes has that of the list.
      const hasOwn = /^(?:records\.csv|missing\.ndjson)/.test(rest);
      if (command === "create") expect(call).toMatch(/ --github-repository \w/);
      else if (command !== "list" && !hasOwn) expect(call).toMatch(/ --set github_repository=\w/);
    }
  });
});

test("each registry is spelled the same on all pages and in all helps", () => {
  const programs = ["examples/record-artifact.js", "local-github/main.js", "index.d.ts"];
  const texts = [...[...pages, ...programs].map(readText), ...helps.values()];
  const given = texts.flatMap((text) =>
    Array.from(
      text.matchAll(/(?:registry[-_]url|--registry)"?[=:,]? ?"?,? ?"?(https:\/\/[^\s"'`,]+)|,(https:\/\/[^\s,]+),/g),
      ([, url = "", cell]) => cell ?? url,
    ),
  );
  const [, table = ""] = /\| `registry_url` \|\n\|[-|]+\n(.*?)\n\n/s.exec(readText("README.md")) ?? [];
  const proposed = Array.from(table.matchAll(/`(https:\S+?)`/g), ([, url = ""]) => url);
  const urls = [...new Set([...given, ...proposed])];
  expect(proposed.length).toBeGreaterThan(3);
  expect(given.length).toBeGreaterThan(50);
  // Each repository on GitHub is a registry of its own.
  const placeOf = (url: string) => /^https:\/\/(?:github\.com\/[\w-]+\/[\w-]+|[^/]+)/.exec(url)?.[0];
  expect(urls.filter((url) => urls.some((other) => other !== url && placeOf(other) === placeOf(url)))).toEqual([]);
});

describe("the action", () => {
  const nameOf = (cell = "") => `${/`([\w-]+)`/.exec(cell)?.[1]}`;
  const inputs = table("| Input | Default | Description |");
  const outputs = table("| Output | Example | Description |");

  test("has the inputs and outputs of action.yml, and no others", () => {
    expect(inputs.map(([name]) => nameOf(name)).sort()).toEqual(Object.keys(action.inputs).sort());
    expect(outputs.map(([name]) => nameOf(name)).sort()).toEqual(Object.keys(action.outputs).sort());
  });

  test("promises what action.yml does: permissions, limits, and when the step fails", () => {
    // Of these, the help says more; its defaults and limits are held below.
    const ofFlags = ["shard", "per-minute", "max-wait", "max-failures"];
    const described = (entries: Record<string, { description: string }>) =>
      Object.entries(entries).map(([name, { description }]) => [name, ...findClaims(description)]);
    const told = (rows: string[][]) => rows.map(([name, , text = ""]) => [nameOf(name), ...findClaims(text)]);
    const withoutFlags = (rows: string[][]) => rows.filter(([name = ""]) => !ofFlags.includes(name)).sort();
    const expected = withoutFlags(described(action.inputs));
    expect(withoutFlags(told(inputs))).toEqual(
      expected.map(([name = "", ...claims]) => (name === "digest" ? [name, "64"] : [name, ...claims])),
    );
    expect(told(outputs)).toEqual(described(action.outputs));
    expect(inputs.find(([name]) => nameOf(name) === "verify")?.[2]).toMatch(/; the step fails if not$/);
    const [, section = ""] = /^## The action\n(.*?)^## /ms.exec(README) ?? [];
    const [permission] = findClaims(action.inputs.token?.description ?? "");
    expect(findClaims(section.replaceAll(/^\|.*|^```.*?^```/gms, ""))).toEqual([permission]);
  });

  test("has the defaults of the command", () => {
    const defaults = new Map(inputs.map(([name, value = ""]) => [nameOf(name), value]));
    const inHelp = (command: string, flag: string) =>
      new RegExp(`--${flag} <[\\s\\S]*?default:\\s+([^)\\s]+)\\)`).exec(`${helps.get(command)}`)?.[1];
    expect(defaults.get("max-wait")).toBe(`\`${inHelp("import", "max-wait")}\``);
    expect(defaults.get("per-minute")).toBe(
      `\`${inHelp("import", "per-minute")}\`; \`${inHelp("verify", "per-minute")}\` for \`verify\``,
    );
    expect(defaults.get("max-failures")).toBe(`\`${inHelp("import", "max-failures")}\``);
    expect(defaults.get("status")).toBe(
      `\`${inHelp("create", "status")}\`; \`${inHelp("retire", "status")?.replaceAll('"', "")}\` for \`retire\``,
    );
    expect(defaults.get("journal")).toBe(
      `\`${inHelp("import", "journal")}\`; for \`retire\`, \`${inHelp("retire", "journal")?.replace("KNOWN", "FILE")}\``,
    );
  });
});

test("the summary that the README of the plugin shows is the one that is written", async () => {
  const [quoted = ""] = /^> \*\*Storage records: (?:.*\n>)*.*$/m.exec(readText("README.md")) ?? [];
  const shown = quoted.replaceAll(/^> ?/gm, "").replace(/\*\*(.*)\*\*/, "### $1");
  const [image, digest] = shown.match(/ghcr\.io\/\S+|sha256:[0-9a-f]{64}/g) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "readme-"));
  const file = join(folder, "summary.md");
  writeFileSync(file, "");
  const github = await startLocalGitHub();
  await runHere(["create", "--image", `${image}@${digest}`], {
    GITHUB_ACTIONS: "true",
    GITHUB_STEP_SUMMARY: file,
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "octo-org/libfoo",
    GH_TOKEN: "local-token",
  });
  await github.close();
  const written = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  // Foreign text is escaped there, mark by mark.
  expect(
    written
      .replaceAll(/\\([^\w\s])/g, "$1")
      .replaceAll(/\(<(.*?)>\)/g, "($1)")
      .trimEnd(),
  ).toBe(shown.trimEnd());
});

test("the names and registries of images are those that the command takes from their references", async () => {
  const rows = [
    ...readText("README.md").matchAll(/^\| (?:an image|on \w.*?) \| .*? \| (?:.*: )?`(.*?)` \| (?:.*: )?`(.*?)` \|$/gm),
  ];
  expect(rows).toHaveLength(3);
  for (const [, name, registry_url] of rows) {
    const args = ["create", "--image", `${name}@sha256:${"0".repeat(64)}`, "--org", "octo-org", "--dry-run"];
    const { stdout } = await runHere(args);
    expect(JSON.parse(stdout.slice(stdout.indexOf("{")))).toMatchObject({ name, registry_url });
  }
});

describe("what all pages say of the command", () => {
  const flag = (command: string, name: string) =>
    new RegExp(`--${name} <[\\s\\S]*?default:\\s+([^)\\s]+)\\)`).exec(`${helps.get(command)}`)?.[1];

  test("the pace and its most are those of the help, and the hours follow from them", () => {
    const [, most] = /up to (\d+);/.exec(`${helps.get("import")}`) ?? [];
    const [, pace, raised] = /sends (\d+) records a minute.*?raise this to (\d+)\./.exec(GUIDES) ?? [];
    expect([pace, raised]).toEqual([flag("import", "per-minute"), most]);
    const [, hours, at, least, atMost] =
      /A hundred thousand records take (\d+) hours at (\d+) per minute, and (\d+) hours at (\d+)\./.exec(GUIDES) ?? [];
    expect([at, atMost]).toEqual([pace, most]);
    expect([hours, least].map(Number)).toEqual([pace, most].map((each) => Math.round(100_000 / 60 / Number(each))));
    for (const [, each] of GUIDES.matchAll(/--?per-minute:? (\d+)/g))
      expect(Number(each)).toBeLessThanOrEqual(Number(most));
  });

  test("an hour of a workflow's own token holds the pace that is advised for it", () => {
    const [, hourly = "", pace] =
      /`GITHUB_TOKEN` \| ([\d,]+) per repository \| `--per-minute (\d+)`/.exec(GUIDES) ?? [];
    expect(Number(pace) * 60).toBeLessThanOrEqual(Number(hourly.replace(",", "")));
    const inWorkflows = Array.from(GUIDES.matchAll(/per-minute: (\d+)/g), ([, each]) => each);
    expect([...new Set(inWorkflows)]).toEqual([pace]);
  });

  test("the exit codes are the program's", () => {
    const told = Array.from(GUIDES.matchAll(/exit code (?:is )?(\d+)/g), ([, code]) => Number(code));
    expect(told.length).toBeGreaterThan(2);
    for (const code of told) expect(Object.values(EXIT)).toContain(code);
  });

  test("what GitHub does not show, and so is not compared, is the same as in the help", () => {
    const listed = (text: string, form: RegExp) =>
      form
        .exec(text)?.[1]
        ?.replaceAll(/[`,]|and /g, "")
        .replaceAll(/\s+/g, " ");
    const told = listed(README, /GitHub does not show (.*?), so these are not compared/);
    expect(told).toBe(listed(`${helps.get("verify")}`, /GitHub does not show\s+([\s\S]*?), so these are not compared/));
    expect(told).toMatch(/^version path github_repository$/);
  });

  test("the names of files that a run writes are those of the help", () => {
    const names = [...GUIDES.matchAll(/`records\.csv\.([\w.-]+?)`/g)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual([
      "2-of-4.journal.ndjson",
      "journal.ndjson",
      "refused.ndjson",
      "unknown.ndjson",
    ]);
    for (const name of ["journal.ndjson", "2-of-4."]) expect(helps.get("import")).toContain(`FILE.${name}`);
  });

  test("every flag that a text names is one of the command's", () => {
    const all = new Set(COMMANDS.flatMap(flagsOf));
    const foreign = ["--help", "--prefix", "--metadata-file", "--method"];
    const prose = pages
      .filter((page) => /^(?:README|cli|docs\/many)/.test(page))
      .map((page) => readText(page).replaceAll(/^```.*?^```$/gms, ""));
    const told = prose.flatMap((text) => [...text.matchAll(/`(--[a-z-]+)/g)].map(([, name]) => `${name}`));
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter((name) => !all.has(name) && !foreign.includes(name))).toEqual([]);
  });
});
