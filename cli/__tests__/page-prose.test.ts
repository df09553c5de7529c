// What the pages tell of runs of the command, by kinds: each is run, or compared with the constant that it is about.
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { blocks, GUIDES, readText } from "../../__tests__/support/read-blocks.ts";
import { DIGEST, RECORD } from "../../__tests__/support/record.ts";
import { FAULTS } from "../../local-github/start-local-github.js";
import { EXIT, RESULTS } from "../src/exit-code.ts";
import { DEFAULT_PER_MINUTE } from "../src/github/create-pace.ts";
import { readCredentials } from "../src/github/read-credentials.ts";
import { findRecordsUrl } from "../src/github/read-workflow.ts";
import { readShard } from "../src/input/read-shard.ts";
import { nameFiles, nameRetireFiles } from "../src/journal/name-files.ts";
import { prepareHere } from "./support/prepare-here.ts";

const README = readText("cli/README.md");
const command = prepareHere();
const OTHER = `sha256:${"0".repeat(64)}`;

/** The sentences of all pages that hold something, without tables and code. */
const sentences = (form: RegExp, text = GUIDES) =>
  text
    .replaceAll(/^```.*?^```$/gms, "")
    .replaceAll(/^\|.*$/gm, "")
    .split(/(?<=[.:;])\s+/)
    .filter((sentence) => form.test(sentence));
