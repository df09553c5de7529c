import { spawn } from "node:child_process";
import { once } from "node:events";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../local-github/main.js", import.meta.url));

/**
 * Calls `use` with a local GitHub process.
 *
 * @template T
 * @param {(baseUrl: string) => Promise<T>} use
 */
export async function withServer(use) {
  const server = spawn(execPath, [MAIN], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(server.stdout, "data");
    return await use(String(line).trim());
  } finally {
    server.kill();
  }
}
