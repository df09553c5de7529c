import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Installs the Octokits that the plugin is tested on. */
export default function prepareHosts() {
  const script = fileURLToPath(new URL("../../scripts/install-folder.js", import.meta.url));
  execFileSync(process.execPath, [script, fileURLToPath(new URL(".", import.meta.url))], { stdio: "inherit" });
}
