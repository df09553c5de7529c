#!/usr/bin/env bash
# Prints the branch of the pull request that proposes a renewed description, if one is open.
set -euo pipefail

gh pr list --state open --json headRefName,isCrossRepository --jq '.[] | select(.isCrossRepository | not).headRefName' |
  { grep '^update-openapi-' || true; } | head -n 1
