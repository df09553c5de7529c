// What the pages say of the plugin and of GitHub, by kinds: each name, number and value is looked up where it comes from, or
// tried. What is run or compared as a whole is in readme.test.ts and pages.test.ts.
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { ParameterError } from "../src/index.ts";
import { OPTIONS_OF_OCTOKIT } from "../src/options.ts";
import { COMMON_REFUSALS } from "../src/refusals.ts";
import { routes } from "../src/routes.ts";
import type { Refusal } from "../src/row.ts";
import { CALL, DIGEST, PluginOctokit, stubFetch } from "./support/octokit.ts";
import { blocks, GUIDES, pages, README, readText } from "./support/read-blocks.ts";

const readJson = (file: string) => JSON.parse(readText(file));
const REFERENCE = readText("docs/reference.md");
const TYPES = readText("index.d.ts");
const { check } = new PluginOctokit().rest.orgs.createArtifactStorageRecord;
const STATUSES: readonly string[] = routes.orgs.createArtifactStorageRecord.parameters.status.enum;

const codesIn = (text = "") => Array.from(text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g), ([, code = ""]) => code);
/** The sentences, cells and list items of a text that hold something, without blocks of code. */
const sentences = (form: RegExp, text = GUIDES) =>
  text
    .replaceAll(/^```.*?^```$/gms, "")
    .split(/(?<=\.)\s+| \| |\n/)
    .filter((sentence) => form.test(sentence));
/** What a method rejects with, or undefined. */
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );
const create = (parameters: object, fetch = stubFetch()) =>
  Reflect.apply(new PluginOctokit({ request: { fetch } }).rest.orgs.createArtifactStorageRecord, undefined, [
    parameters,
  ]);

test("the filter of alerts is spelled the same on all pages and in the drawing", () => {
  const spelled = (text: string) => Array.from(text.matchAll(/(?<=filter: |`)([\w-]+:)(?=`|…)/g), ([, name]) => name);
  const drawn = spelled(readText("docs/images/record.svg"));
  expect(drawn).toHaveLength(1);
  const told = spelled(GUIDES).filter((name) => !/^(?:sha256|permissions):$/.test(`${name}`));
  expect(new Set(told)).toEqual(new Set(drawn));
});

describe("permissions", () => {
  const texts = [...pages, "index.d.ts", "action.yml"].map((file): [string, string] => [file, readText(file)]);
  const FORM = /artifact[- ]metadata: (\w+)/i;

  test.each(texts)("%s: to read is for what reads alone, and anything else is to write", (_file, text) => {
    for (const sentence of sentences(FORM, text.replaceAll(/\n +\*? ?/g, " "))) {
      for (const [, level = ""] of sentence.matchAll(new RegExp(FORM, "gi"))) {
        expect([sentence, ["read", "write"]]).toEqual([sentence, expect.arrayContaining([level])]);
        if (level === "read") expect(sentence).toMatch(/\b(?:list|verify|reads?)\b/i);
      }
    }
  });

  test("they are told in many places", () => {
    expect(texts.flatMap(([, text]) => sentences(FORM, text)).length).toBeGreaterThan(8);
  });

  test("it is a permission of repositories, wherever a text says of what", () => {
    const kinds = Array.from(GUIDES.matchAll(/(\w+) permission "Artifact metadata/g), ([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(1);
    expect(new Set(kinds.filter((kind) => kind !== "the"))).toEqual(new Set(["repository"]));
  });
});

describe("the statuses of a record", () => {
  const LIST = /`\w+`(?: \([^)]*\))?(?:(?:,| or| and) `\w+`(?: \([^)]*\))?)+/g;
  const lists = pages
    .flatMap(
      (page) =>
        readText(page)
          .replaceAll(/for `\w+`, /g, "")
          .match(LIST) ?? [],
    )
    .map((list) => [list, codesIn(list)] as const)
    .filter(([, codes]) => codes.filter((code) => STATUSES.includes(code)).length > 1);

  test("are all there wherever they are listed, but where a record is retired", () => {
    expect(lists.length).toBeGreaterThan(4);
    const RETIRED = STATUSES.filter((status) => status !== "active");
    for (const [list, codes] of lists) {
      const expected = codes.includes("active") || list.includes("end of life") ? STATUSES : RETIRED;
      expect([list, codes.toSorted()]).toEqual([list, expected.toSorted()]);
    }
  });

  test("one that is said to be refused is one that the plugin rejects, and has advice on", () => {
    const told = Array.from(GUIDES.matchAll(/(?:GitHub refuses|the status is) `(\w+)`/g), ([, status = ""]) => status);
    expect(told.length).toBeGreaterThan(1);
    for (const status of told)
      expect(check({ ...CALL, status }).map(({ message }) => message)).toEqual([
        expect.stringContaining("but GitHub refuses it"),
      ]);
  });
});

