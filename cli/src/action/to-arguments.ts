import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { defineCreate } from "../create/flags.ts";
import { defineImport } from "../import/flags.ts";
import { isParameterName, toFlag } from "../parameters.ts";
import { defineRetire } from "../retire/flags.ts";
import { defineVerify } from "../verify/flags.ts";
import { INPUTS, type InputName, type Inputs } from "./read-inputs.ts";

/** Each kind of work, and the command that does it. */
export const WORK = {
  file: "create",
  image: "create",
  digest: "create",
  import: "import",
  verify: "verify",
  retire: "retire",
} as const satisfies Partial<Record<InputName, string>>;

type Kind = keyof typeof WORK;

export const COMMANDS = {
  create: defineCreate,
  import: defineImport,
  verify: defineVerify,
  retire: defineRetire,
} as const satisfies Record<(typeof WORK)[Kind], () => CommandUnknownOpts>;

/** These are the action's own. */
const NO_FLAGS: readonly InputName[] = ["token", "api-url"];

export interface Wanted {
  /** What is wrong with the inputs, as far as it is known without reading what they name. */
  problems: string[];
  /** Undefined where it is not known what to do. What is wrong is left out of it. */
  args: string[] | undefined;
  canDryRun: boolean;
}

/** Says in the command's arguments what inputs ask for. `values`: those of the inputs that may hold several. */
export function toArguments(inputs: Inputs, values: Readonly<Record<"file" | "image" | "digest", string[]>>): Wanted {
  const problems: string[] = [];
  const kinds = Object.keys(WORK).filter((name) => isKind(name) && inputs[name] !== undefined);
  const [kind, ...more] = kinds.filter(isKind);
  if (kind === undefined) problems.push(`Give one of ${nameAll(Object.keys(WORK))}. None is given, or it is empty.`);
  else if (more.length > 0) problems.push(`${nameAll(kinds)} are given. Give one of them: one kind of work a step.`);
  const isClear = kind !== undefined && more.length === 0;

  const command = kind && COMMANDS[WORK[kind]]();
  const args: string[] = command ? [command.name()] : [];
  for (const name of INPUTS) {
    const value = inputs[name];
    if (value === undefined || NO_FLAGS.includes(name) || isKind(name)) continue;
    const arg = command && toArgument(name, value, command, problems);
    if (arg !== undefined) args.push(...arg);
    else if (isClear) problems.push(`\`${name}\` does not go with \`${kind}\`, but with ${nameAll(findKinds(name))}.`);
  }
  let isWhole = true;
  for (const option of command?.options ?? []) {
    const name = option.name();
    if (option.mandatory && isInput(name) && inputs[name] === undefined) {
      isWhole = false;
      problems.push(`\`${kind}\` needs \`${name}\`: ${option.description}.`);
    }
  }
  if (!command || !isClear) return { problems, args: undefined, canDryRun: false };
  if (kind === "file" || kind === "image" || kind === "digest") {
    if (values[kind].length === 0) {
      isWhole = false;
      problems.push(`\`${kind}\` names nothing.`);
    }
    for (const value of values[kind]) args.push(`--${kind}=${value}`);
  } else args.push("--", `${inputs[kind]}`);
  return { problems, args, canDryRun: isWhole && command.options.some(({ long }) => long === "--dry-run") };
}

/** The argument for an input, as one word, so that a value which begins with a dash is none; undefined where there is none. */
function toArgument(name: InputName, value: string, command: CommandUnknownOpts, problems: string[]) {
  const option = findOption(name, command);
  if (!option) return findParameter(name, command) && [`--set=${findParameter(name, command)}=${value}`];
  if (option.isBoolean()) {
    if (/^(true|True|TRUE)$/.test(value)) return [`${option.long}`];
    if (!/^(false|False|FALSE)$/.test(value))
      problems.push(`\`${name}\` must be \`true\` or \`false\`, not ${quote(value)}.`);
    return [];
  }
  try {
    // As commander reads it; of several wrong ones, it would tell the first alone.
    option.parseArg?.(value, undefined);
    return [`${option.long}=${value}`];
  } catch (error) {
    problems.push(`\`${name}\` cannot be ${quote(value)}. ${Object(error).message}`);
    return [];
  }
}

/** The flag that an input is, of a command. */
export function findOption(name: InputName, command: CommandUnknownOpts) {
  const parameter = name.replaceAll("-", "_");
  const own = command.options.find(({ long }) => long === `--${name}`);
  return own ?? command.options.find(({ long }) => long === toFlag(parameter));
}

/** The parameter that an input gives to lines without it. */
export function findParameter(name: InputName, command: CommandUnknownOpts): string | undefined {
  const parameter = name.replaceAll("-", "_");
  return isParameterName(parameter) && command.options.some(({ long }) => long === "--set") ? parameter : undefined;
}

/** The kinds of work that an input goes with. */
function findKinds(name: InputName): Kind[] {
  return Object.keys(WORK)
    .filter(isKind)
    .filter((kind) => {
      const command = COMMANDS[WORK[kind]]();
      return findOption(name, command) ?? findParameter(name, command);
    });
}

const isKind = (name: string): name is Kind => Object.hasOwn(WORK, name);
const isInput = (name: string): name is InputName => INPUTS.some((input) => input === name);
const quote = (value: string) => JSON.stringify(value);

/** `a`, `b` and `c` */
const nameAll = (names: readonly string[]) =>
  names
    .map((name) => `\`${name}\``)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1");
