import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { FAULTS, WORLD } from "../../local-github/start-local-github.js";
import { INPUTS, readInputs, toVariable } from "../src/action/read-inputs.ts";
import { toEnvironment } from "../src/action/to-environment.ts";
import { toOutputs } from "../src/action/to-outputs.ts";
import { toEntry } from "../src/action/write-outputs.ts";
import { prepareAction } from "./support/run-action-here.ts";
import { readOutputs } from "./support/runner.ts";

const [ATTESTED = ""] = Object.keys(WORLD.attestations);
const OTHER = `sha256:${"b".repeat(64)}`;
const REGISTRY = "https://reg.example.com/";
const IMAGE = `reg.example.com/octo-org/libfoo:1.2.3@${ATTESTED}`;
const URL = "https://github.com/orgs/octo-org/artifacts";
const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const PULL = {
  pull_request: { head: { repo: { full_name: "fork/libfoo" } }, base: { repo: { full_name: "octo-org/libfoo" } } },
};
const OWN_PULL = { pull_request: { head: PULL.pull_request.base, base: PULL.pull_request.base } };

const action = prepareAction();
const names = () => action.sent.map(({ name }) => name);

describe("files, images and digests", () => {
  test("an image is recorded, and said as outputs and in a table", async () => {
    const { code, outputs, summary, log } = await action.run({ image: IMAGE });
    expect(code).toBe(0);
    const { records = "", ...others } = outputs;
    expect(others).toEqual({ digest: ATTESTED, "record-id": "1", "records-url": URL, stored: "1", refused: "0" });
    expect(JSON.parse(records)).toMatchObject([{ result: "stored", digest: ATTESTED, storage_records: [{ id: 1 }] }]);
    expect(summary).toContain("| artifact | digest | result | link |");
    expect(summary).toContain(`](<${URL}>)`);
    expect(log).toContain("stored=1, refused=0");
    expect(action.github.requests.map(({ headers }) => headers.authorization)).toEqual(
      action.github.requests.map(() => "token local-token"),
    );
  });

  test("every input gets to its parameter", async () => {
    const inputs = {
      digest: ATTESTED,
      name: "libfoo",
      version: "1.2.3",
      "registry-url": REGISTRY,
      "artifact-url": "https://reg.example.com/libfoo-1.2.3",
      path: "com/libfoo",
      repository: "releases",
      status: "eol",
      "github-repository": "hello-world",
    };
    expect((await action.run({ ...inputs, org: "octo-org", "max-wait": "1s" })).code).toBe(0);
    const named = Object.entries(inputs).map(([name, value]) => [name.replaceAll("-", "_"), value]);
    expect(action.sent).toEqual([Object.fromEntries(named)]);
  });

  test("several are given one a line, whatever the lines end with", async () => {
    const { code, outputs, log } = await action.run({
      digest: `\r\n ${ATTESTED}\r\n\r\n${OTHER} \n`,
      name: "libfoo",
      "registry-url": REGISTRY,
      "max-wait": "1s",
    });
    expect(code).toBe(0);
    expect(action.sent.map(({ digest }) => digest)).toEqual([ATTESTED, OTHER]);
    expect(outputs).toEqual({ stored: "2", refused: "0", records: expect.any(String) });
    expect(log).toMatch(new RegExp(`^stored +${ATTESTED}  libfoo\nstored +${OTHER}  libfoo$`, "m"));
  });

  test.each([
    ["name", "app"],
    ["artifact-url", "https://reg.example.com/a"],
  ])("%s would be the same for several images", async (name, value) => {
    const image = `${IMAGE}\nreg.example.com/b@${OTHER}`;
    const { code, annotations } = await action.run({ image, [name]: value });
    expect([code, annotations]).toEqual([
      2,
      [`\`${name}\` would be the same for all 2 artifacts. Record them one by one.`],
    ]);
  });

  test("a dry run prints what would be sent, in the log and in the summary", async () => {
    const more = { image: `${IMAGE}\nreg.example.com/octo-org/libbar@${OTHER}`, "dry-run": "true" };
    const { code, log, summary } = await action.run(more);
    expect(code).toBe(0);
    expect(log).toContain("These are the 2 requests that would be sent:");
    for (const digest of [ATTESTED, OTHER]) expect(log).toContain(`"digest": "${digest}"`);
    expect(summary).toContain("nothing was sent");
    expect(summary).toContain("libbar");
  });

  test("a dry run sends nothing, and needs no token", async () => {
    const { code, outputs, log } = await action.run({ image: IMAGE, "dry-run": "true", token: "" });
    expect([code, action.github.requests]).toEqual([0, []]);
    expect(outputs).toMatchObject({ stored: "0", refused: "0", digest: ATTESTED });
    expect(log).toContain("stored=0");
  });
});

