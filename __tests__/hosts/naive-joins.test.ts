import { expect, test } from "@jest/globals";
import { casesOn } from "./cases.ts";
import { hosts, type Plugin } from "./hosts.ts";
import { naiveJoins } from "./naive-joins.ts";

test.each(naiveJoins)("a naive join, $name, fails where it should", async ({ plugin, fails }) => {
  const copy: Plugin = (octokit, options) => plugin(octokit, options);
  const outcomes = hosts.flatMap((host) =>
    casesOn(host)
      .filter(({ title }) => title === fails)
      .map(async ({ run }) => run(host, { plugin, copy })),
  );
  const statuses = (await Promise.allSettled(outcomes)).map(({ status }) => status);
  expect(statuses).toContain("rejected");
});
