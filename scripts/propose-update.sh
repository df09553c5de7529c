#!/usr/bin/env bash
# Proposes a renewed description as a pull request, or refreshes the one that is open:
#   scripts/propose-update.sh DESCRIPTION REPORT
# Its commit goes on top of the branch, whoever has pushed to it, and nothing is force-pushed: if somebody pushes in
# between, this fails, and the next run continues from there. A version whose pull request was closed is skipped.
set -euo pipefail

description=$1
report=$2
fixture=__tests__/fixtures/openapi.json
title="Update the operations to GitHub's newest description"

open=$("$(dirname "$0")/find-update-branch.sh")
version=$(node --print 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).version' "$description")
branch=${open:-update-openapi-$version}

if [ -z "$open" ] && [ -n "$(gh pr list --state closed --head "$branch" --json number --jq '.[].number')" ]; then
  echo "The pull request of $branch was closed, so it is not opened again."
  exit 0
fi

if git ls-remote --exit-code origin "refs/heads/$branch" >/dev/null; then
  git fetch --quiet origin "refs/heads/$branch"
  git switch --quiet --create "$branch" FETCH_HEAD
else
  git switch --quiet --create "$branch"
fi
cp "$description" "$fixture"
if ! git diff --quiet -- "$fixture"; then
  git commit --quiet --message "$title" -- "$fixture"
  git push --quiet origin "HEAD:refs/heads/$branch"
fi

if [ -n "$open" ]; then
  gh pr edit "$branch" --body-file "$report"
else
  gh pr create --head "$branch" --title "$title" --body-file "$report"
fi
