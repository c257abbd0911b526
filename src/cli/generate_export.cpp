// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_export.hpp"

#include <filesystem>
#include <utility>

#include "cli/outputs.hpp"
#include "generator/files/gpt2_export.hpp"
#include "generator/files/gpt2_files.hpp"
#include "generator/files/token_layout.hpp"

namespace sidproof {

namespace fs = std::filesystem;

std::vector<std::string> generate_inputs(const GenerateArguments& arguments) {
  std::vector<std::string> inputs{arguments.table.path, arguments.table.mapping,
                                  arguments.interactions, arguments.allow, arguments.deny};
  if (!arguments.weights.empty()) {
    const auto files = reference::Gpt2Files::at(arguments.weights);
    inputs.push_back(files.weights);
    inputs.push_back(files.config);
    inputs.push_back(files.tokens);
  }
  return inputs;
}

Result<void> check_export(const GenerateArguments& arguments) {
  if (arguments.export_to.empty())
    return arguments.force ? fail(ErrorCode::usage, "--force is for --export") : Result<void>();
  std::error_code ignored;
  if (fs::exists(arguments.export_to, ignored) && !fs::is_directory(arguments.export_to, ignored))
    return fail(ErrorCode::cannot_write, "is no folder", {arguments.export_to, {}, {}},
                "name a folder, which is made when there is none");
  for (const char* name : reference::exported_files)
    if (auto allowed = check_output((fs::path(arguments.export_to) / name).string(), "safetensors",
                                    generate_inputs(arguments), arguments.force);
        !allowed)
      return allowed;
  return {};
}

Result<std::vector<std::string>> export_network(const std::string& folder,
                                                const reference::Network& network,
                                                const reference::Catalogue& catalogue,
                                                const Table& table,
                                                const std::vector<reference::Observed>& observed,
                                                const reference::Executor& executor) {
  std::vector<reference::LogitsCase> cases;
  for (const reference::Observed& one : observed) {
    auto tokens = catalogue.prompt(one.history, network.shape().positions);
    if (!tokens) return tl::unexpected(tokens.error());
    const std::size_t from = tokens->size() - 1;
    const Sequence next = catalogue.trie().prefix(catalogue.trie().node_of_row(one.target));
    for (std::size_t j = 0; j + 1 < next.size(); ++j)
      tokens->push_back(catalogue.first_token(j) + next[j]);
    auto logits = logits_case(network, *std::move(tokens), from, executor);
    if (!logits) return tl::unexpected(logits.error());
    cases.push_back(*std::move(logits));
  }
  const auto layout = token_layout_json(catalogue, table);
  if (!layout) return tl::unexpected(layout.error());
  if (auto written = export_gpt2(folder, network.weights(), *layout, logits_json(cases)); !written)
    return tl::unexpected(written.error());
  std::vector<std::string> paths;
  for (const char* name : reference::exported_files)
    paths.push_back((fs::path(folder) / name).string());
  return paths;
}

}  // namespace sidproof
