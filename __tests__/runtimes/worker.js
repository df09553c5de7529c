import { scenario } from "./scenario.js";

export default {
  /** @param {unknown} _controller @param {{ GITHUB_URL: string }} environment */
  async test(_controller, { GITHUB_URL }) {
    console.log(JSON.stringify(await scenario(GITHUB_URL)));
  },
};
