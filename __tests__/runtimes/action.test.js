// The action as a runner has it: the committed file beside package.json, on Node 24, and nothing else.
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { FAULTS, startLocalGitHub } from "../../local-github/start-local-github.js";
import { runtimes } from "./runtimes.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const program = `${runtimes.find(({ name }) => name === "Node 24")?.program}`;
// What cannot be had on a developer's machine is skipped; CI has it.
const testIfHad = process.env.CI || existsSync(program) ? test : test.skip;

/** @type {Awaited<ReturnType<typeof startLocalGitHub>>} */
let github;
/** @type {string} */
let folder;
beforeEach(async () => {
  github = await startLocalGitHub();
  folder = mkdtempSync(join(tmpdir(), "action-"));
  for (const name of ["action", "workspace", "workspace/dist"]) mkdirSync(join(folder, name));
  for (const file of ["package.json", "action/index.js"]) copyFileSync(join(ROOT, file), join(folder, file));
  for (const name of ["a.tgz", "b.tgz", "$(touch pwned).map"])
    writeFileSync(join(folder, "workspace/dist", name), name);
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

/** @param {Record<string, string>} inputs @param {Record<string, string>} [more] */
async function run(inputs, more) {
  const [output, summary] = [join(folder, "output"), join(folder, "summary")];
  for (const file of [output, summary]) writeFileSync(file, "");
  const all = { token: "local-token", "api-url": github.url, "registry-url": "https://reg.example.com", ...inputs };
  const env = {
    ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "octo-org/libfoo",
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: folder,
    ...more,
  };
  const options = { cwd: join(folder, "workspace"), env };
  /** @type {{ code: unknown, log: string }} */
  const ended = await new Promise((resolve) => {
    execFile(program, [join(folder, "action/index.js")], options, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, log: stdout + stderr }),
    );
  });
  return { ...ended, outputs: readFileSync(output, "utf8"), summary: readFileSync(summary, "utf8") };
}

testIfHad("records files by globs, and fails where one is refused", async () => {
  github.faults.push(FAULTS.refusal({ status: 403, message: "Resource not accessible by integration" }));
  const { code, log, outputs, summary } = await run({ file: "dist/*\n!dist/b.tgz" });
  expect([code, log]).toEqual([1, expect.stringContaining("stored=1, refused=1")]);
  expect(outputs).toMatch(/^stored<<(\S+)\n1\n\1\n/m);
  expect(summary).toContain("refused\\: Resource not accessible by integration");
  expect(github.stored.map(({ record }) => record.name)).toEqual(["a.tgz"]);
  expect(existsSync(join(folder, "workspace/pwned"))).toBe(false);
});

testIfHad("goes through a proxy", async () => {
  /** @type {(string | undefined)[]} */
  const targets = [];
  const proxy = createServer().on("connect", ({ url }, socket) => {
    targets.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = Object(proxy.address());
  const { code, log } = await run({ file: "dist/a.tgz" }, { HTTP_PROXY: `http://127.0.0.1:${port}` });
  expect([code, log, targets]).toEqual([0, expect.any(String), [new URL(github.url).host]]);
  proxy.close();
});

testIfHad("wrong inputs are told, and nothing is sent", async () => {
  const { code, log } = await run({ file: "dist/*.whl", shard: "1/2" });
  expect([code, github.requests]).toEqual([2, []]);
  expect(log.match(/^::error /gm)).toHaveLength(2);
});
