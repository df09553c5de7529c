import * as v from "valibot";
import { schema } from "./from-openapi.js";

function toValibot({ type, format, pattern, minLength, maxLength, enum: values }) {
  if (type === "boolean") return v.boolean();
  if (values) return v.picklist(values);
  const checks = [
    ...(format === "uri" ? [v.url()] : []),
    ...(pattern ? [v.regex(new RegExp(pattern))] : []),
    ...(minLength === undefined ? [] : [v.minLength(minLength)]),
    ...(maxLength === undefined ? [] : [v.maxLength(maxLength)]),
  ];
  return v.pipe(v.string(), ...checks);
}

const record = v.looseObject(
  Object.fromEntries(
    Object.entries(schema.properties).map(([name, rules]) => [
      name,
      schema.required.includes(name) ? toValibot(rules) : v.optional(toValibot(rules)),
    ]),
  ),
);

export const isRecord = (parameters) => v.safeParse(record, parameters).success;
