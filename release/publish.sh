#!/usr/bin/env bash
# Publishes packed packages in the order given:
#   release/publish.sh FILE…
# One that is published already is passed over, so that a run that failed half-way can be run again.
set -euo pipefail

for file in "$@"; do
  id=$(tar -xzOf "$file" package/package.json | node --print 'const { name, version } = JSON.parse(fs.readFileSync(0)); name + "@" + version')
  packed="sha512-$(openssl dgst -sha512 -binary "$file" | base64 | tr -d '\n')"
  published=$(npm view "$id" dist.integrity 2>/dev/null || true)
  if [ -z "$published" ]; then
    npm publish "$file" --access public --ignore-scripts
  elif [ "$published" = "$packed" ]; then
    echo "$id is already published."
  else
    echo "$id is already published, but is not this file: raise the version." >&2
    exit 1
  fi
done
