import * as z from "zod";
import { schema } from "./from-openapi.js";

function toZod({ type, format, pattern, minLength, maxLength, enum: values }) {
  if (type === "boolean") return z.boolean();
  if (values) return z.enum(values);
  let text = format === "uri" ? z.url() : z.string();
  if (pattern) text = text.regex(new RegExp(pattern));
  if (minLength !== undefined) text = text.min(minLength);
  if (maxLength !== undefined) text = text.max(maxLength);
  return text;
}

const record = z.looseObject(
  Object.fromEntries(
    Object.entries(schema.properties).map(([name, rules]) => [
      name,
      schema.required.includes(name) ? toZod(rules) : toZod(rules).optional(),
    ]),
  ),
);

export const isRecord = (parameters) => record.safeParse(parameters).success;
