import { expect, test } from "@jest/globals";
import { readCredentials } from "../src/read-credentials.ts";

const APP = { GITHUB_APP_ID: "1", GITHUB_APP_PRIVATE_KEY: "a\\nb", GITHUB_APP_INSTALLATION_ID: "2" };

test("GITHUB_TOKEN comes before GH_TOKEN", () => {
  expect(readCredentials({ GITHUB_TOKEN: "first", GH_TOKEN: "second" })).toEqual({ token: "first" });
  expect(readCredentials({ GITHUB_TOKEN: "", GH_TOKEN: "second" })).toEqual({ token: "second" });
});

test("a GitHub App's installation takes the place of a token", () => {
  expect(readCredentials({ ...APP, GITHUB_TOKEN: "token" })).toEqual({
    appId: "1",
    privateKey: "a\nb",
    installationId: "2",
  });
});

test("an incomplete App: what is missing is named", () => {
  expect(() => readCredentials({ GITHUB_APP_ID: "1" })).toThrow(
    "A GitHub App also needs GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID.",
  );
});
