import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CALL, stubbedOctokit } from "./support/octokit.ts";

/** React Native's own before 0.81: it takes any text, and its parts cannot be read. */
class URLWithoutParts {
  get username(): string {
    throw new Error("URL.username is not implemented");
  }
}

const { URL } = globalThis;
beforeEach(() => {
  Reflect.set(globalThis, "URL", URLWithoutParts);
});
afterEach(() => {
  globalThis.URL = URL;
});

test.each(["http://reg.example.com/", "https://user:pw@reg.example.com/", "reg.example.com"])(
  "the registry_url %s is rejected where the parts of a URL cannot be read",
  (registry_url) => {
    const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;
    expect(createArtifactStorageRecord.check({ ...CALL, registry_url })).toMatchObject([{ parameter: "registry_url" }]);
  },
);

test.each(["https://reg.example.com/", "https://reg.example.com:8443/a?b#c"])(
  "the registry_url %s is taken where the parts of a URL cannot be read",
  (registry_url) => {
    const { createArtifactStorageRecord } = stubbedOctokit().rest.orgs;
    expect(createArtifactStorageRecord.check({ ...CALL, registry_url })).toEqual([]);
  },
);
