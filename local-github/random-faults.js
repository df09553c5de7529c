// Faults at random, by a seed. What befalls a request is drawn from the seed, from the request, and from how often the same
// came before, so that it does not depend on the order in which those of many workers arrive.
import { createHash } from "node:crypto";
import { FAULTS } from "./faults.js";

/**
 * @typedef {object} Random
 * @property {number} seed
 * @property {number} share Of the requests, from 0 to 1, those that fail.
 * @property {[fault: keyof typeof FAULTS, options?: object, method?: string][]} [faults] One of these each, by default of
 *   all. `method`: of requests with this one alone.
 */

const BOTH = [{ stored: false }, { stored: true }];

/** @type {NonNullable<Random["faults"]>} */
export const ANY_FAULT = [
  ...[500, 502, 503, 504].flatMap((status) => BOTH.map((stored) => of("serverError", { status, ...stored }))),
  ...BOTH.flatMap((stored) => [of("cut", stored), of("silence", stored), of("html", stored), of("empty", stored)]),
  ...[301, 302, 303, 307, 308].flatMap((status) => [of("redirect", { status }), of("redirect", { status, to: "/" })]),
  of("cutAnswer"),
  of("zero"),
  of("rewrite"),
  of("rewrite", { answered: false }),
  of("secondaryLimit"),
  of("primaryLimit"),
];

/** @param {keyof typeof FAULTS} fault @param {object} [options] @returns {NonNullable<Random["faults"]>[number]} */
function of(fault, options = {}) {
  return [fault, options];
}

/** Says which fault befalls a request, if any does, and what it is called in the log. @param {Random} random */
export function drawFaults({ seed, share, faults = ANY_FAULT }) {
  /** @type {Map<string, number>} */
  const times = new Map();

  /** @param {{ method: string, url: string, body: string }} request */
  return ({ method, url, body }) => {
    const same = `${method} ${url} ${body}`;
    const before = times.get(same) ?? 0;
    times.set(same, before + 1);
    const dice = createHash("sha256").update(`${seed} ${before} ${same}`).digest();
    if (dice.readUInt32LE(0) / 2 ** 32 >= share) return undefined;
    const [fault, options = {}, only = method] = faults[dice.readUInt32LE(4) % faults.length] ?? ["none"];
    if (only !== method) return undefined;
    /** @type {(options: any) => import("./faults.js").Fault} */
    const create = FAULTS[fault];
    return {
      name: [fault, ...Object.entries(options).map((pair) => pair.join(" "))].join(", "),
      answer: create(options),
    };
  };
}
