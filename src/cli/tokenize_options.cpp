// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/tokenize_command.hpp"
#include "tokenizers/method.hpp"

namespace sidproof {
namespace {

template <class Names>
std::vector<std::string> names_of(const Names& values) {
  std::vector<std::string> names;
  for (const auto value : values) names.emplace_back(name(value));
  return names;
}

}  // namespace

void add_tokenize_options(CommandLine& line) {
  const auto tokenize = std::make_shared<TokenizeArguments>();
  CLI::App& command = line.add("tokenize", "Make a table from features with our quantizers",
                               [tokenize] { return run_tokenize(*tokenize); });
  command
      .add_option("features", tokenize->features,
                  "npy of float32 or float64, a row an item (default: the demo's)")
      ->type_name("FEATURES");
  command.add_option("-o,--output", tokenize->output, "The table")->required()->type_name("FILE");
  command
      .add_option("--output-format", tokenize->output_format,
                  "index-json, npy, csv or parquet (default: by extension)")
      ->type_name("NAME");
  command
      .add_option("--method", tokenize->method,
                  "residual-kmeans, residual-codebooks, hierarchical, product, "
                  "optimised-product, atomic or textual")
      ->check(one_of(names_of(all_methods)))
      ->type_name("NAME");
  command
      .add_option("--policy", tokenize->policy,
                  "Collisions: none, append-to-groups, append-to-all, append-to-later, "
                  "counter-modulo, sinkhorn or relocate")
      ->check(one_of(names_of(all_policies)))
      ->type_name("NAME");
  counted(command.add_option("--levels", tokenize->levels, "Tokens an item"), "K");
  counted(command.add_option("--codebook", tokenize->codebook, "Codewords a level"), "V");
  command
      .add_option("--learned-codebooks", tokenize->codebooks,
                  "npy of levels x codewords x dimensions, for residual-codebooks")
      ->type_name("FILE");
  command.add_option("--titles", tokenize->titles, "One title a line, for textual")
      ->type_name("FILE");
  command.add_option("--ids", tokenize->ids, "One item id a line (default: row numbers)")
      ->type_name("FILE");
  command.add_option("--seed", tokenize->seed, "Seed: decimal, or 0x and up to 32 hex digits")
      ->type_name("N");
  counted(command.add_option("--iterations", tokenize->iterations, "Lloyd rounds at most"), "N");
  command.add_flag("--force", tokenize->force, "Replace an existing output");
  add_common(command, tokenize->common);
  const auto textual = [tokenize] { return tokenize->method == "textual"; };
  refuse_idle(command, {{"features", textual, "with --method textual, which reads titles"},
                        {"--titles", [textual] { return !textual(); }, "without --method textual"},
                        {"--learned-codebooks",
                         [tokenize] { return tokenize->method != "residual-codebooks"; },
                         "without --method residual-codebooks"}});
}

}  // namespace sidproof
