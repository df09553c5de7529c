import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createOutput } from "../src/output/create-output.ts";
import { createSink } from "./support/create-sink.ts";

const HOSTILE = "a\u001b[2Jb\u009bc\rd\u0000\u202ee\n::add-mask::x\n  ::error::y\n##[error]z\u2028::stop::";
const HARMLESS = "a\ufffd[2Jb\ufffdc\ufffdd\ufffd\ufffde\n: :add-mask::x\n  : :error::y\n## [error]z\ufffd::stop::";

function open(env: Record<string, string> = {}, terminal: { isTTY?: boolean; columns?: number } = {}) {
  const [stdout, stderr] = [createSink(), createSink(terminal)];
  return { output: createOutput({ stdout, stderr, env }), stdout, stderr };
}

describe("foreign text", () => {
  test("is made plain on stderr and stdout: it moves no cursor and gives no command to a runner", () => {
    const { output, stdout, stderr } = open();
    output.say(HOSTILE);
    output.print(HOSTILE);
    expect(stderr.text).toBe(`${HARMLESS}\n`);
    expect(stdout.text).toBe(`${HARMLESS}\n`);
  });

  test("is made plain where a command is put together from parts", () => {
    const { output, stderr } = open();
    output.say("given:\n:", { text: ":add-mask::x", look: "bold" }, "\n#", "#[error]");
    expect(stderr.text).toBe("given:\n: :add-mask::x\n## [error]\n");
  });

  test("is made plain within emphasized text", () => {
    const { output, stderr } = open({}, { isTTY: true });
    output.say({ text: "a\u001b[2J", look: "green" });
    expect(stderr.text).toBe("\u001b[32ma\ufffd[2J\u001b[39m\n");
  });

  test("stays the same in JSON, where a runner and a terminal see nothing of it", () => {
    const { output, stdout } = open();
    output.printJson({ text: HOSTILE });
    expect(JSON.parse(stdout.text)).toEqual({ text: HOSTILE });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: to find them is the point.
    expect(stdout.text).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]*$/);
    expect(stdout.text).not.toContain("##[");
  });

  test("cannot end an annotation or a property", () => {
    const { output, stderr } = open({ GITHUB_ACTIONS: "true" });
    output.annotate("50 %\r\n::error::x\n##[error]", { title: "a,b: c\n::d", line: 7 });
    expect(stderr.text).toBe("::error title=a%2Cb%3A c%0A%3A %3Ad,line=7::50 %25\ufffd%0A: :error::x%0A## [error]\n");
  });
});

test("annotations: only in a workflow, and ten of them", () => {
  const outside = open();
  outside.output.annotate("x");
  expect(outside.stderr.text).toBe("");
  const { output, stderr } = open({ GITHUB_ACTIONS: "true" });
  for (let number = 1; number <= 11; number += 1) output.annotate(`${number}`);
  expect(stderr.text).toBe(Array.from({ length: 10 }, (_, index) => `::error::${index + 1}\n`).join(""));
});

test("--json prints one document: the first", () => {
  const { output, stdout } = open();
  output.printJson({ first: true });
  output.printJson({ second: true });
  expect(stdout.text).toBe('{"first":true}\n');
});

test.each([
  ["a terminal", {}, { isTTY: true, columns: 90 }, "\u001b[1mx\u001b[22m\n", 90],
  ["NO_COLOR", { NO_COLOR: "1" }, { isTTY: true, columns: 90 }, "x\n", 90],
  ["a terminal without colors", { TERM: "dumb" }, { isTTY: true, columns: 90 }, "x\n", 90],
  ["no terminal", {}, { columns: 90 }, "x\n", undefined],
])("colors and columns: %s", (_case, env: Record<string, string>, terminal, text, columns) => {
  const { output, stderr } = open(env, terminal);
  output.say({ text: "x", look: "bold" });
  expect(stderr.text).toBe(text);
  expect(output.columns).toBe(columns);
  expect(output.terminal).toBe(Object(terminal).isTTY ? stderr : undefined);
});

