import { describe, test } from "@jest/globals";
import { artifactStorage, copy } from "./built-plugin.ts";
import { casesOn } from "./cases.ts";
import { hosts } from "./hosts.ts";

describe.each(hosts)("$name", (host) => {
  test.each(casesOn(host))("$title", ({ run }) => run(host, { plugin: artifactStorage, copy }));
});
