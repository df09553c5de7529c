/** An output holds 1 MB, which GitHub counts as UTF-16. */
const MOST_CHARACTERS = 500_000;

/** The outputs of a step. What is not known of it is left out; `stored` and `refused` never are. */
export interface Outputs {
  digest?: string;
  "record-id"?: string;
  "records-url"?: string;
  stored: string;
  refused: string;
  records?: string;
}

/** What the JSON of `create`, `import`, `verify` or `retire` says. */
export function toOutputs(result: unknown): Outputs {
  const { result: outcome, records, digest, records_url, storage_records, ...counts } = Object(result);
  if (typeof digest === "string") {
    const one = Object(result);
    const [record] = Array.isArray(storage_records) ? storage_records : [];
    return {
      digest,
      ...(record?.id !== undefined && { "record-id": `${record.id}` }),
      ...(typeof records_url === "string" && { "records-url": records_url }),
      stored: outcome === "stored" ? "1" : "0",
      refused: outcome === "refused" ? "1" : "0",
      ...hold([one]),
    };
  }
  if (Array.isArray(records)) {
    const count = (state: string) => `${records.filter((one) => Object(one).result === state).length}`;
    return { stored: count("stored"), refused: count("refused"), ...hold(records) };
  }
  const { stored = 0, stored_before = 0, refused = 0, not_stored } = counts;
  return {
    stored: `${stored + stored_before}`,
    refused: `${refused}`,
    ...(Array.isArray(not_stored) && hold(not_stored)),
  };
}

function hold(records: readonly unknown[]): { records?: string } {
  const text = JSON.stringify(records);
  return text.length > MOST_CHARACTERS ? {} : { records: text };
}
