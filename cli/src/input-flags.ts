import { Option } from "@commander-js/extra-typings";
import { GROUP, readInteger, withReason } from "./common-flags.ts";
import { FORMATS } from "./input/choose-format.ts";
import { readShard } from "./input/read-shard.ts";

// The flags of whatever reads a list, or sends one.

export const setFlag = () =>
  new Option("--set <KEY=VALUE>", "a value for lines without one, such as status=eol; may be repeated")
    .helpGroup(GROUP.what)
    .argParser((value: string, earlier: string[]) => [...earlier, value])
    .default([], "none");

export const formatFlag = (list = "the list") =>
  new Option("--format <FORMAT>", `how to read ${list} (default: by its content)`)
    .helpGroup(GROUP.what)
    .choices(FORMATS);

export const orgFlag = () =>
  new Option(
    "--org <NAME>",
    "the organization, for lines without one (default: the owner in GITHUB_REPOSITORY)",
  ).helpGroup(GROUP.organization);

export const shardFlag = (help: string) =>
  new Option("--shard <I/N>", help).helpGroup(GROUP.how).argParser(withReason(readShard));

export const perMinuteFlag = () =>
  new Option("--per-minute <N>", "records a minute, up to 180; 0 for no limit, on a server of yours")
    .helpGroup(GROUP.how)
    .argParser(withReason((text) => readInteger(text, 0, 180)))
    .default(60);

export const maxFailuresFlag = () =>
  new Option("--max-failures <N>", "stop after so many equal failures in a row")
    .helpGroup(GROUP.how)
    .argParser(withReason((text) => readInteger(text, 1, Number.MAX_SAFE_INTEGER)))
    .default(10);

export const redisFlag = () =>
  new Option(
    "--redis <URL>",
    "share one pace among machines, such as redis://host:6379; with a password, give it as REDIS_URL",
  ).helpGroup(GROUP.how);
