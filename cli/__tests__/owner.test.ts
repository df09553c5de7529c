import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { hasText } from "../src/journal/owner.ts";

const folder = mkdtempSync(join(tmpdir(), "owner-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a file has its text, and neither a part of it nor more", async () => {
  const path = join(folder, "file");
  writeFileSync(path, "whole");
  expect(await Promise.all(["whole", "who", "whole and more"].map((text) => hasText(path, text)))).toEqual([
    true,
    false,
    false,
  ]);
});

test("what is not there, a folder, and a pipe of which nothing comes have none, and keep nobody waiting", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  expect(await Promise.all([join(folder, "none"), folder, pipe].map((path) => hasText(path, "text")))).toEqual([
    false,
    false,
    false,
  ]);
  const writer = spawn("sh", ["-c", `exec 3<> "$0"; echo open; exec sleep 600`, pipe]);
  await once(writer.stdout, "data");
  expect(await hasText(pipe, "text")).toBe(false);
  writer.kill();
});
