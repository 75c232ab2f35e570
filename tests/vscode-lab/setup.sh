#!/bin/bash
# setup.sh DIR
# Makes DIR a real VS Code server from npm packages alone (code-server 4.96 is VS Code 1.96, for node 20): a workbench for
# Chromium with the real extension host. Needs g++, make, python3, libkrb5-dev and node's headers (below NODEDIR, else
# /usr). Can be run again.
set -euo pipefail

dir=$(realpath -m "${1:?usage: setup.sh DIR}")
nodedir=${NODEDIR:-/usr}
npm() { command npm "$@" --no-audit --no-fund --ignore-scripts --fetch-retries 5; }

mkdir -p "$dir"
cd "$dir"
npm install code-server@4.96.4

# Its lock names a dependency in git; the same is in the registry. Parts for Windows alone are left out.
cd node_modules/code-server/lib/vscode
rm -f npm-shrinkwrap.json
node -e '
const fs = require("fs");
const own = JSON.parse(fs.readFileSync("package.json"));
for (const name of ["windows-process-tree", "windows-registry"]) delete own.dependencies[`@vscode/${name}`];
delete own.devDependencies;
delete own.scripts;
fs.writeFileSync("package.json", JSON.stringify(own, null, 1));
'
npm install --omit=dev

# Scripts of packages do not run; what has to be built is built here.
built() { "$@" >"$dir/build.log" 2>&1 || { tail -n 40 "$dir/build.log"; exit 1; }; }
for module in node-pty @vscode/spdlog native-watchdog kerberos @parcel/watcher; do
    (cd "node_modules/$module" && built npx --yes node-gyp rebuild --nodedir="$nodedir")
done
cd "$dir/node_modules/argon2"
built ../.bin/node-pre-gyp install --build-from-source --nodedir="$nodedir"
node "$dir/node_modules/code-server/out/node/entry.js" --version
