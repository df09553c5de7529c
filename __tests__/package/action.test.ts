import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import type { Metafile } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MOST_BYTES = 1_500_000;

/** As git has it, or will have it: what is built lies in its place. */
const readCommitted = (file: string) =>
  execFileSync("git", ["show", `:${file}`], {
    cwd: ROOT,
    maxBuffer: 10 * MOST_BYTES,
    stdio: ["ignore", "pipe", "inherit"],
  });
const readFresh = (file: string) => readFileSync(`${ROOT}/${file}`);

execFileSync("npm", ["run", "build", "--silent", "-w", "artifact-storage-record"], { cwd: ROOT });
const metafile: Metafile = JSON.parse(readFresh("cli/bundle/dist/action-metafile.json").toString());

test.each(["action/index.js", "action/THIRD_PARTY_LICENSES"])(
  "%s is what is built from these sources: if not, run `npm run build` and commit it",
  (file) => {
    expect(readFresh(file).equals(readCommitted(file))).toBe(true);
  },
);

test("it is one file, of a size that a job can load, and needs nothing but Node", () => {
  const outputs = Object.entries(metafile.outputs);
  expect(outputs.map(([file]) => file)).toEqual(["../action/index.js"]);
  const imports = outputs.flatMap(([, { imports }]) => imports.map(({ path }) => path));
  expect(imports.filter((path) => !path.startsWith("node:") && !builtinModules.includes(path))).toEqual([]);
  expect(outputs[0]?.[1].bytes).toBeLessThan(MOST_BYTES);
});

test("neither Redis nor Apps, which no input asks for, are inside", () => {
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  expect(inputs.filter((file) => /node_modules\/(ioredis|@octokit\/auth-)/.test(file))).toEqual([
    expect.stringContaining("@octokit/auth-token/"),
  ]);
});

test("git changes none of its bytes, and shows it as generated", () => {
  const attributes = execFileSync(
    "git",
    ["check-attr", "text", "diff", "linguist-generated", "--", "action/index.js"],
    {
      cwd: ROOT,
      encoding: "utf8",
    },
  );
  expect(
    attributes
      .trim()
      .split("\n")
      .map((line) => line.replace("action/index.js: ", "")),
  ).toEqual(["text: unset", "diff: unset", "linguist-generated: set"]);
});
