import { jest } from "@jest/globals";
import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import type { Fetch } from "../../src/github/choose-fetch.ts";
import type { Clock, Runtime } from "../../src/runtime.ts";
import { createFakeOutput } from "./fake-output.ts";

// Time is jest's: nothing here waits, and `Date.now()` is this machine's clock.

export const START = Date.parse("2026-11-27T06:00:00Z");

export interface Sent {
  /** By this machine's clock, in s since the start. */
  at: number;
  method: string;
  /** Without the origin. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

interface Given {
  status?: number;
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

/** What comes of a request: an answer, an error of `fetch`, or nothing. */
export type Fate = Given | Error | "silence";

export const API_URL = "https://api.github.com";

/** A GitHub behind `fetch`. `fates`: of the requests to come, but for those for the clock; then everything is stored. */
export function createFakeServer({ behindMs = 0 } = {}) {
  const sent: Sent[] = [];
  const fates: (Fate | (() => Fate | Promise<Fate>))[] = [];
  /** What the requests for the clock come to, in place of an answer. */
  const clockFates: Fate[] = [];
  const stored: ArtifactStorageRecord[] = [];
  const now = () => new Date(Date.now() + behindMs);

  function answer({ method, path, body }: Sent): Given {
    if (path === "/rate_limit") return {};
    if (path.endsWith("/access_tokens")) {
      const count = sent.filter((one) => one.path === path).length;
      const expires_at = new Date(now().getTime() + 3_600_000).toISOString();
      return { status: 201, body: { token: `ghs_${count}`, expires_at, permissions: {} } };
    }
    if (method === "GET") return { body: { total_count: stored.length, storage_records: stored } };
    const { name, digest, registry_url } = JSON.parse(body ?? "{}");
    const created_at = now().toISOString();
    const record = { id: stored.length + 1, name, digest, registry_url, status: "active", created_at };
    stored.push(record);
    return { body: { total_count: 1, storage_records: [record] } };
  }

  const fetch: Fetch = async (url, { method = "GET", headers = {}, body, signal } = {}) => {
    const path = url.startsWith(API_URL) ? url.slice(API_URL.length) : url;
    const one = { at: (Date.now() - START) / 1000, method, path, headers, body };
    sent.push(one);
    const next = (path === "/rate_limit" ? clockFates : fates).shift();
    const fate = (typeof next === "function" ? await next() : next) ?? answer(one);
    if (fate instanceof Error) throw fate;
    if (fate === "silence") {
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    }
    const given = { "content-type": "application/json", date: now().toUTCString(), ...fate.headers };
    const known = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    const text = typeof fate.body === "string" ? fate.body : JSON.stringify(fate.body ?? {});
    const response = new Response(text, { status: fate.status ?? 200, headers: Object.fromEntries(known) });
    // As of an answer that came over the network.
    return Object.defineProperty(response, "url", { value: url });
  };
  return { fetch, sent, fates, clockFates, stored, now };
}

/** A clock that jest drives. */
export const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", end);
        resolve();
      }, ms);
      if (signal?.aborted) end();
      else signal?.addEventListener("abort", end, { once: true });
    }),
};

export const createRuntime = (fetch: Fetch | undefined, env: Runtime["env"] = {}) => ({
  env,
  output: createFakeOutput(),
  clock,
  ending: new AbortController(),
  stdin: process.stdin,
  mayHaveStored: false,
  ...(fetch && { fetch: (input: unknown, init: unknown) => fetch(String(input), Object(init)) }),
});

/** Lets time pass until a promise is settled, a day at most. */
export async function finish<Value>(promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  promise.then(settle, settle);
  const last = Date.now() + 86_400_000;
  // What needs no time first.
  await jest.advanceTimersByTimeAsync(0);
  while (!isSettled && Date.now() < last) await jest.advanceTimersToNextTimerAsync();
  return promise;
}

/** Waits for what takes no time of jest's, such as a signature. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}
