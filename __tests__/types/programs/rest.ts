import { MyOctokit, MyOctokitClass } from "../octokit.js";
import { pin } from "./pin.js";

const { data } = await new MyOctokit().rest.repos.get({ owner: "octo-org", repo: "libfoo" });
pin<typeof data.full_name, string>();
const org = await new MyOctokitClass().rest.orgs.get({ org: "octo-org" });
pin<typeof org.data.login, string>();
// @ts-expect-error `repo` is missing.
new MyOctokit().rest.repos.get({ owner: "octo-org" });
