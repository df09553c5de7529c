import { Command, Option } from "@commander-js/extra-typings";
import { GROUP, jsonFlag, maxWaitFlag } from "../common-flags.ts";
import { formatFlag, maxFailuresFlag, orgFlag, perMinuteFlag, redisFlag, setFlag } from "../input-flags.ts";

export type RetireFlags = ReturnType<ReturnType<typeof defineRetire>["opts"]>;

/** `artifact-storage-record retire`, without what it runs. */
export const defineRetire = () =>
  new Command("retire")
    .summary("mark as deleted what a registry no longer has")
    .description("Records again, as deleted, what was recorded and its registry no longer has.")
    .usage("KNOWN --present PRESENT [options]")
    .argument("<KNOWN>", "what was recorded: a list, as import takes it, or a journal of import")
    .addOption(
      new Option("--present <PRESENT>", "everything that the registry has now: a list; digests are enough")
        .makeOptionMandatory()
        .helpGroup(GROUP.what),
    )
    .addOption(
      new Option("--status <STATUS>", "what to record them as")
        .choices(["deleted", "eol"])
        .default("deleted")
        .helpGroup(GROUP.what),
    )
    .addOption(
      new Option(
        "--registry <URL>",
        "consider only the records of this registry; needed where PRESENT is digests alone and KNOWN has several",
      ).helpGroup(GROUP.what),
    )
    .addOption(new Option("--name <NAME>", "consider only the records of this name").helpGroup(GROUP.what))
    .addOption(new Option("--allow-most", "retire more than half of what is considered").helpGroup(GROUP.what))
    .addOption(setFlag())
    .addOption(formatFlag("KNOWN"))
    .addOption(orgFlag())
    .addOption(new Option("--dry-run", "say what would be done, and send nothing; needs no token").helpGroup(GROUP.how))
    .addOption(
      new Option("--plan <PATH>", "with --dry-run: write what is left to do, which import takes").helpGroup(GROUP.how),
    )
    .addOption(
      new Option("--journal <PATH>", "where to note what was done (default: KNOWN.retire.journal.ndjson)").helpGroup(
        GROUP.how,
      ),
    )
    .addOption(perMinuteFlag())
    .addOption(maxWaitFlag())
    .addOption(maxFailuresFlag())
    .addOption(redisFlag())
    .addOption(jsonFlag())
    .addHelpText(
      "after",
      `
Examples:
  What a clean-up left in the registry; see first what would be done:
    $ artifact-storage-record retire records.csv --present present.txt \\
        --org octo-org --dry-run

  From the journal of the import, where PRESENT lists one image of several:
    $ artifact-storage-record retire records.csv.journal.ndjson \\
        --present present.txt --name ghcr.io/octo-org/app --org octo-org

  A list of digests alone does not say which registry it is of:
    $ artifact-storage-record retire records.csv --present digests.txt \\
        --registry https://ghcr.io --org octo-org

Only records of registries that PRESENT names are considered, and what is
deleted or eol already is left alone. PRESENT must hold everything that these
registries have, because what it lacks is retired; if it lists one image, add
its --name. A listing that was cut short looks like a large clean-up: more than
half needs --allow-most. To take a retirement back,
import the same records as active.`,
    );
