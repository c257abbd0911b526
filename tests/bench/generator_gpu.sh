#!/bin/sh
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# What the owner of a GPU runs: builds the CUDA part, compares bits, looks for races and
# bad accesses, times the workloads. Usage: tests/bench/generator_gpu.sh OUT_FOLDER
# Ends at the first difference; OUT_FOLDER then holds what was measured until then.
set -eu
out=${1:?"usage: $0 OUT_FOLDER"}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/cuda
golden=$root/tests/generator/golden/golden.json
mkdir -p "$out"
command -v nvidia-smi >/dev/null || { echo "there is no nvidia-smi, so no GPU to run on" >&2; exit 65; }
nvidia-smi > "$out/nvidia-smi.txt"
cd "$root"
cmake --preset cuda
cmake --build "$build" --target sidproof_program generator_device_test generator_golden generator_bench
# Bits: a skipped test would prove nothing, so a golden run that finds no GPU ends here.
"$build/tests/generator/generator_golden" check "$golden" cuda
"$build/tests/generator/generator_device_test" | tee "$out/device_test.txt"
"$build/tests/generator/generator_golden" record "$golden" cuda "$(git rev-parse HEAD)"
cp "$golden" "$out/"
"$build/src/cli/sidproof" generate --check --executor cuda --json "$out/check.json"
# Races and accesses out of bounds.
if command -v compute-sanitizer >/dev/null; then
  for tool in memcheck racecheck; do
    compute-sanitizer --tool "$tool" --error-exitcode 1 \
      "$build/tests/generator/generator_device_test" --gtest_filter='CudaDevice.*' \
      > "$out/$tool.txt"
  done
fi
for executor in cuda cpu; do
  SIDPROOF_BENCH_FULL=1 SIDPROOF_EXECUTOR=$executor "$build/tests/bench/generator_bench" \
    --benchmark_out="$out/bench_$executor.json" --benchmark_out_format=json \
    --benchmark_repetitions=5
done
echo "done: $out and $golden say who computed what"
