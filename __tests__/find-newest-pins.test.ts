import { expect, test } from "@jest/globals";
import { findNewestPins } from "../scripts/find-newest-pins.js";

test("of each package of Octokit's the newest pin, in whichever folders it is, and no other package", () => {
  const pins = findNewestPins([
    {
      folder: "hosts",
      dependencies: {
        "core-9": "npm:@octokit/core@9.0.1",
        "core-10": "npm:@octokit/core@10.0.0",
        "octokit-5": "npm:octokit@5.0.5",
        probot: "14.3.2",
        sinon: "22.1.0",
      },
    },
    { folder: "types/core-9", dependencies: { "@octokit/core": "9.0.1" } },
    { folder: "types/core-10", dependencies: { "@octokit/core": "10.0.0" } },
  ]);
  expect(pins).toEqual([
    { folder: "hosts", name: "core-10", packageName: "@octokit/core", version: "10.0.0" },
    { folder: "hosts", name: "octokit-5", packageName: "octokit", version: "5.0.5" },
    { folder: "hosts", name: "probot", packageName: "probot", version: "14.3.2" },
    { folder: "types/core-10", name: "@octokit/core", packageName: "@octokit/core", version: "10.0.0" },
  ]);
});
