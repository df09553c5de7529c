import bundleSize from "./bundle-size.js";
import call from "./call.js";
import check from "./check.js";
import commandCheck from "./command-check.js";
import commandFormats from "./command-formats.js";
import commandFormatsMemory from "./command-formats-memory.js";
import commandMemory from "./command-memory.js";
import commandPace from "./command-pace.js";
import commandResume from "./command-resume.js";
import commandSend from "./command-send.js";
import commandStart from "./command-start.js";
import construct from "./construct.js";
import constructWithRem from "./construct-with-rem.js";
import importHeap from "./import-heap.js";
import importTime from "./import-time.js";
import installedBytes from "./installed-bytes.js";
import installedPackages from "./installed-packages.js";
import records1AtOnce from "./records-1-at-once.js";
import records32AtOnce from "./records-32-at-once.js";
import types from "./types.js";

/** By the name that `npm run bench -- --only` takes, in the order of the table. @type {Record<string, import("../figure.js").Figure>} */
export const FIGURES = {
  call,
  check,
  "records-1-at-once": records1AtOnce,
  "records-32-at-once": records32AtOnce,
  construct,
  "construct-with-rem": constructWithRem,
  "import-time": importTime,
  "import-heap": importHeap,
  "bundle-size": bundleSize,
  "installed-bytes": installedBytes,
  "installed-packages": installedPackages,
  types,
  "command-start": commandStart,
  "command-check": commandCheck,
  "command-formats": commandFormats,
  "command-memory": commandMemory,
  "command-formats-memory": commandFormatsMemory,
  "command-send": commandSend,
  "command-resume": commandResume,
  "command-pace": commandPace,
};
