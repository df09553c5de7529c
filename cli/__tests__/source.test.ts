import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openSource, type Source } from "../src/input/source.ts";
import { Stop } from "../src/stop.ts";
import { createFakeOutput } from "./support/fake-output.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "source-"));
});
afterAll(() => rm(folder, { recursive: true }));

const prepare = (stdin: Readable = new PassThrough()) => ({
  stdin,
  output: createFakeOutput(),
  ending: new AbortController(),
});

async function readAll({ chunks }: Source): Promise<string> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

function makeFifo(name: string): string {
  const path = join(folder, name);
  execFileSync("mkfifo", [path]);
  return path;
}

test("a file is read to its end, under the name that it was given", async () => {
  const path = join(folder, "r.ndjson");
  await writeFile(path, "a\n".repeat(200_000));
  await using source = await openSource(path, prepare());
  expect(source.name).toBe(path);
  expect(await readAll(source)).toBe("a\n".repeat(200_000));
});

test("of a file that is cut while it is read, what was read counts, and nothing is read twice", async () => {
  const path = join(folder, "cut.ndjson");
  await writeFile(path, "a\n".repeat(200_000));
  await using source = await openSource(path, prepare());
  const chunks = source.chunks[Symbol.asyncIterator]();
  const first = await chunks.next();
  await writeFile(path, "");
  let length = first.value.length;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) length += next.value.length;
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThan(400_000);
  await appendFile(path, "b\n");
  expect(await chunks.next()).toEqual({ done: true, value: undefined });
});

test.each(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])("%s is stdin", async (file) => {
  await using source = await openSource(file, prepare(Readable.from([Buffer.from("a\n"), Buffer.from("b\n")])));
  expect(source.name).toBe("stdin");
  expect(await readAll(source)).toBe("a\nb\n");
});

test("that the terminal is read is said, and of a pipe nothing", async () => {
  const terminal = prepare(Object.assign(Readable.from([]), { isTTY: true }));
  await openSource("-", terminal);
  expect(terminal.output.said).toBe("Reading from the terminal. End the input with Ctrl-D.\n");
  const pipe = prepare(Readable.from([]));
  await openSource("-", pipe);
  expect(pipe.output.said).toBe("");
});

test("a folder, and a file that is not there, are wrong usage before anything is read", async () => {
  const there = join(folder, "there");
  await mkdir(there);
  await expect(openSource(there, prepare())).rejects.toMatchObject({
    end: "usage",
    message: `${there} is a folder. Give a file, or - for stdin.`,
  });
  await expect(openSource(join(folder, "missing"), prepare())).rejects.toMatchObject({
    end: "usage",
    message: `${join(folder, "missing")} cannot be read: there is no such file.`,
  });
});

test("an error of the device is wrong usage", async () => {
  const broken = new Readable({
    read() {
      this.destroy(new Error("EIO: i/o error, read"));
    },
  });
  await using source = await openSource("-", prepare(broken));
  await expect(readAll(source)).rejects.toMatchObject({
    end: "usage",
    message: "stdin cannot be read: EIO: i/o error, read.",
  });
});

test("a named pipe waits for its writer, and ends with it", async () => {
  const path = makeFifo("later");
  await using source = await openSource(path, prepare());
  const reading = readAll(source);
  // The writer's own open waits for nobody: the pipe is open for reading since it was opened above.
  const writer = await open(path, "w");
  await writer.write("a\n");
  await writer.write("b\n");
  await writer.close();
  expect(await reading).toBe("a\nb\n");
});

test("a named pipe whose writer writes nothing is empty", async () => {
  const path = makeFifo("nothing");
  await using source = await openSource(path, prepare());
  const reading = readAll(source);
  await (await open(path, "w")).close();
  expect(await reading).toBe("");
});

test("the end of the run ends the wait for the writer of a named pipe", async () => {
  const runtime = prepare();
  await using source = await openSource(makeFifo("never"), runtime);
  const reading = readAll(source);
  const stop = new Stop("stopped", "Stopped by you.");
  runtime.ending.abort(stop);
  await expect(reading).rejects.toBe(stop);
});

test("the end of the run ends the wait for bytes of a pipe, and of stdin", async () => {
  const stop = new Stop("stopped", "Stopped by you.");
  const path = makeFifo("slow");
  const ofPipe = prepare();
  await using pipe = await openSource(path, ofPipe);
  const chunks = pipe.chunks[Symbol.asyncIterator]();
  await using writer = await open(path, "w");
  await writer.write("a\n");
  expect(String((await chunks.next()).value)).toBe("a\n");
  const next = chunks.next();
  ofPipe.ending.abort(stop);
  await expect(next).rejects.toBe(stop);

  const ofStdin = prepare();
  await using stdin = await openSource("-", ofStdin);
  const reading = readAll(stdin);
  ofStdin.ending.abort(stop);
  await expect(reading).rejects.toBe(stop);
});

test("a run that has ended already reads nothing", async () => {
  const runtime = prepare(Readable.from([Buffer.from("a\n")]));
  const stop = new Stop("stopped", "Stopped by you.");
  runtime.ending.abort(stop);
  await using source = await openSource("-", runtime);
  await expect(readAll(source)).rejects.toBe(stop);
});

test.each([
  ["has left already", "printf 'a\\nb\\n'", "wait $!; echo ready; cat >/dev/null"],
  ["has not begun", "head -n 2 <&8", "echo ready; wait $!"],
])("a process substitution is read to its end where its writer %s", async (_case, writer, rest) => {
  // A pipe without a name, which only a shell has: it holds one open, and this process opens the same.
  const shell = spawn("bash", ["-c", `exec 8<&0; exec 9< <(${writer}); ${rest}`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(shell.stdout, "data");
  await using source = await openSource(`/proc/${shell.pid}/fd/9`, prepare());
  const reading = readAll(source);
  shell.stdin.end("a\nb\n");
  expect(await reading).toBe("a\nb\n");
});
