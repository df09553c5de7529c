import { expect } from "@jest/globals";
import { calls } from "../calls.ts";
import { fakeGitHub, type Sent } from "../fake-github.ts";
import type { Host, Method, Octokit } from "../hosts.ts";
import { methodOf, open } from "../instance.ts";
import { type Case, LIST } from "./case.ts";

interface Paginate {
  (method: Method, parameters: object, map?: (response: { data: unknown[] }) => unknown): Promise<unknown>;
  iterator(method: Method, parameters: object): AsyncIterable<{ data: unknown }>;
}

const PATH = calls[LIST]?.path ?? "";
const ENTERPRISE = "https://github.example.com/api/v3";
const [first, second] = [{ id: 1 }, { id: 2 }];

/** Base URLs of calls, the instance's own among them. */
const baseUrls = ["https://api.github.com", ENTERPRISE, "https://api.octo.ghe.com/"];

/** Where GitHub's `next` links lead, on whatever base URL; Octokit would take ":name" for a place to fill in. */
const next: { link: string; sent?: string }[] = [
  { link: `${PATH}?page=2` },
  { link: "/organizations/1/artifacts/sha256%3Aab12/metadata/storage-records?page=2" },
  {
    link: "/organizations/1/artifacts/sha256:ab12/metadata/storage-records?page=2",
    sent: "/organizations/1/artifacts/sha256%3Aab12/metadata/storage-records?page=2",
  },
  { link: `${PATH}?per_page=1&after=Y3Vyc29yOnYyOpHOAAA=:1&before=` },
  { link: `${PATH}?after=Y3Vyc29y:b2Zmc2V0`, sent: `${PATH}?after=Y3Vyc29y%3Ab2Zmc2V0` },
];
const NEXT = `/organizations/1${PATH.slice(PATH.indexOf("/artifacts"))}?page=2`;

/** Organizations, of which some are none; whether they are is GitHub's to say. */
const organizations = [
  "octo-org",
  "Octo-Org",
  "octo_org",
  "123",
  "octo org",
  "100%",
  "octo%2forg",
  "ünï",
  "日本",
  "😀",
  "a:b",
  "{org}",
  "a+b",
];

const paginates = (host: Host) => "paginate" in open(host, []).octokit;

const paginate = (octokit: Octokit): Paginate => Reflect.get(octokit, "paginate");

/** Two pages of storage records, the first with a link to the second. */
const twoPages = (one: string, link: string, two = link) => {
  const page = (url: string, record: object, headers = {}) => ({
    method: "GET",
    url,
    answer: { total_count: 2, storage_records: [record] },
    headers,
  });
  return [page(one, first, { link: `<${link}>; rel="next", <${link}>; rel="last"` }), page(two, second)];
};

export const pages: Case[] = [
  ...baseUrls.flatMap((baseUrl) =>
    next.map(
      ({ link, sent: path = link }): Case => ({
        title: `octokit.paginate goes from ${baseUrl} to ${link}`,
        on: paginates,
        async run(host, { plugin }) {
          const [one, base] = [`${baseUrl}${PATH}`, baseUrl.replace(/\/$/, "")];
          const answers = twoPages(one, `${base}${link}`, `${base}${path}`);
          const { octokit, sent } = open(host, [plugin], { answers });
          const given = { ...calls[LIST]?.parameters, baseUrl };
          expect(await paginate(octokit)(methodOf(octokit, LIST), given)).toEqual([first, second]);
          expect(sent.map(({ url }) => url)).toEqual([one, `${base}${path}`]);
          for (const { authorization } of sent) expect(authorization).toBe("token secret");
        },
      }),
    ),
  ),
  {
    title: "octokit.paginate goes to the instance's own baseUrl",
    on: paginates,
    async run(host, { plugin }) {
      const urls = [`${ENTERPRISE}${PATH}`, `${ENTERPRISE}${NEXT}`];
      const answers = twoPages(urls[0] ?? "", urls[1] ?? "");
      const { octokit, sent } = open(host, [plugin], { baseUrl: ENTERPRISE, answers });
      const { parameters } = calls[LIST] ?? {};
      expect(await paginate(octokit)(methodOf(octokit, LIST), { ...parameters })).toEqual([first, second]);
      expect(sent.map(({ url }) => url)).toEqual(urls);
    },
  },
  {
    title: "octokit.paginate.iterator, a map function, and the method's defaults() give every page",
    on: paginates,
    async run(host, { plugin }) {
      const answers = twoPages(`https://api.github.com${PATH}`, `https://api.github.com${NEXT}`);
      const { octokit, sent } = open(host, [plugin], { answers });
      const { parameters } = calls[LIST] ?? {};
      const list = methodOf(octokit, LIST);
      const iterated: unknown[] = [];
      for await (const { data } of paginate(octokit).iterator(list, { ...parameters })) iterated.push(data);
      expect(iterated).toEqual([expect.arrayContaining([first]), expect.arrayContaining([second])]);
      expect(await paginate(octokit)(list, { ...parameters }, ({ data }) => [data[0]])).toEqual([first, second]);
      const withDefaults: Method = Reflect.get(list, "defaults")({ ...parameters });
      expect(await paginate(octokit)(withDefaults, {})).toEqual([first, second]);
      expect(sent).toHaveLength(6);
    },
  },
  ...["defaults()", "the parameters"].map(
    (where): Case => ({
      title: `octokit.paginate uses the request options of ${where} for every page`,
      on: paginates,
      async run(host, { plugin }) {
        const asked: Sent[] = [];
        const answers = twoPages(`https://api.github.com${PATH}`, `https://api.github.com${NEXT}`);
        const request = { fetch: fakeGitHub(asked, answers) };
        const { octokit, sent } = open(host, [plugin]);
        const list = methodOf(octokit, LIST);
        const { parameters } = calls[LIST] ?? {};
        const method: Method = where === "defaults()" ? Object(list).defaults({ request }) : list;
        const given = where === "defaults()" ? { ...parameters } : { ...parameters, request };
        expect(await paginate(octokit)(method, given)).toEqual([first, second]);
        expect(asked).toHaveLength(2);
        expect(sent).toEqual([]);
      },
    }),
  ),
  {
    title: "octokit.paginate follows no link to another server",
    on: paginates,
    async run(host, { plugin }) {
      const elsewhere = `https://elsewhere.example.com${PATH}?page=2`;
      const { octokit, sent } = open(host, [plugin], { answers: twoPages(`https://api.github.com${PATH}`, elsewhere) });
      const { parameters } = calls[LIST] ?? {};
      await expect(paginate(octokit)(methodOf(octokit, LIST), { ...parameters })).rejects.toThrow("elsewhere");
      expect(sent).toHaveLength(1);
    },
  },
  ...organizations.map(
    (org): Case => ({
      title: `octokit.paginate takes the organization ${org} as a call does`,
      on: paginates,
      async run(host, { plugin }) {
        const given = { ...calls[LIST]?.parameters, org };
        const called = open(host, [plugin]);
        const paged = open(host, [plugin]);
        const outcomes = await Promise.allSettled([
          methodOf(called.octokit, LIST)(given),
          paginate(paged.octokit)(methodOf(paged.octokit, LIST), given),
        ]);
        expect(paged.sent).toEqual(called.sent);
        const [one, two] = outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason.name);
        expect(two).toBe(one);
      },
    }),
  ),
];
