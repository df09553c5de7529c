import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./take-newest.js", import.meta.url));
const folder = prepareFolder();

beforeEach(() => {
  folder.write("__tests__/hosts/package.json", {
    dependencies: {
      "core-9": "npm:@octokit/core@9.0.1",
      "core-10": "npm:@octokit/core@10.0.0",
      "octokit-5": "npm:octokit@5.0.5",
      probot: "14.3.2",
      sinon: "22.1.0",
    },
  });
  folder.write("__tests__/types/hosts/core-9/package.json", { dependencies: { "@octokit/core": "9.0.1" } });
  folder.write("__tests__/types/hosts/core-10/package.json", { dependencies: { "@octokit/core": "10.0.0" } });
  for (const suite of ["hosts", "types"]) folder.write(`__tests__/${suite}/package-lock.json`, "of a certain day");
  // Locks a suite by what its package.json says now.
  folder.program(
    "npm",
    `case "$1 $2" in
      "view @octokit/core") echo 11.1.0 ;;
      "view octokit") echo 5.0.5 ;;
      "view probot") echo 15.0.0 ;;
      "install --package-lock-only") [ -e package-lock.json ] || echo new > package-lock.json ;;
      *) exit 1 ;;
    esac`,
  );
});

const dependenciesOf = (name: string) => JSON.parse(folder.read(`__tests__/${name}/package.json`)).dependencies;

test("of each Octokit package the newest pin moves to its latest version, in whichever folders it is, and nothing else", () => {
  expect(folder.run(process.execPath, [SCRIPT])).toMatchObject({
    status: 0,
    stdout: [
      "__tests__/hosts: @octokit/core 10.0.0 → 11.1.0",
      "__tests__/hosts: probot 14.3.2 → 15.0.0",
      "__tests__/types/hosts/core-10: @octokit/core 10.0.0 → 11.1.0\n",
    ].join("\n"),
  });
  expect(dependenciesOf("hosts")).toEqual({
    "core-9": "npm:@octokit/core@9.0.1",
    "core-10": "npm:@octokit/core@11.1.0",
    "octokit-5": "npm:octokit@5.0.5",
    probot: "15.0.0",
    sinon: "22.1.0",
  });
  expect(dependenciesOf("types/hosts/core-9")).toEqual({ "@octokit/core": "9.0.1" });
  expect(dependenciesOf("types/hosts/core-10")).toEqual({ "@octokit/core": "11.1.0" });
});

test("both suites are locked anew, for their old locks hold the old versions", () => {
  folder.run(process.execPath, [SCRIPT]);
  for (const suite of ["hosts", "types"]) expect(folder.read(`__tests__/${suite}/package-lock.json`)).toBe("new\n");
});

test("it fails where the registry does not answer", () => {
  folder.program("npm", "exit 1");
  expect(folder.run(process.execPath, [SCRIPT]).status).not.toBe(0);
});
