/// <reference types="node" />
// The host's webhooks depend on @types/aws-lambda, which needs node:stream and does not say so.
import { Octokit } from "octokit";
import { artifactStorage } from "octokit-plugin-artifact-storage";

export const MyOctokit = Octokit.plugin(artifactStorage);
export class MyOctokitClass extends Octokit.plugin(artifactStorage) {}
