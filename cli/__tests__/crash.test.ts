// Longer, by hand: CRASHES=1000 SEED=1 npm run jest -- --selectProjects command -- crash
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { FAULTS, startLocalGitHub } from "../../local-github/start-local-github.js";

const { SEED: seed = 20260131, CRASHES: crashes = 50 } = Object.fromEntries(
  ["SEED", "CRASHES"].flatMap((name) => (process.env[name] ? [[name, Number(process.env[name])]] : [])),
);
/** So many for each crash that the last one comes before the last record. */
const RECORDS = 40 * crashes;
const COMMAND = fileURLToPath(new URL("../bin/artifact-storage-record.js", import.meta.url));

/** A moment: so many requests after the start of a run, or at its start, and so many ms later. */
const moments = fc.sample(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ requests: fc.constant(0), ms: fc.integer({ min: 0, max: 1500 }) }) },
    { weight: 4, arbitrary: fc.record({ requests: fc.integer({ min: 1, max: 40 }), ms: fc.nat(12) }) },
  ),
  { seed, numRuns: crashes },
);

let folder: string;
let github: Awaited<ReturnType<typeof startLocalGitHub>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "crash-"));
  github = await startLocalGitHub();
  // Answers take up to 10 ms, so that a crash meets requests on their way; now and then one is lost, though stored.
  const faults = fc.sample(
    fc.oneof(
      { weight: 100, arbitrary: fc.nat(10).map((ms) => FAULTS.slow({ ms })) },
      { weight: 1, arbitrary: fc.constant(FAULTS.cut({ stored: true })) },
      { weight: 1, arbitrary: fc.constant(FAULTS.serverError({ stored: true })) },
    ),
    { seed, numRuns: 2 * RECORDS },
  );
  github.faults.push(...faults);
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

const digestOf = (number: number) => `sha256:${number.toString(16).padStart(64, "0")}`;

/** Starts the import, or goes on with it. */
function start(input: string) {
  const args = [COMMAND, "import", input, "--per-minute", "0", "--json"];
  const env = { ...process.env, GITHUB_TOKEN: "local-token", GITHUB_API_URL: github.url };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => output.push(`${text}`));
  return { child, output, exited: once(child, "exit") };
}

/** Resolves once so many requests have come. */
function requestsCome(count: number): Promise<void> {
  let left = count;
  return new Promise((resolve) => {
    const onRequest = () => {
      left -= 1;
      if (left > 0) return;
      github.server.off("request", onRequest);
      resolve();
    };
    if (left === 0) resolve();
    else github.server.on("request", onRequest);
  });
}

/** A lock of a killed process is taken over once it has given no sign for a while: lets that while pass at once. */
function ageLock(input: string): void {
  const lock = `${input}.journal.ndjson.lock`;
  if (existsSync(lock)) utimesSync(lock, 0, 0);
}

test(
  `killed at ${crashes} random moments and resumed, every record is stored, and none is sent twice unseen; seed ${seed}`,
  async () => {
    const input = join(folder, "records.ndjson");
    const line = (number: number) => ({
      org: "octo-org",
      name: `libfoo-${number}`,
      digest: digestOf(number),
      registry_url: "https://reg.example.com/",
      github_repository: "libfoo",
    });
    writeFileSync(input, Array.from({ length: RECORDS }, (_, number) => `${JSON.stringify(line(number))}\n`).join(""));

    for (const { requests, ms } of moments) {
      const { child, output, exited } = start(input);
      await Promise.race([requestsCome(requests), exited]);
      await Promise.race([delay(ms), exited]);
      child.kill("SIGKILL");
      expect([await exited, output.join("")]).toEqual([[null, "SIGKILL"], expect.any(String)]);
      ageLock(input);
    }
    const { output, exited } = start(input);
    expect([await exited, output.join("")]).toEqual([[0, null], expect.stringContaining('"result":"stored"')]);

    const names = github.stored.map(({ record }) => record.name);
    expect(new Set(names).size).toBe(RECORDS);
    // What is on its way when its sender dies is stored, and found by the look-up.
    expect(names).toHaveLength(RECORDS);

    // Of each record, what was asked for, in this order: `POST GET POST` has a look-up between.
    const asked = new Map<string, string[]>();
    for (const { method, url, body } of github.requests) {
      const digest = method === "POST" ? JSON.parse(body).digest : decodeURIComponent(url).split("/")[4];
      asked.set(digest, [...(asked.get(digest) ?? []), method]);
    }
    expect([...asked.values()].filter((methods) => methods.join(" ").includes("POST POST"))).toEqual([]);
    // The moments were such that it mattered.
    expect([...asked.values()].filter((methods) => methods.includes("GET")).length).toBeGreaterThan(crashes);
  },
  60_000 + crashes * 20_000,
);