describe("globs", () => {
  const inputs = { "registry-url": REGISTRY, "max-wait": "1s" };
  const dryRun = async (file: string) => {
    const { outputs, annotations } = await action.run({ ...inputs, file, "dry-run": "true" });
    const records = JSON.parse(outputs.records ?? "[]");
    return {
      annotations,
      names: records.map(({ request }: { request: { body: { name: string } } }) => request.body.name),
    };
  };

  test("a glob names files alone, and a later line leaves some out", async () => {
    for (const name of ["a.tgz", "b.tgz", "b.map", "deep/c.tgz", ".hidden.tgz"]) action.write(`dist/${name}`, name);
    expect((await dryRun("dist/*")).names).toEqual(["a.tgz", "b.map", "b.tgz"]);
    expect((await dryRun("dist/**\n!**/*.map")).names).toEqual(["a.tgz", "b.tgz", "c.tgz"]);
    expect((await dryRun("dist/{a,b}.tgz\ndist/?.tgz")).names).toEqual(["a.tgz", "b.tgz"]);
  });

  test("one that matches nothing is refused, beside others that do", async () => {
    action.write("dist/a.tgz", "a");
    expect(await dryRun("dist/*.tgz\ndist/*.whl")).toEqual({
      names: [],
      annotations: ['`file` "dist/*.whl" does not exist. No file has such a name.'],
    });
    expect((await dryRun("!dist/*.tgz")).annotations).toEqual(["`file` names nothing."]);
  });

  test("no link is followed, out of the workspace or within", async () => {
    mkdirSync(action.temp("secret"));
    action.write("dist/a.tgz", "a");
    action.write("../secret/key.tgz", "key");
    action.link(action.temp("secret"), "out");
    action.link(action.temp("secret/key.tgz"), "dist/key.tgz");
    action.link("a.tgz", "dist/again.tgz");
    action.link(".", "dist/loop");
    expect((await dryRun("**")).names).toEqual(["a.tgz"]);
    expect((await dryRun("out/*")).annotations).toEqual(['`file` "out/*" does not exist. No file has such a name.']);
    expect((await dryRun("out/../out/*.tgz")).annotations).toHaveLength(1);
  });

  test("a file may have any name", async () => {
    for (const name of ["-x $(touch pwned)[1].tgz", "!a", "{a,b}"]) {
      if (process.platform === "win32") continue;
      action.write(name, name);
      expect((await dryRun(name)).names).toEqual([name]);
    }
  });
});

describe("lists", () => {
  const LIST = ["one", "two"].map((name) => JSON.stringify({ name, digest: digestOf(name) })).join("\n");
  const inputs = { "registry-url": REGISTRY, "github-repository": "libfoo", "per-minute": "0" };

  test("import takes what its lines lack from the inputs; run again, what is stored is told as stored", async () => {
    const list = action.write("records.ndjson", LIST);
    const { code, outputs, summary } = await action.run({ ...inputs, import: list, status: "eol" });
    expect([code, outputs]).toEqual([0, { stored: "2", refused: "0" }]);
    // Several are under way at once.
    const sent = action.sent.toSorted((a, b) => (Object(a).name < Object(b).name ? -1 : 1));
    expect(sent).toMatchObject([
      { name: "one", status: "eol", registry_url: REGISTRY },
      { name: "two", status: "eol" },
    ]);
    expect(summary).toContain("stored");
    expect((await action.run({ ...inputs, import: list, status: "eol" })).outputs).toMatchObject({ stored: "2" });
    expect(action.sent).toHaveLength(2);
  });

  test("import skips lines that are wrong only where that is said", async () => {
    const list = action.write("records.ndjson", `{"name":""}\n${LIST}`);
    const wrong = await action.run({ ...inputs, import: list });
    expect([wrong.code, action.github.requests, wrong.outputs]).toEqual([2, [], { stored: "0", refused: "0" }]);
    expect((await action.run({ ...inputs, import: list, "skip-invalid": "true" })).code).toBe(0);
  });

  test("verify says what is not stored", async () => {
    const list = action.write("records.ndjson", LIST);
    await action.run({ ...inputs, import: action.write("one.ndjson", LIST.split("\n")[0] ?? "") });
    const { code, outputs } = await action.run({
      "registry-url": REGISTRY,
      verify: list,
      missing: action.path("missing"),
    });
    expect([code, outputs.stored, outputs.refused]).toEqual([1, "1", "0"]);
    expect(JSON.parse(outputs.records ?? "")).toMatchObject([{ name: "two", result: "missing" }]);
    expect(readFileSync(action.path("missing"), "utf8")).toContain('"two"');
  });

  test("verify names what is not stored, in annotations and in the summary, and calls nothing refused", async () => {
    const list = action.write("records.ndjson", LIST);
    await action.run({ ...inputs, import: action.write("one.ndjson", LIST.split("\n")[0] ?? "") });
    const { code, annotations, summary } = await action.run(
      { "registry-url": REGISTRY, verify: list },
      { GITHUB_EVENT_NAME: "pull_request" },
      PULL,
    );
    expect([code, annotations]).toEqual([1, [`${digestOf("two")}: missing`]]);
    expect(summary).toContain("Not known to be stored as the list says");
    expect(summary).toMatch(new RegExp(`\\| two \\| sha256\\S*${digestOf("two").slice(7)} \\| missing \\|`));
    expect(summary).not.toContain("Why GitHub refused");
  });

  test("retire marks what is not present any more", async () => {
    const list = action.write("records.ndjson", LIST);
    await action.run({ ...inputs, import: list });
    const present = action.write("present.txt", `${digestOf("one")}\n`);
    const retire = { retire: list, present, registry: REGISTRY, ...inputs };
    const { code, outputs } = await action.run(retire);
    expect([code, outputs]).toEqual([0, { stored: "1", refused: "0" }]);
    expect(action.sent.at(-1)).toMatchObject({ name: "two", status: "deleted" });
  });
});

