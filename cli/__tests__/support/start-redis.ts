import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A port that nobody listens on. */
export async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A Redis in memory, with a password if one is given. */
export async function startRedis(password?: string) {
  const host = `127.0.0.1:${await findPort()}`;
  const [address = "", port = ""] = host.split(":");
  const more = password === undefined ? [] : ["--requirepass", password];
  const child = spawn("redis-server", ["--port", port, "--bind", address, "--save", "", ...more], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  let isReady = false;
  for await (const line of createInterface(child.stdout)) {
    output += line;
    isReady = /ready to accept connections/i.test(line);
    if (isReady) break;
  }
  if (!isReady) throw new Error(`redis-server: ${output}`);
  child.stdout.resume();
  return {
    host,
    url: `redis://${host}`,
    child,
    async stop() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
