// That a new endpoint is a row of the map: one is made up, added to a copy of it, and called.
import { expect, jest, test } from "@jest/globals";
import { Octokit } from "@octokit/core";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { routes } from "../src/routes.ts";
import type { Row } from "../src/row.ts";

const { org, version, return_records } = routes.orgs.createArtifactStorageRecord.parameters;
const ROW: Row = {
  route: "PUT /orgs/{org}/artifacts/metadata/made-up/{note}",
  documentation: "https://docs.github.com/rest/orgs/artifact-metadata#make-up",
  parameters: { org, note: { ...version, required: true }, is_final: return_records },
  misnomers: [{ given: ["remark"], meant: ["note"], advice: "Give the remark as `note`." }],
  refusals: () => [{ status: [404], message: /none here/, causes: ["Nobody made up {note} in {org}. Make it up."] }],
  answer: {
    anyOf: { made_up: "number" },
    none: [{ given: "is_final", text: "nothing was made up." }],
    otherwise: "It may or may not have been made up.",
  },
};

jest.unstable_mockModule("../src/routes.ts", () => ({
  routes: { orgs: { ...routes.orgs, makeUp: ROW }, madeUp: { makeUp: { ...ROW, route: "GET /made-up" } } },
}));
// What loads the map comes after it was replaced.
const { artifactStorage } = await import("../src/index.ts");
const { CALL, rejection, stubFetch } = await import("./support/octokit.ts");

/** The methods of an instance whose map has the new row. */
const restOf = (options: ConstructorParameters<typeof Octokit>[0]) =>
  Object(new (Octokit.plugin(artifactStorage))(options)).rest;
const answeredWith = (data: object, init?: ResponseInit) => {
  const fetch = stubFetch(data, init);
  return { fetch, rest: restOf({ request: { fetch } }) };
};
const GIVEN = { org: "octo-org", note: "a/b", is_final: true };

test("it is sent by its route, beside the others, and in a new scope", async () => {
  const { fetch, rest } = answeredWith({ made_up: 1, total_count: 1 });

  expect(await rest.orgs.makeUp(GIVEN)).toMatchObject({ status: 200, data: { made_up: 1 } });
  expect(await rest.orgs.makeUp.defaults({ org: "octo-org" })({ note: "c" })).toMatchObject({ status: 200 });
  expect(await rest.madeUp.makeUp(GIVEN)).toMatchObject({ status: 200 });
  expect(await rest.orgs.createArtifactStorageRecord(CALL)).toMatchObject({ status: 200 });

  expect(
    fetch.mock.calls.map(([url, { method, body }]) => [method, url.replace("https://api.github.com", ""), body]),
  ).toEqual([
    ["PUT", "/orgs/octo-org/artifacts/metadata/made-up/a%2Fb", '{"is_final":true}'],
    ["PUT", "/orgs/octo-org/artifacts/metadata/made-up/c", ""],
    ["GET", "/made-up?org=octo-org&note=a%2Fb&is_final=true", undefined],
    ["POST", "/orgs/octo-org/artifacts/metadata/storage-record", expect.any(String)],
  ]);
});

test("its parameters are checked, its answer is, and its refusals are explained", async () => {
  const { fetch, rest } = answeredWith({});
  expect(rest.orgs.makeUp.check({ org: "..", remark: "x", is_final: "true" })).toMatchObject([
    { parameter: "org", rule: "pattern" },
    { parameter: "note", message: "note is required. You gave `remark`. Give the remark as `note`." },
    { parameter: "is_final", rule: "type" },
  ]);
  expect(await rejection(rest.orgs.makeUp({ org: ".." }))).toMatchObject({
    name: "ParameterError",
    method: "orgs.makeUp",
    documentation_url: ROW.documentation,
  });
  expect(fetch).not.toHaveBeenCalled();
  expect(await rejection(rest.orgs.makeUp(GIVEN))).toMatchObject({
    name: "UnexpectedResponseError",
    message: expect.stringContaining(`no \`made_up\`, unlike GitHub's`),
  });
  const refused = answeredWith({ message: "none here" }, { status: 404 });
  expect(await rejection(refused.rest.orgs.makeUp(GIVEN))).toMatchObject({
    hint: `Likely cause:\n- Nobody made up "a/b" in "octo-org". Make it up.\n${ROW.documentation}`,
  });
});

test("a count of 0 is no success only where the row says so", async () => {
  const { rest } = answeredWith({ made_up: 1, total_count: 0 });
  expect(await rest.orgs.makeUp({ org: "octo-org", note: "a" })).toMatchObject({ status: 200 });
  expect(await rejection(rest.orgs.makeUp(GIVEN))).toMatchObject({
    message: expect.stringContaining("nothing was made up."),
  });
});

test("the local GitHub, which does not know it, says so, and no cause is made up", async () => {
  const github = await startLocalGitHub();
  const { orgs } = restOf({ auth: "local-token", baseUrl: github.url });
  const error = await rejection(orgs.makeUp(GIVEN)).finally(() => github.close());
  expect(error).toMatchObject({ status: 404, message: expect.stringMatching(/^The local GitHub does not know PUT /) });
  expect(error).not.toHaveProperty("hint");
});
