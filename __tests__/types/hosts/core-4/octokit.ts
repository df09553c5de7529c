import { Octokit } from "@octokit/core";
import { artifactStorage } from "octokit-plugin-artifact-storage";

export const MyOctokit = Octokit.plugin(artifactStorage);
export class MyOctokitClass extends Octokit.plugin(artifactStorage) {}
