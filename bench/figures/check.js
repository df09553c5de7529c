import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { cpuTime } from "../cpu-time.js";
import { isRecord as ajv } from "../peers/ajv.js";
import { isRecord as unrolled } from "../peers/unrolled-checks.js";
import { isRecord as valibot } from "../peers/valibot.js";
import { isRecord as zod } from "../peers/zod.js";
import { FULL_RECORD } from "../record.js";

/** @type {import("../figure.js").Figure} */
export default {
  title: "Checking a full call",
  unit: "µs",
  floor: "unrolled by hand",
  varies: true,
  async sample(rounds) {
    const checks = { "unrolled by hand": unrolled, ours: await ourCheck(), ajv, zod, valibot };
    for (const [name, check] of Object.entries(checks)) {
      assert.equal(check(FULL_RECORD), true, `${name} takes the record`);
      for (const parameter of ["org", "digest", "artifact_url", "status", "return_records"])
        assert.equal(check({ ...FULL_RECORD, [parameter]: 1 }), false, `${name} refuses ${parameter}`);
    }
    return cpuTime(
      Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, () => check(FULL_RECORD)])),
      rounds,
      1000,
    );
  },
};

/** The check is internal to the plugin, so that it is bundled from its source. */
async function ourCheck() {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export { findProblems } from "./find-problems.ts";
        import { deriveEndpoint } from "./derive-endpoint.ts";
        import { routes } from "./routes.ts";
        export const endpoint = deriveEndpoint("ours", routes().orgs.createArtifactStorageRecord);`,
      resolveDir: fileURLToPath(new URL("../../src", import.meta.url)),
    },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const { findProblems, endpoint } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return (parameters) => {
    let problems = 0;
    findProblems(endpoint, parameters, () => {
      problems += 1;
    });
    return problems === 0;
  };
}
