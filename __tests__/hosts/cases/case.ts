import type { Host, Method, Plugin } from "../hosts.ts";

export interface Case {
  title: string;
  /** Whether a host has what the case is about; every host has, where nothing is said. */
  on?: (host: Host) => boolean;
  run: (host: Host, joined: Joined) => Promise<void> | void;
}

/** What puts our methods on `octokit.rest`, and another copy of it. */
export interface Joined {
  plugin: Plugin;
  copy: Plugin;
}

export const CREATE = "orgs.createArtifactStorageRecord";
export const LIST = "orgs.listArtifactStorageRecords";
export const NAMES = ["createArtifactStorageRecord", "listArtifactStorageRecords"];

export const STUBBED = { data: "stubbed" };
export const stub: Method = async () => STUBBED;

export const hasRest = ({ rest }: Host) => rest !== undefined;
