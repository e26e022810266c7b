#!/usr/bin/env bash
# Compiles pyproject.toml into pinned, hashed requirement files that name no registry host.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  "${UV:-uv}" pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet --output-file "requirements/$1.txt" "${@:2}"
}
compile run --group build --extra papers
compile web --group build --extra papers --extra web --extra postgres
compile test --group test
compile check --group check
compile bench --group bench
compile audit --group build --group audit
if grep -nE 'https?://|file://' requirements/*.txt; then
  echo "a requirement file names a host" >&2
  exit 1
fi
