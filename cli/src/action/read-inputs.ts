/** The inputs of action.yml. Each is the flag of its name, or the parameter of its name, of the command that does the work. */
export const INPUTS = [
  // What to do: exactly one of these.
  "file",
  "image",
  "digest",
  "import",
  "verify",
  "retire",
  "present",
  // What the records say.
  "org",
  "registry-url",
  "name",
  "version",
  "artifact-url",
  "path",
  "repository",
  "status",
  "github-repository",
  // How to do it.
  "registry",
  "format",
  "shard",
  "skip-invalid",
  "allow-empty",
  "allow-most",
  "missing",
  "plan",
  "journal",
  "fresh",
  "per-minute",
  "max-wait",
  "max-failures",
  "dry-run",
  "token",
  "api-url",
] as const;

export type InputName = (typeof INPUTS)[number];
export type Inputs = Partial<Record<InputName, string>>;

/**
 * Reads inputs as the runner hands them over: `registry-url` is INPUT_REGISTRY-URL. Spaces around a value are YAML's, as
 * `@actions/core` has it, and an empty one is not given.
 */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Inputs {
  const inputs: Inputs = {};
  for (const name of INPUTS) {
    const value = env[toVariable(name)]?.trim();
    if (value) inputs[name] = value;
  }
  return inputs;
}

export const toVariable = (input: string): string => `INPUT_${input.replaceAll(" ", "_").toUpperCase()}`;

/** One a line; lines without anything do not count. */
export const toLines = (value: string): string[] =>
  value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
