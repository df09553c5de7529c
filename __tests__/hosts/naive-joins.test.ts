import { expect, test } from "@jest/globals";
import { casesOn } from "./cases.ts";
import { hosts, type Plugin } from "./hosts.ts";
import { naiveJoins } from "./naive-joins.ts";

/** In milliseconds; each test runs every case on every host. */
const TIMEOUT = 120_000;

test.each(naiveJoins)(
  "a naive join, $name, fails where it should",
  async ({ name, plugin, fails }) => {
    const copy: Plugin = (octokit, options) => plugin(octokit, options);
    /** The hosts on which a case fails, by the case. */
    const failures = new Map<string, string[]>();
    for (const host of hosts) {
      for (const { title, run } of casesOn(host)) {
        try {
          await run(host, { plugin, copy });
        } catch {
          failures.set(title, [...(failures.get(title) ?? []), host.name]);
        }
      }
    }
    const failed = new Set([...failures.values()].flat());
    process.stdout.write(`${name} fails on ${failed.size} of ${hosts.length} hosts:\n`);
    for (const [title, [first, ...others]] of failures) {
      process.stdout.write(`  ${title}: ${first}, and ${others.length} more\n`);
    }
    expect([...failures.keys()]).toContain(fails);
  },
  TIMEOUT,
);
