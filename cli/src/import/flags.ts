import { Command, Option } from "@commander-js/extra-typings";
import { GROUP, jsonFlag, maxWaitFlag } from "../common-flags.ts";
import { formatFlag, maxFailuresFlag, orgFlag, perMinuteFlag, redisFlag, setFlag, shardFlag } from "../input-flags.ts";
import { PARAMETER_NAMES } from "../parameters.ts";

export type ImportFlags = ReturnType<ReturnType<typeof defineImport>["opts"]>;

/** `artifact-storage-record import`, without what it runs. */
export const defineImport = () =>
  new Command("import")
    .summary("record everything that a list has")
    .description(
      "Records every artifact of a list: of checksums, of images, NDJSON (one JSON\nobject a line), JSON or CSV.",
    )
    .usage("FILE [options]")
    .argument("<FILE>", "the list, or - for stdin")
    .addOption(setFlag())
    .addOption(formatFlag())
    .addOption(
      new Option("--skip-invalid", "skip lines that are invalid, and write them to FILE.rejected.ndjson").helpGroup(
        GROUP.what,
      ),
    )
    .addOption(new Option("--allow-empty", "take a list without a record for a success").helpGroup(GROUP.what))
    .addOption(orgFlag())
    .addOption(new Option("--dry-run", "say what would be done, and send nothing; needs no token").helpGroup(GROUP.how))
    .addOption(
      new Option("--plan <PATH>", "with --dry-run: write what is left to do, which import takes").helpGroup(GROUP.how),
    )
    .addOption(
      new Option("--journal <PATH>", "where to note what was done (default: FILE.journal.ndjson)").helpGroup(GROUP.how),
    )
    .addOption(new Option("--fresh", "send everything, whatever earlier runs stored").helpGroup(GROUP.how))
    .addOption(perMinuteFlag())
    .addOption(maxWaitFlag())
    .addOption(maxFailuresFlag())
    .addOption(shardFlag("send shard I of N alone, such as 2/4; its files are FILE.2-of-4.…"))
    .addOption(redisFlag())
    .addOption(jsonFlag())
    .addHelpText(
      "after",
      `
Examples:
  The checksums of a release:
    $ artifact-storage-record import SHA256SUMS --org octo-org \\
        --set registry_url=https://reg.example.com/artifactory/ \\
        --set github_repository=app

  What it would do, before it does it:
    $ artifact-storage-record import records.csv --org octo-org --dry-run

  What another tool lists:
    $ jq -c '.[] | {image: .ref}' images.json |
        artifact-storage-record import - --org octo-org \\
        --set github_repository=app

  A part of a long list, on the second of four machines:
    $ artifact-storage-record import records.csv --org octo-org --shard 2/4

What is read, by its content:
  checksums  HEX  NAME, SHA256 (NAME) = HEX, or HEX alone with --set name=…
  images     IMAGE:TAG@sha256:HEX, one a line
  ndjson     one JSON object a line
  json       an array, an object, or several
  csv        with commas, semicolons or tabs, and the names in its first line
In UTF-8, or in UTF-16 with a byte order mark. Of checksums and images, lines
that begin with # are comments.

Keys and columns are named as in GitHub's API:
  ${PARAMETER_NAMES.join(", ").replace(/(.{60,}?,) /g, "$1\n  ")}
  or image, such as ghcr.io/octo-org/app@sha256:…, which gives several of them.
Empty cells and nulls count as not given; keys that begin with _ are ignored.

The whole list is read and checked before anything is sent. If a run stops
early, run the same command again, but without --fresh: what is stored is
skipped, and what may be stored is looked up first.
A plan is imported instead of its list, not in addition to it: the list's
journal does not know what was stored from the plan.`,
    );
