import {
  type ArtifactStorage,
  type ArtifactStorageMethods,
  artifactStorage,
  type ListedArtifactStorageRecords,
} from "octokit-plugin-artifact-storage";
import { bareOctokit, octokit } from "../octokit.js";
import { pin } from "./pin.js";

const { rest }: ArtifactStorage = octokit;
const { data } = await rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: "sha256:…" });
pin<typeof data, ListedArtifactStorageRecords>();
const repository = await octokit.rest.repos.get({ owner: "octo-org", repo: "libfoo" });
pin<typeof repository.data.full_name, string>();

const byHand = artifactStorage(bareOctokit).rest.orgs;
pin<typeof byHand, ArtifactStorageMethods>();
