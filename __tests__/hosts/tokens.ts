import { generateKeyPairSync } from "node:crypto";
import type { Answer } from "./fake-github.ts";

/** A request for a token, and GitHub's answer to it. */
interface Token {
  request: Answer;
  /** How that request is authorized: by what is signed with an app's private key, or by nothing but its body. */
  authorization: RegExp | null;
  token: string;
}

export const INSTALLATION = 1;

const SIGNED = /^bearer [\w-]+\.[\w-]+\.[\w-]+$/;
const expires = new Date(Date.now() + 3_600_000).toISOString();

export const installation: Token = {
  request: {
    method: "POST",
    url: `https://api.github.com/app/installations/${INSTALLATION}/access_tokens`,
    answer: { token: "ghs_installation", expires_at: expires, permissions: {}, repository_selection: "all" },
  },
  authorization: SIGNED,
  token: "ghs_installation",
};

export const user: Token = {
  request: {
    method: "POST",
    url: "https://github.com/login/oauth/access_token",
    answer: { access_token: "gho_user", token_type: "bearer", scope: "" },
  },
  authorization: null,
  token: "gho_user",
};

export const device: Token = {
  request: {
    method: "POST",
    url: "https://github.com/login/device/code",
    answer: {
      device_code: "device",
      user_code: "AAAA-BBBB",
      verification_uri: "https://github.com/login/device",
      expires_in: 900,
      interval: 5,
    },
  },
  authorization: null,
  token: "",
};

/** A private key, as a GitHub App has. */
export const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
