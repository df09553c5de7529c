/** One part of a whole that is split by content, counted from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** `2/4` → the second of four */
export function readShard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (!index || !count || index > count) throw new RangeError("Write it as I/N, with I from 1 to N, such as 2/4.");
  return { index, count };
}

const BYTES = 6;

/** Whether a record, by its key, belongs to a shard. A key is a hash, so that what it begins with is spread evenly. */
export const isInShard = (key: string, { index, count }: Shard): boolean =>
  Buffer.from(key, "base64url").readUIntBE(0, BYTES) % count === index - 1;
