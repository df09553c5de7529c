import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Octokit, Plugin } from "./hosts.ts";
import { installed } from "./installed.ts";
import { device, INSTALLATION, installation, privateKey, user } from "./tokens.ts";

type Token = typeof installation;

export interface Authentication {
  name: string;
  /** What is requested before the first call of an instance. */
  tokens: Token[];
  /** What a call is authorized with, then. */
  authorization: string | null;
  create(options: object, plugins: Plugin[]): Octokit | Promise<Octokit>;
}

const app = { appId: 1, privateKey };
const client = { clientId: "client", clientSecret: "secret" };

/** Versions of auth-app, each with a core of its time. */
const AUTH_APP = { 3: "3.6.0", 4: "4.2.4", 6: "5.2.2", 7: "6.1.6", 8: "7.0.8" };

const OCTOKIT = [2, 3, 4, 5];

/** Plugins that wrap requests, as auth-app does. */
const WRAPPING = [
  (await installed("@octokit/plugin-throttling", "throttling")).value,
  (await installed("@octokit/plugin-retry", "retry")).value,
];

/** What the newest core is given with each other strategy, and what it sends then. */
const STRATEGIES = {
  createOAuthUserAuth: ["auth-oauth-user", { ...client, code: "code" }, [user], "token gho_user"],
  createOAuthAppAuth: ["auth-oauth-app", client, [], `basic ${btoa("client:secret")}`],
  createOAuthDeviceAuth: ["auth-oauth-device", { ...client, onVerification() {} }, [device, user], "token gho_user"],
  createCallbackAuth: ["auth-callback", { callback: async () => "called" }, [], "token called"],
  createUnauthenticatedAuth: ["auth-unauthenticated", { reason: "it may be nobody" }, [], null],
  createActionAuth: ["auth-action", undefined, [], "token step"],
} as const;

export const authentications: Authentication[] = [];

for (const [major, coreNumber] of Object.entries(AUTH_APP)) {
  const core = await installed(`core-${coreNumber}`, "Octokit");
  const { version, value: authStrategy } = await installed(`auth-app-${major}`, "createAppAuth");
  const auth = { ...app, installationId: INSTALLATION };
  const row = { tokens: [installation], authorization: `token ${installation.token}` };
  authentications.push({
    ...row,
    name: `${version}, ${core.version}`,
    create: (options, plugins) => new (core.value.plugin(...plugins))({ ...options, authStrategy, auth }),
  });
  if (major !== "8") continue;
  authentications.push(
    {
      ...row,
      name: `${version}, ${core.version}, throttling and retry loaded before ours`,
      create: (options, plugins) =>
        new (core.value.plugin(...WRAPPING, ...plugins))({ ...options, authStrategy, auth }),
    },
    {
      ...row,
      name: `${version}, ${core.version}, throttling and retry loaded after ours`,
      create: (options, plugins) =>
        new (core.value.plugin(...plugins, ...WRAPPING))({ ...options, authStrategy, auth }),
    },
  );
}

for (const major of OCTOKIT) {
  const { version, value: App } = await installed(`octokit-${major}`, "App");
  const { value: Octokit } = await installed(`octokit-${major}`, "Octokit");
  authentications.push({
    name: `${version} App.getInstallationOctokit()`,
    tokens: [installation],
    authorization: `token ${installation.token}`,
    create: (options, plugins) =>
      new App({ ...app, Octokit: Octokit.plugin(...plugins).defaults(options) }).getInstallationOctokit(INSTALLATION),
  });
}

const { version, value: Probot } = await installed("probot", "Probot");
const { value: ProbotOctokit } = await installed("probot", "ProbotOctokit");

authentications.push(
  {
    name: `${version} auth()`,
    tokens: [installation],
    authorization: `token ${installation.token}`,
    create: (options, plugins) =>
      new Probot({ ...app, ...options, Octokit: ProbotOctokit.plugin(...plugins) }).auth(INSTALLATION),
  },
  {
    name: `${version} context.octokit`,
    tokens: [installation],
    authorization: `token ${installation.token}`,
    create: (options, plugins) => deliveredTo({ ...app, ...options, Octokit: ProbotOctokit.plugin(...plugins) }),
  },
);

/** The `context.octokit` of a Probot's handler, of a webhook that was delivered over HTTP and signed. */
async function deliveredTo(options: object): Promise<Octokit> {
  const secret = "signs webhooks";
  const probot = new Probot({ ...options, secret });
  const handled = new Promise<Octokit>((resolve) => probot.on("push", ({ octokit }) => resolve(octokit)));
  const server = createServer(await probot.getNodeMiddleware()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const body = JSON.stringify({ installation: { id: INSTALLATION }, repository: {} });
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-github-event": "push",
    "x-github-delivery": "1",
    "x-hub-signature-256": signature,
  };
  try {
    const { ok } = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: "POST", headers, body });
    if (!ok) throw new Error("the webhook was not taken");
    return await handled;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const core = await installed("core-7.0.8", "Octokit");
for (const [name, [folder, auth, tokens, authorization]] of Object.entries(STRATEGIES)) {
  const { version, value: authStrategy } = await installed(folder, name as keyof typeof STRATEGIES);
  authentications.push({
    name: `${version}, ${core.version}`,
    tokens: [...tokens],
    authorization,
    create(options, plugins) {
      // Read only by auth-action.
      Object.assign(process.env, { GITHUB_ACTION: "test", GITHUB_TOKEN: "step" });
      return new (core.value.plugin(...plugins))({ ...options, authStrategy, auth });
    },
  });
}

// The newest core takes it where a token is given alone.
const token = await installed("@octokit/auth-token", "createTokenAuth");
authentications.push({
  name: `${token.version}, ${core.version}`,
  tokens: [],
  authorization: "token secret",
  create: (options, plugins) => new (core.value.plugin(...plugins))({ ...options, auth: "secret" }),
});
