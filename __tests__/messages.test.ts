import { describe, expect, test } from "@jest/globals";
import { TOKEN_REQUESTS } from "../src/refusals.ts";
import { routes } from "../src/routes.ts";
import type { Row } from "../src/row.ts";
import { CALL, DIGEST, rejection, stubbedOctokit, stubFetch } from "./support/octokit.ts";

// Every text that the route map can produce, whole, each with an input that leads to it. What a reader sees changes here,
// or not at all.

const HEX = DIGEST.slice("sha256:".length);
const LIST = { org: "octo-org", subject_digest: DIGEST };

/** What is given beside, or instead of, what is right, and every problem of that. */
type Rejected = [given: object, ...messages: string[]];

const OF_ORG: Rejected[] = [
  [{ org: undefined }, "org is required."],
  [{ org: 5 }, "org must be a string; given: 5."],
  [{ org: null }, "org must be a string; given: null."],
  [
    { org: "" },
    `org must be an organization's login; given: "". It is empty. Check that the variable it comes from is set.`,
  ],
  [{ org: ".." }, `org must be an organization's login; given: "..".`],
  [
    { org: "$GITHUB_REPOSITORY_OWNER" },
    `org must be an organization's login; given: "$GITHUB_REPOSITORY_OWNER". It has the name of a variable, not its value. A shell does not expand variables in single quotes.`,
  ],
  [
    { org: `$\{{ github.repository_owner }}` },
    `org must be an organization's login; given: "$\{{ github.repository_owner }}". It has the name of a variable, not its value. A shell does not expand variables in single quotes.`,
  ],
  [{ org: "octo org" }, `org must be an organization's login; given: "octo org".`],
  [
    { org: "https://github.com/octo-org" },
    `org must be an organization's login; given: "https://github.com/octo-org". Give only the login: the part after the host or "orgs/" in the URL.`,
  ],
  [
    { org: "HTTP://github.com" },
    `org must be an organization's login; given: "HTTP://github.com". Give only the login: the part after the host or "orgs/" in the URL.`,
  ],
  [
    { org: "github.com/octo-org" },
    `org must be an organization's login; given: "github.com/octo-org". Give only the login: the part after the host or "orgs/" in the URL.`,
  ],
  [
    { org: "orgs/octo-org" },
    `org must be an organization's login; given: "orgs/octo-org". Give only the login: the part after the host or "orgs/" in the URL.`,
  ],
  [
    { org: "octocorp.ghe.com/octo-org" },
    `org must be an organization's login; given: "octocorp.ghe.com/octo-org". Give only the login: the part after the host or "orgs/" in the URL.`,
  ],
  [
    { org: "git@github.com:octo-org/libfoo.git" },
    `org must be an organization's login; given: "git@github.com:octo-org/libfoo.git". Give only the login, the part before the repository's name.`,
  ],
  [{ org: "@octo-org" }, `org must be an organization's login; given: "@octo-org". Remove the "@".`],
  [
    { org: "octo-org/libfoo" },
    `org must be an organization's login; given: "octo-org/libfoo". Give only the login, the part before the slash.`,
  ],
  [{ org: "octo-org/libfoo/x" }, `org must be an organization's login; given: "octo-org/libfoo/x".`],
  [
    { org: "octo-org\n" },
    `org must be an organization's login; given: "octo-org\\n". Remove the spaces and line breaks around it.`,
  ],
  [
    { org: " octo-org" },
    `org must be an organization's login; given: " octo-org". Remove the spaces and line breaks around it.`,
  ],
];