describe("wrong inputs are all told at once, and nothing is sent", () => {
  test.each<[string, Record<string, string>, unknown[]]>([
    [
      "nothing",
      {},
      ["Give one of `file`, `image`, `digest`, `import`, `verify` and `retire`. None is given, or it is empty."],
    ],
    [
      "two kinds of work",
      { import: "list", image: IMAGE },
      ["`image` and `import` are given. Give one of them: one kind of work a step."],
    ],
    [
      "an input of another kind",
      { image: IMAGE, journal: "j", "allow-most": "true" },
      [
        "`allow-most` does not go with `image`, but with `retire`.",
        "`journal` does not go with `image`, but with `import` and `retire`.",
      ],
    ],
    ["a list without its other", { retire: "list" }, [expect.stringContaining("`retire` needs `present`: ")]],
    ["no token", { image: IMAGE, token: "" }, [expect.stringContaining("`token` is empty: ")]],
    [
      "a token that is none",
      { image: IMAGE, token: "se cret" },
      ["`token` contains characters that no token has. Set it again."],
    ],
    [
      "a website",
      { image: IMAGE, "api-url": "https://github.com" },
      [expect.stringContaining("`api-url` is that of GitHub's website.")],
    ],
    [
      "values that the command alone checks",
      { image: IMAGE, org: "a/b", status: "gone" },
      [expect.stringContaining("`org` "), expect.stringContaining("`status` must be one of")],
    ],
    [
      "much",
      { file: "dist/*", "max-wait": "soon", "dry-run": "yes", org: "a/b", "registry-url": "http://r", status: "gone" },
      [
        '`max-wait` cannot be "soon". Write it as 90s, 15m or 2h.',
        '`dry-run` must be `true` or `false`, not "yes".',
        '`file` "dist/*" does not exist. No file has such a name.',
        expect.stringContaining("`org` "),
        expect.stringContaining("`registry-url` "),
        expect.stringContaining("`status` must be one of"),
      ],
    ],
  ])("%s", async (_what, inputs, messages) => {
    const { code, annotations, log, outputs } = await action.run(inputs);
    expect([code, annotations]).toEqual([2, messages]);
    expect(outputs).toEqual({ stored: "0", refused: "0" });
    expect(action.github.requests).toEqual([]);
    expect(log).not.toMatch(/--[a-z]|se cret|GITHUB_TOKEN/);
  });
});

