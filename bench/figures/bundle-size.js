import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Bundled, minified, gzip -9",
  unit: "B",
  // More than a third of it is the route map, which says what to do about each mistake and each refusal.
  atMost: { ours: 10_000 },
  varies: false,
  plausible: { ours: [4000, 20_000] },
  sample: async () => ({
    "hand-written fetch": [await bundledSize("../peers/hand-written-fetch.js")],
    ours: [await bundledSize("../../dist/index.js")],
    REM: [await bundledSize("@octokit/plugin-rest-endpoint-methods")],
  }),
};

/** @param {string} specifier */
async function bundledSize(specifier) {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from ${JSON.stringify(specifier)}`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
