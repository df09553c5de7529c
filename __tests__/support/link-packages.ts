import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./read-blocks.ts";

/** Puts this package, as it is built, and Octokit into a folder's node_modules, as an installation would. */
export function linkPackages(folder: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  symlinkSync(ROOT, join(modules, "octokit-plugin-artifact-storage"));
  symlinkSync(join(ROOT, "node_modules", "@octokit"), join(modules, "@octokit"));
}
