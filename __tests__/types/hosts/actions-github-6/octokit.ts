import { getOctokit } from "@actions/github";
import { GitHub } from "@actions/github/lib/utils.js";
import { type ArtifactStorage, artifactStorage } from "octokit-plugin-artifact-storage";

export const MyOctokit = GitHub.plugin(artifactStorage);
export class MyOctokitClass extends GitHub.plugin(artifactStorage) {}

/** The type of `getOctokit` does not tell what its plugins add. */
export const octokit = getOctokit("token", {}, artifactStorage) as InstanceType<typeof GitHub> & ArtifactStorage;

export const bareOctokit = getOctokit("token");
