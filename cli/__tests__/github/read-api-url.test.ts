import { expect, test } from "@jest/globals";
import { readApiUrl } from "../../src/github/read-api-url.ts";
import { Stop } from "../../src/stop.ts";

test.each([
  [undefined, "https://api.github.com"],
  ["", "https://api.github.com"],
  ["https://api.github.com/", "https://api.github.com"],
  [" https://API.octo.ghe.com ", "https://api.octo.ghe.com"],
  ["https://github.example.com/proxy//", "https://github.example.com/proxy"],
  ["https://github.example.com:8443/api/v30", "https://github.example.com:8443/api/v30"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["http://github.localhost", "http://github.localhost"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://127.1.2.3", "http://127.1.2.3"],
  ["http://[::1]:8080/", "http://[::1]:8080"],
])("%s → %s", (given, url) => {
  expect(readApiUrl({ GITHUB_API_URL: given })).toBe(url);
});

const HTTP = 'starts with "http:", which would send the token unencrypted. Use "https:".';
const USER = "contains a username or password. Remove it: only a token is sent to GitHub.";
const QUERY =
  'contains a "?" or "#". Remove it and what follows: https://api.github.com or https://api.SUBDOMAIN.ghe.com.';
const WEBSITE = "is that of GitHub's website. Set it to https://api.github.com, or leave it unset.";
const SERVER =
  "ends in /api/v3, as GitHub Enterprise Server's, which has no storage records. Set it to https://api.github.com or https://api.SUBDOMAIN.ghe.com.";
const NONE = "is not a URL. Set it to one such as https://api.github.com or https://api.SUBDOMAIN.ghe.com.";
const SCHEME = 'must start with "https://", as in https://api.github.com or https://api.SUBDOMAIN.ghe.com.';

test.each([
  ["api.github.com", NONE],
  ["https://", NONE],
  ["api.github.com:443", SCHEME],
  ["ftp://api.github.com", SCHEME],
  ["https://hunter2@api.github.com", USER],
  ["https://user:hunter2@api.github.com/", USER],
  ["https://:hunter2@api.github.com", USER],
  ["https://api.github.com?token=hunter2", QUERY],
  ["https://api.github.com/?", QUERY],
  ["https://api.github.com/#hunter2", QUERY],
  ["https://github.com", WEBSITE],
  ["https://github.com./", WEBSITE],
  ["https://www.GitHub.com/octo-org", WEBSITE],
  ["https://octo.ghe.com", "is that of a website. Set it to https://api.octo.ghe.com."],
  ["https://github.example.com/api/v3", SERVER],
  ["https://github.example.com/api/v3/", SERVER],
  ["https://github.example.com/API/V3", SERVER],
  ["https://github.example.com//api/v3", SERVER],
  ["https://example.com/github/api/v3", SERVER],
  ["http://api.github.com", HTTP],
  ["http://127.0.0.1.example.com", HTTP],
  ["http://localhost.example.com", HTTP],
  ["http://10.0.0.1:8080", HTTP],
])("%s is refused before anything is sent, and no password is shown", (given, problem) => {
  const read = () => readApiUrl({ GITHUB_API_URL: given });
  expect(read).toThrow(new Stop("usage", `GITHUB_API_URL ${problem}`));
  expect(read).not.toThrow("hunter2");
  expect(read).toThrow(expect.objectContaining({ end: "usage" }));
});
