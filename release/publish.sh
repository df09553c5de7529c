#!/usr/bin/env bash
# Publishes the plugin and the command of a release, the very files that were packed:
#   release/publish.sh TAG FOLDER CHECKSUMS
# FOLDER holds the two files, and CHECKSUMS is what release/pack.sh printed of them. One that is published already is passed
# over, so that a run that failed half-way can be run again.
set -euo pipefail

version=${1#v}
checksums=$3
names=(octokit-plugin-artifact-storage artifact-storage-record)
cd "$2"

fail() {
  echo "Nothing was published: $1" >&2
  exit 1
}

expected=$(printf '%s\n' "${names[@]/%/-$version.tgz}" | sort)
found=$(printf '%s\n' *.tgz | sort)
[ "$found" = "$expected" ] || fail "packed is $(xargs <<<"$found"), but $1 is $(xargs <<<"$expected")."
summed=$(sed -E 's/^[0-9a-f]{64} [ *]//' <<<"$checksums" | sort)
[ "$summed" = "$expected" ] || fail "there are checksums of $(xargs <<<"$summed"), but $1 is $(xargs <<<"$expected")."
sha256sum --check --strict --quiet <<<"$checksums" || fail "these are not the files that were packed."
for name in "${names[@]}"; do
  id=$(tar -xzOf "$name-$version.tgz" package/package.json | node --print 'const { name, version } = JSON.parse(fs.readFileSync(0)); name + "@" + version')
  [ "$id" = "$name@$version" ] || fail "$name-$version.tgz is $id."
done

for name in "${names[@]}"; do
  file=./$name-$version.tgz
  packed="sha512-$(openssl dgst -sha512 -binary "$file" | base64 | tr -d '\n')"
  published=$(npm view "$name@$version" dist.integrity 2>/dev/null || true)
  if [ -z "$published" ]; then
    npm publish "$file" --access public --ignore-scripts
  elif [ "$published" = "$packed" ]; then
    echo "$name@$version is already published."
  else
    echo "$name@$version is already published, but is not this file: raise the version." >&2
    exit 1
  fi
done
