import { Command, Option } from "@commander-js/extra-typings";
import { GROUP, jsonFlag, maxWaitFlag, readInteger, withReason } from "../common-flags.ts";
import { formatFlag, orgFlag, setFlag, shardFlag } from "../input-flags.ts";

export type VerifyFlags = ReturnType<ReturnType<typeof defineVerify>["opts"]>;

/** GitHub allows 5,000 requests an hour, or 83 a minute. */
const PER_MINUTE = 80;

/** `artifact-storage-record verify`, without what it runs. */
export const defineVerify = () =>
  new Command("verify")
    .summary("say which artifacts of a list are recorded")
    .description("Looks up every artifact of a list, and says which are not recorded as it says.")
    .usage("FILE [options]")
    .argument("<FILE>", "the list, as import takes it, or - for stdin")
    .addOption(setFlag().helpGroup(GROUP.lookUp))
    .addOption(formatFlag().helpGroup(GROUP.lookUp))
    .addOption(orgFlag())
    .addOption(
      new Option("--missing <PATH>", "write the records that are missing, which import takes").helpGroup(GROUP.how),
    )
    .addOption(
      new Option("--per-minute <N>", "requests a minute, one for each digest; 0 for no limit, on a server of yours")
        .helpGroup(GROUP.how)
        .argParser(withReason((text) => readInteger(text, 0, 900)))
        .default(PER_MINUTE),
    )
    .addOption(maxWaitFlag())
    .addOption(shardFlag("look up shard I of N alone, such as 2/4"))
    .addOption(jsonFlag())
    .addHelpText(
      "after",
      `
Examples:
  Was the whole release recorded?
    $ artifact-storage-record verify SHA256SUMS --org octo-org \\
        --set registry_url=https://reg.example.com/artifactory/ \\
        --set github_repository=app

  Record what is missing:
    $ artifact-storage-record verify records.csv --org octo-org \\
        --missing missing.ndjson
    $ artifact-storage-record import missing.ndjson --org octo-org

  For a script:
    $ artifact-storage-record verify records.csv --org octo-org --json

It needs "Artifact metadata: read", and sends nothing. GitHub does not show
version, path and github_repository, so these are not compared.`,
    );
