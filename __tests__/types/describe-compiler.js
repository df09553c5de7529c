import { describe, expect, test } from "@jest/globals";
import { compile } from "./compile.js";
import { hosts } from "./hosts.js";

/** @type {import("./compile.js").Resolution[]} */
// "node16" finds what "nodenext" finds, in half as much time again.
const RESOLUTIONS = ["nodenext", "bundler"];

/** @param {string} version */
export function describeCompiler(version) {
  describe.each(RESOLUTIONS)(`TypeScript ${version}, %s`, (resolution) => {
    test.each(hosts)("$folder", ({ folder, faults = [] }) => {
      const { errors, files, declaration } = compile(version, resolution, folder);
      expect(errors).toEqual(faults.map((fault) => expect.stringMatching(fault)));
      expect(files).toContain("node_modules/octokit-plugin-artifact-storage/index.d.ts");
      // The main folder lies above the host's, and what it has installed must not stand in for what the host has not.
      expect(files.filter((file) => file.startsWith("..") && !file.includes("/lib/lib."))).toEqual([]);
      expect(declaration).toMatch(/class MyOctokitClass extends \w+/);
      expect(declaration).toMatch(/MyOctokit: .*\bArtifactStorage\b/s);
    });
  });
}
