import type { Constructor } from "@octokit/core/types";
import { Octokit } from "@octokit/rest";
import { type ArtifactStorage, artifactStorage } from "octokit-plugin-artifact-storage";

// Without this annotation, TS2742: see undeclarable.ts.
export const MyOctokit: typeof Octokit & Constructor<ArtifactStorage> = Octokit.plugin(artifactStorage);
export class MyOctokitClass extends MyOctokit {}