const codes = (text = "") => Array.from(text.matchAll(/`([^`]+)`/g), ([, code = ""]) => code);

describe("what `--json` prints", () => {
  const [paragraph = ""] = README.match(/^With `--json`, `result` is .*$/m) ?? [];
  const [results = "", shapes = ""] = paragraph.split(/\. (?=One)/);
  const keysOf = (shape = "") => shape.match(/\w+/g) ?? [];

  test("the results are those of the command, and complete", () => {
    expect(codes(results).slice(2)).toEqual([...Object.values(RESULTS), "dry-run"]);
  });

  test("its keys are those that are told, for one and for several", async () => {
    const [one, several] = codes(shapes).filter((code) => code.startsWith("{"));
    const [message] = codes(shapes).filter((code) => /^\w+$/.test(code));
    const create = async (...digests: string[]) => {
      const given = digests.flatMap((digest) => ["--digest", digest]);
      const where = ["--name", "a", "--registry-url", "https://a.example", "--json"];
      return JSON.parse((await command.run(["create", ...given, ...where])).stdout);
    };
    expect(Object.keys(await create(DIGEST)).sort()).toEqual(keysOf(one).sort());
    expect(Object.keys(await create(DIGEST, OTHER))).toEqual(keysOf(several));
    command.github.faults.push(FAULTS.refusal({ status: 403, message: "no" }));
    expect(Object.keys(await create(DIGEST))).toContain(message);
  });

  test("a result that one of several alone can have is an outcome of the command", () => {
    const more = codes(shapes.split("which may also be")[1]);
    expect(more.filter((result) => Object.values<string>(RESULTS).includes(result))).toEqual([]);
    const outcomes = readText("cli/src/github/store-record.ts").match(/(?<=state: ")\w+/g) ?? [];
    expect(new Set([...more, "stored", "refused", "unknown"])).toEqual(new Set(outcomes));
  });

  test("of list, it is what is told", async () => {
    const [, listing = ""] = /## Existing records.*?\n(.*?)\n## /s.exec(README) ?? [];
    const [sentence = ""] = listing.match(/with `--json`, the `result`.*$/m) ?? [];
    const told = codes(sentence).slice(2);
    const list = async (digest: string, token = "local-token") =>
      JSON.parse((await command.run(["list", digest, "--json"], { GITHUB_TOKEN: token })).stdout).result;
    await command.run(["create", "--digest", DIGEST, "--name", "a", "--registry-url", "https://a.example"]);
    expect(told).toEqual([await list(DIGEST), await list(OTHER), await list(DIGEST, "wrong")]);
  });
});

describe("exit codes", () => {
  /** What a sentence with an exit code is about, and the code that follows from it. */
  const EVENTS: [about: RegExp, code: number][] = [
    [/invalid/, EXIT.usage],
    [/wait|rate limit|Redis/, EXIT.interrupted],
    [/no record/, EXIT.refused],
  ];

  test("each that a sentence names is that of what the sentence is about", () => {
    const told = sentences(/exit code/i).filter((sentence) => /exit code(?: is)? \d/i.test(sentence));
    expect(told.length).toBeGreaterThan(3);
    for (const sentence of told) {
      const codesOf = EVENTS.filter(([about]) => about.test(sentence)).map(([, code]) => code);
      expect([sentence, [Number(/exit code(?: is)? (\d+)/i.exec(sentence)?.[1])]]).toEqual([sentence, codesOf]);
    }
  });

  test("invalid lines, and nothing listed, have theirs", async () => {
    const path = command.write("r.csv", "name,digest\na,b\n");
    expect(await command.run(["import", path])).toMatchObject({ code: EXIT.usage });
    expect(await command.run(["list", DIGEST])).toMatchObject({ code: EXIT.refused });
  });
});

describe("names of files", () => {
  const lists = ["records.csv", "records.ndjson"];
  const parts = [undefined, "2-of-4"];

  test("that a run writes beside its list are the program's, on all pages and in their workflows", async () => {
    const all = lists.flatMap((list) => [
      ...parts.flatMap((part) => {
        const { prefix, journal, rejected } = nameFiles(list, { part });
        return [journal, rejected, `${prefix}.refused.ndjson`, `${prefix}.unknown.ndjson`];
      }),
      nameRetireFiles(list, {}).journal,
    ]);
    const told = [...GUIDES.matchAll(/\b(?:records\.csv|records\.ndjson)\.[\w.*-]+\w/g)].map(([name]) => name);
    expect(told.length).toBeGreaterThan(4);
    const isOne = (name: string) =>
      all.some((file) => new RegExp(`^${name.replaceAll(".", "\\.").replaceAll("*", "[\\w-]+")}$`).test(file));
    expect(told.filter((name) => !isOne(name))).toEqual([]);
  });

  test("what a workflow keeps is of the kind that its name says, and lines are rejected only where they are skipped", () => {
    const kept = blocks.flatMap(({ code }) =>
      Array.from(code.matchAll(/name: (\w+)-.*\n +path: \S+\.(\w+)\.ndjson$/gm), ([, name, kind]) => ({
        name,
        kind,
        code,
      })),
    );
    expect(kept.length).toBeGreaterThan(0);
    for (const { name, kind, code } of kept)
      expect([kind, kind === "rejected"]).toEqual([name, code.includes("--skip-invalid")]);
  });

  test("and the keys of their lines that a text names are what a run leaves", async () => {
    const path = command.write(
      "r.csv",
      `name,digest,registry_url,github_repository\na,${DIGEST},https://a.example,none\nb,x,https://a.example,\nc,${OTHER},https://a.example,\n`,
    );
    const args = ["import", path, "--per-minute", "0", "--skip-invalid"];
    const lost = ({ handle, response }: { handle(): unknown; response: { destroy(): void } }) => {
      handle();
      response.destroy();
    };
    command.github.faults.push(FAULTS.none(), lost, FAULTS.refusal({ status: 403, message: "no" }));
    await command.run(args);
    const written = readdirSync(dirname(path)).filter((name) => name.startsWith("r.csv."));
    const kinds = written.map((name) => name.slice("r.csv.".length));
    expect(kinds.sort()).toEqual(["journal.ndjson", "refused.ndjson", "rejected.ndjson", "unknown.ndjson"]);
    for (const [, kind = "", rest = ""] of GUIDES.matchAll(/`records\.csv\.(\w+\.ndjson)`(.*?)[.:;]\s/g)) {
      const lines = readFileSync(`${path}.${kind}`, "utf8");
      for (const key of codes(rest).filter((code) => /^[_$]\w+$/.test(code))) expect(lines).toContain(`"${key}":`);
    }
    const keys = [...GUIDES.matchAll(/`([_$][a-z]+)`/g)].map(([, key]) => key);
    const left = kinds.map((kind) => readFileSync(`${path}.${kind}`, "utf8")).join("");
    expect(keys.filter((key) => !left.includes(`"${key}":`))).toEqual([]);
    expect(keys.length).toBeGreaterThan(0);
  });
});

