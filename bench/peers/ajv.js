import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { schema } from "./from-openapi.js";

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

export const isRecord = ajv.compile(JSON.parse(JSON.stringify(schema)));
