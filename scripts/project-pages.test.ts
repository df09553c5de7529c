// What the pages for contributors and maintainers say, by kinds: each name, number and date is looked up in the file that it
// is about.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { ROOT, readText } from "../__tests__/support/read-blocks.ts";
import jestConfig from "../jest.config.js";
import { WORLD } from "../local-github/start-local-github.js";
import strykerConfig from "../stryker.config.js";

const PAGES = ["CONTRIBUTING.md", "RELEASING.md", "SECURITY.md"];
const [CONTRIBUTING = "", RELEASING = ""] = PAGES.map(readText);
const codes = PAGES.flatMap((page) =>
  Array.from(readText(page).matchAll(/(?<!`)`([^`\n]+)`(?!`)/g), ([, code = ""]): [page: string, code: string] => [
    page,
    code,
  ]),
);
const readJson = (file: string) => JSON.parse(readText(file));
const WORKFLOWS = readdirSync(`${ROOT}.github/workflows`);
const workflows = Object.fromEntries(WORKFLOWS.map((file) => [file, parse(readText(`.github/workflows/${file}`))]));
const release = workflows["release.yml"];
describe("what stands in code", () => {
  test("every path leads to a file, or to what is built", () => {
    const isPath = (code: string) => /^(?:[\w.-]+\/)+[\w.-]*$|^[\w-]+\.(?:md|json|ya?ml|svg|js|ts)$/.test(code);
    const paths = codes.filter(([, code]) => isPath(code) && !code.startsWith("OWNER/"));
    expect(paths.length).toBeGreaterThan(60);
    const BESIDE = ["", ".github/workflows/", "docs/images/"];
    const isBuilt = (path: string) =>
      /^(?:cli\/)?dist\//.test(path) && readText("cli/bundle/build.js").includes(path.replace(/.*\//, ""));
    expect(
      paths.filter(([, path]) => !isBuilt(path) && !BESIDE.some((folder) => existsSync(ROOT + folder + path))),
    ).toEqual([]);
  });

  test("every name is one in the sources, and in the file that it is said to be in", () => {
    const files = [
      "index.d.ts",
      "package.json",
      "package-lock.json",
      ".github/workflows/release.yml",
      "__tests__/fixtures/openapi.json",
      "cli/package.json",
      "release/find-gaps.js",
      ...readdirSync(`${ROOT}src`).map((file) => `src/${file}`),
    ];
    const sources = files.map(readText).join("\n");
    const isName = (code: string) => /^(?:@[\w-]+\/)?[a-zA-Z][\w-]*$/.test(code) && !existsSync(ROOT + code);
    const names = codes.filter(([, code]) => isName(code) && !/^v\d/.test(code));
    expect(names.length).toBeGreaterThan(20);
    // `main` is a branch, of the project; `local-token` has a test below.
    const known = `${sources} local-token ${readText(".github/workflows/test.yml")}`;
    expect(names.filter(([, name]) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(known))).toEqual([]);
    const placed = [...CONTRIBUTING.matchAll(/`(\w+)`(?: at the end of| in| into) `([\w/.-]+\.\w+)`/g)];
    expect(placed.length).toBeGreaterThan(0);
    for (const [, name = "", file = ""] of placed)
      expect([file, readText(file)]).toEqual([
        file,
        expect.stringMatching(new RegExp(`\\b(?:type|interface|const|function) ${name}\\b|"${name}":`)),
      ]);
  });

  test("every flag of npm is one that the project itself gives, and every part of a command one that npm has", () => {
    const calls = PAGES.flatMap((page) =>
      Array.from(
        readText(page).matchAll(/\bnpm ([a-z]+)((?: (?!&&|#|--(?: |$))[^\s`]+)*)/g),
        ([, name = "", rest = ""]) => [name, rest] as const,
      ),
    );
    expect(calls.length).toBeGreaterThan(10);
    const files = [...WORKFLOWS.map((file) => `.github/workflows/${file}`), "release/publish.sh", "package.json"];
    const given = files.map(readText).join("\n");
    for (const [name, rest] of calls) {
      const flags = rest.match(/(?<=\s)(?:--[a-z-]+(?:[= ][a-z]+)?|-[a-z])/g) ?? [];
      expect([name, flags.filter((flag) => !new RegExp(`(?<![\\w-])${flag}(?![\\w-])`).test(given))]).toEqual([
        name,
        [],
      ]);
    }
    const parts = calls.filter(([name, rest]) => name !== "run" && /^ [a-z]{4,}$/.test(rest));
    expect(parts.length).toBeGreaterThan(0);
    for (const [name, rest] of parts)
      expect(execFileSync("npm", [name, "--help"], { encoding: "utf8" })).toContain(rest.trim());
  });

  test("what a doubter runs is what the job that packs runs", () => {
    const [, commands = ""] = /with the Node of the job `(?:\w+)`, `(.*?)`/.exec(RELEASING) ?? [];
    const [, job = ""] = /with the Node of the job `(\w+)`/.exec(RELEASING) ?? [];
    const steps: { run?: string }[] = release.jobs[job]?.steps ?? [];
    const parts = commands.split(" && ");
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(steps.map(({ run = "" }) => run).join("\n")).toContain(part);
    expect(readJson("cli/bundle/package.json").description).toContain(parts[0]);
  });
});

