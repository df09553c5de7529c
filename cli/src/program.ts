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
  GITHUB_TOKEN, GH_TOKEN      the token; needs "Artifact metadata: write" (list: read)
  GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_APP_INSTALLATION_ID
                              a GitHub App installation to use instead of a token
  GITHUB_REPOSITORY           OWNER/NAME, used for defaults; set in every workflow
  GITHUB_API_URL              GitHub's API, if it is not https://api.github.com
  HTTPS_PROXY, NO_PROXY       a proxy, and hosts that bypass it
  DEBUG                       if set, shows stack traces of errors

Exit codes:
  0    success: every record is stored
  1    GitHub refused some records
  2    wrong usage or invalid input: nothing was sent
  3    unknown whether some records are stored
  75   interrupted by a rate limit or the network: run it again
  130  stopped by you`;

/** The command's arguments, and what each command runs. `finish` gets the exit code. */
export function createProgram(env: NodeJS.ProcessEnv, finish: (code: ExitCode) => void): Command {
  const program = new Command("artifact-storage-record")
    .description("Tells GitHub where your artifacts are stored: one of them, or a hundred thousand.")
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError("Run it with --help for usage.")
    .exitOverride();
  const json = () => new Option("--json", "print the result as JSON to stdout, everything else to stderr");
  const maxWait = () =>
    new Option("--max-wait <DURATION>", "how long to wait for a rate limit, such as 90s, 15m or 2h")
      .argParser(withReason(readDuration))
      .default(readDuration("15m"), "15m");

  const create = program
    .command("create")
    .summary("store one record")
    .description("Stores one record: for an image, a file, or anything whose digest you know.")
    .usage("(--image REF@DIGEST | --file PATH | --digest SHA256) [flags]")
    .option("--image <REF@DIGEST>", "an image in a registry, such as ghcr.io/octo-org/app@sha256:…")
    .option("--file <PATH>", "a file; its digest is computed");
  for (const name of PARAMETER_NAMES) {
    const parameter = PARAMETERS[name];
    if ("flag" in parameter) create.option(`${parameter.flag} <${parameter.value}>`, parameter.help);
  }
  create
    .option("--dry-run", "check the record and print what would be sent; needs no token")
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
    .description("Stores a record for each line of an NDJSON or CSV file.")
    .argument("FILE", "the file of records, or - for stdin")
    .option("--org <NAME>", "the organization, for lines without one (default: the owner in GITHUB_REPOSITORY)")
    .addOption(
      new Option("--set <KEY=VALUE>", "a value for lines without one, such as status=deleted; may be repeated")
        .argParser(collect)
        .default([], "none"),
    )
    .addOption(
      new Option("--format <FORMAT>", "the format of FILE (default: from its extension)").choices(["ndjson", "csv"]),
    )
    .option("--dry-run", "check every line and send nothing; needs no token")
    .option("--skip-invalid", "skip invalid lines and write them to FILE.rejected.ndjson")
    .option("--journal <PATH>", "where to keep track of what was sent (default: FILE.journal.ndjson)")
    .option("--fresh", "ignore what earlier runs stored and send everything")
    .addOption(
      new Option("--per-minute <N>", "records to send per minute, up to 180; 0 for no limit, on your own server")
        .argParser(withReason((text) => readInteger(text, 0, 180)))
        .default(60),
    )
    .addOption(maxWait())
    .addOption(
      new Option("--max-failures <N>", "stop after this many identical failures in a row")
        .argParser(withReason((text) => readInteger(text, 1, Number.MAX_SAFE_INTEGER)))
        .default(10),
    )
    .addOption(
      new Option(
        "--shard <I/N>",
        "send only shard I of N, split by content, such as 2/4; its files are then named FILE.2-of-4.…",
      ).argParser(withReason(readShard)),
    )
    .option("--redis <URL>", "share one pace among machines through Redis, such as redis://host:6379")
    .addOption(json())
    .addHelpText(
      "after",
      `
Keys and columns are named as in GitHub's API:
  ${PARAMETER_NAMES.join(", ").replace(/(.{60,}?,) /g, "$1\n  ")}
Empty CSV cells and JSON nulls count as not given; keys that begin with _ are ignored.

Every line is checked before any is sent. If a run stops early, run the same command again to resume: records that are
already stored are skipped, and those that may have been sent are looked up first.

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

Run a command with --help for its options.\n${ENVIRONMENT}`,
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
const withReason =
  <Value>(read: (text: string) => Value) =>
  (text: string): Value => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
