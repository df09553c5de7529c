import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/**
 * Writes a program for each way in TypeScript that README's table names for a host. It compiles if the way gives the
 * methods, with the plugin's types.
 *
 * @param {string} folder @param {Record<string, string>} ways
 */
export function writeWays(folder, ways) {
  Object.entries(ways).forEach(([row, before], index) => {
    const program = [
      'import { type ArtifactStorageMethods, artifactStorage } from "octokit-plugin-artifact-storage";',
      'import { pin } from "./pin.js";',
      before,
      `const orgs = ${findWay(row)};`,
      "pin<typeof orgs, ArtifactStorageMethods>();",
    ];
    writeFileSync(join(folder, `way-${index}.ts`), `${program.join("\n")}\n`);
  });
}

/** @param {string} beginning Of a row of the table. */
function findWay(beginning) {
  const row = README.split("\n").find((line) => line.startsWith(`| ${beginning}`) && line.includes("artifactStorage"));
  const way = /\| `([^`]+)` \|$/.exec(row ?? "")?.[1];
  if (!way) throw new Error(`README names no way in TypeScript for ${beginning}`);
  return way;
}
