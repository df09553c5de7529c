// Reads each line of a file of NDJSON, and nothing more, or checks it with a peer:
//   node bench/probes/parse-lines.js FILE [PEER]
import { createReadStream } from "node:fs";

const [file, peer] = process.argv.slice(2);
/** @type {{ isRecord: (record: unknown) => boolean }} */
const { isRecord } = peer ? await import(`../peers/${peer}.js`) : { isRecord: Boolean };

let rest = "";
for await (const text of createReadStream(file, "utf8")) {
  const lines = `${rest}${text}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) if (!isRecord(JSON.parse(line))) throw new Error(`not a record: ${line}`);
}
