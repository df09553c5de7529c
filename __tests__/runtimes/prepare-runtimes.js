import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Installs the runtimes and the packed plugin, and bundles what a worker, a page and jsdom load as one script. */
export default async function prepareRuntimes() {
  for (const script of ["install-folder.js", "pack-into.js"]) {
    execFileSync(process.execPath, [`${HERE}../../scripts/${script}`, HERE], { stdio: "inherit" });
  }
  const options = { absWorkingDir: HERE, entryNames: "[name]", bundle: true, outdir: "dist", logLevel: "warning" };
  await build({ ...options, entryPoints: ["worker.js", "pages/page.js"], format: "esm" });
  await build({ ...options, entryPoints: ["scenario.js"], format: "iife", globalName: "scenario" });
}
