import { Command, InvalidArgumentError, Option } from "commander";
import { createRecord } from "./create-record.ts";
import type { ExitCode } from "./exit-codes.ts";
import { importRecords } from "./import-records.ts";
import { listRecords } from "./list-records.ts";
import { PARAMETER_NAMES, PARAMETERS } from "./parameters.ts";
import { readDuration } from "./read-duration.ts";
import { readShard } from "./read-shard.ts";
import { VERSION } from "./version.ts";

const ENVIRONMENT = `
Environment:
  GITHUB_TOKEN, GH_TOKEN      the token, with the permission "Artifact metadata: write" (list: read)
  GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_APP_INSTALLATION_ID
                              a GitHub App's installation instead
  GITHUB_REPOSITORY           OWNER/NAME, for what is not given; set in every workflow
  GITHUB_API_URL              GitHub's API, where it is not https://api.github.com
  HTTPS_PROXY, NO_PROXY       a proxy, and what goes past it
  DEBUG                       shows the stack of what ends the command

Exit codes:
  0    all stored
  1    GitHub refused some
  2    wrong usage or bad input: nothing was sent
  3    whether some record is stored is unknown
  75   interrupted by a rate limit or the network: run it again
  130  stopped by you`;

/** The command's arguments, and what each command runs. `finish` gets the exit code. */
export function createProgram(env: NodeJS.ProcessEnv, finish: (code: ExitCode) => void): Command {
  const program = new Command("artifact-storage-record")
    .description("Records on GitHub where artifacts are stored: one, or a hundred thousand.")
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError("Add --help to see how it is used.")
    .exitOverride();
  const json = () => new Option("--json", "the result as JSON on stdout, all else on stderr");
  const maxWait = () =>
    new Option("--max-wait <DURATION>", "how long to wait for a rate limit, such as 90s, 15m or 2h")
      .argParser(invalid(readDuration))
      .default(readDuration("15m"), "15m");

  const create = program
    .command("create")
    .summary("store one record")
    .description("Stores one record: of an image, of a file, or of anything whose digest you know.")
    .usage("(--image REF@DIGEST | --file PATH | --digest SHA256) [flags]")
    .option("--image <REF@DIGEST>", "an image in a registry, such as ghcr.io/octo-org/app@sha256:…")
    .option("--file <PATH>", "a file, whose digest is computed");
  for (const name of PARAMETER_NAMES) {
    const parameter = PARAMETERS[name];
    if ("flag" in parameter) create.option(`${parameter.flag} <${parameter.value}>`, parameter.help);
  }
  create
    .option("--dry-run", "check, and print what would be sent; needs no token")
    .addOption(json())
    .addOption(maxWait())
    .addHelpText(
      "after",
      `\nExample:
  artifact-storage-record create --image ghcr.io/octo-org/app@sha256:… --artifact-version 1.2.3\n${ENVIRONMENT}`,
    )
    .action(async (flags) => finish(await createRecord(flags, env)));

  program
    .command("import")
    .summary("store a record for each line of a file")
    .description("Stores a record for each line of NDJSON or CSV. Keys and columns are named as in GitHub's API:")
    .argument("FILE", "the records; - for stdin")
    .option("--org <NAME>", "the organization, where a line names none (default: the owner in GITHUB_REPOSITORY)")
    .option("--set <KEY=VALUE>", "what every line lacks, such as status=deleted; may be repeated", collect, [])
    .addOption(
      new Option("--format <FORMAT>", "what FILE holds (default: by its extension)").choices(["ndjson", "csv"]),
    )
    .option("--dry-run", "check every line, and send nothing; needs no token")
    .option("--skip-invalid", "go on without lines that are wrong, and write them to FILE.rejected.ndjson")
    .option("--journal <PATH>", "where to keep what was sent (default: FILE.journal.ndjson)")
    .option("--fresh", "forget what an earlier run stored, and send everything")
    .addOption(
      new Option("--per-minute <N>", "records to send in a minute, up to 180; 0 for no limit, on a server of your own")
        .argParser(invalid((text) => readInteger(text, 0, 180)))
        .default(60),
    )
    .addOption(maxWait())
    .addOption(
      new Option("--max-failures <N>", "stop after so many equal refusals in a row")
        .argParser(invalid((text) => readInteger(text, 1, Number.MAX_SAFE_INTEGER)))
        .default(10),
    )
    .addOption(
      new Option(
        "--shard <I/N>",
        "take only every Nth record, by content, such as 2/4; what is written beside FILE is then FILE.2-of-4.…",
      ).argParser(invalid(readShard)),
    )
    .option("--redis <URL>", "share one pace among machines through Redis, such as redis://host:6379")
    .addOption(json())
    .addHelpText(
      "after",
      `
  ${PARAMETER_NAMES.join(", ").replace(/(.{60,}?, )/g, "$1\n  ")}
  An empty cell of CSV and a null of JSON count as not given; keys that begin with _ are ignored.

Every line is checked before one is sent. Run the same command again to go on where a run stopped: records that are
stored are skipped, and those whose fate is unknown are looked up first.

Example:
  artifact-storage-record import records.csv --org octo-org --set registry_url=https://ghcr.io\n${ENVIRONMENT}`,
    )
    .action(async (file, flags) => finish(await importRecords(file, flags, env)));

  program
    .command("list")
    .summary("show the records of an artifact")
    .description("Shows the records of an artifact.")
    .argument("DIGEST", "the artifact's digest, as sha256:HEX")
    .option("--org <NAME>", PARAMETERS.org.help)
    .addOption(json())
    .addOption(maxWait())
    .addHelpText("after", `\nExample:\n  artifact-storage-record list sha256:… --org octo-org\n${ENVIRONMENT}`)
    .action(async (digest, flags) => finish(await listRecords(digest, flags, env)));

  return program.addHelpText(
    "after",
    `\nExample:
  artifact-storage-record create --image ghcr.io/octo-org/app@sha256:…

Each command has its own --help.\n${ENVIRONMENT}`,
  );
}

const collect = (value: string, earlier: string[]) => [...earlier, value];

function readInteger(text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new RangeError(
    most === Number.MAX_SAFE_INTEGER
      ? `Give a whole number from ${least}.`
      : `Give a whole number from ${least} to ${most}.`,
  );
}

/** Lets commander name the flag of a value that cannot be read. */
const invalid =
  <Value>(read: (text: string) => Value) =>
  (text: string): Value => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
