// Lets another process drive the local GitHub:
//   POST /_local/faults  [{ "fault": "secondaryLimit", "seconds": 2 }, { "fault": "none" }]   for the requests to come
//   POST /_local/random  { "seed": 1, "share": 0.1 }                                          faults at random, or {} for none
//   GET /_local/requests, GET /_local/stored                                                  what came, and what is kept
//   DELETE /_local                                                                            forgets all of these
import { FAULTS } from "./faults.js";
import { drawFaults } from "./random-faults.js";

export const CONTROL = /^\/_local(?:\/|$)/;

const KINDS = new Map(Object.entries(FAULTS));

/**
 * @param {import("./start-local-github.js").State} state
 * @param {{ method: string, url: string, body: string }} request
 * @returns {import("./refuse.js").Answer}
 */
export function control(state, { method, url, body }) {
  const { stored, requests, faults } = state;
  switch (`${method} ${url}`) {
    case "POST /_local/faults":
      return addFaults(faults, body);
    case "POST /_local/random": {
      const random = JSON.parse(body);
      state.draw = "seed" in random ? drawFaults(random) : undefined;
      return [204, undefined];
    }
    case "GET /_local/requests":
      return [200, requests];
    case "GET /_local/stored":
      return [200, stored];
    case "DELETE /_local":
      for (const list of [stored, requests, faults]) list.length = 0;
      return [204, undefined];
    default:
      return [404, { message: `no such control: ${method} ${url}` }];
  }
}

/** @param {import("./faults.js").Fault[]} faults @param {string} body @returns {import("./refuse.js").Answer} */
function addFaults(faults, body) {
  for (const { fault, ...options } of JSON.parse(body)) {
    const create = KINDS.get(fault);
    if (!create) return [422, { message: `no such fault: ${fault}; there are ${[...KINDS.keys()].join(", ")}` }];
    faults.push(create(options));
  }
  return [204, undefined];
}
