import { Option } from "@commander-js/extra-typings";
import { GROUP, withReason } from "./common-flags.ts";
import { FORMATS } from "./input/read-input.ts";
import { readShard } from "./input/read-shard.ts";

// The flags of whatever reads a list.

export const setFlag = () =>
  new Option("--set <KEY=VALUE>", "a value for lines without one, such as status=eol; may be repeated")
    .helpGroup(GROUP.what)
    .argParser((value: string, earlier: string[]) => [...earlier, value])
    .default([], "none");

export const formatFlag = () =>
  new Option("--format <FORMAT>", "how to read FILE (default: by its content)").helpGroup(GROUP.what).choices(FORMATS);

export const orgFlag = () =>
  new Option(
    "--org <NAME>",
    "the organization, for lines without one (default: the owner in GITHUB_REPOSITORY)",
  ).helpGroup(GROUP.where);

export const shardFlag = (help: string) =>
  new Option("--shard <I/N>", help).helpGroup(GROUP.how).argParser(withReason(readShard));
