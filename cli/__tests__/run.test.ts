import { describe, expect, jest, test } from "@jest/globals";
import { run } from "../src/run.ts";
import type { Runtime } from "../src/runtime.ts";
import { type End, Stop } from "../src/stop.ts";
import { VERSION } from "../src/version.ts";
import { prepareHere } from "./support/prepare-here.ts";
import { digestOf, record } from "./support/run-command.ts";
import { createTestRuntime } from "./support/run-here.ts";

const command = prepareHere();
const DIGEST = digestOf("app");

/** Runs a command that fails with an error. */
async function fail(
  error: unknown,
  { more, env = {}, tracker }: { more?: Partial<Runtime>; env?: Record<string, string>; tracker?: string } = {},
) {
  const broken = {
    ...env,
    get GITHUB_API_URL(): string {
      throw error;
    },
  };
  const { runtime, stdout, stderr } = createTestRuntime(broken, more);
  const code = await run(["list", `sha256:${"0".repeat(64)}`, "--json"], runtime, tracker);
  return { code, json: JSON.parse(stdout.text), stderr: stderr.text };
}

test.each([
  ["usage", 2, "rejected"],
  ["refused", 1, "refused"],
  ["interrupted", 75, "interrupted"],
  ["unwritable", 75, "interrupted"],
  ["lost-lock", 75, "interrupted"],
  ["stopped", 130, "stopped"],
] as [End, number, string][])("a run that ends early (%s): exit %i, and %s in --json", async (end, code, result) => {
  expect(await fail(new Stop(end, "This is why.\n::error::x"))).toEqual({
    code,
    json: { result, message: "This is why.\n::error::x" },
    stderr: `This is why.\n: :error::x\n${code === 75 ? "Run the same command again.\n" : ""}`,
  });
});

test("Node's own error where the run was ended says why it was", async () => {
  const ending = new AbortController();
  ending.abort(new Stop("stopped", "Stopped."));
  expect(await fail(new DOMException("This operation was aborted", "AbortError"), { more: { ending } })).toEqual({
    code: 130,
    json: { result: "stopped", message: "Stopped." },
    stderr: "Stopped.\n",
  });
});

describe("an unexpected error", () => {
  test("before anything was sent: exit 2, and it says so", async () => {
    expect(await fail(new Error("Oh"))).toEqual({
      code: 2,
      json: { result: "rejected", message: "Oh" },
      stderr: "Unexpected: Oh\nNothing was sent.\n",
    });
  });

  test("after a record may have been stored: exit 3, and not a word of nothing", async () => {
    expect(await fail(new Error("Oh"), { more: { mayHaveStored: true } })).toEqual({
      code: 3,
      json: { result: "unknown", message: "Oh" },
      stderr: "Unexpected: Oh\nIt is not known what was stored: see it with `artifact-storage-record list`.\n",
    });
  });

  test("is not always an Error", async () => {
    expect(await fail("Oh")).toMatchObject({ code: 2, json: { result: "rejected", message: "Oh" } });
  });

  test("gives a form to report it, with versions and nothing else", async () => {
    const { stderr } = await fail(new Error("secret"), { tracker: "https://github.com/octo-org/x/issues" });
    const [, link = ""] = /\nPlease report it: (\S+)\n$/.exec(stderr) ?? [];
    const { origin, pathname, searchParams } = new URL(link);
    expect(origin + pathname).toBe("https://github.com/octo-org/x/issues/new");
    expect(Object.fromEntries(searchParams)).toEqual({
      title: "Unexpected error",
      body: `artifact-storage-record ${VERSION}, Node.js ${process.version}, ${process.platform} ${process.arch}`,
    });
  });

  test("an expected one is not to be reported", async () => {
    const { stderr } = await fail(new Stop("usage", "No."), { tracker: "https://github.com/octo-org/x/issues" });
    expect(stderr).toBe("No.\n");
  });
});

test("in a workflow, the run is annotated with what went wrong", async () => {
  const { stderr } = await fail(new Stop("usage", "This is why.\nDo that."), { env: { GITHUB_ACTIONS: "true" } });
  expect(stderr).toBe("This is why.\nDo that.\n::error::This is why.%0ADo that.\n");
});

test("DEBUG shows the stack, and those of its causes", async () => {
  const error = new Stop("usage", "No.", { cause: new TypeError("Deeper", { cause: new Error("Deepest") }) });
  const { stderr } = await fail(error, { env: { DEBUG: "1" } });
  expect(stderr).toMatch(
    /^Stop: No\.\n +at .*\nCaused by: TypeError: Deeper\n +at .*\nCaused by: Error: Deepest\n +at /s,
  );
});

const REGISTRY = ["--registry-url=https://reg.example.com/", "--github-repository=libfoo"];
test.each([
  ["create", ["create", `--digest=${DIGEST}`, "--name=app", "--org=octo-org", ...REGISTRY], /^Stored:/m, 0],
  ["import", ["import", "RECORDS", "--org=octo-org"], /^All stored/m, 0],
  ["verify", ["verify", "RECORDS", "--org=octo-org"], /^Not all stored/m, 1],
] as const)(
  "%s knows its code before it says how it ended, so that a signal meanwhile changes nothing",
  async (_, args, title, code) => {
    const records = command.write("records.ndjson", JSON.stringify(record(1)));
    const env = { GITHUB_API_URL: command.github.url, GITHUB_TOKEN: "local-token" };
    const { runtime, stderr } = createTestRuntime(env);
    const told: unknown[] = [];
    jest.spyOn(stderr, "write").mockImplementation((text) => {
      if (title.test(`${text}`)) told.push(runtime.code);
      return true;
    });
    expect(
      await run(
        args.map((arg) => (arg === "RECORDS" ? records : arg)),
        runtime,
      ),
    ).toBe(code);
    expect(told).toEqual([code]);
  },
);
