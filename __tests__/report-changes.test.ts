import { expect, test } from "@jest/globals";
import { reportChanges } from "../scripts/report-changes.js";

const CREATE = "orgs.createArtifactStorageRecord";
const LIST = "orgs.listArtifactStorageRecords";
const DEPLOY = "orgs.createArtifactDeploymentRecord";

const json = (properties: object) => ({
  content: { "application/json": { schema: { type: "object", properties } } },
});
const cut = (
  changes: { version?: string; create?: object; operations?: object; others?: Record<string, string> } = {},
) => ({
  version: changes.version ?? "23.0.2",
  operations: {
    [CREATE]: {
      route: "POST /orgs/{org}/artifacts/metadata/storage-record",
      parameters: [{ name: "org", in: "path", schema: { type: "string" } }],
      requestBody: json({ name: { type: "string", maxLength: 256 }, status: { enum: ["active", "eol", "deleted"] } }),
      responses: { "200": json({ storage_records: { type: "array", items: { type: "object" } } }) },
      ...changes.create,
    },
    ...changes.operations,
  },
  others: changes.others ?? { [DEPLOY]: "POST /orgs/{org}/artifacts/metadata/deployment-record" },
});

test("where only the version differs, it says nothing", () => {
  expect(reportChanges(cut(), cut({ version: "23.1.0" }))).toBe("");
});

test("a new operation, one that is gone, and one with another route", () => {
  const before = cut({ operations: { [LIST]: { route: "GET /old" } } });
  const after = cut({
    version: "23.1.0",
    others: { [LIST]: "GET /new", "orgs.deleteArtifactStorageRecord": "DELETE /record" },
  });
  expect(reportChanges(before, after)).toBe(`GitHub's description, 23.0.2 → 23.1.0:

### New operations of artifact metadata

- \`orgs.deleteArtifactStorageRecord\`: \`DELETE /record\`

### Operations that are gone

- \`${DEPLOY}\`: \`POST /orgs/{org}/artifacts/metadata/deployment-record\`

### Operations with another route

- \`${LIST}\`: \`GET /old\` → \`GET /new\``);
});

test("what has changed in parameters, body and responses, each on a line", () => {
  const after = cut({
    create: {
      parameters: [
        { name: "org", in: "path", schema: { type: "string", maxLength: 39 } },
        { name: "dry_run", in: "query", schema: { type: "boolean" } },
      ],
      requestBody: json({ name: { type: "string", maxLength: 512 }, status: { enum: ["active", "eol"] } }),
      responses: {
        "200": json({ storage_records: { type: "array", items: { type: "object", required: ["id"] } } }),
        "422": json({ message: { type: "string" } }),
      },
    },
  });
  expect(reportChanges(cut(), after)).toBe(`GitHub's description, 23.0.2 → 23.0.2:

### \`${CREATE}\` has changed

- \`parameters.org.maxLength\`: none → \`39\`
- \`parameters.dry_run\`: none → described
- \`requestBody.name.maxLength\`: \`256\` → \`512\`
- \`requestBody.status.enum\`: \`["active","eol","deleted"]\` → \`["active","eol"]\`
- \`responses.200.storage_records[].required\`: none → \`["id"]\`
- \`responses.422\`: none → described`);
});

test("the order of parameters is told, for the contract test holds the map to it", () => {
  const two = ["org", "subject_digest"].map((name) => ({ name, in: "path" }));
  const before = cut({ create: { parameters: two } });
  const after = cut({ create: { parameters: two.toReversed() } });
  expect(reportChanges(before, after)).toContain("- `parameters`: reordered");
});

test("an operation that the map has since taken in is no change", () => {
  const after = cut({ operations: { [DEPLOY]: { route: cut().others[DEPLOY] } }, others: {} });
  expect(reportChanges(cut(), after)).toBe("");
});
