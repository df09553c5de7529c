import { Octokit } from "@octokit/rest";

// The host's own limit: it does not export the type of its methods, so that no declaration can name what it makes.
export const octokit = new Octokit();
