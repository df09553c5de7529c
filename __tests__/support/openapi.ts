import { readFileSync } from "node:fs";

export interface Schema {
  type: string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  enum?: string[];
  default?: unknown;
  nullable?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

interface ObjectSchema extends Schema {
  properties: Record<string, Schema>;
}

interface Content {
  content: { "application/json": { schema: ObjectSchema } };
}

interface Operation {
  route: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

/**
 * Cut from GitHub's OpenAPI description by `npm run update-openapi`: the operations of the route map, and of the others
 * of artifact metadata the routes.
 */
export const { operations, others }: { operations: Record<string, Operation>; others: Record<string, string> } =
  JSON.parse(readFileSync(new URL("../fixtures/openapi.json", import.meta.url), "utf8"));

function operationOf(name: string): Operation {
  const operation = operations[name];
  if (!operation) throw new Error(`the description has no ${name}`);
  return operation;
}

/** Path and body parameters of an operation as one schema of what a call gives. */
export function schemaOfCall(name: string): ObjectSchema & { required: string[] } {
  const { parameters, requestBody } = operationOf(name);
  const body = requestBody?.content["application/json"].schema;
  const path = parameters.map(({ name, schema }) => [name, schema] as const);
  return {
    type: "object",
    properties: { ...Object.fromEntries(path), ...body?.properties },
    required: [...parameters.filter(({ required }) => required).map(({ name }) => name), ...(body?.required ?? [])],
  };
}

/** What an operation answers when it succeeds. */
export function answerOf(name: string): ObjectSchema {
  const [success] = Object.entries(operationOf(name).responses).flatMap(([status, response]) =>
    status.startsWith("2") ? [response] : [],
  );
  if (!success) throw new Error(`the description has no answer of ${name}`);
  return success.content["application/json"].schema;
}
