import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a license, and what it asks to be handed on beside it. */
const FILE = /^(licen[cs]e|copying|notice)\b/i;

/**
 * The packages inside a bundle, with their licenses, as text.
 *
 * @param {string} root The folder that the bundle was built in
 * @param {import("esbuild").Metafile} metafile
 */
export function collectLicenses(root, metafile) {
  const packages = listFolders(metafile).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const texts = readdirSync(join(root, folder))
      .filter((file) => FILE.test(file))
      .toSorted()
      .map((file) =>
        readFileSync(join(root, folder, file), "utf8")
          .replaceAll("\r", "")
          .trim(),
      );
    if (texts.length === 0) throw new Error(`${name}@${version} has no file with its license (${license}).`);
    return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
  });
  const head = "Inside are the following packages, each under its own license.\n";
  return [head, ...packages].join(`\n${"=".repeat(80)}\n\n`);
}

/**
 * Where the packages lie of which something is in the bundle.
 *
 * @param {import("esbuild").Metafile} metafile
 */
export function listFolders({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  // node_modules/a/node_modules/@b/c/lib/d.js → node_modules/a/node_modules/@b/c
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  return Array.from(new Set(folders)).toSorted();
}
