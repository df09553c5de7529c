import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";

/**
 * A folder for each test, with programs of its own that stand in for those a script starts, and what they were asked to
 * do.
 */
export function prepareFolder() {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "scripts-"));
    mkdirSync(join(folder, "programs"));
    writeFileSync(join(folder, "calls"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string | object, mode = 0o644) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content), { mode });
  };
  return {
    path,
    write,
    read: (name: string) => readFileSync(path(name), "utf8"),
    /** A program, in the language of sh, which is logged with its arguments each time that it is started. */
    program: (name: string, body = "") =>
      write(`programs/${name}`, `#!/bin/sh\necho "${name} $*" >> "${path("calls")}"\n${body}\n`, 0o755),
    /** Which programs were started, and how. */
    calls: () => readFileSync(path("calls"), "utf8").split("\n").filter(Boolean),
    run(command: string, args: string[], { cwd = folder, env = {} }: { cwd?: string; env?: object } = {}) {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd,
        encoding: "utf8",
        env: { ...process.env, PATH: `${path("programs")}${delimiter}${process.env.PATH}`, ...env },
      });
      return { status, stdout, stderr };
    },
    git: (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=A person", "-c", "user.email=person@example.com", ...args], {
        cwd: folder,
        stdio: "pipe",
      }),
  };
}
