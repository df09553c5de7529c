import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
/** What `module` goes with a `moduleResolution`; Node's own goes with its own. */
const MODULES = { nodenext: "nodenext", bundler: "esnext" };

/** @typedef {keyof typeof MODULES} Resolution */

/**
 * Compiles a host's programs, the declarations of all packages included, and writes their declarations.
 *
 * The resolutions share what an incremental build remembers, and its output: where both find the same files,
 * they find the same errors, and the compiler neither looks for them again nor writes again what is there.
 *
 * @param {string} version @param {Resolution} resolution @param {string} folder
 */
export function compile(version, resolution, folder) {
  const compiler = join(HERE, "node_modules", `typescript-${version}`);
  const host = join(HERE, "hosts", folder);
  const dist = join(host, "dist");
  const options = {
    project: dist,
    module: MODULES[resolution],
    moduleResolution: resolution,
    outDir: join(dist, version),
    tsBuildInfoFile: join(dist, version, ".tsbuildinfo"),
  };
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(compiler, "bin", "tsc"),
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      "--listFiles",
    ],
    { cwd: host, encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => line && !line.startsWith(" "));
  // The files that were read are listed after the errors.
  const files = lines.filter((line) => line.endsWith(".ts"));
  return {
    errors: lines.filter((line) => !files.includes(line)),
    files: files.map((file) => relative(host, file)),
    declaration: readFileSync(join(options.outDir, "octokit.d.ts"), "utf8"),
  };
}
