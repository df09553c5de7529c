import { startLocalGitHub } from "../../local-github/start-local-github.js";

const { url } = await startLocalGitHub();
console.log(url);
