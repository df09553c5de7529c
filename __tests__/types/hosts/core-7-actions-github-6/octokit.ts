import { getOctokit } from "@actions/github";
import { GitHub } from "@actions/github/lib/utils.js";
import type { Constructor } from "@octokit/core/types";
import { type ArtifactStorage, artifactStorage } from "octokit-plugin-artifact-storage";

type Octokit = InstanceType<typeof GitHub>;

// The annotations are for the declarations, which cannot name what is installed below the host.
export const MyOctokit: typeof GitHub & Constructor<ArtifactStorage> = GitHub.plugin(artifactStorage);
export class MyOctokitClass extends MyOctokit {}

/** The type of `getOctokit` does not tell what its plugins add. */
export const octokit: Octokit & ArtifactStorage = getOctokit("token", {}, artifactStorage) as Octokit & ArtifactStorage;

export const bareOctokit: Octokit = getOctokit("token");
