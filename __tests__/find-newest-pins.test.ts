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
    { folder: "hosts", spec: "core-10@npm:@octokit/core@latest" },
    { folder: "hosts", spec: "octokit-5@npm:octokit@latest" },
    { folder: "hosts", spec: "probot@latest" },
    { folder: "types/core-10", spec: "@octokit/core@latest" },
  ]);
});
