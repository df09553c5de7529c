import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkLine } from "../src/input/check-line.ts";
import { readInput } from "../src/input/read-input.ts";
import { RECIPES } from "../src/input/recipes.ts";
import { createChecker } from "../src/plan/checker.ts";

const FIXTURES = fileURLToPath(new URL("recipes", import.meta.url));
const PAGE = readFileSync(new URL("../../docs/recipes.md", import.meta.url), "utf8");
/** Each recipe: its heading as it stands in an address, what is pasted, and the records that come out. */
const recipes = PAGE.split("\n### ")
  .slice(1)
  .map((section) => {
    const [title = ""] = section.split("\n");
    const heading = title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-");
    const [, command = ""] = /```sh\n(.*?)```/s.exec(section) ?? [];
    const [, records = ""] = /```json\n(.*?)\n```/s.exec(section) ?? [];
    return { heading, command, records: records.split("\n").map((one): unknown => JSON.parse(one)) };
  });
const checker = createChecker("https://api.github.com");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recipes-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs what is pasted where the recipe's fixture lies. In the place of each tool stands one that prints what that prints. */
function paste(heading: string, command: string): string[] {
  const place = join(folder, heading);
  const bin = join(folder, `${heading}-bin`);
  cpSync(join(FIXTURES, heading), place, { recursive: true });
  mkdirSync(bin);
  const add = (tool: string, script: string) => {
    writeFileSync(join(bin, tool), `#!/usr/bin/env bash\n${script}\n`);
    chmodSync(join(bin, tool), 0o755);
  };
  // `skopeo-inspect.stdout` is what `skopeo inspect` prints.
  for (const file of readdirSync(place).filter((name) => name.endsWith(".stdout"))) {
    const tool = `${file.replace(".stdout", "").split("-")[0]}`;
    add(tool, `cd '${place}'; cat "${tool}-$1.stdout" 2>/dev/null || cat ${tool}.stdout`);
  }
  add("npx", `printf '%s\\n' "$@" > '${join(place, "npx.args")}'`);
  const account = "nobody";
  execFileSync("bash", ["-euo", "pipefail", "-c", command], {
    cwd: place,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: `${bin}${delimiter}${process.env.PATH}`,
      ...{ HARBOR_USER: account, HARBOR_PASSWORD: account, NEXUS_USER: account, NEXUS_PASSWORD: account },
      GITHUB_ARTIFACTS_LIST: "artifacts_list",
    },
  });
  return readFileSync(join(place, "npx.args"), "utf8").trimEnd().split("\n");
}

/** The records that an import with these arguments stores. */
async function importWith(heading: string, [, command, file = "", ...flags]: string[]): Promise<unknown[]> {
  expect(command).toBe("import");
  const defaults = Object.fromEntries(
    flags
      .filter((flag) => flag.includes("="))
      .map((flag) => [flag.slice(0, flag.indexOf("=")), flag.slice(flag.indexOf("=") + 1)]),
  );
  const records: unknown[] = [];
  const { lines } = await readInput(createReadStream(join(folder, heading, file)), { name: file });
  for await (const batch of lines) {
    for (const line of batch) {
      const { record, problems } =
        "given" in line ? checkLine(line.given, { ...defaults, org: "octo-org" }, checker) : { problems: line.problem };
      expect(problems).toBeUndefined();
      const { org: _org, ...rest } = { ...record };
      records.push(rest);
    }
  }
  return records;
}

describe("what is pasted gives the records that stand below it", () => {
  test.each(recipes)("$heading", async ({ heading, command, records }) => {
    const args = paste(heading, command);
    expect(args[0]).toBe("artifact-storage-record@1");
    expect(await importWith(heading, args)).toEqual(records);
  });
});

test("an attestation as gh attestation download saves it", async () => {
  const { command = "" } = recipes.find(({ heading }) => heading === "in-toto") ?? {};
  const place = join(folder, "bundle");
  cpSync(join(FIXTURES, "in-toto"), place, { recursive: true });
  const [jq = ""] = command.split("\nnpx");
  execFileSync("bash", ["-euo", "pipefail", "-c", jq.replace("provenance.intoto.jsonl", "bundle.jsonl")], {
    cwd: place,
  });
  expect(JSON.parse(readFileSync(join(place, "records.ndjson"), "utf8"))).toEqual({
    name: "ghcr.io/octo-org/libfoo",
    digest: { sha256: "523c092a61beb80608b39e5dea28c3aac22da611f9eca5cb90ebb796be7b1f8c" },
  });
});

test("each recipe has a fixture, and each fixture a recipe", () => {
  expect(recipes.map(({ heading }) => heading).sort()).toEqual(readdirSync(FIXTURES).sort());
});

/** What a recipe reads, and is read as it is, or was not written by the tool that is named. */
const LISTS = ["goreleaser-lists", "crane", "maven", "helm-oci"];
const inputs = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter(
    (file) =>
      /\.(stdout|jsonl?|yaml)$|\/artifacts_list$/.test(file) && !LISTS.some((list) => file.startsWith(`${list}/`)),
  )
  .filter((file) => readFileSync(join(FIXTURES, file)).length > 0 && file !== "helm/yq.stdout");

// Which reads it: what is pasted there ran on this fixture above.
test.each(inputs)("%s is recognized, and the message leads to its very recipe", async (file) => {
  const [heading = ""] = file.split("/");
  const reading = readInput(createReadStream(join(FIXTURES, file)), { name: file });
  await expect(reading).rejects.toMatchObject({
    end: "usage",
    message: expect.stringContaining(`${file} looks like `),
  });
  const message: string = await reading.then(String, (error) => error.message);
  const [, anchor] = message.split(`${RECIPES}#`);
  expect(anchor).toBe(heading);
});

test.each([...PAGE.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor]) => anchor))(
  "the link to #%s leads to a heading",
  (anchor) => {
    expect(recipes.map(({ heading }) => heading)).toContain(anchor);
  },
);

test("each recipe that a message leads to has a heading", () => {
  const sources = ["recognize-json", "recognize-text"].map((name) =>
    readFileSync(new URL(`../src/input/${name}.ts`, import.meta.url), "utf8"),
  );
  const anchors = Array.from(sources.join("").matchAll(/Recipe\("(.*?)"\)/g), ([, anchor]) => anchor);
  expect(anchors.length).toBeGreaterThan(25);
  expect(recipes.map(({ heading }) => heading)).toEqual(expect.arrayContaining(anchors));
});
