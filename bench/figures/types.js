import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installNextToCore } from "../install-next-to-core.js";

const TSC = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const OPTIONS = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];

/** @type {import("../figure.js").Figure} */
export default {
  title: "Types that the compiler instantiates, over core's",
  unit: "types",
  atMost: { ours: 150 },
  varies: false,
  plausible: { ours: [20, 1000] },
  sample: async () => ({
    ours: [instantiations("ours", "ours.ts") - instantiations("ours", "core.ts")],
    REM: [instantiations("REM", "rem.ts") - instantiations("REM", "core.ts")],
  }),
};

/** @param {"ours" | "REM"} addition @param {string} consumer */
function instantiations(addition, consumer) {
  const { folder } = installNextToCore(addition, "core 7");
  copyFileSync(new URL(`../consumers/${consumer}`, import.meta.url), join(folder, consumer));
  const parameters = [TSC, ...OPTIONS, "--extendedDiagnostics", consumer];
  const output = execFileSync(process.execPath, parameters, { cwd: folder, encoding: "utf8" });
  return Number(/^Instantiations:\s+(\d+)$/m.exec(output)?.[1]);
}
