import { readFileSync } from "node:fs";

export interface Schema {
  type: string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Operation {
  route: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
  responses: Record<string, unknown>;
}

/** The endpoints' operations, cut from GitHub's OpenAPI description by `npm run update-openapi`. */
export const { operations }: { operations: Record<string, Operation> } = JSON.parse(
  readFileSync(new URL("../fixtures/openapi.json", import.meta.url), "utf8"),
);

/** Path and body parameters of an operation as one schema of what a call gives. */
export function schemaOfCall(name: string): Schema & { properties: Record<string, Schema>; required: string[] } {
  const operation = operations[name];
  if (!operation) throw new Error(`the description has no ${name}`);
  const body = operation.requestBody?.content["application/json"].schema;
  const path = operation.parameters.map(({ name, schema }) => [name, schema] as const);
  return {
    type: "object",
    properties: { ...Object.fromEntries(path), ...body?.properties },
    required: [
      ...operation.parameters.filter(({ required }) => required).map(({ name }) => name),
      ...(body?.required ?? []),
    ],
  };
}
