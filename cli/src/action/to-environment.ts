import type { Runtime } from "../runtime.ts";
import type { Inputs } from "./read-inputs.ts";

/** Who sends is said by `token` alone; and nothing but GitHub is asked, and so no Redis. */
const OTHERS =
  /^(INPUT_.*|GH_TOKEN|GITHUB_TOKEN|GITHUB_APP_ID|GITHUB_APP_PRIVATE_KEY|GITHUB_APP_INSTALLATION_ID|REDIS_URL|DEBUG)$/i;

/** The environment that the command is to see. */
export function toEnvironment(env: Runtime["env"], inputs: Inputs): Runtime["env"] {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !OTHERS.test(name))),
    GITHUB_TOKEN: inputs.token,
    GITHUB_API_URL: inputs["api-url"] ?? env.GITHUB_API_URL,
    // Where the workflow's debug logging is on, unexpected errors are shown with their stack.
    ...(env.RUNNER_DEBUG === "1" && { DEBUG: "1" }),
  };
}
