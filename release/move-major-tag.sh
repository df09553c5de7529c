#!/usr/bin/env bash
# Moves the tag of a major version, such as v1, to a release, for those who use the action as @v1:
#   release/move-major-tag.sh TAG COMMIT
# It stays where it is when TAG, such as v1.1.5, is not the newest of its major version.
set -euo pipefail

tag=$1
commit=$2
major=${tag%%.*}
refs=repos/$GITHUB_REPOSITORY/git

newest=$(gh api --paginate "$refs/matching-refs/tags/$major." --jq '.[].ref | ltrimstr("refs/tags/")' | sort -V | tail -n 1)
if [ "$newest" != "$tag" ]; then
  echo "$newest is newer than $tag, so $major stays there."
elif [ -n "$(gh api "$refs/matching-refs/tags/$major" --jq ".[].ref | select(. == \"refs/tags/$major\")")" ]; then
  gh api --method PATCH "$refs/refs/tags/$major" -f "sha=$commit" -F force=true
else
  gh api --method POST "$refs/refs" -f "ref=refs/tags/$major" -f "sha=$commit"
fi