describe("a release", () => {
  test("its environment, its tags and its workflow are those of the workflow", () => {
    const { environment } = release.jobs.publish;
    const environments = [...RELEASING.matchAll(/environment `(\w+)`|named `(\w+)`, for tags/g)].map(
      ([, one, other]) => one ?? other,
    );
    expect(environments.length).toBeGreaterThan(1);
    expect(new Set(environments)).toEqual(new Set([environment]));
    const [, tags] = /for tags `(.*?)`/.exec(RELEASING) ?? [];
    expect([tags]).toEqual(release.on.push.tags);
    const form = new RegExp(`^${`${tags}`.replaceAll(".", "\\.").replaceAll("*", "\\d+")}$`);
    const examples = [
      ...`${CONTRIBUTING} ${RELEASING}`.matchAll(/\bv\d+\.\d+\.\d+\b|(?<=git tag )\S+|(?<=a tag such as `)[^`]+/g),
    ].map(([tag]) => tag);
    expect(examples.length).toBeGreaterThan(3);
    expect(examples.filter((tag) => !form.test(tag))).toEqual([]);
    const named = [
      ...PAGES.map(readText)
        .join("\n")
        .matchAll(/workflow `(\w+\.yml)`|`\.github\/workflows\/(\w+\.yml)`/g),
    ].map(([, one, other]) => one ?? other);
    expect(new Set(named)).toEqual(new Set(["release.yml"]));
  });
});

describe("what runs by itself", () => {
  const [, section = ""] = CONTRIBUTING.split("## What runs by itself");
  const rows = [...section.matchAll(/^\| (?:`(\w[\w-]*\.yml)`|(Dependabot)) \| (.*) \|$/gm)].map(
    ([, file, other, text = ""]) => [file ?? other ?? "", text] as const,
  );
  const intervalOf = (cron: string) =>
    /^\d+ \d+ \* \* \*$/.test(cron) ? "daily" : /^\d+ \d+ \* \* \d$/.test(cron) ? "weekly" : cron;

  test("is every workflow, and Dependabot", () => {
    expect(rows.map(([file]) => file).sort()).toEqual([...WORKFLOWS, "Dependabot"].sort());
  });

  test.each(rows)("%s: when, as it has it", (file, text) => {
    const [told = ""] = text.split(":");
    const when = told.match(/\b(?:daily|weekly|monthly|hourly|nightly|on each push|on a tag)\b/g) ?? [];
    if (file === "Dependabot") {
      const { updates } = parse(readText(".github/dependabot.yml"));
      const intervals = new Set(updates.map(({ schedule }: { schedule: { interval: string } }) => schedule.interval));
      const [, elsewhere] =
        /Dependabot opens a pull request: at once for a security advisory, (\w+) for/.exec(RELEASING) ?? [];
      expect([new Set(when), new Set([elsewhere])]).toEqual([intervals, intervals]);
      return;
    }
    const { push, schedule = [] } = workflows[file].on;
    const has = [
      ...(push?.branches ? ["on each push"] : []),
      ...(push?.tags ? ["on a tag"] : []),
      ...schedule.map(({ cron }: { cron: string }) => intervalOf(cron)),
    ];
    expect(when).toEqual(has);
  });

  test("the versions of Node are those of the matrix", () => {
    const [, text = ""] = rows.find(([file]) => file === "test.yml") ?? [];
    const [numbers = ""] = text.match(/Node [\d, ]+/) ?? [];
    const { node } = workflows["test.yml"].jobs.test.strategy.matrix;
    expect(numbers.match(/\d+/g)?.map(Number)).toEqual(node.filter((one: unknown) => one !== "latest"));
    expect(text.includes("the newest")).toBe(node.includes("latest"));
  });
});

