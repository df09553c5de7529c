import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

interface Definition {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
}

export const ACTION: Definition = parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8"));

/** A step's folder, and the environment and files that the runner gives it. */
export function prepareStep(apiUrl: string, event: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  const workspace = join(folder, "workspace");
  const path = (name: string) => join(folder, name);
  for (const name of ["output", "summary"]) writeFileSync(path(name), "");
  writeFileSync(path("event.json"), JSON.stringify(event));

  /** INPUT_REGISTRY-URL: only spaces are replaced. */
  const toEnvironment = (inputs: Record<string, string>): Record<string, string> => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "octo-org/libfoo",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: path("event.json"),
    GITHUB_OUTPUT: path("output"),
    GITHUB_STEP_SUMMARY: path("summary"),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: folder,
    ...Object.fromEntries(
      Object.entries(ACTION.inputs).map(([name, input]) => [
        `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
        // The runner evaluates a default, where nothing is given.
        inputs[name] ??
          input.default?.replace(/.*github\.api_url.*/, apiUrl).replace(/.*github\.token.*/, "local-token") ??
          "",
      ]),
    ),
  });

  return {
    workspace,
    path,
    toEnvironment,
    readOutputs: () => readOutputs(readFileSync(path("output"), "utf8")),
    readSummary: () => readFileSync(path("summary"), "utf8"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Reads a file of outputs as the runner does:
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === "") continue;
    const [equals, heredoc] = [line.indexOf("="), line.indexOf("<<")];
    if (heredoc < 0 || (equals >= 0 && equals < heredoc)) {
      if (equals < 1) throw new Error(`Invalid format '${line}'`);
      outputs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const delimiter = line.slice(heredoc + 2);
    const end = lines.indexOf(delimiter);
    if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`);
    outputs[line.slice(0, heredoc)] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join("\n");
  }
  return outputs;
}
