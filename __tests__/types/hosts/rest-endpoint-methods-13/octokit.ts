import { Octokit } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import { artifactStorage } from "octokit-plugin-artifact-storage";

export const MyOctokit = Octokit.plugin(restEndpointMethods, artifactStorage);
export class MyOctokitClass extends Octokit.plugin(restEndpointMethods, artifactStorage) {}
