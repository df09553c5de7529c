import { COMMAND, runMeasured } from "./run-measured.js";
import { withList } from "./with-list.js";

export const LINES = 1_000_000;

/** What `import` reads besides NDJSON, which is compared with peers. */
export const OTHER_FORMATS = /** @type {const} */ (["json", "csv", "checksums", "images"]);

/** For the lists that cannot say these. */
const SET = ["--org", "octo-org", "--set", "registry_url=https://reg.example.com/"];

/** What `import --dry-run` of a million lines takes. @param {(typeof OTHER_FORMATS)[number]} format */
export const checkList = (format) =>
  withList(LINES, (file) => runMeasured([COMMAND, "import", file, "--dry-run", ...SET]), format);

/** The same for each of these formats. @template T @param {T} value */
export const ofEach = (value) => Object.fromEntries(OTHER_FORMATS.map((format) => [format, value]));