describe("statuses of HTTP", () => {
  const refusals: readonly Refusal[] = [...routes.orgs.createArtifactStorageRecord.refusals(), ...COMMON_REFUSALS];
  const isKnown = (status: number, message: string) =>
    refusals.some((refusal) => refusal.status.includes(status) && (refusal.message?.test(message) ?? true));

  test("that stand with a message are GitHub's with it", () => {
    const told = Array.from(
      GUIDES.matchAll(/`(\d{3}) ([^`]+)`/g),
      ([, status, message = ""]) => [Number(status), message] as const,
    );
    const [, section = ""] = README.split("\n## If GitHub refuses\n");
    for (const part of section.split("\n## ", 1)[0]?.split("\n### `").slice(1) ?? []) {
      const [, status] = /The status is (\d+)/.exec(part) ?? [];
      told.push([Number(status), `${/^[^`]*/.exec(part)}`]);
    }
    expect(told.length).toBeGreaterThan(4);
    for (const [status, message] of told)
      expect([status, message, isKnown(status, message)]).toEqual([status, message, true]);
    // What may be told with a status has one alone.
    const byMessage = new Map(told.map(([status, message]) => [message, status]));
    for (const [status, message] of told) expect([message, byMessage.get(message)]).toEqual([message, status]);
  });

  test("that stand alone are some that the plugin explains, or a class of them", () => {
    const alone = Array.from(GUIDES.matchAll(/(?<=[Tt]he status is |answers `)(\d{3})\b/g), ([, status]) =>
      Number(status),
    );
    expect(alone.length).toBeGreaterThan(2);
    for (const status of alone) expect(refusals.flatMap((refusal) => refusal.status)).toContain(status);
    const classes = Array.from(GUIDES.matchAll(/`(\dxx)`/g), ([, name]) => name);
    expect(new Set(classes)).toEqual(new Set(["5xx"]));
  });
});

