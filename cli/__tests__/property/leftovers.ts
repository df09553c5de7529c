import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Given, Step } from "./scenario.ts";

/** The file of what an earlier run left, of the kind that a step takes. */
export const findLeftover = (folder: string, { command }: Step): string | undefined =>
  readdirSync(folder).find((name) => name.endsWith(`.${command}.ndjson`));

/** Its lines, without what is not sent. */
export function readLeftover(folder: string, name: string): Given[] {
  const path = resolve(folder, name);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line, (name, value) => (name.startsWith("_") ? undefined : value)));
}

/** How many lines the files have that a run names in its JSON. */
export function countLeftovers(folder: string, stdout: string) {
  const count = (kind: "refused" | "unknown") => {
    const name = new RegExp(`"${kind}_file":"([^"]+)"`).exec(stdout)?.[1];
    return name ? readLeftover(folder, name).length : 0;
  };
  return { refused: count("refused"), unknown: count("unknown") };
}
