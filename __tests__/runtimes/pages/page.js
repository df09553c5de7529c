import { scenario } from "../scenario.js";

globalThis.outcome = scenario(new URLSearchParams(location.search).get("github"));
