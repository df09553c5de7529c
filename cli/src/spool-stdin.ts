import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Gate } from "./gate.ts";
import { toWriteStop } from "./to-write-stop.ts";

/** Keeps stdin in a file, for it is read twice; only whoever runs this can read it. */
export async function spoolStdin(gate: Gate): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "artifact-storage-record-"));
  const path = join(folder, "stdin");
  const remove = () => rm(folder, { recursive: true, force: true });
  const abort = new AbortController();
  gate.stopping.then(() => abort.abort());
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }), { signal: abort.signal });
  } catch (error) {
    await remove();
    throw gate.reason ?? toWriteStop(path, error);
  }
  return { path, remove };
}
