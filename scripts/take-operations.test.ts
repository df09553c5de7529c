import { expect, test } from "@jest/globals";
import { takeOperations } from "./take-operations.js";

const description = {
  paths: {
    "/orgs/{org}/artifacts/metadata/storage-record": {
      post: {
        operationId: "orgs/create-artifact-storage-record",
        summary: "Create an artifact storage record",
        "x-github": { category: "orgs" },
        parameters: [{ $ref: "#/components/parameters/org" }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  description: { type: "string", description: "A property of that name stays", maxLength: 5 },
                },
              },
            },
          },
        },
        responses: { "404": { $ref: "#/components/responses/not_found" } },
      },
    },
    "/orgs/{org}/artifacts/metadata/deployment-record": {
      post: { operationId: "orgs/create-artifact-deployment-record", responses: {} },
    },
    "/orgs/{org}/repos": { get: { operationId: "repos/list-for-org", responses: {} } },
  },
  components: {
    parameters: { org: { name: "org", in: "path", description: "prose", required: true, schema: { type: "string" } } },
    responses: {
      not_found: {
        description: "Resource not found",
        content: { "application/json": { schema: { $ref: "#/components/schemas/error" } } },
      },
    },
    schemas: { error: { type: "object", properties: { message: { type: "string", example: "Not Found" } } } },
  },
};

test("of a mapped operation it takes what constrains, references resolved and prose left out", () => {
  const { operations } = takeOperations(description, (route) => route.endsWith("storage-record"));
  expect(operations).toEqual({
    "orgs.createArtifactStorageRecord": {
      route: "POST /orgs/{org}/artifacts/metadata/storage-record",
      parameters: [{ name: "org", in: "path", required: true, schema: { type: "string" } }],
      requestBody: {
        content: {
          "application/json": {
            schema: { type: "object", properties: { description: { type: "string", maxLength: 5 } } },
          },
        },
      },
      responses: {
        "404": {
          content: { "application/json": { schema: { type: "object", properties: { message: { type: "string" } } } } },
        },
      },
    },
  });
});

test("of the others of the family it takes the route, and of all else nothing", () => {
  const { others } = takeOperations(description, (route) => route.endsWith("storage-record"));
  expect(others).toEqual({
    "orgs.createArtifactDeploymentRecord": "POST /orgs/{org}/artifacts/metadata/deployment-record",
  });
});
