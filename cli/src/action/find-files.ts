import { lstat, realpath } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";

/**
 * The files that paths and globs name, each once. A glob takes files alone, neither folders nor links, and a later `!…` leaves
 * some of them out. What names no file stays as it was written, for the command to refuse.
 */
export async function findFiles(lines: readonly string[], workspace: string): Promise<string[]> {
  const found = new Set<string>();
  const globs: string[] = [];
  const excluded: string[] = [];
  for (const line of lines) {
    // A file may have any name.
    if ((await exists(resolve(workspace, line))) || !(isDynamicPattern(toSlashes(line)) || line.startsWith("!"))) {
      found.add(line);
    } else if (line.startsWith("!")) excluded.push(toSlashes(line.slice(1)));
    else globs.push(line);
  }
  for (const pattern of globs) {
    const options = { cwd: workspace, ignore: excluded, expandDirectories: false, followSymbolicLinks: false };
    const files = await keepInside(await glob(toSlashes(pattern), options), workspace);
    for (const file of files.length > 0 ? files.toSorted() : [pattern]) found.add(file);
  }
  return [...found];
}

/** On Windows, where no name has a backslash, it separates. */
const toSlashes = (path: string) => (sep === "\\" ? path.replaceAll("\\", "/") : path);

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** A folder that a glob names before its first wildcard may be a link out of the workspace. */
async function keepInside(files: readonly string[], workspace: string): Promise<string[]> {
  const root = await realpath(workspace);
  const kept: string[] = [];
  for (const file of files) {
    const path = resolve(workspace, file);
    const isNamedInside = isWithin(path, resolve(workspace));
    if (!isNamedInside || isWithin(await realpath(path), root)) kept.push(file);
  }
  return kept;
}

const isWithin = (path: string, folder: string) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
