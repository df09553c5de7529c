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

export function createKeys(): Keys {
  const numbers = new Map<string, number>();
  return {
    get size() {
      return numbers.size;
    },
    add(key) {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return numbers.size - 1;
    },
    find: (key) => numbers.get(key),
  };
}

/** Numbers by the numbers of keys, all of them 0 until they are set. */
export interface Column {
  get(index: number): number;
  set(index: number, value: number): void;
}

/** A column of whole numbers below 2^32 that grows with the keys. */
export function createColumn(): Column {
  let numbers = new Uint32Array(1024);
  return {
    get: (index) => numbers[index] ?? 0,
    set(index, value) {
      if (index >= numbers.length) {
        const longer = new Uint32Array(Math.max(index + 1, numbers.length * 2));
        longer.set(numbers);
        numbers = longer;
      }
      numbers[index] = value;
    },
  };
}
