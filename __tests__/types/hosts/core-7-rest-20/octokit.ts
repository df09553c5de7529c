import type { Constructor } from "@octokit/core/types";
import { Octokit } from "@octokit/rest";
import { type ArtifactStorage, artifactStorage } from "octokit-plugin-artifact-storage";

// The annotations are for the declarations, which cannot name what is installed below the host.
export const MyOctokit: typeof Octokit & Constructor<ArtifactStorage> = Octokit.plugin(artifactStorage);
export class MyOctokitClass extends MyOctokit {}
