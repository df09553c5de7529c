// Bundles the command with all that it uses into cli/dist/, with the licenses of what is inside, and the action into action/,
// which is committed, for a workflow runs it as it is in the repository:
//   npm run build -w artifact-storage-record
// It takes the plugin as it is published, so dist/ of the plugin is built first. cli/bundle/dist/metafile.json says what of the
// command went where; an SBOM is made from it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { collectLicenses } from "./collect-licenses.js";

const CLI = fileURLToPath(new URL("..", import.meta.url));

/** @satisfies {import("esbuild").BuildOptions} */
const options = /** @type {const} */ ({
  absWorkingDir: CLI,
  alias: { "octokit-plugin-artifact-storage": "../dist/index.js" },
  // `debug` does without it, and would bring it in or not, depending on what else is installed here.
  external: ["supports-color"],
  bundle: true,
  format: "esm",
  platform: "node",
  // Names stay as written, for what is thrown and logged shows them.
  minifyWhitespace: true,
  minifySyntax: true,
  // They are in THIRD_PARTY_LICENSES.
  legalComments: "none",
  // CommonJS packages inside ask for Node's own modules with `require`, which an ES module does not have.
  // Under a name of its own, for some packages import `createRequire`, too.
  banner: {
    js: 'import{createRequire as requireOfBundle}from"node:module";const require=requireOfBundle(import.meta.url);',
  },
  metafile: true,
  write: false,
  logLevel: "warning",
});

const command = await build({
  ...options,
  entryPoints: ["src/main.ts"],
  outdir: "dist",
  target: "node20",
  // What few need (Redis, Apps, proxies) is imported when it is used, and lies in files of its own, loaded only then.
  // `import()` of a CommonJS package has only `default` here.
  splitting: true,
  chunkNames: "chunk-[hash]",
});
const action = await build({
  ...options,
  entryPoints: ["src/action/main.ts"],
  outfile: "../action/index.js",
  target: "node24",
  // An App's token is an input, and a Redis is never asked, so that neither can be reached from it.
  alias: { ...options.alias, ioredis: "./bundle/nothing.js", "@octokit/auth-app": "./bundle/nothing.js" },
});
fill("bundle/dist", {
  "metafile.json": JSON.stringify(command.metafile),
  "action-metafile.json": JSON.stringify(action.metafile),
});
for (const [folder, { outputFiles, metafile }] of Object.entries({ dist: command, "../action": action })) {
  fill(folder, {
    ...Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text])),
    THIRD_PARTY_LICENSES: collectLicenses(CLI, metafile),
  });
}

/**
 * Leaves these files in a folder, and no other. One that is there already is not written again: npm builds whenever it packs,
 * and the command may be running meanwhile.
 *
 * @param {string} name
 * @param {Record<string, string>} files
 */
function fill(name, files) {
  const folder = join(CLI, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
  }
  for (const file of readdirSync(folder)) if (!(file in files)) rmSync(join(folder, file), { recursive: true });
}
