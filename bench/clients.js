import { Octokit as Core } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import { Octokit as Rest } from "@octokit/rest";
import { Octokit } from "octokit";
import { artifactStorage } from "../dist/index.js";
import { spreadCopy } from "./peers/spread-copy.js";

/** The classes whose instances are compared, by the plugins that they have. */
export const CLIENTS = {
  core: Core,
  "core, once more": Core,
  "core and ours": Core.plugin(artifactStorage),
  "core and REM": Core.plugin(restEndpointMethods),
  "core and REM, once more": Core.plugin(restEndpointMethods),
  "REM, then ours": Core.plugin(restEndpointMethods, artifactStorage),
  "ours, then REM": Core.plugin(artifactStorage, restEndpointMethods),
  "REM, then a spread copy": Core.plugin(restEndpointMethods, spreadCopy),
  "@octokit/rest": Rest,
  octokit: Octokit,
};
