import { appendFile } from "node:fs/promises";
import { say } from "./output.ts";

/** The runner shows no more errors of one step. */
const SHOWN = 10;
let annotations = 0;

/** In a workflow, annotates the run with a message, whose text cannot end the command or a property. */
export function annotate(env: NodeJS.ProcessEnv, message: string, properties: Record<string, string | number>): void {
  if (env.GITHUB_ACTIONS !== "true" || annotations === SHOWN) return;
  annotations += 1;
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
  say(`::error ${given.join(",")}::${escapeMessage(message)}`);
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const escapeMessage = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** In a workflow, adds Markdown to the summary of the job. */
export async function summarizeInWorkflow(markdown: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (env.GITHUB_STEP_SUMMARY) await appendFile(env.GITHUB_STEP_SUMMARY, `${markdown}\n\n`);
}

/** Escapes text for a cell of a Markdown table. */
export const toCell = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+\-.!|&@]/g, "\\$&").replace(/\s+/g, " ");
