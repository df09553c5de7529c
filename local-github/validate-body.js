// By GitHub's own OpenAPI description, not with the plugin's rules, so that the two can disagree.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const { operations } = JSON.parse(readFileSync(new URL("../__tests__/fixtures/openapi.json", import.meta.url), "utf8"));
const schema = operations["orgs.createArtifactStorageRecord"].requestBody.content["application/json"].schema;
// Described as a URI, but the description's own example, `com/github/bar/libfoo-1.2.3`, is not.
delete schema.properties.path.format;

const ajv = new Ajv({ allErrors: true, verbose: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/**
 * What is wrong with a body, as GitHub words it: `Invalid /digest: abc does not match /^sha256:[a-f0-9]{64}$/`.
 * That form is known only for patterns; other rules are in ajv's words.
 *
 * @param {unknown} body
 */
export function validateBody(body) {
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, params, data, message }) => {
    const given = typeof data === "string" ? data : JSON.stringify(data);
    const fault = keyword === "pattern" ? `does not match /${params.pattern}/` : message;
    return `Invalid ${instancePath || "/"}: ${given} ${fault}`;
  });
}
