#!/bin/sh
# Builds static/careway.css and the scripts in static/ from this folder. Needs Node 20 and npm; what it builds is committed.
set -eu
cd "$(dirname "$0")"
[ -d node_modules/govuk-frontend ] || npm ci --ignore-scripts
npx --no-install sass --no-source-map --quiet-deps --load-path=node_modules/govuk-frontend/dist/govuk styles/careway.scss \
  | node turn-with-the-language.js > ../static/careway.css
for script in careway passkeys; do
  npx --no-install esbuild "scripts/$script.js" --bundle --format=esm --target=es2020 --minify --legal-comments=none \
    --log-level=warning --outfile="../static/$script.js"
done
npx --no-install esbuild ../static/careway.css --minify --target=chrome111,firefox113,safari16.4 --loader:.css=css \
  --allow-overwrite --log-level=warning --outfile=../static/careway.css
