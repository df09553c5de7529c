import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { artifactStorage } from "octokit-plugin-artifact-storage";

export const MyOctokit = Octokit.plugin(paginateRest, artifactStorage);
export class MyOctokitClass extends Octokit.plugin(paginateRest, artifactStorage) {}
