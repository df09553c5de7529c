import { startLocalGitHub } from "../../examples/local-github.js";

const { url } = await startLocalGitHub();
console.log(url);