describe("versions of Octokits", () => {
  const { name, peerDependencies } = readJson("package.json");
  const hosts = readJson("__tests__/hosts/package.json").dependencies;
  const { packages } = readJson("package-lock.json");
  const versions = new Map<string, Set<string>>();
  for (const [alias, spec] of Object.entries<string>(hosts)) {
    const [, real = alias, version = spec] = /^npm:(.+)@(.+)$/.exec(spec) ?? [];
    versions.set(real, (versions.get(real) ?? new Set()).add(version));
  }

  test("the oldest core is the least of the peer's range, on all pages", () => {
    const told = [...pages, "index.d.ts"].flatMap((page) =>
      Array.from(readText(page).matchAll(/since `@octokit\/core` ([\d.]+\d)/g), ([, version]) => version),
    );
    expect(told.length).toBeGreaterThan(3);
    const [, least] = /^>=(\d+\.\d+)\.0$/.exec(peerDependencies["@octokit/core"]) ?? [];
    expect(new Set(told)).toEqual(new Set([least]));
  });

  test("the table of compatibility has the versions that the suite of hosts installs", () => {
    const [, table = ""] =
      /<!-- compatibility -->\n(.*?)<!-- \/compatibility -->/s.exec(readText("docs/compatibility.md")) ?? [];
    const rows = Array.from(
      table.matchAll(/^\| (?!-)(\S+)( .*?)? \| (\d.*?) \|$/gm),
      ([, host = "", more = "", list = ""]) => ({ host, more, list: list.split(", ") }),
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { host, more, list } of rows) {
      const installed = [...(versions.get(host) ?? [])];
      if (more) expect([host, more, installed]).toEqual([host, more, expect.arrayContaining(list)]);
      else expect([host, list.toSorted()]).toEqual([host, installed.toSorted()]);
    }
  });

  test("the packages in the table of ways are tested hosts", () => {
    const [, table = ""] = /\| Your Octokit \| JavaScript \| TypeScript \|\n\|[-|]+\n(.*?)\n\n/is.exec(README) ?? [];
    const named = table.split("\n").flatMap((row) => codesIn(row.split(" | ")[0]));
    expect(named.length).toBeGreaterThan(3);
    expect([...versions.keys()]).toEqual(expect.arrayContaining(named));
  });

  test("since when Octokit has the methods lies between a tested version without them and one with them", () => {
    const told = Array.from(
      GUIDES.matchAll(/since `@octokit\/plugin-rest-endpoint-methods` (\d+)\.(\d+)\.(\d+)/g),
      ([, ...parts]) => parts.map(Number),
    );
    expect(told.length).toBeGreaterThan(0);
    const toNumber = ([major = 0, minor = 0, patch = 0]: number[]) => (major * 1000 + minor) * 1000 + patch;
    const tested = [...(versions.get("@octokit/plugin-rest-endpoint-methods") ?? [])].map((version) =>
      version.split(".").map(Number),
    );
    for (const version of told) {
      const same = tested
        .filter(([major]) => major === version[0])
        .map(toNumber)
        .sort((one, other) => one - other);
      expect([version, same.length]).toEqual([version, 2]);
      expect(same[0]).toBeLessThan(toNumber(version));
      expect(same[1]).toBeGreaterThanOrEqual(toNumber(version));
    }
  });

  test("what is installed or imported is this package, and a core of the major version of the lock", () => {
    const specifiers = Array.from(
      GUIDES.matchAll(/\b(?:npm|jsr|node):([@\w/-]+)"|https:\/\/esm\.sh\/([@\w/-]+)/g),
      ([, one, other]) => one ?? other,
    );
    expect(specifiers.length).toBeGreaterThan(2);
    expect(new Set(specifiers)).toEqual(new Set([name, "@octokit/core"]));
    expect(GUIDES).not.toContain("jsr:");
    const major = (version: string) => version.split(".")[0];
    const cores = Array.from(GUIDES.matchAll(/@octokit\/core@(\d+)/g), ([, version]) => version);
    expect(new Set(cores)).toEqual(new Set([major(packages["node_modules/@octokit/core"].version)]));
    const own = Array.from(
      GUIDES.matchAll(new RegExp(`(?:${name}|artifact-storage-record)@(\\d+)`, "g")),
      ([, version]) => version,
    );
    expect(new Set(own)).toEqual(new Set([major(packages[""].version)]));
  });

  test("the package that npm warns of is the one whose warning is let pass, and asks for that Node", () => {
    const [sentence = ""] = README.match(/`EBADENGINE` for .*/) ?? [];
    const [, warned = "", by = "", node] = /for `(\S+)`, a dependency of `(\S+)`\. .*?Node (\d+)/.exec(sentence) ?? [];
    expect(readText("scripts/find-warnings.js")).toContain(`package: '${warned}@`);
    expect(packages[`node_modules/${by}`].dependencies).toHaveProperty(warned);
    expect(packages[`node_modules/${warned}`].engines.node).toBe(`>=${node}`);
  });
});

test("the runtimes are those of the suite, and the versions of Node those of the tests", () => {
  const [, list = ""] = /CI also runs on (.*?)\. /.exec(readText("docs/compatibility.md")) ?? [];
  const [nodes = ""] = list.match(/Node [\d, and]+\d/) ?? [];
  const { node } = parse(readText(".github/workflows/test.yml")).jobs.test.strategy.matrix;
  expect(nodes.match(/\d+/g)?.map(Number)).toEqual(node.filter((one: unknown) => one !== "latest"));
  const suite = readText("__tests__/runtimes/runtimes.js");
  const others = list.replace(nodes, "").match(/\b(?:[A-Z]\w+|workerd)/g) ?? [];
  expect(others.length).toBeGreaterThan(3);
  // Cloudflare Workers are what workerd runs, by its user agent.
  for (const one of others) expect(suite).toMatch(new RegExp(`\\b${one}\\b`));
});

test("characters are counted as it is told", () => {
  const [, character = "", told = ""] = /`(\S+)` is (one|two)\b/u.exec(README) ?? [];
  const { maxLength } = routes.orgs.createArtifactStorageRecord.parameters.name;
  const most = [maxLength, maxLength / 2].filter(
    (times) => check({ ...CALL, name: character.repeat(times) }).length === 0,
  );
  expect(most[0]).toBe({ one: maxLength, two: maxLength / 2 }[told]);
});

describe("the reference", () => {
  test("what the error of parameters is, and what each of its problems has", async () => {
    const [, section = ""] = /### `ParameterError`\n(.*?)\n###/s.exec(REFERENCE) ?? [];
    const error = Object(await failureOf(create({})));
    expect(error).toBeInstanceOf(ParameterError);
    const [, kind = ""] = /It is a `(\w+)`/.exec(section) ?? [];
    expect(Object.getPrototypeOf(ParameterError).name).toBe(kind);
    const [, missing = ""] = /without a `(\w+)`/.exec(section) ?? [];
    expect(error).not.toHaveProperty(missing);
    const [, list = "", keys = ""] = /`(\w+)` lists .*?`\{ (.*?) \}`/.exec(section) ?? [];
    expect(Object.keys(error[list][0]).sort()).toEqual(keys.split(", ").sort());
  });

  test("what a refusal has", async () => {
    const [, section = ""] = /### `RequestError`\n(.*?)\n###/s.exec(REFERENCE) ?? [];
    const [prose = ""] = section.split("<!--");
    const names = codesIn(prose);
    expect(names.length).toBeGreaterThan(2);
    const error = Object(await failureOf(create(CALL, stubFetch({ message: "no artifacts found" }, { status: 404 }))));
    expect(names.filter((name) => !(name in error))).toEqual([]);
    expect(TYPES).toContain("RequestError");
  });

  test("what an answer that is not GitHub's has, and has not", async () => {
    const [, section = ""] = /### `UnexpectedResponseError`\n(.*?)\n## /s.exec(REFERENCE) ?? [];
    const error = Object(await failureOf(create(CALL, stubFetch("{}"))));
    const [, held = ""] = /`(\w+)` holds what was received/.exec(section) ?? [];
    const [, missing = ""] = /There is no `(\w+)`/.exec(section) ?? [];
    expect([held in error, missing in error, missing in error.response]).toEqual([true, false, true]);
  });

  test("what becomes of undefined and null", () => {
    const [, rejected = ""] = /`(\w+)` is rejected/.exec(REFERENCE) ?? [];
    const [, left = ""] = /`(\w+)` means that the parameter is not given/.exec(REFERENCE) ?? [];
    const values: Record<string, unknown> = { null: null, undefined };
    expect(check({ ...CALL, version: values[rejected] })).toEqual([expect.objectContaining({ parameter: "version" })]);
    expect(check({ ...CALL, version: values[left] })).toEqual([]);
    expect([rejected in values, left in values]).toEqual([true, true]);
  });

  test("with the option that leaves a body unread, what is in it is not checked", async () => {
    const [, option = "", value] = /`request: \{ (\w+): (\w+) \}`, the body is not read/.exec(REFERENCE) ?? [];
    const answer = () => stubFetch("{}");
    expect(await failureOf(create(CALL, answer()))).toBeDefined();
    expect(
      await failureOf(create({ ...CALL, request: { fetch: answer(), [option]: value === "true" } })),
    ).toBeUndefined();
  });

  test("the options that may be passed along are those that the plugin lets pass", () => {
    const [, list = ""] =
      /You can pass Octokit's own options along with the parameters: (.*?), such as/.exec(REFERENCE) ?? [];
    // They replace the request's own.
    const own = new Set(["method", "url"]);
    expect(codesIn(list).sort()).toEqual([...OPTIONS_OF_OCTOKIT].filter((one) => !own.has(one)).sort());
  });

  test("what a response has, with and without records", () => {
    const [, members = ""] = /Its `data` is `\{ (.*?) \}`/.exec(REFERENCE) ?? [];
    const [option = "", left] = codesIn(/With `return_records.*?`(?=[.;])/.exec(REFERENCE)?.[0]);
    expect(members.split(", ")).toContain(left);
    for (const member of members.split(", ")) expect(TYPES).toMatch(new RegExp(`^ +${member}\\??: `, "m"));
    const [parameter = "", value] = option.split(": ");
    expect([check({ ...CALL, [parameter]: value === "true" }), check({ ...CALL, [parameter]: "x" }).length]).toEqual([
      [],
      1,
    ]);
  });

  describe("of what the plugin adds", () => {
    const rowOf = (form: RegExp) =>
      (/\n\| \| Octokit alone .*?\n\n/s.exec(REFERENCE)?.[0] ?? "").split("\n").find((row) => form.test(row)) ?? "";

    test("names that are mistaken are rejected, where the right one is missing", () => {
      const [cell = ""] = rowOf(/often mistake/).split(" | ");
      expect(codesIn(cell).length).toBeGreaterThan(2);
      for (const name of codesIn(cell)) {
        const own = check({ [name]: "x" }).filter(
          ({ parameter, message }) => parameter === name || message.includes(`\`${name}\``),
        );
        expect([name, own]).toEqual([name, [expect.anything()]]);
      }
    });

    test("what would replace a part of the request is rejected", () => {
      const [, list = ""] = /holds (.*?) \|/.exec(rowOf(/A record from a file/)) ?? [];
      expect(codesIn(list).length).toBeGreaterThan(2);
      for (const name of codesIn(list))
        expect([name, check({ ...CALL, [name]: "x" })]).toEqual([name, [expect.objectContaining({ parameter: name })]]);
    });
  });
});

describe("limits of GitHub", () => {
  // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  const PER_HOUR = ["1,000", "5,000", "12,500", "15,000"];
  // https://docs.github.com/actions/reference/limits
  const JOB_HOURS = 6;

  test("of requests an hour are these, on all pages", () => {
    const tables = Array.from(GUIDES.matchAll(/\| Requests per hour \|.*?\n\n/gs), ([table]) => table).flatMap(
      (table) =>
        table
          .split("\n")
          .slice(2)
          .map((row) => row.split(" | ")[1] ?? ""),
    );
    const prose = Array.from(GUIDES.matchAll(/([\d,]+) (?:requests )?(?:an|per) hour/g), ([, number]) => `${number}`);
    const told = [...tables.flatMap((cell) => cell.match(/[\d,]*\d/g) ?? []), ...prose];
    expect(prose.length).toBeGreaterThan(1);
    expect([...new Set(told)].sort()).toEqual(PER_HOUR.toSorted());
    // A workflow's own token has the least, wherever one is named with its number.
    for (const sentence of sentences(/workflow's own token (?:has|allows)/)) expect(sentence).toContain(PER_HOUR[0]);
  });

  test("of a job's time are held by the workflows: they end a little before, and all alike", () => {
    const WORDS = [
      "zero",
      "one",
      "two",
      "three",
      "four",
      "five",
      "six",
      "seven",
      "eight",
      "nine",
      "ten",
      "eleven",
      "twelve",
    ];
    const hours = Array.from(GUIDES.matchAll(/A job can run for up to (\w+) hours/g), ([, word = ""]) =>
      WORDS.indexOf(word),
    );
    expect(new Set(hours)).toEqual(new Set([JOB_HOURS]));
    const minutes = blocks.flatMap(({ code }) =>
      Array.from(code.matchAll(/timeout-minutes: (\d+)/g), ([, number]) => Number(number)),
    );
    expect(new Set(minutes)).toEqual(new Set([JOB_HOURS * 60 - 20]));
    expect(minutes.length).toBeGreaterThan(1);
  });
});

test("an input of another action is named the same on all pages", () => {
  const named = Array.from(
    GUIDES.matchAll(/`(\w[\w-]*): true`, ?`actions\/attest`|`actions\/attest` with `(\w[\w-]*): true`/g),
    ([, one, other]) => one ?? other,
  );
  expect(named.length).toBeGreaterThan(1);
  expect(new Set(named).size).toBe(1);
});

test("the digest of the examples is one", () => {
  const digests = new Set(
    Array.from(`${GUIDES} ${TYPES}`.matchAll(/sha256:(1bb1[0-9a-f]{20,})/g), ([, hex]) => `sha256:${hex}`),
  );
  expect(digests).toEqual(new Set([DIGEST]));
});

describe("the sections of docs/workflows.md", () => {
  const sections = readText("docs/workflows.md")
    .split("\n## ")
    .map((section): [title: string, prose: string, yaml: string] => {
      const yaml = Array.from(section.matchAll(/^```yaml\n(.*?)^```$/gms), ([, code]) => code).join("\n");
      return [`${section.split("\n")[0]}`, section.replaceAll(/^```.*?^```$/gms, ""), yaml];
    })
    .filter(([, , yaml]) => yaml);

  test.each(sections)("%s: how often, how fast and by what key is as in its workflow", (_title, prose, yaml) => {
    const [, day, weekday] = /cron: "\d+ \d+ (\S+) \* (\S+)"/.exec(yaml) ?? [];
    const byWeekday = weekday === "*" ? /\b(?:day|night)\b/ : /\bweek\b/;
    const often = day === "*" ? byWeekday : undefined;
    const told = prose.match(/\b(?:[Oo]nce a|[Ee]very|[Ee]ach) (?:week|night|day|month|hour)\b/g) ?? [];
    for (const words of told) expect([words, often]).toEqual([words, expect.any(RegExp)]);
    for (const words of told) expect(words).toMatch(often ?? /^$/);
    const paces = Array.from(yaml.matchAll(/per-minute: (\d+)/g), ([, pace]) => pace);
    for (const [, pace] of prose.matchAll(/(\d+) a minute/g)) expect(paces).toContain(pace);
    const keys = codesIn(prose).filter((code) => /^[a-z]+(?:-[a-z]+)+$/.test(code));
    expect(keys.filter((key) => !yaml.includes(`${key}:`) && !/artifact-metadata/.test(key))).toEqual([]);
  });

  test("some are on a schedule, and have a pace", () => {
    expect(sections.filter(([, , yaml]) => /cron:/.test(yaml)).length).toBeGreaterThan(1);
  });
});

describe("how to get a digest", () => {
  test("every command that hashes is of the algorithm that GitHub takes", () => {
    const [, bits] = /sha(\d+)/.exec(routes.orgs.createArtifactStorageRecord.parameters.digest.pattern.source) ?? [];
    const told = Array.from(GUIDES.matchAll(/\bsha(\d+)sum\b|\bshasum -a (\d+)/g), ([, one, other]) => one ?? other);
    expect(told.length).toBeGreaterThan(5);
    expect(new Set(told)).toEqual(new Set([bits]));
  });

  test("what Docker and its action call it is the same on all pages, and in the workflows", () => {
    expect(new Set(GUIDES.match(/\bRepo[A-Z]\w+/g)).size).toBe(1);
    const [, output] = /`(\w+)` output of `docker\/build-push-action`/.exec(README) ?? [];
    const used = Array.from(GUIDES.matchAll(/steps\.push\.outputs\.(\w+)/g), ([, name]) => name);
    expect(new Set(used)).toEqual(new Set([output]));
  });
});

test("the ways to resolve modules are those that the suite of types compiles with", () => {
  const [, sentence = ""] = /work with `"moduleResolution": (.*?)`, which/.exec(REFERENCE) ?? [];
  const told = sentence.match(/"\w+"/g) ?? [];
  const suite = ["compile.js", "hosts.js", "portability.test.js", "describe-compiler.js"].map((file) =>
    readText(`__tests__/types/${file}`),
  );
  expect(told.length).toBeGreaterThan(1);
  for (const way of told) expect(suite.join("\n")).toContain(way);
});
