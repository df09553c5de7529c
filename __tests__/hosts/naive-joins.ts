import { artifactStorage } from "./built-plugin.ts";
import type { Octokit, Plugin } from "./hosts.ts";

interface NaiveJoin {
  name: string;
  plugin: Plugin;
  /** The case that is there because of it. */
  fails: string;
}

/** Plugins as they are written by those who tried one host: with our own methods, so that joining is all that differs. */
export const naiveJoins: NaiveJoin[] = [
  {
    name: "a fresh rest",
    plugin: (octokit, options) => ({
      rest: { orgs: ourMethods(octokit, options) },
    }),
    fails: "orgs.get sends its request and returns its data",
  },
  {
    name: "plain assignment",
    plugin: (octokit: Partial<Octokit>, options) => ({
      rest: Object.assign(octokit.rest ?? {}, {
        orgs: Object.assign(octokit.rest?.orgs ?? {}, ourMethods(octokit, options)),
      }),
    }),
    fails: "Object.keys sees the host's methods and ours",
  },
  {
    name: "a spread copy",
    plugin: (octokit: Partial<Octokit>, options) => ({
      rest: { ...octokit.rest, orgs: { ...octokit.rest?.orgs, ...ourMethods(octokit, options) } },
    }),
    fails: "joining builds none of the host's methods",
  },
];

/** Our methods as a bare core has them, in an object like any other. */
function ourMethods({ request }: Partial<Octokit>, options?: object) {
  return { ...artifactStorage(Object.assign(Object.create(null), { request }), options).rest.orgs };
}
