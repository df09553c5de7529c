import { Command, Option } from "@commander-js/extra-typings";
import { GROUP, jsonFlag, maxWaitFlag } from "../common-flags.ts";
import { findParameter, PARAMETER_NAMES, type ParameterFlags } from "../parameters.ts";

export type CreateFlags = ParameterFlags & ReturnType<ReturnType<typeof defineCreate>["opts"]>;

/** `artifact-storage-record create`, without what it runs. */
export function defineCreate() {
  const command = new Command("create")
    .summary("record images, files or digests")
    .description("Records where an artifact is stored: an image, a file, or anything whose digest\nyou know.")
    .usage(USAGE)
    .addOption(
      new Option("--image <REF@DIGEST...>", "images in a registry, such as ghcr.io/octo-org/app@sha256:…").helpGroup(
        GROUP.what,
      ),
    )
    .addOption(new Option("--file <PATH...>", "files, whose digests are computed").helpGroup(GROUP.what))
    .addOption(new Option("--digest <SHA256...>", "artifacts by their digest, as sha256:HEX").helpGroup(GROUP.what));
  for (const name of PARAMETER_NAMES) {
    const { flag, value, help, group = "what" } = findParameter(name) ?? {};
    if (flag && value) command.addOption(new Option(`${flag} <${value}>`, help).helpGroup(GROUP[group]));
  }
  return command
    .addOption(new Option("--dry-run", "check, and print what would be sent; needs no token").helpGroup(GROUP.how))
    .addOption(jsonFlag())
    .addOption(maxWaitFlag())
    .addHelpText("after", EXAMPLES);
}

const USAGE = `--image REF@DIGEST... [options]
       artifact-storage-record create --file PATH... [options]
       artifact-storage-record create --digest SHA256... [options]`;

const EXAMPLES = `
Examples:
  An image that was pushed. The digest, not the tag, says which one it is:
    $ artifact-storage-record create --image ghcr.io/octo-org/app:1.2@sha256:… \\
        --org octo-org --github-repository app

  The same in a workflow of octo-org/app, which knows both:
    $ artifact-storage-record create --image ghcr.io/octo-org/app:1.2@sha256:…

  The files of a release, as the shell lists them:
    $ artifact-storage-record create --file dist/* --artifact-version 1.2.3 \\
        --registry-url https://github.com/octo-org/app/releases \\
        --org octo-org --github-repository app

  An image that was deleted from its registry. A record stays, so say it:
    $ artifact-storage-record create --image ghcr.io/octo-org/app@sha256:… \\
        --status deleted --org octo-org --github-repository app

Several files, images or digests: all are checked, then each is recorded, a
second apart. The flags hold for all of them, so --name and --artifact-url are
for one (--name for several digests, too).`;
