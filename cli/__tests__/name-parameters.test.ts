import { expect, test } from "@jest/globals";
import { describeProblem, nameParameters } from "../src/output/name-parameters.ts";
import { PARAMETER_NAMES, PARAMETERS, toFlag, toFlagKey } from "../src/parameters.ts";

test("a text of the plugin's is said in the reader's words, its backticks kept", () => {
  const text = "Give `github_repository`, not `unknown`.";
  expect(nameParameters(text, toFlag)).toBe("Give `--github-repository`, not `unknown`.");
});

test("a problem begins with what the reader wrote", () => {
  const problem = { parameter: "version", message: "version must have 1 to 100 characters, unlike `artifact_url`." };
  expect(describeProblem(problem, toFlag)).toBe(
    "--artifact-version must have 1 to 100 characters, unlike `--artifact-url`.",
  );
  expect(describeProblem({ ...problem, parameter: "path" }, () => undefined)).toBe(`path ${problem.message}`);
});

test("every parameter has a flag, whose key is commander's, but return_records, which no flag of create is for", () => {
  expect(Object.fromEntries(PARAMETER_NAMES.map((name) => [name, toFlag(name)]))).toEqual({
    org: "--org",
    name: "--name",
    digest: "--digest",
    registry_url: "--registry-url",
    version: "--artifact-version",
    artifact_url: "--artifact-url",
    path: "--path",
    repository: "--repository",
    status: "--status",
    github_repository: "--github-repository",
    return_records: undefined,
  });
  expect(toFlagKey("--artifact-version")).toBe("artifactVersion");
  expect(toFlagKey("--org")).toBe("org");
  expect(toFlag("toString")).toBeUndefined();
  expect(PARAMETERS.org.flag).toBe("--org");
});
