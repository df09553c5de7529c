import { PARAMETER_NAMES, toFlag } from "../parameters.ts";
import { INPUTS } from "./read-inputs.ts";

/** How messages of the command name what an input gives. */
const NAMES = new Map<string, string>([
  ...INPUTS.map((input) => [`--${input}`, input] as const),
  ...PARAMETER_NAMES.map((name) => [toFlag(name) ?? `--${name}`, name.replaceAll("_", "-")] as const),
  ...PARAMETER_NAMES.map((name) => [`--set ${name}`, name.replaceAll("_", "-")] as const),
  ["GITHUB_TOKEN", "token"],
  ["GITHUB_API_URL", "api-url"],
]);

const LONGEST_FIRST = [...NAMES.keys()].toSorted((a, b) => b.length - a.length);
const NAMED = new RegExp(`\`?(?<![\\w-])(${LONGEST_FIRST.join("|")})(?![\\w-])\`?`, "g");

/** Says by the names of inputs what a message says by those of flags: "--artifact-version must …" → "`version` must …" */
export const nameInputs = (text: string): string =>
  text.replace(NAMED, (_named, name: string) => `\`${NAMES.get(name)}\``);
