// Bundles src/ into dist/index.js, for people to read as well: unminified, names as written. It needs no source map.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: ["src/index.ts"],
  outfile: "dist/index.js",
  bundle: true,
  format: "esm",
  platform: "neutral",
  // The oldest runtimes that Octokit runs in; Node 20 is younger than these.
  target: ["chrome110", "safari16"],
  logLevel: "warning",
});
