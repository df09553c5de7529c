import type { Past } from "../journal/past.ts";
import { count, formatNumber } from "../output/format-time.ts";
import type { Keys } from "../plan/keys.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlannedRecord, type SendableRecord, type Status, statusOf } from "../plan/record.ts";
import { type Stop, wrongUsage } from "../stop.ts";
import { IF_ALL_IS_GONE, type Present, toRegistry } from "./read-present.ts";

/** What of all that was recorded may be retired, in numbers. */
export interface Chosen {
  known: number;
  /** Of the registries and the name that this is about. */
  related: number;
  /** How many of the registries are present, of whatever name and status: of none, another list is likely. */
  recognized: number;
  /** Of the related ones, the active ones. */
  considered: number;
  present: number;
  toRetire: number;
}

interface Choosing {
  known: Plan;
  past: Past;
  keys: Keys;
  present: Present;
  /** As given by flags. */
  registry: string | undefined;
  name: string | undefined;
}

/** Tells what is to be retired: what is considered, and is not present. `retire` gets each of these. */
export async function choose(
  { known, past, keys, present, registry, name }: Choosing,
  retire: (planned: PlannedRecord) => Promise<void> | undefined,
): Promise<Chosen> {
  const registries = await findRegistries({ known, present, registry });
  const chosen: Chosen = { known: known.distinct, related: 0, recognized: 0, considered: 0, present: 0, toRetire: 0 };
  for await (const batch of known.records()) {
    for (const planned of batch) {
      const { record, key } = planned;
      if (!registries.has(toRegistry(record.registry_url))) continue;
      if (present.has(record)) chosen.recognized += 1;
      if (name !== undefined && record.name !== name) continue;
      chosen.related += 1;
      if (findStatus(record, key, past, keys) !== "active") continue;
      chosen.considered += 1;
      if (present.has(record)) chosen.present += 1;
      else {
        chosen.toRetire += 1;
        await retire(planned);
      }
    }
  }
  return chosen;
}

/** What was stored last counts more than what a list says. */
function findStatus(record: SendableRecord, key: string, past: Past, keys: Keys): Status {
  const number = keys.find(key);
  return (number === undefined ? undefined : past.stored(number)) ?? statusOf(record);
}

/** The registries whose artifacts PRESENT lists. */
async function findRegistries({ known, present, registry }: Pick<Choosing, "known" | "present" | "registry">) {
  if (registry !== undefined) return new Set([toRegistry(registry)]);
  if (!present.isBare) return present.registries;
  const registries = new Set<string>(present.registries);
  for await (const batch of known.records()) {
    for (const { record } of batch) registries.add(toRegistry(record.registry_url));
    if (registries.size > 1) {
      throw wrongUsage(
        `${present.what}: some of its lines do not say which registry they are of, and there are several, such as ` +
          `${[...registries].slice(0, 3).join(", ")}. Give the one that it lists as --registry URL.`,
      );
    }
  }
  return registries;
}

/** Why so much, or so little, is not to be retired. */
export function findDoubt(
  { known, related, recognized, considered, toRetire }: Chosen,
  what: string,
  allowMost: boolean,
): Stop | undefined {
  if (related === 0) {
    return wrongUsage(
      `Nothing was sent: of ${count(known, "record")} not one is of a registry, and of the --name, that ${what} is about. Compare a ` +
        "line of both: a registry has one spelling, such as https://ghcr.io.",
    );
  }
  if (considered > 0 && recognized === 0) {
    return wrongUsage(
      `Nothing was sent: of ${count(considered, "record")} not one is in ${what}. It may be of another registry, or another kind of ` +
        `digest. Compare a line of both. ${IF_ALL_IS_GONE}`,
    );
  }
  if (toRetire * 2 > considered && !allowMost) {
    return wrongUsage(
      `Nothing was sent: ${formatNumber(toRetire)} of ${formatNumber(considered)} would be retired, more than half. A listing that was ` +
        `cut short looks like this: see that ${what} is whole, then add --allow-most.`,
    );
  }
  return undefined;
}
