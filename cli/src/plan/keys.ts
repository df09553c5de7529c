/**
 * Numbers keys in the order in which they come, so that what the plan and the journal know of a million records lies in
 * columns of numbers, and each key is kept once.
 */
export interface Keys {
  readonly size: number;
  /** The number of a key, which is new where it was not known. */
  add(key: string): number;
  find(key: string): number | undefined;
}

/** A key is as long, or shorter: see `to-key.ts`. */
export const MAX_KEY_CHARS = 16;

/**
 * A million keys as strings in a map are 65 MB that the garbage collector walks through again and again. Here they are 25
 * MB: four numbers a key, and a table of their places.
 */
export function createKeys(): Keys {
  const bytes = new Uint8Array(MAX_KEY_CHARS);
  const words = new Uint32Array(bytes.buffer);
  const encoder = new TextEncoder();
  const columns = Array.from(words, createColumn);
  let size = 0;
  /** The number of a key, counted from 1, in the first free place from where its words lead. */
  let places = new Uint32Array(2048);

  /** The place of the key in `words`: its own, or a free one. */
  function findPlace(): number {
    let hash = 0;
    for (const word of words) hash = Math.imul(hash ^ word, 0x9e3779b1) ^ (hash >>> 15);
    for (let place = hash >>> 7; ; place += 1) {
      const number = places[place % places.length];
      if (!number || words.every((word, index) => columns[index]?.get(number - 1) === word))
        return place % places.length;
    }
  }

  function take(key: string): number {
    bytes.fill(0);
    if (encoder.encodeInto(key, bytes).read < key.length) throw new RangeError(`A key is too long: ${key}`);
    return findPlace();
  }

  function grow(): void {
    places = new Uint32Array(places.length * 2);
    for (let number = 1; number <= size; number += 1) {
      for (const [index, column] of columns.entries()) words[index] = column.get(number - 1);
      places[findPlace()] = number;
    }
  }

  return {
    get size() {
      return size;
    },
    add(key) {
      const place = take(key);
      const known = places[place];
      if (known) return known - 1;
      for (const [index, column] of columns.entries()) column.set(size, words[index] ?? 0);
      size += 1;
      places[place] = size;
      if (size * 2 > places.length) grow();
      return size - 1;
    },
    find(key) {
      const number = places[take(key)];
      return number ? number - 1 : undefined;
    },
  };
}

/** Numbers by the numbers of keys, all of them 0 until they are set. */
export interface Column {
  get(index: number): number;
  set(index: number, value: number): void;
}

const PAGE = 16_384;

/** A column of whole numbers below 2^32 that grows with the keys: by pages, for a longer copy would need the memory of both. */
export function createColumn(): Column {
  const pages: Uint32Array[] = [];
  return {
    get: (index) => pages[Math.floor(index / PAGE)]?.[index % PAGE] ?? 0,
    set(index, value) {
      const at = Math.floor(index / PAGE);
      while (pages.length <= at) pages.push(new Uint32Array(PAGE));
      const page = pages[at];
      if (page) page[index % PAGE] = value;
    },
  };
}
