#!/bin/sh
# Builds the program and the benchmarks, and runs them: the inner parts briefly, rendering beside python3-jinja2, parsing
# and linking of two archives of which one is ten times the other, then whole builds. Options go to bench.py; README.md
# explains them.
set -eu
cd "$(dirname "$0")/../.."

case " $* " in
  *" --help "*|*" -h "*) exec python3 tests/bench/bench.py "$@" ;;
esac

mkdir -p build/bench
log=build/bench/run.log
if ! { cmake -S . -B build/bench -G Ninja -DBROADSHEET_BENCH=ON -DBROADSHEET_QUICK_LINK=OFF &&
  cmake --build build/bench --target broadsheet broadsheet_inner_bench broadsheet_link_bench broadsheet_template_bench \
    broadsheet_search_bench; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi

rm -rf build/bench/corpora/inner
python3 tests/bench/corpus.py --issues 360 build/bench/corpora/inner
build/bench/tests/bench/broadsheet_inner_bench --content=build/bench/corpora/inner --themes=themes \
  --benchmark_min_time=0.2
# The reference is the distribution's package; where another python3 comes first on the path, that one lacks it.
if /usr/bin/python3 -c 'import jinja2' 2>/dev/null; then
  /usr/bin/python3 -B tests/bench/templates.py build/bench/tests/bench/broadsheet_template_bench build/bench/broadsheet
else
  echo "no python3-jinja2: rendering is not compared with it"
fi

# Made once for each version of what makes it; by another name until it is whole.
made=build/bench/corpora/link-$(cksum <tests/bench/corpus.py | cut -d ' ' -f 1)
case " $* " in
  *" --quick "*) small=360 large=3600 ;;
  *) small=3600 large=36000 ;;
esac
for size in $small $large; do
  [ -d "$made-$size" ] && continue
  rm -rf "$made-$size.new"
  python3 tests/bench/corpus.py --issues "$size" "$made-$size.new"
  mv "$made-$size.new" "$made-$size"
done
printf '\nlinking, with related stories and threads, beside parsing\n\n'
build/bench/tests/bench/broadsheet_link_bench "$made-$small" "$made-$large"

sizes="1000 3600 8000" # about 12,800, 46,000 and 103,000 documents
case " $* " in *" --quick "*) sizes=360 ;; esac
if command -v node >/dev/null; then
  # shellcheck disable=SC2086
  sh tests/bench/search.sh build/bench build/bench/search $sizes
else
  echo "no Node.js: search is not measured in a browser"
fi
exec python3 tests/bench/bench.py "$@"
