import type { ArtifactStorage, ArtifactStorageRecords } from "octokit-plugin-artifact-storage";
import { octokit } from "../octokit.js";
import { pin } from "./pin.js";

const { rest }: ArtifactStorage = octokit;
const { data } = await rest.orgs.listArtifactStorageRecords({ org: "octo-org", subject_digest: "sha256:…" });
pin<typeof data, ArtifactStorageRecords>();
const repository = await octokit.rest.repos.get({ owner: "octo-org", repo: "libfoo" });
pin<typeof repository.data.full_name, string>();
