import { Command, Option } from "@commander-js/extra-typings";
import { GROUP, jsonFlag, maxWaitFlag } from "../common-flags.ts";
import { findParameter, PARAMETER_NAMES, type ParameterFlags } from "../parameters.ts";

export type CreateFlags = ParameterFlags & ReturnType<ReturnType<typeof defineOwnFlags>["opts"]>;

/** `artifact-storage-record create`, without what it runs. */
export function defineCreate() {
  const command = defineOwnFlags();
  for (const name of PARAMETER_NAMES) {
    const { flag, value, help, group = "what" } = findParameter(name) ?? {};
    if (flag && value) command.addOption(new Option(`${flag} <${value}>`, help).helpGroup(GROUP[group]));
  }
  return command.addHelpText(
    "after",
    `
Examples:
  An image that was pushed. The digest, not the tag, says which one it is:
    $ artifact-storage-record create --image ghcr.io/octo-org/app:1.2@sha256:…

  The files of a release, as the shell lists them:
    $ artifact-storage-record create --file dist/* \\
        --registry-url https://github.com/octo-org/app/releases \\
        --artifact-version 1.2.3

  Outside of a workflow, where it was built from is given by flags:
    $ artifact-storage-record create --file app.tar.gz --org octo-org \\
        --github-repository app --registry-url https://reg.example.com

  An artifact that was deleted from its registry. Records stay, so say it:
    $ artifact-storage-record create --image ghcr.io/octo-org/app@sha256:… \\
        --status deleted

Several files, images or digests: all are checked, then each is recorded, a
second apart. The flags hold for all of them, so --name and --artifact-url are
for one (--name for several digests, too).`,
  );
}

const defineOwnFlags = () =>
  new Command("create")
    .summary("record images, files or digests")
    .description("Records where an artifact is stored: an image, a file, or anything whose\ndigest you know.")
    .usage("(--image REF@DIGEST | --file PATH | --digest SHA256) [options]")
    .addOption(
      new Option("--image <REF@DIGEST...>", "images in a registry, such as ghcr.io/octo-org/app@sha256:…").helpGroup(
        GROUP.what,
      ),
    )
    .addOption(new Option("--file <PATH...>", "files, whose digests are computed").helpGroup(GROUP.what))
    .addOption(new Option("--digest <SHA256...>", "artifacts by their digest, as sha256:HEX").helpGroup(GROUP.what))
    .addOption(new Option("--dry-run", "check, and print what would be sent; needs no token").helpGroup(GROUP.how))
    .addOption(jsonFlag())
    .addOption(maxWaitFlag());
