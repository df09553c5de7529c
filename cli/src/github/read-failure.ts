/** What a failed request tells. */
export type Failure =
  /** GitHub refused it: nothing was stored. */
  | { kind: "refused"; status: number; message: string }
  /** It never got to GitHub: nothing was stored. */
  | { kind: "unreachable"; message: string }
  /** As unreachable, because the certificate is not trusted. */
  | { kind: "untrusted"; message: string }
  /** An answer that does not tell, or none. */
  | { kind: "unclear"; message: string };

export declare function readFailure(error: unknown): Failure;