describe("what GitHub refuses", () => {
  test("fails the step, and the table says why beside what is stored", async () => {
    action.github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
    const { code, outputs, summary, annotations } = await action.run({
      digest: `${ATTESTED}\n${OTHER}`,
      name: "a",
      "registry-url": REGISTRY,
    });
    expect([code, outputs.stored, outputs.refused]).toEqual([1, "1", "1"]);
    expect(JSON.parse(outputs.records ?? "")).toMatchObject([{ result: "refused" }, { result: "stored" }]);
    expect(summary).toMatch(/refused\\: Resource not accessible/);
    // The permission is told by name.
    expect(annotations.join()).toContain("artifact-metadata: write");
  });

  test("of a fork's pull request, that is told first", async () => {
    action.github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
    const { annotations, summary } = await action.run({ image: IMAGE }, { GITHUB_EVENT_NAME: "pull_request" }, PULL);
    expect(annotations[0]).toContain("This run is for a pull request from a fork (fork/libfoo)");
    expect(summary).toContain("Why GitHub refused");
  });

  test.each([
    ["pull_request_target, whose token may write", "pull_request_target", PULL],
    ["a pull request from the repository itself", "pull_request", OWN_PULL],
  ])("of %s, no fork is the cause", async (_what, GITHUB_EVENT_NAME, event) => {
    action.github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
    const { code, annotations, summary } = await action.run({ image: IMAGE }, { GITHUB_EVENT_NAME }, event);
    expect([code, annotations[0]]).toEqual([1, expect.stringContaining("artifact-metadata: write")]);
    expect(summary).not.toContain("Why GitHub refused");
  });

  test("of a user account, that is told first, but not of another organization", async () => {
    const event = { repository: { owner: { login: "octocat", type: "User" } } };
    const env = { GITHUB_REPOSITORY: "octocat/libfoo" };
    expect((await action.run({ image: IMAGE }, env, event)).annotations[0]).toMatch(
      /^octocat is a user account, and only organizations have storage records\./,
    );
    const other = await action.run({ image: IMAGE, org: "no-org" }, env, event);
    expect([other.code, other.annotations[0]]).toEqual([1, expect.not.stringContaining("octocat is")]);
  });

  test("a token that GitHub does not accept is the input's", async () => {
    const { code, annotations, outputs } = await action.run({ image: IMAGE, token: "no-token" });
    expect([code, outputs.stored]).toEqual([1, "0"]);
    expect(annotations.join()).toContain("`token`");
    expect(annotations.join()).not.toContain("GITHUB_TOKEN");
  });
});

test("outputs that cannot be written fail the step, though all is stored", async () => {
  const { code, annotations } = await action.run({ image: IMAGE }, { GITHUB_OUTPUT: action.path(".") });
  expect([code, action.github.stored.length]).toEqual([75, 1]);
  expect(annotations[0]).toMatch(/^The outputs cannot be written/);
});

describe("the environment", () => {
  test("inputs are read by the runner's names for them: upper case, and dashes stay", () => {
    expect(INPUTS.map(toVariable)).toContain("INPUT_REGISTRY-URL");
    expect(readInputs({ "INPUT_REGISTRY-URL": " https://r ", INPUT_NAME: "  ", INPUT_REGISTRY_URL: "no" })).toEqual({
      "registry-url": "https://r",
    });
  });

  test("the token wins over what the job has, and no other way to send is left", () => {
    const job = {
      GH_TOKEN: "a",
      GITHUB_TOKEN: "b",
      GITHUB_APP_ID: "1",
      REDIS_URL: "redis://r",
      DEBUG: "*",
      INPUT_TOKEN: "c",
    };
    expect(toEnvironment({ ...job, PATH: "p" }, { token: "c", "api-url": "https://api.github.com" })).toEqual({
      PATH: "p",
      GITHUB_TOKEN: "c",
      GITHUB_API_URL: "https://api.github.com",
    });
  });
});

describe("outputs", () => {
  const DELIMITER = "ghadelimiter_1";

  test.each(["", "a", "a\n", "\n", "a\r\nb", "a\nb=c\nd<<e", "a<<b", "=", "a\n\n"])(
    "%j is read as it was written",
    (value) => {
      expect(readOutputs(`${toEntry("one", value)}${toEntry("two", "2")}`)).toEqual({ one: value, two: "2" });
    },
  );

  test("no value can hold its delimiter, which is another each time", () => {
    expect(() => toEntry("one", `a\n${DELIMITER}\nb=c`, DELIMITER)).toThrow("The value of one contains its delimiter.");
    expect(toEntry("one", "a")).not.toBe(toEntry("one", "a"));
  });

  test("records that an output cannot hold are left out", () => {
    const one = { result: "stored", message: "x".repeat(300_000) };
    expect(toOutputs({ records: [one] }).records).toBeDefined();
    expect(toOutputs({ records: [one, one] })).toEqual({ stored: "2", refused: "0" });
  });
});

test("an absolute glob is as good as another", async () => {
  for (let number = 0; number < 5; number += 1) action.write(`dist/${number}.txt`, `${number}`);
  const { code, summary } = await action.run({ file: `${action.path("dist")}/*.txt`, "registry-url": REGISTRY });
  expect(code).toBe(0);
  expect(summary.match(/^\| \d\\\.txt/gm)).toHaveLength(5);
  expect(names()).toEqual(["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]);
});
