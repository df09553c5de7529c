import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Of a socket's address on Linux. Node 20 fills what is left with zeros and later ones do not: fill it, and it is the same. */
const ADDRESS_CHARS = 107;
/** Of BSD and macOS, which Node does not name: the file is locked as it is opened. Linux has no such thing. */
const O_EXLOCK = 0x20;

/**
 * Holds a name that one process of this machine can hold at a time. The system takes it back when the process is gone,
 * however it ends, and not before: a suspended process keeps it. Undefined where another holds it.
 */
export async function holdName(name: string, platform = process.platform): Promise<AsyncDisposable | undefined> {
  try {
    if (platform === "win32") return await listen(`\\\\.\\pipe\\${name}`);
    if (platform === "linux" || platform === "android") return await listen(`\0${name.padEnd(ADDRESS_CHARS, ".")}`);
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK;
    const file = await open(join(tmpdir(), name), flags, 0o600);
    // The file stays: between its removal and the end of its lock, another could lock what nobody sees.
    return { [Symbol.asyncDispose]: () => file.close() };
  } catch (error) {
    if (["EADDRINUSE", "EAGAIN"].includes(Object(error).code)) return undefined;
    throw error;
  }
}

function listen(address: string): Promise<AsyncDisposable> {
  const server = createServer((connection) => connection.destroy()).unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(address, () => {
      resolve({ [Symbol.asyncDispose]: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
