#!/bin/sh
# What some tests need from npm, in the versions of requirements/node: Ace by DAISY, into FOLDER.
# Where npm cannot have them, says so, and those tests skip with that reason. Usage: node-packages.sh BIN FOLDER
set -u

bin=$(cd "$1" && pwd)
mkdir -p "$2"
cp requirements/node/package.json requirements/node/package-lock.json "$2"
cd "$2" || exit 1
PATH="$bin:$PATH" PUPPETEER_SKIP_DOWNLOAD=1 npm ci --silent --no-audit --no-fund --ignore-scripts ||
    echo "Not installed: Ace by DAISY (npm: @daisy/ace-cli). The tests that need it will skip."