describe("ranges of dependencies", () => {
  const [, section = ""] = CONTRIBUTING.split("## Ranges of dependencies");
  const { dependencies, peerDependencies } = readJson("package.json");
  const { packages } = readJson("package-lock.json");

  test.each(Object.entries({ ...peerDependencies, ...dependencies }))(
    "%s: from %s on, and up to the version of the lock",
    (name, range) => {
      const [paragraph = ""] = section.split("\n\n").filter((one) => one.startsWith(`\`${name}\``));
      const [, least] = / from ([\d.]+) on/.exec(paragraph) ?? [];
      const [, most] = /Tested up to ([\d.]+\d)/.exec(paragraph) ?? [];
      expect([`>=${least}`, most]).toEqual([range, packages[`node_modules/${name}`].version]);
      expect(paragraph).toMatch(name in peerDependencies ? /is a peer / : /is a dependency /);
    },
  );
});

describe("the commands of CONTRIBUTING", () => {
  const [block = ""] = CONTRIBUTING.split("\n## ");

  test("all but those that are named as exceptions run in the gate", () => {
    const gate = readText(".ci/run");
    const [, exceptions = ""] = /`\.ci\/run` runs all of it except (.*?)\./.exec(CONTRIBUTING) ?? [];
    const isException = (name: string) => exceptions.includes(name.slice(0, 6));
    const scripts = [...block.matchAll(/^(?:\| `)?npm run ([\w:]+)/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "jest");
    expect(scripts.length).toBeGreaterThan(8);
    for (const name of scripts)
      expect([name, new RegExp(`\\b(?:npm run|suite) ${name}$|npm run ${name} `, "m").test(gate)]).toEqual([
        name,
        !isException(name),
      ]);
  });

  test("the least that is covered, and the name of slow tests, are those of the configuration", () => {
    const [, least] = /(\d+)%/.exec(block) ?? [];
    expect(new Set(Object.values(jestConfig.coverageThreshold?.global ?? {}))).toEqual(new Set([Number(least)]));
    const [, ending = ""] = /`…(\..*?)`, and `npm run mutation` leaves them out/.exec(CONTRIBUTING) ?? [];
    const { testPathIgnorePatterns = [] } = Object(strykerConfig).jest.config;
    const ignored = (file: string) => testPathIgnorePatterns.some((one: string) => new RegExp(one).test(`/${file}`));
    expect([ignored(`x${ending}`), ignored("x.test.ts")]).toEqual([true, false]);
    expect(readdirSync(`${ROOT}__tests__`).filter((file) => file.endsWith(ending)).length).toBeGreaterThan(3);
  });

  test("the token and the address are those of the embedded GitHub", () => {
    const find = (form: RegExp) => `${form.exec(block)?.[1]}`;
    const [port, address, token] = [find(/--port (\d+)/), find(/`baseUrl: "(.*?)"`/), find(/token `(.*?)`/)];
    expect(WORLD.tokens).toHaveProperty(token, "write");
    expect(address).toBe(`http://127.0.0.1:${port}`);
  });

  test("the projects of jest are projects", () => {
    const named = [
      ...PAGES.map(readText)
        .join("\n")
        .matchAll(/--selectProjects (\w+)/g),
    ].map(([, name]) => name);
    const projects = (jestConfig.projects ?? []).map((project) => Object(project).displayName);
    expect(named.length).toBeGreaterThan(1);
    expect(projects).toEqual(expect.arrayContaining(named));
  });
});

test("what needs a newer Node is the package whose warning is let pass", () => {
  const [, name, node] = /Installing may warn that `(.*?)` .*? needs Node (\d+)/.exec(CONTRIBUTING) ?? [];
  expect(readText("scripts/find-warnings.js")).toContain(`package: '${name}@`);
  expect(readJson("package-lock.json").packages[`node_modules/${name}`].engines.node).toBe(`>=${node}`);
});

test("the major version that a text names is the packages'", () => {
  const told = [
    ...PAGES.map(readText)
      .join("\n")
      .matchAll(/`@?v(\d+)`/g),
  ].map(([, major]) => major);
  expect(told.length).toBeGreaterThan(2);
  expect(new Set(told)).toEqual(new Set([readJson("package.json").version.split(".")[0]]));
});
