import { cpuUsage } from "node:process";
import { shuffle } from "./interleave.js";

const WARM_UP = 3;
const SLICES = 50;

/**
 * Measures the CPU time of one run of each candidate, in µs, with garbage collection. A round is many slices of about a
 * millisecond, which the candidates take in turns: a busy machine is busy for longer than that.
 *
 * @param {Record<string, () => unknown>} candidates
 * @param {number} rounds
 * @param {number} runs In a slice.
 * @returns {Promise<Record<string, number[]>>} By round.
 */
export async function cpuTime(candidates, rounds, runs) {
  const names = Object.keys(candidates);
  const samples = Object.fromEntries(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = -Math.min(rounds, WARM_UP); round < rounds; round++) {
    const total = Object.fromEntries(names.map((name) => [name, 0]));
    for (let slice = 0; slice < SLICES; slice++)
      for (const name of shuffle(names)) total[name] += await slicedTime(candidates[name], runs);
    if (round >= 0) for (const name of names) samples[name].push(total[name] / SLICES / runs);
  }
  return samples;
}

/** @param {() => unknown} run @param {number} runs */
async function slicedTime(run, runs) {
  const start = cpuUsage();
  for (let index = 0; index < runs; index++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  const { user, system } = cpuUsage(start);
  return user + system;
}
