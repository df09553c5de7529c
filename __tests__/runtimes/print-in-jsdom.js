import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import { JSDOM } from "jsdom";

const dom = new JSDOM("", { runScripts: "outside-only", url: "http://localhost/" });
// It has no fetch; those who use it bring one along. All else is as it has it.
for (const name of ["fetch", "Headers", "Request", "Response"]) dom.window[name] = Reflect.get(globalThis, name);

const script = new Script(readFileSync(new URL("dist/scenario.js", import.meta.url), "utf8"));
script.runInContext(dom.getInternalVMContext());
const [github = ""] = process.argv.slice(2);
console.log(JSON.stringify(await dom.window.scenario.scenario(github)));
