#!/bin/sh
# Search over made archives: what the index costs to write, whether the browser answers as Xapian does, what a first
# query costs a reader, and how quick keys are. search.sh BUILD-FOLDER SCRATCH-FOLDER ISSUES…; README.md explains all.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1 scratch=$2
shift 2
scripts=$here/../../themes/broadsheet/assets/search

chinese() {
  echo "three paragraphs of ten in Chinese, 1000 issues:"
  python3 "$here/corpus.py" --issues 1000 --chinese 0.3 "$scratch/content"
  "$build/tests/bench/broadsheet_search_bench" "$scratch/content" "$scratch/index" 1000 | sed -n '4p'
  node "$here/../search/client_test.mjs" "$scratch/index" "$scripts"
  rm -rf "$scratch/content" "$scratch/index"
}

browser() {
  [ -d "$here/../browser/node_modules/playwright-core" ] || (cd "$here/../browser" && npm ci --no-audit --no-fund --loglevel=error >&2)
  "$build/broadsheet" build --quiet --content "$scratch/content" --themes "$here/../../themes" --out "$scratch/site" \
    --cache "$scratch/cache"
  echo "search files: $(find "$scratch/site/search" -name '*.bin' | wc -l)"
  for script in "$scratch"/site/assets/search/search.*.js; do
    echo "the client without the page's code: $(gzip -9c "$script" | wc -c) bytes as gzip"
  done
  node "$here/cold_query.mjs" "$scratch/site"
  node "$here/keystrokes.mjs" "$scratch/site" 1
}

for issues in "$@"; do
  rm -rf "$scratch"
  mkdir -p "$scratch"
  echo
  echo "search, $issues issues"
  python3 "$here/corpus.py" --issues "$issues" "$scratch/content"
  queries=0
  [ "$issues" -gt 4000 ] || queries=2500
  "$build/tests/bench/broadsheet_search_bench" "$scratch/content" "$scratch/index" $queries
  [ $queries = 0 ] || node "$here/../search/client_test.mjs" "$scratch/index" "$scripts"
  rm -rf "$scratch/index"
  browser
done
rm -rf "$scratch"
mkdir -p "$scratch"
echo
chinese
rm -rf "$scratch"
