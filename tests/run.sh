# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# Sourced by ./sidproof for `./sidproof test`: builds everything and runs the
# suite. Prints what each law kills among the mutants, and ends with a line
# "N passed, N failed, N skipped".
#
#   ./sidproof test              what continuous integration runs
#   ./sidproof test --slow       also tests labelled slow (exhaustive runs, soaks, clang-tidy)
#   ./sidproof test -R REGEX     only tests whose name matches (passed to ctest)

# Replays the committed seeds of one fuzz target, then fuzzes it for some seconds.
# New inputs go to the build folder; the committed ones are only read.
run_fuzzer() {
  local target=$1 seconds=$2 name log
  name=$(basename "$target")
  log=$root/build/fuzz/$name.log
  mkdir -p "$root/build/fuzz/corpus/$name"
  if (cd "$root/build/fuzz" &&
      "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -seed=1 \
        -artifact_prefix="$root/build/fuzz/$name." "$root/build/fuzz/corpus/$name" \
        "$root/tests/fuzz/corpus/$name") >"$log" 2>&1; then
    echo "passed $name"
  else
    echo "failed $name"
    { say "fuzz target $name failed; its log ends:"; tail -n 30 "$log"; } >&2
  fi
}

run_fuzzers() {
  configure_and_build fuzz fuzzers
  export root
  export -f run_fuzzer say
  printf '%s\n' "$root"/build/fuzz/tests/fuzz/fuzz_* | while read -r target; do
    [[ -f $target && -x $target ]] && printf '%s\0' "$target"
  done | xargs -0 -P "$(nproc)" -I '{}' bash -c 'run_fuzzer "$1" "$2"' _ '{}' "$1" |
    tee "$root/build/fuzz/results"
  fuzz_passed=$(grep -c '^passed' "$root/build/fuzz/results" || true)
  fuzz_failed=$(grep -c '^failed' "$root/build/fuzz/results" || true)
}

run_tests() {
  local exclude='slow|bench' arguments=() fuzz_seconds=6
  fuzz_passed=0 fuzz_failed=0
  while (($#)); do
    case $1 in
      --slow) exclude='bench' fuzz_seconds=600 ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
  fetch_duckdb || say "no DuckDB: Parquet tests will be skipped"
  configure_and_build dev all
  local build=$root/build/dev junit code=0
  junit=$build/ctest.xml
  local kills=$build/properties/mutants/kills.txt
  rm -f "$junit" "$kills"
  # A folder of its own for temporary files, which every test has to leave empty.
  local scratch=$build/tmp left
  rm -rf "$scratch"
  mkdir -p "$scratch"
  export TMPDIR=$scratch
  (cd "$build" && ctest -j "$(nproc)" -LE "$exclude" --output-on-failure --no-tests=error \
     --output-junit "$junit" "${arguments[@]}") || code=$?
  [[ ! -f $kills ]] || cat "$kills"
  ((${#arguments[@]})) || run_fuzzers "$fuzz_seconds"
  left=$(ls -A "$scratch")
  if [[ -n $left ]]; then
    say "the tests left files in TMPDIR: $left"
    fuzz_failed=$((fuzz_failed + 1))
  fi
  # One closing line for everything that ran.
  python3 - "$junit" "$fuzz_passed" "$fuzz_failed" "$code" <<'PY'
import sys
import xml.etree.ElementTree as tree

suite = tree.parse(sys.argv[1]).getroot()
fuzz_passed, fuzz_failed, code = map(int, sys.argv[2:5])
total, failures, skipped = (int(suite.get(key)) for key in ("tests", "failures", "skipped"))
for case in suite.iter("testcase"):
    if case.get("status") in ("notrun", "disabled") or case.find("skipped") is not None:
        print("skipped:", case.get("name"))
passed = total - failures - skipped + fuzz_passed
failed = failures + fuzz_failed
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed or code or not passed else 0)
PY
}
