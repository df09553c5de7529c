import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HOSTS = fileURLToPath(new URL("../hosts", import.meta.url));

/** Beside the host's programs, whose options hold here, too. */
const TSCONFIG = {
  extends: "../tsconfig.json",
  compilerOptions: { module: "nodenext", rootDir: ".", declaration: false, incremental: false, noEmit: true },
  include: ["*.ts"],
};

/**
 * Writes what a person would have typed to a host's folder, one call a line.
 *
 * @param {import("./ways.js").Way} way
 * @param {Record<string, string>[]} calls A file for each; where a call has a `|`, it is left out.
 * @returns The files, and the line that the first call stands on, counted from 0.
 */
export function writeProject({ folder, name, lines }, ...calls) {
  const project = join(HOSTS, folder, "dist", "editor");
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(TSCONFIG));
  const start = [
    'import { artifactStorage } from "octokit-plugin-artifact-storage";',
    ...lines,
    'const [org, name, digest, registry_url] = ["octo-org", "libfoo", "sha256:…", "https://reg.example.com/"];',
    "const record = { org, name, digest, registry_url };",
    "declare const process: { env: Record<string, string | undefined> };",
  ];
  const files = calls.map((texts, index) => {
    const file = join(project, `${name.replace(/\W+/g, "-")}-${index}.ts`);
    const typed = Object.values(texts).map((text) => `${text.replace("|", "")};`);
    writeFileSync(file, [...start, ...typed, "export {};", ""].join("\n"));
    return file;
  });
  return { files, firstLine: start.length };
}
