import type { Refusal } from "./row.ts";

/** Nothing tells a user account from an organization that the token cannot see, so it is only ever likely. */
export const USER_ACCOUNT =
  "{org} may be a user account. Give an organization: only organizations have storage records.";

const SECONDARY_LIMIT: Refusal = {
  status: [403, 429],
  message: /secondary rate/i,
  causes: [
    "This is a secondary rate limit, not a missing permission. Try again {retry}, and send fewer requests at once.",
  ],
};
const PRIMARY_LIMIT: Refusal = {
  status: [403, 429],
  remaining: "0",
  message: /rate limit/i,
  causes: ["The token's rate limit is used up; no permission is missing. Try again {retry}."],
};
const TOO_MANY: Refusal = {
  status: [429],
  causes: ["GitHub received too many requests. Try again {retry}, and send fewer requests at once."],
};
const LIMITS = [SECONDARY_LIMIT, PRIMARY_LIMIT, TOO_MANY];

/** A JSON Web Token says from when until when it is valid. */
const WRONG_TIME: Refusal = {
  status: [401],
  message: /claim \('(exp|iat)'\)/,
  causes: ["The clock of this machine is wrong. Set it."],
};

/** What GitHub refuses requests with, whichever the endpoint, if nothing more particular fits. */
export const COMMON_REFUSALS: readonly Refusal[] = [
  ...LIMITS,
  WRONG_TIME,
  { status: [401], causes: ["The token (`auth`) is missing, wrong, expired or revoked. Pass a valid one."] },
  {
    status: [403],
    message: /SAML/,
    causes: ["The token is not authorized for single sign-on to {org}. Authorize it in the token's settings."],
  },
  {
    status: [404],
    message: /^Not Found$/,
    baseUrl: /\/api\/v3\/?$/,
    causes: ["GitHub Enterprise Server has no storage records. Use github.com or GHE.com."],
  },
  {
    status: [404],
    message: /^Not Found$/,
    causes: [
      "{org} is not an organization, or the token cannot see it. Check its name and the token's access to it.",
      USER_ACCOUNT,
    ],
  },
  {
    status: [422],
    message: /Invalid \/(?<parameter>[a-z_]+):/,
    causes: [
      "GitHub refused the value of {parameter}, which this version of the plugin accepts. Correct it, or update the plugin.",
    ],
  },
  {
    status: [422],
    message: /"(?<parameter>[^"]+)" is not a permitted key/,
    causes: ["GitHub does not know the parameter {parameter}. Correct its name, or leave it out."],
  },
  {
    status: [422],
    causes: ["GitHub refused a parameter that this version of the plugin accepts. Correct it, or update the plugin."],
  },
];

/** What is known about a request for a token. */
interface TokenRequest {
  url: RegExp;
  documentation: string;
  refusals: () => readonly Refusal[];
}

/**
 * The requests that authentication strategies send in a hook, to get a token for the request that the hook is handed. If
 * one is refused, the call rejects with its error.
 */
export const TOKEN_REQUESTS: readonly TokenRequest[] = [
  {
    url: /\/app\/installations\/[^/]+\/access_tokens$/,
    documentation: "https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app",
    refusals: () => [
      ...LIMITS,
      WRONG_TIME,
      {
        status: [404],
        message: /^Not Found$/,
        causes: ["The App has no such installation. Check `installationId`, and that it is still installed."],
      },
      {
        status: [401, 404],
        causes: ["The App's ID or private key is wrong. Check `appId`, `privateKey` and `baseUrl`."],
      },
      {
        status: [403, 422],
        causes: [
          "The App's installation is suspended, or lacks a permission or repository of the token's. Check its settings.",
        ],
      },
    ],
  },
  {
    url: /\/login\/oauth\//,
    documentation: "https://docs.github.com/apps/oauth-apps",
    refusals: () => [
      ...LIMITS,
      {
        status: [400, 401, 404, 422],
        causes: ["The app's ID or secret is wrong, or the code has expired. Check `clientId` and `clientSecret`."],
      },
    ],
  },
];
