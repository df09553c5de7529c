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

/** Whether a record, by its key, belongs to a shard. The key is a hash already, so that its first digits are spread evenly. */
export const isInShard = (key: string, { index, count }: Shard): boolean =>
  Number.parseInt(key.slice(0, 12), 16) % count === index - 1;
