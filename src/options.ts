/** What a call is given: the endpoint's parameters, and options of Octokit's. */
export type Options = Readonly<Record<string, unknown>>;

/** The options that Octokit itself reads from the parameters, and that a method may be given. */
export const OPTIONS_OF_OCTOKIT = new Set(["method", "url", "baseUrl", "headers", "mediaType", "request"]);