describe("a list", () => {
  const dryRun = async (lines: object[], ...more: string[]) => {
    const path = command.write("r.ndjson", lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const { code, stdout } = await command.run(["import", path, "--dry-run", "--json", ...more]);
    return { code, ...(code === EXIT.success && JSON.parse(stdout)) };
  };

  test("names of one's own begin as it is told, and are ignored", async () => {
    const told = [...GUIDES.matchAll(/names? (?:that )?begin(?:ning)? with `(.+?)`/gi)].map(([, mark]) => mark);
    expect(told.length).toBeGreaterThan(0);
    for (const mark of told)
      expect(await dryRun([{ ...RECORD, [`${mark}note`]: "x" }])).toMatchObject({ code: EXIT.success });
    expect(await dryRun([{ ...RECORD, note: "x" }])).toEqual({ code: EXIT.usage });
  });

  test("of a record that is there with several statuses, the one that counts is the one that is told", async () => {
    const [, which = ""] = /another status, the (\w+) one counts/.exec(GUIDES) ?? [];
    const statuses = ["eol", "deleted"];
    const { first_request, superseded } = await dryRun(statuses.map((status) => ({ ...RECORD, status })));
    expect([superseded, first_request.body.status]).toEqual([1, { first: statuses[0], last: statuses[1] }[which]]);
  });

  test("what becomes of what an earlier run left is what the next run would do", async () => {
    const given = ["a", "b", "c"].map((name) => ({ ...RECORD, name, github_repository: "libfoo" }));
    const [stored, refused, lost] = given;
    const path = command.write(
      "r.ndjson",
      [stored, { ...refused, github_repository: "none" }, lost].map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    const lose = ({ handle, response }: { handle(): unknown; response: { destroy(): void } }) => {
      handle();
      response.destroy();
    };
    command.github.faults.push(FAULTS.none(), FAULTS.none(), lose, FAULTS.refusal({ status: 403, message: "no" }));
    await command.run(["import", path, "--per-minute", "0"]);
    const { stdout } = await command.run(["import", path, "--dry-run", "--json"]);
    const { stored_before, to_send, to_look_up } = JSON.parse(stdout);
    expect([stored_before, to_send, to_look_up]).toEqual([1, 1, 1]);
    const DONE = { stored: "skipped", refused: "tried again", "may be": "looked up first" };
    for (const [about, done] of Object.entries(DONE)) {
      const [line] =
        readText("docs/many-records.md").match(new RegExp(`^- records that .*\\b${about}\\b.*$`, "m")) ?? [];
      expect(line).toContain(done);
    }
  });
});

test("the token's variables are read in the order that is told", () => {
  const read = (env: Record<string, string>) => readCredentials(env).source;
  const pairs = [...GUIDES.matchAll(/`(GH_TOKEN|GITHUB_TOKEN)`(?:, then|,| or) `(GH_TOKEN|GITHUB_TOKEN)`/g)];
  expect(pairs.length).toBeGreaterThan(1);
  for (const [, first = "", second = ""] of pairs)
    expect([first, second]).toEqual([read({ [first]: "a", [second]: "b" }), second]);
});

test("several are as far apart as the pace has it", () => {
  const apart = [...`${GUIDES} ${readText("cli/src/create/flags.ts")}`.matchAll(/((?:a|\d+)\s+\w+) apart/g)].map(
    ([, time = ""]) => time.replace(/\s+/, " "),
  );
  const seconds = 60 / DEFAULT_PER_MINUTE;
  expect(new Set(apart)).toEqual(new Set([seconds === 1 ? "a second" : `${seconds} seconds`]));
  expect(apart.length).toBeGreaterThan(1);
});

test("the address of the page is the one that the command prints", () => {
  const told = [...GUIDES.matchAll(/https:\/\/github\.com\/(?:orgs\/)?(ORG|octo-org)(?:\/\w+)?(?![\w/.-])/g)];
  expect(told.length).toBeGreaterThan(3);
  for (const [address, org = ""] of told) expect(address).toBe(findRecordsUrl(org, {}));
});

test("what is told of most of a clean-up is the same everywhere", () => {
  const texts = `${GUIDES} ${readText("cli/src/retire/flags.ts")} ${readText("action.yml")}`;
  const shares = [...texts.matchAll(/more than ((?:a )?\w+)(?= (?:of|would|needs))/g)].map(([, share]) => share);
  expect(shares.length).toBeGreaterThan(4);
  expect(new Set(shares).size).toBe(1);
});

test("shards that are named are shards, from the first to the last", () => {
  const told = [...GUIDES.matchAll(/--shard (\d+\/\d+)/g)].map(([, shard = ""]) => readShard(shard));
  expect(told.length).toBeGreaterThan(1);
  const [, first = "", last = ""] = /`--shard (\S+)` to `--shard (\S+)`/.exec(GUIDES) ?? [];
  const { count } = readShard(first);
  expect([readShard(first), readShard(last)]).toEqual([readShard(`1/${count}`), readShard(`${count}/${count}`)]);
});

test("the address of a Redis is the one of the help", () => {
  const find = (text: string) => new Set([...text.matchAll(/redis:\/\/[\w:]+/gi)].map(([url]) => url.toLowerCase()));
  expect(find(GUIDES)).toEqual(find(readText("cli/src/input-flags.ts")));
});

test("an empty cell counts as what is told", async () => {
  const [, told] = /empty cell counts as (not given|\w+ \w+)/.exec(README) ?? [];
  const path = command.write("r.csv", `name,digest,registry_url,version\na,${DIGEST},https://a.example,\n`);
  const { stdout } = await command.run(["import", path, "--dry-run", "--json"]);
  expect([told, "version" in JSON.parse(stdout).first_request.body]).toEqual(["not given", false]);
});