const OF_DIGEST: Rejected[] = [
  [{ digest: undefined }, "digest is required."],
  [{ digest: [HEX] }, "digest must be a string; given: an array."],
  [
    { digest: "" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "". It has no digits. Check whether the command that computes it failed.',
  ],
  [
    { digest: "SHA256:\n" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA256:\\n". It has no digits. Check whether the command that computes it failed.',
  ],
  [
    { digest: DIGEST.toUpperCase() },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA256:${HEX.toUpperCase()}". Write it in lowercase (Get-FileHash prints uppercase).`,
  ],
  [
    { digest: HEX },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${HEX}". Put "sha256:" in front of it, and write it in lowercase.`,
  ],
  [
    { digest: HEX.toUpperCase() },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${HEX.toUpperCase()}". Put "sha256:" in front of it, and write it in lowercase.`,
  ],
  [
    { digest: `${DIGEST}\r\n` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha256:${HEX}\\r\\n". Remove the line break at its end.`,
  ],
  [
    { digest: `${HEX}\n` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${HEX}\\n". Give only the digest, without spaces or a file name, and put "sha256:" in front of it.`,
  ],
  [
    { digest: `"${DIGEST}"` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "\\"sha256:${HEX}\\"". Remove the quotes.`,
  ],
  [
    { digest: `'${HEX}'\n` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "'${HEX}'\\n". Remove the quotes.`,
  ],
  [
    { digest: `ghcr.io/o/i@${DIGEST}` },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "ghcr.io/o/i@sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0b…". Give only the part after the "@".',
  ],
  [
    { digest: `SHA2-256(libfoo.tgz)= ${HEX}` },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA2-256(libfoo.tgz)= 1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493f…". Keep only the 64 digits after the "=", and put "sha256:" in front of them.',
  ],
  [
    { digest: `SHA256 (libfoo.tgz) = ${HEX}\n` },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA256 (libfoo.tgz) = 1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493f…". Keep only the 64 digits after the "=", and put "sha256:" in front of them.',
  ],
  [
    { digest: "sha256-G7HpSeVdzvxjU+ezbIiX0qEH2OjcpJ1OPA6oST/AvHI=" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha256-G7HpSeVdzvxjU+ezbIiX0qEH2OjcpJ1OPA6oST/AvHI=". This is Base64, as in an integrity field. GitHub takes hexadecimal digits.',
  ],
  [
    // Advice is given by how a value begins.
    { digest: `${"x".repeat(1000)}@${DIGEST}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${"x".repeat(80)}…".`,
  ],
  [
    { digest: "$DIGEST" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "$DIGEST". It has the name of a variable, not its value. A shell does not expand variables in single quotes.',
  ],
  [
    { digest: `ghcr.io/o/i@${DIGEST}\n` },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "ghcr.io/o/i@sha256:1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0b…". Give only the part after the "@".',
  ],
  [
    { digest: `SHA-256:${HEX}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA-256:${HEX}". Give only the digest, without spaces or a file name, and put "sha256:" in front of it.`,
  ],
  [
    { digest: `sha256=${HEX}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha256=${HEX}". Give only the digest, without spaces or a file name, and put "sha256:" in front of it.`,
  ],
  [
    { digest: HEX.slice(0, 40) },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "1bb1e949e55dcefc6353e7b36c8897d2a107d8e8". This is a SHA-1 hash, such as a commit's. GitHub takes only SHA-256.`,
  ],
  [
    { digest: `${HEX}  libfoo.tgz` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${HEX}  libfoo.tgz". Give only the digest, without spaces or a file name, and put "sha256:" in front of it.`,
  ],
  [
    { digest: `  ${DIGEST}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "  sha256:${HEX}". Give only the digest, without spaces or a file name, and put "sha256:" in front of it.`,
  ],
  [
    { digest: "d41d8cd98f00b204e9800998ecf8427e" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "d41d8cd98f00b204e9800998ecf8427e". GitHub takes only SHA-256, which sha256sum prints.',
  ],
  [
    { digest: `sha512:${HEX}${HEX}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha512:${HEX}1bb1e949e…". GitHub takes only SHA-256, which sha256sum prints.`,
  ],
  [
    { digest: "SHA-1 of it" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA-1 of it". GitHub takes only SHA-256, which sha256sum prints.',
  ],
  [
    { digest: "blake3:00" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "blake3:00". GitHub takes only SHA-256, which sha256sum prints.',
  ],
  [
    { digest: HEX.slice(0, 56) },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "1bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea849". GitHub takes only SHA-256, which sha256sum prints.',
  ],
  [
    { digest: HEX + HEX.slice(0, 32) },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${HEX}1bb1e949e55dcefc…". GitHub takes only SHA-256, which sha256sum prints.`,
  ],
  [
    { digest: HEX + HEX },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "${HEX}1bb1e949e55dcefc…". GitHub takes only SHA-256, which sha256sum prints.`,
  ],
  [
    { digest: `${DIGEST}0` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha256:${HEX}0". A SHA-256 hash has 64 digits, and this has more.`,
  ],
  [
    { digest: `sha256:${DIGEST}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha256:sha256:${HEX}". Write "sha256:" only once.`,
  ],
  [
    { digest: "sha256:G7HpSeVdzvxjU+ezbIiX0qEH2OjcpJ1OPA6oST/AvHI=" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha256:G7HpSeVdzvxjU+ezbIiX0qEH2OjcpJ1OPA6oST/AvHI=". This is Base64, as in an integrity field. GitHub takes hexadecimal digits.',
  ],
  [
    { digest: HEX.slice(1) },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72". A SHA-256 hash has 64 digits. Check whether it was cut off.',
  ],
  [
    { digest: `SHA256:${HEX.slice(1)}` },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "SHA256:bb1e949e55dcefc6353e7b36c8897d2a107d8e8dca49d4e3c0ea8493fc0bc72". A SHA-256 hash has 64 digits. Check whether it was cut off.',
  ],
  [
    { digest: `sha-256:${HEX}` },
    `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha-256:${HEX}". Give only the digest, without spaces or a file name, and put "sha256:" in front of it.`,
  ],
  [{ digest: "sha-256:x" }, 'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "sha-256:x".'],
  [
    { digest: "https://sha512.example.com" },
    'digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "https://sha512.example.com".',
  ],
  [{ digest: `x${HEX}` }, `digest must be "sha256:" and 64 lowercase hexadecimal digits; given: "x${HEX}".`],
];

const OF_OTHERS: Rejected[] = [
  [{ name: undefined }, "name is required."],
  [{ name: 5 }, "name must be a string; given: 5."],
  [{ name: "" }, 'name must have 1 to 256 characters, not 0; given: "".'],
  [
    { name: "x".repeat(257) },
    'name must have 1 to 256 characters, not 257; given: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…".',
  ],
  [{ version: 1.2 }, "version must be a string; given: 1.2. Pass it as a string: a number loses its trailing zeros."],
  [{ version: null }, "version must be a string; given: null."],
  [{ version: "" }, 'version must have 1 to 100 characters, not 0; given: "".'],
  [
    { version: "😀".repeat(101) },
    'version must have 1 to 100 characters, not 101; given: "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀…".',
  ],
  [
    { artifact_url: new URL("https://reg.example.com/a") },
    "artifact_url must be a string; given: a value of type object. Pass the URL's `href`.",
  ],
  [
    { artifact_url: `https://reg.example.com/${"x".repeat(129)}` },
    'artifact_url must have at most 152 characters, not 153; given: "https://reg.example.com/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…". Leave it out, or give a shorter URL.',
  ],
  [{ path: false }, "path must be a string; given: false."],
  [
    { path: "x".repeat(513) },
    'path must have at most 512 characters, not 513; given: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…".',
  ],
  [{ registry_url: undefined }, "registry_url is required."],
  [
    { registry_url: "" },
    'registry_url must have 1 to 256 characters, not 0; given: "".',
    'registry_url must be a URL that starts with "https://"; given: "". It is empty. Check that the variable it comes from is set.',
  ],
  [
    { registry_url: new URL("https://reg.example.com/") },
    "registry_url must be a string; given: a value of type object. Pass the URL's `href`.",
  ],
  [
    { registry_url: `https://reg.example.com/${"x".repeat(233)}` },
    'registry_url must have 1 to 256 characters, not 257; given: "https://reg.example.com/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…". Give the address of the registry, not of the artifact.',
  ],
  [
    { registry_url: "http://reg.example.com" },
    'registry_url must be a URL that starts with "https://"; given: "http://reg.example.com". Use "https://".',
  ],
  [
    { registry_url: "HTTP:reg.example.com" },
    'registry_url must be a URL that starts with "https://"; given: "HTTP:reg.example.com". Use "https://".',
  ],
  [
    { registry_url: "oci://reg.example.com/a" },
    'registry_url must be a URL that starts with "https://"; given: "oci://reg.example.com/a". Replace what comes before the host with "https://".',
  ],
  [
    { registry_url: "Docker://reg.example.com" },
    'registry_url must be a URL that starts with "https://"; given: "Docker://reg.example.com". Replace what comes before the host with "https://".',
  ],
  [
    { registry_url: "https:/reg.example.com" },
    'registry_url must be a URL that starts with "https://"; given: "https:/reg.example.com". Write two slashes after "https:".',
  ],
  [
    { registry_url: "ghcr.io/octo-org" },
    'registry_url must be a URL that starts with "https://"; given: "ghcr.io/octo-org". Put "https://" in front of it.',
  ],
  [
    { registry_url: "reg.example.com:5000" },
    'registry_url must be a URL that starts with "https://"; given: "reg.example.com:5000". Put "https://" in front of it.',
  ],
  [
    { registry_url: "localhost:5000/v2" },
    'registry_url must be a URL that starts with "https://"; given: "localhost:5000/v2". Put "https://" in front of it.',
  ],
  [
    { registry_url: "HTTPS://reg.example.com" },
    'registry_url must be a URL that starts with "https://"; given: "HTTPS://reg.example.com". Write "https://" in lowercase.',
  ],
  [
    { registry_url: "https://bücher.example.com/" },
    'registry_url must be a well-formed URL; given: "https://bücher.example.com/". Write its host in Punycode, which starts with "xn--".',
  ],
  [
    { registry_url: "https://reg.example.com/é" },
    'registry_url must be a well-formed URL; given: "https://reg.example.com/é". Check its host and port, and percent-encode spaces and special characters.',
  ],
  [
    { registry_url: "https://reg.example.com/a b" },
    'registry_url must be a well-formed URL; given: "https://reg.example.com/a b". Check its host and port, and percent-encode spaces and special characters.',
  ],
  [
    { registry_url: "https://reg.example.com:port" },
    'registry_url must be a well-formed URL; given: "https://reg.example.com:port". Check its host and port, and percent-encode spaces and special characters.',
  ],
  [
    { registry_url: "Https://reg.example.com" },
    'registry_url must be a URL that starts with "https://"; given: "Https://reg.example.com". Write "https://" in lowercase.',
  ],
  [{ registry_url: "https://" }, 'registry_url must be a well-formed URL; given: "https://".'],
  [{ registry_url: "registry" }, 'registry_url must be a URL that starts with "https://"; given: "registry".'],
  [
    { registry_url: "https://user:hunter2@reg.example.com/" },
    'registry_url must not contain a username or password, which everyone in the organization could read; given: "https://***@reg.example.com/". Remove the username and password.',
  ],
  [
    { registry_url: "http://user:hunter2@reg.example.com/" },
    'registry_url must be a URL that starts with "https://"; given: "http://***@reg.example.com/". Use "https://".',
    'registry_url must not contain a username or password, which everyone in the organization could read; given: "http://***@reg.example.com/". Remove the username and password.',
  ],
  [{ repository: 5n }, "repository must be a string; given: 5."],
  [
    { repository: "x".repeat(129) },
    'repository must have at most 128 characters, not 129; given: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…".',
  ],
  [{ status: true }, "status must be a string; given: true."],
  [
    { status: "inactive" },
    `status must be one of ["active","eol","deleted"]; given: "inactive". GitHub's page says "inactive", but GitHub refuses it. Use "eol" or "deleted".`,
  ],
  [
    { status: "Inactive" },
    `status must be one of ["active","eol","deleted"]; given: "Inactive". GitHub's page says "inactive", but GitHub refuses it. Use "eol" or "deleted".`,
  ],
  [{ status: "EOL" }, 'status must be one of ["active","eol","deleted"]; given: "EOL". Write it in lowercase.'],
  [{ status: "gone" }, 'status must be one of ["active","eol","deleted"]; given: "gone".'],
  [{ github_repository: {} }, "github_repository must be a string; given: a value of type object."],
  [
    { github_repository: "" },
    'github_repository must have 1 to 100 characters, not 0; given: "".',
    'github_repository must be made up of letters, digits, ".", "-" and "_"; given: "".',
  ],
  [
    { github_repository: "x".repeat(101) },
    'github_repository must have 1 to 100 characters, not 101; given: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…".',
  ],
  [
    { github_repository: "octo-org/libfoo" },
    `github_repository must be made up of letters, digits, ".", "-" and "_"; given: "octo-org/libfoo". Give only the repository's name, the part after the last slash.`,
  ],
  [
    { github_repository: "git@github.com:octo-org/libfoo.git" },
    `github_repository must be made up of letters, digits, ".", "-" and "_"; given: "git@github.com:octo-org/libfoo.git". Give only the repository's name, the part after the last slash, without ".git".`,
  ],
  [
    { github_repository: "octo-org/libfoo/" },
    `github_repository must be made up of letters, digits, ".", "-" and "_"; given: "octo-org/libfoo/".`,
  ],
  [
    { github_repository: "$REPOSITORY" },
    `github_repository must be made up of letters, digits, ".", "-" and "_"; given: "$REPOSITORY". It has the name of a variable, not its value. A shell does not expand variables in single quotes.`,
  ],
  [
    { github_repository: "lib foo" },
    'github_repository must be made up of letters, digits, ".", "-" and "_"; given: "lib foo".',
  ],
  [{ return_records: "true" }, 'return_records must be a boolean; given: "true". Pass it without quotes.'],
  [{ return_records: "False" }, 'return_records must be a boolean; given: "False". Pass it without quotes.'],
  [{ return_records: 1 }, "return_records must be a boolean; given: 1."],
];

const OF_NAMES: Rejected[] = [
  [{ org: undefined, owner: "octo-org" }, "org is required. You gave `owner`. Give the organization's login as `org`."],
  [
    { org: undefined, organization: "octo-org" },
    "org is required. You gave `organization`. Give the organization's login as `org`.",
  ],
  [{ org: undefined, Org: "octo-org" }, "org is required. You gave `Org`. Write it as `org`."],
  [
    { registry_url: undefined, registry: "https://reg.example.com" },
    "registry_url is required. You gave `registry`. Give the registry's address as `registry_url`.",
  ],
  [
    { registry_url: undefined, registryUrl: "https://reg.example.com" },
    "registry_url is required. You gave `registryUrl`. Write it as `registry_url`.",
  ],
  [
    { name: undefined, body: {} },
    "name is required. You gave `body`. Pass what `body` holds as parameters of the call, next to `org`.",
  ],
  [
    { digest: undefined, body: {} },
    "digest is required. You gave `body`. Pass what `body` holds as parameters of the call, next to `org`.",
  ],
  [
    { registry_url: undefined, body: {} },
    "registry_url is required. You gave `body`. Pass what `body` holds as parameters of the call, next to `org`.",
  ],
  [
    { repo: "bar" },
    "repo would be ignored by GitHub. Give the repository on GitHub as `github_repository`, or the repository within the registry as `repository`.",
  ],
  ...["sha256", "subject_digest"].map(
    (name): Rejected => [
      { digest: undefined, [name]: DIGEST },
      `digest is required. You gave \`${name}\`. Give the digest as \`digest\`.`,
    ],
  ),
  ...["tag", "artifact_version"].map(
    (name): Rejected => [
      { [name]: "1.2.3" },
      `${name} would be ignored by GitHub. Give the artifact's version as \`version\`.`,
    ],
  ),
  [{ state: "deleted" }, "state would be ignored by GitHub. Give the artifact's status as `status`."],
  [{ artifactUrl: "https://reg.example.com/a" }, "artifactUrl would be ignored by GitHub. Write it as `artifact_url`."],
  [{ "github-repository": "libfoo" }, "github-repository would be ignored by GitHub. Write it as `github_repository`."],
  [{ returnRecords: false }, "returnRecords would be ignored by GitHub. Write it as `return_records`."],
];

const OF_OCTOKIT: Rejected[] = [
  [
    { registry_url: undefined, url: "https://reg.example.com/" },
    'url must be /orgs/{org}/artifacts/metadata/storage-record; given: "https://reg.example.com/". Leave it out: the method has its own route.',
    "registry_url is required. You gave `url`. Give the registry's address as `registry_url`.",
  ],
  [
    { url: "/user" },
    'url must be /orgs/{org}/artifacts/metadata/storage-record; given: "/user". Leave it out: the method has its own route.',
  ],
  [{ method: "GET" }, 'method must be POST; given: "GET". Leave it out: the method has its own route.'],
  [{ data: {} }, "data must not replace the parameters; given: a value of type object. Pass the parameters by name."],
  [
    { toJSON: () => ({}) },
    "toJSON must not replace the parameters; given: a value of type function. Pass the parameters by name.",
  ],
  [{ request: null }, "request must be an object; given: null. Leave it out, or pass Octokit's request options."],
];

const OF_LIST: Rejected[] = [
  [
    { subject_digest: undefined, digest: DIGEST },
    "subject_digest is required. You gave `digest`. Give the digest as `subject_digest` here.",
  ],
  [
    { subject_digest: undefined, subjectDigest: DIGEST },
    "subject_digest is required. You gave `subjectDigest`. Write it as `subject_digest`.",
  ],
  [{ org: undefined, owner: "octo-org" }, "org is required. You gave `owner`. Give the organization's login as `org`."],
  [
    { org: undefined, organization: "octo-org" },
    "org is required. You gave `organization`. Give the organization's login as `org`.",
  ],
  [
    { url: "/user" },
    'url must be /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records; given: "/user". Leave it out: the method has its own route.',
  ],
  [{ method: "POST" }, 'method must be GET; given: "POST". Leave it out: the method has its own route.'],
];

const CREATED = [...OF_ORG, ...OF_DIGEST, ...OF_OTHERS, ...OF_NAMES, ...OF_OCTOKIT];

/** The list's digest has another name, and the same rules. */
const LISTED = [
  ...OF_ORG,
  ...OF_DIGEST.map(
    ([{ digest }, ...messages]: [given: { digest?: unknown }, ...messages: string[]]): Rejected => [
      { subject_digest: digest },
      ...messages.map((message) => `subject_${message}`),
    ],
  ),
  ...OF_LIST,
];

const { createArtifactStorageRecord, listArtifactStorageRecords } = stubbedOctokit().rest.orgs;
const textsOf = (problems: { message: string }[]) => problems.map(({ message }) => message);

describe("a rejected parameter", () => {
  test.each(CREATED)("of a new record: %p", (given, ...messages) => {
    expect(textsOf(createArtifactStorageRecord.check({ ...CALL, ...given }))).toEqual(messages);
  });

  test.each(LISTED)("of the list: %p", (given, ...messages) => {
    expect(textsOf(listArtifactStorageRecords.check({ ...LIST, ...given }))).toEqual(messages);
  });

  test("parameters that are no object", () => {
    expect(textsOf(listArtifactStorageRecords.check("octo-org"))).toEqual([
      'parameters must be an object; given: "octo-org". Pass the parameters by name.',
      "org is required.",
      "subject_digest is required.",
    ]);
  });

  test("the whole error", async () => {
    const error = await rejection(createArtifactStorageRecord({ ...CALL, name: "", status: Object("eol") }));
    expect(`${error}`).toBe(`ParameterError: orgs.createArtifactStorageRecord: nothing was sent.
- name must have 1 to 256 characters, not 0; given: "".
- status must be a string; given: a value of type object.
https://docs.github.com/rest/orgs/artifact-metadata#create-artifact-metadata-storage-record`);
  });
});

const WRITE_PERMISSION =
  "The token lacks the permission \"Artifact metadata: write\". Add it. In a workflow, put `artifact-metadata: write` under `permissions:`; a job's own `permissions:` replace the workflow's.";
const READ_PERMISSION =
  "The token lacks the permission \"Artifact metadata: read\". Add it. In a workflow, put `artifact-metadata: read` under `permissions:`; a job's own `permissions:` replace the workflow's.";
const FORK =
  "The workflow runs for a pull request from a fork. Such a run never gets write access: record the artifact after the merge.";
const OWN_TOKEN_WRITE_PERMISSION =
  'The personal access token lacks the permission "Artifact metadata: write". Add it in the token\'s settings.';
const OWN_TOKEN_READ_PERMISSION =
  'The personal access token lacks the permission "Artifact metadata: read". Add it in the token\'s settings.';
const RESOURCE_OWNER =
  'The resource owner of the personal access token is not "octo-org". Create a token whose resource owner is "octo-org".';
const USER_ACCOUNT = '"octo-org" may be a user account. Give an organization: only organizations have storage records.';
const HIDDEN_ORG =
  '"octo-org" is not an organization, or the token cannot see it. Check its name and the token\'s access to it.';
const ATTESTED_REPOSITORY =
  "The repository that the artifact's attestation names does not belong to \"octo-org\", or the token cannot see it. Check its owner and the token's access to it.";

interface Refusal {
  status: number;
  message: string;
  headers?: Record<string, string>;
  baseUrl?: string;
  given?: object;
}

const USED_UP = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1798761600" };
const NO_ARTIFACTS = { status: 404, message: "no artifacts found" };
const NOT_FOUND = { status: 404, message: "Not Found" };

const WRONG_TIME = "The clock of this machine is wrong. Set it.";

/** What GitHub refuses with, whatever is called, and the likely causes, in order. */
const ALIKE: [refusal: Refusal, ...causes: string[]][] = [
  [{ status: 401, message: "'Expiration time' claim ('exp') must be a numeric value in the future" }, WRONG_TIME],
  [{ status: 401, message: "'Issued at' claim ('iat') must be an Integer in the past" }, WRONG_TIME],
  [
    { status: 401, message: "Bad credentials" },
    "The token (`auth`) is missing, wrong, expired or revoked. Pass a valid one.",
  ],
  [
    { status: 403, message: "Resource protected by organization SAML enforcement." },
    'The token is not authorized for single sign-on to "octo-org". Authorize it in the token\'s settings.',
  ],
  [
    { status: 403, message: "Resource protected by organization SAML enforcement.", headers: USED_UP },
    'The token is not authorized for single sign-on to "octo-org". Authorize it in the token\'s settings.',
  ],
  [
    { status: 403, message: "You have exceeded a secondary rate limit.", headers: { "retry-after": "60" } },
    "This is a secondary rate limit, not a missing permission. Try again in 60 seconds, and send fewer requests at once.",
  ],
  [
    { status: 403, message: "You have exceeded a Secondary Rate limit.", headers: USED_UP },
    "This is a secondary rate limit, not a missing permission. Try again after 2027-01-01T00:00:00.000Z, and send fewer requests at once.",
  ],
  [
    { status: 429, message: "You have exceeded a secondary rate limit." },
    "This is a secondary rate limit, not a missing permission. Try again in a minute or more, and send fewer requests at once.",
  ],
  [
    { status: 403, message: "API rate limit exceeded", headers: USED_UP },
    "The token's rate limit is used up; no permission is missing. Try again after 2027-01-01T00:00:00.000Z.",
  ],
  [
    { status: 429, message: "API rate limit exceeded", headers: USED_UP },
    "The token's rate limit is used up; no permission is missing. Try again after 2027-01-01T00:00:00.000Z.",
  ],
  [
    { status: 429, message: "Something new", headers: { "retry-after": "1" } },
    "GitHub received too many requests. Try again in 1 second, and send fewer requests at once.",
  ],
  [NOT_FOUND, HIDDEN_ORG, USER_ACCOUNT],
  [{ ...NOT_FOUND, baseUrl: "https://api.octocorp.ghe.com" }, HIDDEN_ORG, USER_ACCOUNT],
  [{ ...NOT_FOUND, given: { baseUrl: "https://ghe.example.com/api/v3/x" } }, HIDDEN_ORG, USER_ACCOUNT],
  ...[
    { baseUrl: "https://ghe.example.com/api/v3" },
    { baseUrl: "https://ghe.example.com/api/v3/" },
    { given: { baseUrl: "https://ghe.example.com/api/v3" } },
  ].map((where): [Refusal, string] => [
    { ...NOT_FOUND, ...where },
    "GitHub Enterprise Server has no storage records. Use github.com or GHE.com.",
  ]),
  [
    { status: 422, message: "Invalid /digest: x does not match /^sha256:[a-f0-9]{64}$/." },
    'GitHub refused the value of "digest", which this version of the plugin accepts. Correct it, or update the plugin.',
  ],
  [
    { status: 422, message: "Validation Failed" },
    "GitHub refused a parameter that this version of the plugin accepts. Correct it, or update the plugin.",
  ],
  [
    { status: 422, message: 'Invalid request.\n\n"colour" is not a permitted key.' },
    'GitHub does not know the parameter "colour". Correct its name, or leave it out.',
  ],
];

const OF_CREATING: [refusal: Refusal, ...causes: string[]][] = [
  ...ALIKE,
  [{ status: 403, message: "Resource not accessible by integration" }, WRITE_PERMISSION, FORK],
  [
    { status: 403, message: "Resource not accessible by personal access token" },
    OWN_TOKEN_WRITE_PERMISSION,
    RESOURCE_OWNER,
  ],
  [{ status: 403, message: "Resource not accessible by integration", headers: USED_UP }, WRITE_PERMISSION, FORK],
  [
    NO_ARTIFACTS,
    'GitHub has no attestation for this digest. Give `github_repository`, the repository of "octo-org" that the artifact was built from.',
    USER_ACCOUNT,
    WRITE_PERMISSION,
    ATTESTED_REPOSITORY,
  ],
  [
    { ...NO_ARTIFACTS, given: { github_repository: "libfoo" } },
    WRITE_PERMISSION,
    USER_ACCOUNT,
    '"libfoo" is not a repository of "octo-org", or the token cannot see it. Check its name and the token\'s access to it.',
    ATTESTED_REPOSITORY,
  ],
];

const OF_LISTING: [refusal: Refusal, ...causes: string[]][] = [
  ...ALIKE,
  [{ status: 403, message: "Resource not accessible by integration" }, READ_PERMISSION],
  [
    { status: 403, message: "Resource not accessible by personal access token", headers: USED_UP },
    OWN_TOKEN_READ_PERMISSION,
    RESOURCE_OWNER,
  ],
  [
    { ...NO_ARTIFACTS, message: "No artifacts found." },
    "No record is stored for this digest yet, or the token cannot see its repository. Check the digest and the token's access.",
    READ_PERMISSION,
    USER_ACCOUNT,
  ],
];

const PAGES = "https://docs.github.com/rest/orgs/artifact-metadata";

describe("a refused request", () => {
  const octokitThatGets = ({ status, message, headers, baseUrl }: Refusal) =>
    stubbedOctokit(stubFetch({ message }, { status, headers }), { ...(baseUrl && { baseUrl }) });
  const whole = ({ message }: Refusal, causes: string[], page: string) =>
    [
      message,
      causes.length > 1 ? "Likely causes, most likely first:" : "Likely cause:",
      ...causes.map((cause) => `- ${cause}`),
      page,
    ].join("\n");

  test.each(OF_CREATING)("to create: %j", async (refusal, ...causes) => {
    const { rest } = octokitThatGets(refusal);
    const error = await rejection(rest.orgs.createArtifactStorageRecord({ ...CALL, ...refusal.given }));
    expect(error).toMatchObject({
      message: whole(refusal, causes, `${PAGES}#create-artifact-metadata-storage-record`),
    });
  });

  test.each(OF_LISTING)("to list: %j", async (refusal, ...causes) => {
    const { rest } = octokitThatGets(refusal);
    const error = await rejection(rest.orgs.listArtifactStorageRecords({ ...LIST, ...refusal.given }));
    expect(error).toMatchObject({ message: whole(refusal, causes, `${PAGES}#list-artifact-storage-records`) });
  });
});

const INSTALLATION_TOKEN = "https://api.github.com/app/installations/12/access_tokens";
const USER_TOKEN = "https://github.com/login/oauth/access_token?x";
const TOKEN_PAGES: Record<string, string> = {
  [INSTALLATION_TOKEN]: "https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app",
  [USER_TOKEN]: "https://docs.github.com/apps/oauth-apps",
};
const WRONG_KEY = "The App's ID or private key is wrong. Check `appId`, `privateKey` and `baseUrl`.";
const LACKING =
  "The App's installation is suspended, or lacks a permission or repository of the token's. Check its settings.";
const SIGN_IN = "The app's ID or secret is wrong, or the code has expired. Check `clientId` and `clientSecret`.";

/** What GitHub refuses a token with, which an authentication strategy asked for in a hook, and the likely cause. */
const OF_TOKENS: [url: string, refusal: Refusal, cause: string][] = [
  [
    INSTALLATION_TOKEN,
    { status: 401, message: "'Expiration time' claim ('exp') must be a numeric value in the future" },
    WRONG_TIME,
  ],
  [INSTALLATION_TOKEN, { status: 401, message: "A JSON web token could not be decoded" }, WRONG_KEY],
  [INSTALLATION_TOKEN, { status: 404, message: "Integration not found" }, WRONG_KEY],
  [INSTALLATION_TOKEN, { status: 404, message: "Page Not Found" }, WRONG_KEY],
  [INSTALLATION_TOKEN, { status: 404, message: "Not Found here" }, WRONG_KEY],
  [
    INSTALLATION_TOKEN,
    NOT_FOUND,
    "The App has no such installation. Check `installationId`, and that it is still installed.",
  ],
  [INSTALLATION_TOKEN, { status: 403, message: "This installation has been suspended" }, LACKING],
  [
    INSTALLATION_TOKEN,
    { status: 422, message: "The permissions requested are not granted to this installation." },
    LACKING,
  ],
  [
    INSTALLATION_TOKEN,
    { status: 403, message: "You have exceeded a secondary rate limit." },
    "This is a secondary rate limit, not a missing permission. Try again in a minute or more, and send fewer requests at once.",
  ],
  [
    INSTALLATION_TOKEN,
    { status: 403, message: "API rate limit exceeded", headers: USED_UP },
    "The token's rate limit is used up; no permission is missing. Try again after 2027-01-01T00:00:00.000Z.",
  ],
  [USER_TOKEN, NOT_FOUND, SIGN_IN],
  [
    USER_TOKEN,
    { status: 429, message: "Slow down" },
    "GitHub received too many requests. Try again in a minute or more, and send fewer requests at once.",
  ],
];

/** An octokit whose hook throws what Octokit throws where a request to that URL is refused. */
function octokitWhoseHookIsRefused(url: string, { status, headers }: Refusal, data: object) {
  const octokit = stubbedOctokit();
  const message = "as Octokit says";
  octokit.hook.wrap("request", () =>
    Promise.reject(Object.assign(new Error(message), { status, request: { url }, response: { headers, data } })),
  );
  return octokit.rest.orgs;
}

describe("a refused request for a token", () => {
  const whole = (url: string, cause: string) =>
    `as Octokit says\nGitHub issued no token for this call. Likely cause:\n- ${cause}\n${TOKEN_PAGES[url]}`;

  test.each(OF_TOKENS)("to %s: %j", async (url, refusal, cause) => {
    const { message } = refusal;
    const orgs = octokitWhoseHookIsRefused(url, refusal, { message });
    expect(await rejection(orgs.createArtifactStorageRecord(CALL))).toMatchObject({ message: whole(url, cause) });
    expect(await rejection(orgs.listArtifactStorageRecords(LIST))).toMatchObject({ message: whole(url, cause) });
  });

  test("to a URL with a query", async () => {
    const orgs = octokitWhoseHookIsRefused(`${INSTALLATION_TOKEN}?a=b`, NOT_FOUND, {
      message: "Integration not found",
    });
    expect(await rejection(orgs.createArtifactStorageRecord(CALL))).toMatchObject({
      message: whole(INSTALLATION_TOKEN, WRONG_KEY),
    });
  });

  test("as GitHub's pages for signing in answer", async () => {
    const data = { error: "bad_verification_code", error_description: "The code passed is incorrect or expired." };
    const orgs = octokitWhoseHookIsRefused(USER_TOKEN, { status: 400, message: "" }, data);
    expect(await rejection(orgs.createArtifactStorageRecord(CALL))).toMatchObject({
      message: whole(USER_TOKEN, SIGN_IN),
    });
  });

  test.each([
    "https://api.github.com/orgs/octo-org/artifacts/metadata/storage-record",
    "https://api.github.com/app/installations/1",
    "https://api.github.com/app/installations/1/access_tokens/2",
    "https://api.github.com/repos/octo-org/libfoo?from=/app/installations/1/access_tokens",
  ])("is none to %s, whose refusal is explained as the method's", async (url) => {
    const orgs = octokitWhoseHookIsRefused(url, NOT_FOUND, { message: "Not Found" });
    const error = await rejection(orgs.createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ hint: expect.stringContaining(HIDDEN_ORG) });
  });

  test("no cause is missing here", () => {
    const told = OF_TOKENS.map(([, , cause]) => cause);
    const causes = TOKEN_REQUESTS.flatMap(({ refusals }) => refusals().flatMap((refusal) => refusal.causes));
    expect(causes.filter((cause) => !cause.includes("{retry}") && !told.includes(cause))).toEqual([]);
  });
});

interface Answer {
  type?: string;
  body: string;
  url?: string;
}

const NOT_CREATED =
  "the response has no `total_count`, unlike GitHub's. It was cut off, redirected, or changed by a proxy or one of your hooks. The record may or may not have been stored. Look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.";
const NOT_LISTED =
  "the response has no `total_count` or `storage_records`, unlike GitHub's. It was cut off, redirected, or changed by a proxy or one of your hooks. It says nothing about what is stored. Call octokit.rest.orgs.listArtifactStorageRecords again.";
const NONE_CREATED =
  "nothing was stored: GitHub answered with `total_count: 0`. It found no artifact of the organization with this digest. Give `github_repository`, the repository that the artifact was built from.";
const NONE_IN_REPOSITORY =
  "nothing was stored: GitHub answered with `total_count: 0`. It found no artifact of the organization with this digest. Check the digest, and that `github_repository` is the repository that the artifact was built from.";
const FROM_ELSEWHERE =
  'the response came from another address, "https://reg.example.com/login", and none of its records has the `digest` that was sent. The request was redirected, or its URL was changed. The record may or may not have been stored. Look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.';

const UNEXPECTED: [answer: Answer, came: string][] = [
  [
    { type: "text/html", body: "<!doctype html><title>Sign in</title>" },
    'status 200, content type "text/html", body starting with "<!doctype html><title>Sign in</title>".',
  ],
  [
    { body: '{"login":"octo-org"}' },
    `status 200, content type "application/json", body starting with "{\\"login\\":\\"octo-org\\"}".`,
  ],
  [{ body: "null" }, 'status 200, content type "application/json", body starting with "null".'],
  [
    { type: "text/plain\t; x", body: "x".repeat(81) },
    `status 200, content type "text/plain\\t; x", body starting with "${"x".repeat(80)}…".`,
  ],
  [{ body: "" }, 'status 200, content type "application/json", no body.'],
  [{ type: "", body: "" }, "status 200, no content type, no body."],
];

describe("an unexpected answer", () => {
  const octokitThatGets = ({ type = "application/json", body, url: from }: Answer) => {
    const fetch = stubFetch();
    fetch.mockImplementation(async (url) => {
      const response = new Response(new TextEncoder().encode(body), { headers: type ? { "content-type": type } : {} });
      return Object.defineProperty(response, "url", { value: from ?? url });
    });
    return stubbedOctokit(fetch).rest.orgs;
  };

  test.each(UNEXPECTED)("to creating: %j", async (answer, came) => {
    const error = await rejection(octokitThatGets(answer).createArtifactStorageRecord(CALL));
    expect(error).toMatchObject({ message: `orgs.createArtifactStorageRecord: ${NOT_CREATED}\nReceived: ${came}` });
  });

  test.each(UNEXPECTED)("to listing: %j", async (answer, came) => {
    const error = await rejection(octokitThatGets(answer).listArtifactStorageRecords(LIST));
    expect(error).toMatchObject({ message: `orgs.listArtifactStorageRecords: ${NOT_LISTED}\nReceived: ${came}` });
  });

  test.each([
    [NONE_CREATED, {}],
    [NONE_CREATED, { github_repository: undefined }],
    [NONE_IN_REPOSITORY, { github_repository: "libfoo" }],
  ])("that nothing was stored: %s", async (text, given) => {
    const { createArtifactStorageRecord } = octokitThatGets({ body: '{"total_count":0}' });
    expect(await rejection(createArtifactStorageRecord({ ...CALL, ...given }))).toMatchObject({
      message: `orgs.createArtifactStorageRecord: ${text}\nReceived: status 200, content type "application/json", body starting with "{\\"total_count\\":0}".`,
    });
  });

  test("to creating, from another address", async () => {
    const { createArtifactStorageRecord } = octokitThatGets({
      body: '{"total_count":1}',
      url: "https://reg.example.com/login",
    });
    expect(await rejection(createArtifactStorageRecord(CALL))).toMatchObject({
      message: `orgs.createArtifactStorageRecord: ${FROM_ELSEWHERE}\nReceived: status 200, content type "application/json", body starting with "{\\"total_count\\":1}".`,
    });
  });
});

describe("no text of the map is missing here", () => {
  /** Every text of a row that a reader may see; what stands in braces is filled in. */
  const textsOfRow = ({ parameters, misnomers, refusals, answer }: Row) =>
    [
      ...Object.values(parameters).flatMap(({ tooLong, patternInWords, fixes }) => [
        tooLong,
        patternInWords,
        ...fixes().map(([, advice]) => advice),
      ]),
      ...misnomers.map(({ advice }) => advice),
      ...refusals().flatMap(({ causes }) => causes),
      ...(answer.none ?? []).map(({ text }) => text),
      answer.otherwise,
    ].filter((text) => text !== "");
  /** Each fix is held to its own parameter, for several have texts alike. */
  const fixesOfRow = ({ parameters }: Row) =>
    Object.entries(parameters).flatMap(([name, { fixes }]) => fixes().map(([, advice]) => ({ name, advice })));
  const isIn = (messages: string[], text: string) => {
    const parts = text.split(/\{\w+\}/);
    return messages.some((message) => parts.every((part) => message.includes(part)));
  };

  const TABLES: [name: string, row: Row, rejected: Rejected[], others: string[]][] = [
    [
      "createArtifactStorageRecord",
      routes.orgs.createArtifactStorageRecord,
      CREATED,
      [...OF_CREATING.flatMap(([, ...causes]) => causes), NOT_CREATED, NONE_CREATED, NONE_IN_REPOSITORY],
    ],
    [
      "listArtifactStorageRecords",
      routes.orgs.listArtifactStorageRecords,
      LISTED,
      [...OF_LISTING.flatMap(([, ...causes]) => causes), NOT_LISTED],
    ],
  ];

  test("nor a method of the map", () => {
    expect(TABLES.map(([name]) => name)).toEqual(Object.values(routes).flatMap((methods) => Object.keys(methods)));
  });

  test.each(TABLES)("of %s", (_name, row, rejected, others) => {
    const messages = rejected.flatMap(([, ...messages]) => messages);
    const missing = textsOfRow(row).filter((text) => !isIn([...messages, ...others], text));
    expect(missing).toEqual([]);
    // A URL's fixes are told of the registry's; the artifact's are the same ones.
    const unled = fixesOfRow(row).filter(
      ({ name, advice }) =>
        name !== "artifact_url" &&
        !messages.some((message) => message.startsWith(`${name} `) && message.endsWith(` ${advice}`)),
    );
    expect(unled).toEqual([]);
  });

  test("the artifact's URL is fixed as the registry's is", () => {
    const { artifact_url, registry_url } = routes.orgs.createArtifactStorageRecord.parameters;
    expect(artifact_url.fixes).toBe(registry_url.fixes);
  });

  test("each refusal of the map is met by a row of the table", () => {
    const met = (row: Row, table: [Refusal, ...string[]][]) =>
      row
        .refusals()
        .filter(
          ({ causes }) =>
            !table.some(
              ([, ...texts]) => texts.length === causes.length && isIn([texts.join("\n")], causes.join("\n")),
            ),
        );
    expect(met(routes.orgs.createArtifactStorageRecord, OF_CREATING)).toEqual([]);
    expect(met(routes.orgs.listArtifactStorageRecords, OF_LISTING)).toEqual([]);
  });
});
