import "@octokit/core";
import { Session } from "node:inspector";

const urls = new Set();
const session = new Session();
session.connect();
session.on("Debugger.scriptParsed", ({ params: { url } }) => urls.add(url));
session.post("Debugger.enable");
// Enabling it reports what is loaded already.
urls.clear();
await import(process.argv[2]);
console.log([...urls].filter((url) => url.startsWith("file:")).length);
