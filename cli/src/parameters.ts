import type { CreateArtifactStorageRecordParameters } from "octokit-plugin-artifact-storage";

interface Parameter {
  /** Its flag, where `create` has one. */
  flag?: `--${string}`;
  /** What stands for its value in the help, and what the help says of it. */
  value?: string;
  help?: string;
  group?: "what" | "where";
  /** How a cell of CSV is read: as text, where nothing is said. */
  type?: "boolean";
}

/** The parameters of the endpoint, as this command names them. What may stand in them is the plugin's to say. */
export const PARAMETERS = {
  org: {
    flag: "--org",
    value: "NAME",
    help: "the organization (default: the owner in GITHUB_REPOSITORY)",
    group: "where",
  },
  name: {
    flag: "--name",
    value: "NAME",
    help: "the artifact's name (default: the image without its tag, or the file's name)",
    group: "what",
  },
  // Its flag may be given several times, and so is `create`'s own.
  digest: { flag: "--digest" },
  registry_url: {
    flag: "--registry-url",
    value: "URL",
    help: "the registry's base URL (default: the image's registry)",
    group: "where",
  },
  version: {
    flag: "--artifact-version",
    value: "VERSION",
    help: "the artifact's version (default: the image's tag, but not \"latest\")",
    group: "what",
  },
  artifact_url: { flag: "--artifact-url", value: "URL", help: "the URL of the artifact itself", group: "where" },
  path: { flag: "--path", value: "PATH", help: "the artifact's path within the registry", group: "where" },
  repository: {
    flag: "--repository",
    value: "NAME",
    help: "the artifact's repository within the registry",
    group: "where",
  },
  status: { flag: "--status", value: "STATUS", help: "active, eol or deleted (default: active)", group: "what" },
  github_repository: {
    flag: "--github-repository",
    value: "NAME",
    help: "the GitHub repository it was built from, without the owner (default: the name in GITHUB_REPOSITORY)",
    group: "what",
  },
  return_records: { type: "boolean" },
} as const satisfies Record<keyof CreateArtifactStorageRecordParameters, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;

export const PARAMETER_NAMES = Object.keys(PARAMETERS).filter(isParameterName);

/** What a line of an input may give: the reference of an image holds several of the parameters. */
export const LINE_NAMES: readonly string[] = [...PARAMETER_NAMES, "image"];

export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(PARAMETERS, name);
}

/** A record as it is sent, or as it is checked before: nothing is known of its values yet. */
export type GivenRecord = Record<string, unknown>;

export const findParameter = (name: string): Parameter | undefined =>
  isParameterName(name) ? PARAMETERS[name] : undefined;

/** How a parameter's flag is written, such as `--artifact-version` for `version`. */
export const toFlag = (name: string): string | undefined => findParameter(name)?.flag;

/** What commander makes of the flags that `create` takes from the table: `{ artifactUrl?: string, … }` */
export type ParameterFlags = {
  [Name in ParameterName as (typeof PARAMETERS)[Name] extends { flag: `--${infer Flag}`; value: string }
    ? CamelCase<Flag>
    : never]?: string;
};

type CamelCase<Text extends string> = Text extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Text;

/** `--artifact-url` → `artifactUrl`, under which commander keeps its value */
export const toFlagKey = (flag: string): string =>
  flag.replace(/^--/, "").replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());

/** What to do where nothing says whose record it is. */
export const GIVE_ORG = "Give --org, or set GITHUB_REPOSITORY to OWNER/NAME.";
