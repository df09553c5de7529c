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

const MAX_KEY_CHARS = 16;
const KEY = new RegExp(`^[\\0-\\x7f]{0,${MAX_KEY_CHARS}}$`);

/** Whether it may be a key: see `to-key.ts`. */
export const isKey = (text: unknown): text is string => typeof text === "string" && KEY.test(text);

/** Four characters are a word. */
const WORDS = MAX_KEY_CHARS / 4;

/**
 * A million keys as strings in a map are 65 MB that the garbage collector walks through again and again. Here they are 25
 * MB: four numbers a key, and a table of their places.
 */
export function createKeys(): Keys {
  /** The key that is asked for. */
  const words = new Uint32Array(WORDS);
  /** Those that are known, one after the other. */
  const known = createColumn();
  let size = 0;
  /** The number of a key, counted from 1, in the first free place from where its words lead. A power of two of them. */
  let places = new Uint32Array(2048);

  function take(key: string): void {
    if (!isKey(key)) throw new RangeError(`This is no key: ${key}`);
    for (let index = 0; index < WORDS; index += 1) words[index] = readWord(key, index * 4);
  }

  function takeKnown(number: number): void {
    for (let index = 0; index < WORDS; index += 1) words[index] = known.get(number * WORDS + index);
  }

  function isTaken(number: number): boolean {
    for (let index = 0; index < WORDS; index += 1) {
      if (known.get(number * WORDS + index) !== words[index]) return false;
    }
    return true;
  }

  /** The place of the key that was taken: its own, or a free one. */
  function findPlace(): number {
    let hash = 0;
    for (let index = 0; index < WORDS; index += 1)
      hash = Math.imul(hash ^ (words[index] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    for (let place = hash >>> 7; ; place += 1) {
      place &= places.length - 1;
      const number = places[place];
      if (!number || isTaken(number - 1)) return place;
    }
  }

  function grow(): void {
    // Each key is placed again, so this is done seldom.
    places = new Uint32Array(places.length * 4);
    for (let number = 0; number < size; number += 1) {
      takeKnown(number);
      places[findPlace()] = number + 1;
    }
  }

  return {
    get size() {
      return size;
    },
    add(key) {
      take(key);
      const place = findPlace();
      const number = places[place];
      if (number) return number - 1;
      for (let index = 0; index < WORDS; index += 1) known.set(size * WORDS + index, words[index] ?? 0);
      size += 1;
      places[place] = size;
      if (size * 2 > places.length) grow();
      return size - 1;
    },
    find(key) {
      take(key);
      const number = places[findPlace()];
      return number ? number - 1 : undefined;
    },
  };
}

/** Of a key, four characters from there. */
function readWord(key: string, at: number): number {
  let word = 0;
  for (let next = at + 3; next >= at; next -= 1) word = (word << 8) | (next < key.length ? key.charCodeAt(next) : 0);
  return word;
}

/** Numbers by the numbers of keys, all of them 0 until they are set. */
export interface Column {
  get(index: number): number;
  set(index: number, value: number): void;
}

/** The lower bits of a place are its place on a page. */
const PAGE_BITS = 14;
const PAGE = 2 ** PAGE_BITS;

/** A column of whole numbers below 2^32 that grows with the keys: by pages, for a longer copy would need the memory of both. */
export function createColumn(): Column {
  const pages: Uint32Array[] = [];
  return {
    get: (index) => pages[index >>> PAGE_BITS]?.[index & (PAGE - 1)] ?? 0,
    set(index, value) {
      const at = index >>> PAGE_BITS;
      while (pages.length <= at) pages.push(new Uint32Array(PAGE));
      const page = pages[at];
      if (page) page[index & (PAGE - 1)] = value;
    },
  };
}
