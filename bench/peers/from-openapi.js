import { readFileSync } from "node:fs";

const FIXTURE = new URL("../../__tests__/fixtures/openapi.json", import.meta.url);
const { operations } = JSON.parse(readFileSync(FIXTURE, "utf8"));
const { parameters, requestBody } = operations["orgs.createArtifactStorageRecord"];
const body = requestBody.content["application/json"].schema;

/** All parameters of a call, from GitHub's own description, as one JSON Schema. */
export const schema = {
  type: "object",
  properties: {
    ...Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    ...body.properties,
    // Described as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is not.
    path: { ...body.properties.path, format: undefined },
  },
  required: [...parameters.map(({ name }) => name), ...body.required],
};
