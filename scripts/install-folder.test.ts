import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./install-folder.js", import.meta.url));
const INSTALL = "npm ci --no-audit --no-fund --loglevel=error";
const folder = prepareFolder();

beforeEach(() => {
  folder.write("suite/package-lock.json", "first");
  folder.program("npm", "mkdir -p node_modules");
});

const install = () => folder.run(process.execPath, [SCRIPT, folder.path("suite")]);

test("what is installed is not installed again, until the lock file differs", () => {
  expect([install().status, install().status]).toEqual([0, 0]);
  expect(folder.calls()).toEqual([INSTALL]);

  folder.write("suite/package-lock.json", "second");
  expect([install().status, install().status]).toEqual([0, 0]);
  expect(folder.calls()).toEqual([INSTALL, INSTALL]);
});

test.each(["exit 7", "kill -9 $$"])(
  "an installation that ends in the middle fails, and is not taken for done: %s",
  (end) => {
    folder.program("npm", `mkdir -p node_modules\n${end}`);
    expect(install().status).not.toBe(0);
    expect(install().status).not.toBe(0);
    expect(folder.calls()).toEqual([INSTALL, INSTALL]);
  },
);
