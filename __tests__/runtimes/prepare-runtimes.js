import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** Installs the runtimes and the packed plugin, and bundles what a worker and a page load as one script. */
export default async function prepareRuntimes() {
  for (const script of ["install-folder.js", "pack-into.js"]) {
    execFileSync(process.execPath, [`${HERE}../../scripts/${script}`, HERE], { stdio: "inherit" });
  }
  await build({
    absWorkingDir: HERE,
    entryPoints: ["worker.js", "pages/page.js"],
    entryNames: "[name]",
    bundle: true,
    format: "esm",
    outdir: "dist",
    logLevel: "warning",
  });
}
