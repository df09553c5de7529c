import type { CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";

interface Parameter {
  /** Its flag, where `create` has one. */
  flag?: string;
  /** What stands for its value in `--help`. */
  value?: string;
  help?: string;
  /** How a cell of CSV is read: as text, where nothing is said. */
  type?: "boolean";
}

/** The parameters of the endpoint, as this command names them. What may stand in them is the plugin's to say. */
export const PARAMETERS = {
  org: { flag: "--org", value: "NAME", help: "the organization (default: the owner in GITHUB_REPOSITORY)" },
  name: {
    flag: "--name",
    value: "NAME",
    help: "the artifact's name (default: the image without its tag, or the file's name)",
  },
  digest: { flag: "--digest", value: "SHA256", help: "the artifact's digest, as sha256:HEX" },
  registry_url: {
    flag: "--registry-url",
    value: "URL",
    help: "the registry's base URL (default: the image's registry)",
  },
  version: { flag: "--artifact-version", value: "VERSION", help: "the artifact's version" },
  artifact_url: { flag: "--artifact-url", value: "URL", help: "the URL of the artifact itself" },
  path: { flag: "--path", value: "PATH", help: "the artifact's path within the registry" },
  repository: { flag: "--repository", value: "NAME", help: "the artifact's repository within the registry" },
  status: { flag: "--status", value: "STATUS", help: "active, eol or deleted (default: active)" },
  github_repository: {
    flag: "--github-repository",
    value: "NAME",
    help: "the GitHub repository it was built from, without the owner (default: the name in GITHUB_REPOSITORY)",
  },
  return_records: { type: "boolean" },
} satisfies Record<keyof CreateArtifactStorageRecordParameters, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;

export const PARAMETER_NAMES = Object.keys(PARAMETERS).filter(isParameterName);

export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(PARAMETERS, name);
}

/** A record as it is sent, or as it is checked before: nothing is known of its values yet. */
export type GivenRecord = Record<string, unknown>;

/** How a parameter's flag is written, such as `--artifact-version` for `version`. */
export function toFlag(name: string): string | undefined {
  const parameter: Parameter | undefined = isParameterName(name) ? PARAMETERS[name] : undefined;
  return parameter?.flag;
}
