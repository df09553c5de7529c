import { spawn } from "node:child_process";
import { once } from "node:events";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../local-github/main.js", import.meta.url));

/**
 * Calls `use` with a local GitHub process, and with what fails unless this many records have been sent since it was last asked.
 *
 * @template T
 * @param {(baseUrl: string, expectSent: (count: number, of: string) => Promise<void>) => Promise<T>} use
 */
export async function withServer(use) {
  const server = spawn(execPath, [MAIN], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [line] = await once(server.stdout, "data");
    const baseUrl = String(line).trim();
    return await use(baseUrl, async (count, of) => {
      /** @type {{ method: string }[]} */
      const requests = await (await fetch(`${baseUrl}/_local/requests`)).json();
      const sent = requests.filter(({ method }) => method === "POST").length;
      if (sent !== count) throw new Error(`${of}: ${sent} records were sent, not ${count}`);
      // So that what was stored burdens nobody else.
      await fetch(`${baseUrl}/_local`, { method: "DELETE" });
    });
  } finally {
    server.kill();
  }
}