test("while a bar is drawn, it gets what is said, made plain; afterwards, stderr does", () => {
  const { output, stderr } = open({ GITHUB_ACTIONS: "true" });
  const above: string[] = [];
  const end = output.sayAbove((text) => above.push(text));
  output.say("a\u001b\n::b");
  output.annotate("c");
  end();
  output.say("d");
  expect(above).toEqual(["a\ufffd\n: :b", "::error::c"]);
  expect(stderr.text).toBe("d\n");
});

describe("streams that nobody reads", () => {
  const failing = (code: string) =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: no more`), { code })),
      autoDestroy: false,
    });

  test("a closed stdout is no failure, and nobody is told", async () => {
    const stderr = createSink();
    const output = createOutput({ stdout: failing("EPIPE"), stderr, env: {} });
    output.print("x");
    output.print("y");
    await output.flush();
    expect(stderr.text).toBe("");
  });

  test("a stdout on a full disk is told once", async () => {
    const stderr = createSink();
    const output = createOutput({ stdout: failing("ENOSPC"), stderr, env: {} });
    output.print("x");
    output.print("y");
    await output.flush();
    expect(stderr.text).toBe("stdout cannot be written: ENOSPC: no more.\n");
  });

  test("a closed stderr is no failure", async () => {
    const stdout = createSink();
    const output = createOutput({ stdout, stderr: failing("EPIPE"), env: {} });
    output.say("x");
    output.print("y");
    await output.flush();
    expect(stdout.text).toBe("y\n");
  });
});

describe("the summary of a job", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "output-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("nothing that is foreign can break the table, or be Markdown or HTML", async () => {
    const path = join(folder, "summary.md");
    const { output } = open({ GITHUB_STEP_SUMMARY: path });
    await output.summarize({
      heading: "Records: <b>3</b>",
      text: "a\n# b",
      table: [
        ["artifact", "link"],
        ["x | y\n| z |", { text: "[see](", url: "https://github.com/orgs/octo-org/artifacts" }],
        ["<img src=x> `code` *bold* &amp; \\|", { text: "r", url: "https://x.example/a>b|c d" }],
      ],
    });
    expect(readFileSync(path, "utf8")).toBe(
      [
        "### Records\\: \\<b\\>3\\<\\/b\\>",
        "",
        "a \\# b",
        "",
        "| artifact | link |",
        "| --- | --- |",
        "| x \\| y \\| z \\| | [\\[see\\]\\(](<https://github.com/orgs/octo-org/artifacts>) |",
        "| \\<img src\\=x\\> \\`code\\` \\*bold\\* \\&amp\\; \\\\\\| | [r](<https://x.example/a%3Eb%7Cc%20d>) |",
        "",
        "",
      ].join("\n"),
    );
  });

  test("shows 1,000 rows, for GitHub takes 1 MiB", async () => {
    const path = join(folder, "summary.md");
    const { output } = open({ GITHUB_STEP_SUMMARY: path });
    await output.summarize({
      heading: "h",
      table: [["n"], ...Array.from({ length: 1002 }, (_, index) => [`${index}`])],
    });
    const lines = readFileSync(path, "utf8").split("\n");
    expect(lines.slice(-5)).toEqual(["| 999 |", "", "… and 2 rows more", "", ""]);
  });

  test("that cannot be written is told once, and nothing fails", async () => {
    const { output, stderr } = open({ GITHUB_STEP_SUMMARY: join(folder, "missing", "summary.md") });
    await output.summarize({ heading: "h" });
    await output.summarize({ heading: "h" });
    expect(stderr.text).toMatch(
      /^The summary of the job cannot be written: ENOENT[^\n]*\. This changes nothing else\.\n$/,
    );
  });

  test("outside of a workflow, there is none", async () => {
    const { output, stderr } = open();
    await output.summarize({ heading: "h" });
    expect(stderr.text).toBe("");
  });
});
