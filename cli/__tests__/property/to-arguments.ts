import type { Line, Scenario, Step } from "./scenario.ts";

const EXTENSIONS: Record<Step["format"], string> = {
  ndjson: "ndjson",
  csv: "csv",
  json: "json",
  concatenated: "json",
  checksums: "txt",
  images: "txt",
};

/** The file of the input; of a FIFO, too. */
export const nameInput = ({ source, format }: Step): string =>
  source === "redirection" || source === "substitution" ? "input" : `${source}.${EXTENSIONS[format]}`;

/** What the command is called with. `path`: says where a file is. */
export function toArguments(
  scenario: Scenario,
  step: Step,
  lines: Line[],
  leftover: string | undefined,
  path: (name: string) => string,
): string[] {
  if (step.command === "create") return toCreate(lines, step);
  const common = ["--per-minute", "0", "--json"];
  if (leftover) return ["import", path(leftover), ...common];
  const { source, format, status, journal, fresh, skipInvalid, allowEmpty, maxWait, command } = step;
  // A process substitution comes last, from the shell.
  const file = {
    file: path(nameInput(step)),
    fifo: nameInput(step),
    pipe: "-",
    redirection: "/dev/stdin",
    substitution: "",
  };
  const isNamed = source === "file" && !/images|checksums/.test(format);
  return [
    "import",
    ...(file[source] ? [file[source]] : []),
    ...common,
    ...(isNamed ? [] : ["--format", format === "concatenated" ? "json" : format]),
    ...toDefaults(scenario, status),
    ...(journal ? ["--journal", path("journal.ndjson")] : []),
    ...(fresh ? ["--fresh"] : []),
    ...(skipInvalid ? ["--skip-invalid"] : []),
    ...(allowEmpty ? ["--allow-empty"] : []),
    ...(maxWait ? ["--max-wait", maxWait] : []),
    ...(command === "dry run" ? ["--dry-run", "--plan", path("left.plan.ndjson")] : []),
  ];
}

/** What the lines do not hold. */
function toDefaults({ kind }: Scenario, status: Step["status"]): string[] {
  const set: string[] = [];
  if (kind !== "table") set.push("github_repository=libfoo");
  if (kind === "checksums") set.push("registry_url=https://reg.example.com/");
  if (status) set.push(`status=${status}`);
  return [...(kind === "table" ? [] : ["--org", "octo-org"]), ...set.flatMap((pair) => ["--set", pair])];
}

/** Of one record, or of several that differ in their digests alone. */
function toCreate(lines: Line[], { status, maxWait }: Step): string[] {
  const records = lines.filter((line) => typeof line !== "string");
  const { digest: _digest, ...more } = records[0] ?? {};
  const flags = Object.entries({ ...more, ...(status && { status }), ...(maxWait && { max_wait: maxWait }) });
  return [
    "create",
    "--json",
    "--digest",
    ...records.map(({ digest }) => digest),
    ...flags.flatMap(([name, value]) => [
      name === "version" ? "--artifact-version" : `--${name.replaceAll("_", "-")}`,
      value,
    ]),
  ];
}
