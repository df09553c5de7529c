import { RECIPES } from "./input/recipes.ts";

/** What `help TOPIC` explains, besides the commands. 80 columns at most. */
export const TOPICS = {
  environment: {
    summary: "the variables that are read, such as GH_TOKEN",
    text: `
Environment:
  GH_TOKEN, GITHUB_TOKEN   the token; the first one that is set. It needs the
                           permission "Artifact metadata: write" (list and
                           verify: read).
  GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_APP_INSTALLATION_ID
                           an installation of a GitHub App, instead of a token
  GITHUB_REPOSITORY        OWNER/NAME, for defaults; set in every workflow
  GITHUB_API_URL           GitHub's API, if it is not https://api.github.com
  HTTPS_PROXY, NO_PROXY    a proxy, and hosts that bypass it
  NODE_EXTRA_CA_CERTS      a file of certificates to trust as well
  REDIS_URL                as --redis, for a URL with a password
  NO_COLOR                 if set, nothing is colored
  DEBUG                    if set, shows the stack of an error

In a workflow, set GH_TOKEN to \${{ github.token }}, and give the job
  permissions:
    artifact-metadata: write
`,
  },
  recipes: {
    summary: "lists of registries and release tools, as import reads them",
    text: `
One command each makes records of what these list or write:
  Images in a registry     GHCR, Amazon ECR, Azure Container Registry, Google
                           Artifact Registry, Harbor, Docker Hub, Nexus (Docker
                           images), skopeo, crane
  Images just built        docker buildx, docker buildx bake, Docker, oras,
                           Helm (OCI)
  Releases                 GoReleaser, GitHub releases, in-toto,
                           $GITHUB_ARTIFACTS_LIST
  Packages and files       Artifactory, Nexus, Maven, npm, PyPI, Helm

The commands, ready to paste:
${RECIPES}
`,
  },
  "exit-codes": {
    summary: "what the command's exit code says",
    text: `
Exit codes:
  0    success: everything is stored
  1    GitHub refused something; list and verify: or it is not recorded
  2    wrong usage or invalid input: nothing was sent
  3    it is not known whether something is stored
  75   something is left to do, and running it again can help: a limit, the
       network, a disk
  130  you stopped it, and something is left to do
`,
  },
} as const;
