// A registry on 127.0.0.1 that anybody may publish to. What it lacks comes from the registry that npm is set to.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * @param {string} folder Where it keeps what is published
 * @param {string[]} names The packages that are published here, and come from nowhere else
 */
export async function startRegistry(folder, names) {
  // Not imported by its name, for it is installed in this folder alone, and only for a rehearsal.
  const { runServer } = await import(new URL("node_modules/verdaccio/build/index.js", import.meta.url).href);
  const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
  const published = { access: "$all", publish: "$all" };
  const server = await runServer({
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    uplinks: { upstream: { url: upstream } },
    packages: {
      ...Object.fromEntries(names.map((name) => [name, published])),
      "**": { access: "$all", proxy: "upstream" },
    },
    log: { type: "stdout", level: "error" },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: `127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
