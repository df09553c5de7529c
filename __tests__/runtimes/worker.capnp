using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    # The local GitHub is not on the public network, which is all that a worker reaches by default.
    (name = "internet", network = (allow = ["private"])),
  ],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "dist/worker.js")],
  bindings = [(name = "GITHUB_URL", fromEnvironment = "GITHUB_URL")],
  compatibilityDate = "2026-10-01",
);
