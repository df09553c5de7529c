import { scenario } from "./scenario.js";

const [github = ""] = process.argv.slice(2);
console.log(JSON.stringify(await scenario(github)));
