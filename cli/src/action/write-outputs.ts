import { randomUUID } from "node:crypto";
import { appendFile } from "node:fs/promises";
import type { Outputs } from "./to-outputs.ts";

/**
 * Appends outputs to the file that the runner reads, as `@actions/core` does, which would bring 565 kB of other things. The
 * delimiter is random, so that no value can end itself and begin another output.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export async function writeOutputs(path: string, outputs: Outputs): Promise<void> {
  await appendFile(
    path,
    Object.entries(outputs)
      .map(([name, value]) => toEntry(name, value))
      .join(""),
  );
}

export function toEntry(name: string, value: string, delimiter = `ghadelimiter_${randomUUID()}`): string {
  if (value.includes(delimiter)) throw new Error(`The value of ${name} contains its delimiter.`);
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
