import { expect, jest, test } from "@jest/globals";
import { deriveEndpoint } from "../src/derive-endpoint.ts";
import { routes } from "../src/routes.ts";

test("a row is made once, for all instances", () => {
  const row = jest.fn(routes().orgs.listArtifactStorageRecords);
  const endpoint = deriveEndpoint("orgs.listArtifactStorageRecords", row);
  expect(deriveEndpoint("orgs.listArtifactStorageRecords", row)).toBe(endpoint);
  expect(row).toHaveBeenCalledTimes(1);
});

test("a route is a method and a URL", () => {
  const { createArtifactStorageRecord } = routes().orgs;
  expect(deriveEndpoint("orgs.createArtifactStorageRecord", createArtifactStorageRecord)).toMatchObject({
    name: "orgs.createArtifactStorageRecord",
    method: "POST",
    url: "/orgs/{org}/artifacts/metadata/storage-record",
  });
});
