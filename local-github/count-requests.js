/**
 * @typedef {object} RateLimit The primary limit.
 * @property {number} [limit] Requests that may be sent until it is reset.
 * @property {number} [seconds] How long that takes.
 * @property {boolean} [enforced] Whether requests beyond it are refused. Otherwise the count starts anew before its end.
 */

/** @param {RateLimit} rateLimit */
export function countRequests({ limit = 5000, seconds = 3600, enforced = false }) {
  let used = 0;
  let resetAt = 0;

  /** Counts a request, and says whether it may pass. */
  return () => {
    const now = Date.now();
    if (now >= resetAt || (!enforced && used === limit - 1)) {
      used = 0;
      // GitHub tells whole seconds, and holds to what it tells.
      resetAt = Math.ceil(now / 1000 + seconds) * 1000;
    }
    const passes = used < limit;
    if (passes) used += 1;
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(limit - used),
      "x-ratelimit-reset": String(resetAt / 1000),
      "x-ratelimit-resource": "core",
      "x-ratelimit-used": String(used),
    };
    return { passes, headers };
  };
}
