/**
 * @typedef {object} RateLimit The primary limit.
 * @property {number} [limit] Requests that may be sent until it is reset.
 * @property {number} [seconds] How long that takes.
 * @property {boolean} [enforced] Whether requests beyond it are refused. Otherwise the count starts anew before its end.
 *
 * @typedef {object} Count
 * @property {boolean} passes Whether the request may pass.
 * @property {number} limit
 * @property {number} used
 * @property {number} remaining
 * @property {number} reset In seconds since 1970.
 */

/** @param {RateLimit} rateLimit @param {() => number} clock */
export function countRequests({ limit = 5000, seconds = 3600, enforced = false }, clock) {
  let used = 0;
  let resetAt = 0;

  /** Counts a request of so many points. @param {number} points @returns {Count} */
  return (points) => {
    const now = clock();
    if (now >= resetAt || (points > 0 && !enforced && used === limit - 1)) {
      used = 0;
      // GitHub tells whole seconds, and holds to what it tells.
      resetAt = Math.ceil(now / 1000 + seconds) * 1000;
    }
    const passes = used + points <= limit;
    if (passes) used += points;
    return { passes, limit, used, remaining: limit - used, reset: resetAt / 1000 };
  };
}
