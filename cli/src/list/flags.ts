import { Command, Option } from "@commander-js/extra-typings";
import { GROUP, jsonFlag, maxWaitFlag } from "../common-flags.ts";
import { PARAMETERS } from "../parameters.ts";

export type ListFlags = ReturnType<ReturnType<typeof defineList>["opts"]>;

/** `artifact-storage-record list`, without what it runs. */
export const defineList = () =>
  new Command("list")
    .summary("show the records of artifacts")
    .description("Shows what GitHub has recorded of artifacts.")
    .usage("DIGEST... [options]")
    .argument("<DIGEST...>", "the artifacts' digests, as sha256:HEX")
    .addOption(new Option("--org <NAME>", PARAMETERS.org.help).helpGroup(GROUP.organization))
    .addOption(jsonFlag())
    .addOption(maxWaitFlag())
    .addHelpText(
      "after",
      `
Examples:
  One artifact:
    $ artifact-storage-record list sha256:… --org octo-org

  A file, by its content:
    $ artifact-storage-record list --org octo-org \\
        sha256:$(sha256sum app.tar.gz | cut -c 1-64)

  For a script: "result" is "missing" where nothing is recorded yet:
    $ artifact-storage-record list sha256:… --org octo-org --json`,
    );
