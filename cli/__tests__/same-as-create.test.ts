import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { runHere } from "./support/run-here.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "same-as-create-"));
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, FILE), "content");
});
afterAll(() => rmSync(folder, { recursive: true }));

const FILE = "dist/libfoo_1.2.3.tar.gz";
const HEX = createHash("sha256").update("content").digest("hex");
const REGISTRY = "https://reg.example.com/";

/** What the command would store. */
async function created(...args: string[]): Promise<unknown> {
  const { stdout } = await runHere(["create", ...args, "--org=octo-org", "--dry-run", "--json"]);
  return JSON.parse(stdout).request.body;
}

async function imported(name: string, content: string, ...args: string[]) {
  const [file, plan] = [join(folder, name), join(folder, `${name}.plan.ndjson`)];
  writeFileSync(file, content);
  const { code, stderr } = await runHere(["import", file, "--org=octo-org", "--dry-run", "--plan", plan, ...args]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  const [line = ""] = readFileSync(plan, "utf8").split("\n");
  const own = (name: string) => name === "org" || name.startsWith("_");
  return { body: JSON.parse(line, (name, value) => (own(name) ? undefined : value)), stderr };
}

test.each([
  ["SHA256SUMS", `${HEX}  ${FILE}\n`],
  ["BSD", `SHA256 (${FILE}) = ${HEX}\n`],
  ["libfoo_1.2.3.tar.gz.sha256", HEX],
])("a file of %s is recorded as create --file records it", async (name, content) => {
  const { body } = await imported(name, content, `--set=registry_url=${REGISTRY}`);
  expect(body).toEqual(await created("--file", join(folder, FILE), `--registry-url=${REGISTRY}`));
});

test.each([
  ["ghcr.io/octo-org/app:1.2.3"],
  ["ghcr.io/octo-org/app:latest"],
  ["reg.example.com:5000/app:1.2.3"],
  ["octo-org/app:1.2.3"],
  ["alpine:3.20"],
  ["docker://ghcr.io/octo-org/app:1.2.3"],
])("the image %s is recorded as create --image records it, in each kind of list", async (reference) => {
  const image = `${reference}@sha256:${HEX}`;
  const expected = await created("--image", image);
  const lists = {
    "images.txt": `${image}\n`,
    "images.csv": `image\n${image}\n`,
    "images.ndjson": `${JSON.stringify({ image })}\n`,
    "images.json": JSON.stringify([{ image }], null, 2),
    ...(!reference.includes("//") && { "digests.txt": `${HEX}  ${reference}\n` }),
  };
  for (const [name, content] of Object.entries(lists)) expect((await imported(name, content)).body).toEqual(expected);
});

test("what Docker left out of a name is said", async () => {
  const { stderr } = await imported("digests.txt", `${HEX}  octo-org/app:1\n`);
  expect(stderr).toContain("octo-org/app is taken for Docker Hub's, and recorded as docker.io/octo-org/app.\n");
});

test("what the input was taken for is said", async () => {
  const { stderr } = await imported("digests.txt", `${HEX}  ghcr.io/octo-org/app:1\n`);
  expect(stderr).toContain("digests.txt, read as a list of checksums");
});
