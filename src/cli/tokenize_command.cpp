// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/tokenize_command.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "audit/deduplication.hpp"
#include "base/plural.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "io/arrays/read_features.hpp"
#include "io/files/mapped_file.hpp"
#include "io/tables/table_builder.hpp"
#include "io/write_table.hpp"
#include "tokenizers/demo.hpp"
#include "tokenizers/premises.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {
namespace {

/// The lines of a text file; a last line break is no extra line.
Result<std::vector<std::string>> read_lines(const std::string& path) {
  const auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  std::vector<std::string> lines;
  std::string_view rest = file->bytes();
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

Result<TokenizerOptions> options_of(const TokenizeArguments& arguments) {
  TokenizerOptions options;
  const auto method = find_method(arguments.method);
  const auto policy = find_policy(arguments.policy);
  if (!method || !policy)
    return fail(ErrorCode::internal, "the options let a method or policy without name pass");
  const auto seed = seed_named(arguments.seed);
  if (!seed) return tl::unexpected(seed.error());
  options.method = *method;
  options.policy = *policy;
  options.levels = arguments.levels;
  options.codebook = arguments.codebook;
  options.seed = *seed;
  options.iterations = arguments.iterations;
  options.threads = threads_of(arguments.common);
  if (!arguments.codebooks.empty()) {
    auto codebooks = read_codebooks(arguments.codebooks);
    if (!codebooks) return tl::unexpected(codebooks.error());
    options.codebooks = std::move(*codebooks);
  }
  return options;
}

Result<ItemIds> ids_of(const TokenizeArguments& arguments, std::size_t rows, ItemIds ids) {
  if (arguments.ids.empty()) return ids;
  const auto lines = read_lines(arguments.ids);
  if (!lines) return tl::unexpected(lines.error());
  if (lines->size() != rows)
    return fail(ErrorCode::malformed, fmt::format("{} item ids for {} rows", lines->size(), rows),
                {arguments.ids, {}, {}}, "give one id a line, in the order of the rows");
  ItemIds named;
  std::unordered_map<std::string_view, std::size_t> seen;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string& line = (*lines)[row];
    const Location where{arguments.ids, row + 1, {}};
    if (line.empty()) return fail(ErrorCode::malformed, "the item id is empty", where);
    if (const auto [first, is_new] = seen.emplace(line, row); !is_new)
      return fail(ErrorCode::malformed,
                  fmt::format("the item id {} stands in line {} already", sidproof::quoted(line),
                              first->second + 1),
                  where, "every row is an item of its own");
    named.push_back(line);
  }
  return named;
}

Result<Tokenized> tokenize_titles_of(const TokenizeArguments& arguments,
                                     const TokenizerOptions& options) {
  if (arguments.titles.empty())
    return fail(ErrorCode::usage, "textual needs titles", {}, "add --titles FILE, one a line");
  const auto titles = read_lines(arguments.titles);
  if (!titles) return tl::unexpected(titles.error());
  const auto ids = ids_of(arguments, titles->size(), ItemIds::row_numbers(titles->size()));
  if (!ids) return tl::unexpected(ids.error());
  return tokenize_titles(*titles, *ids, options);
}

Result<Tokenized> tokenize_features_of(const TokenizeArguments& arguments,
                                       const TokenizerOptions& options, Progress& progress) {
  Features features;
  if (arguments.features.empty()) {
    auto demo = demo_catalogue(demo_seed, progress);
    if (!demo) return tl::unexpected(demo.error());
    features = std::move(demo->features);
  } else {
    auto read = read_features(arguments.features);
    if (!read) return tl::unexpected(read.error());
    features = std::move(*read);
  }
  auto ids = ids_of(arguments, features.rows, features.items);
  if (!ids) return tl::unexpected(ids.error());
  features.items = std::move(*ids);
  return tokenize(features, options, progress);
}

// What it means where an appended token must tell much.
std::optional<std::string> appended_warning(const TokenizerOptions& options,
                                            const Tokenized& result) {
  if (!appends(options.policy)) return std::nullopt;
  const TokenizerReport& report = result.report;
  return deduplication_warning(
      {result.table.rows(), report.groups_before, report.largest_codebook});
}

std::string text(const TokenizeArguments& arguments, const TokenizerOptions& options,
                 const Tokenized& result) {
  const TokenizerReport& report = result.report;
  const Premises premises = guaranteed(options.method, options.policy);
  const Codes& codes = result.table.codes;
  std::string text =
      fmt::format("table        {} - {} - {}{}\n", arguments.output,
                  plural(result.table.rows(), "item", "items"),
                  codes.is_fixed_length() ? "" : fmt::format("{} to ", codes.min_length()),
                  plural(codes.max_length(), "token", "tokens"));
  text += fmt::format("method       {}, policy {}\n", name(options.method), name(options.policy));
  if (!report.mean_squared_error.empty())
    text += fmt::format("distortion   {:.6g} (mean squared, after all tokens)\n",
                        report.mean_squared_error.back());
  text += fmt::format("collisions   items in groups: {} before the policy, {} after\n",
                      report.items_in_groups_before, report.items_in_groups_after);
  text += fmt::format("guarantees   one-to-one {}, prefix-free {}, fixed length {}\n",
                      premises.one_to_one ? "yes" : "no", premises.prefix_free ? "yes" : "no",
                      premises.fixed_length ? "yes" : "no");
  if (const auto warning = appended_warning(options, result))
    text += "note         " + *warning + "\n";
  // Lists of bare words could be anybody's lists: they are read where their format is named.
  const bool words_in_json =
      options.method == Method::textual &&
      (arguments.output_format == "index-json" ||
       (arguments.output_format.empty() && arguments.output.ends_with(".json")));
  text += fmt::format("next         sidproof audit {}{}\n", arguments.output,
                      words_in_json ? " --format index-json" : "");
  return text;
}

bool is_npy(const TokenizeArguments& arguments) {
  return arguments.output_format == "npy" ||
         (arguments.output_format.empty() && arguments.output.ends_with(".npy"));
}

// Arrays hold codes: a codeword's number in place of its text.
void as_codes(Table& table) {
  for (Alphabet& alphabet : table.alphabets) alphabet = Alphabet::numbers(alphabet.size());
}

Result<ExitCode> run(const TokenizeArguments& arguments) {
  if (auto allowed =
          check_output(arguments.output, arguments.output_format,
                       {arguments.features, arguments.codebooks, arguments.titles, arguments.ids},
                       arguments.force);
      !allowed)
    return tl::unexpected(allowed.error());
  ProgressBar progress(arguments.common.quiet);
  const auto options = options_of(arguments);
  if (!options) return tl::unexpected(options.error());
  auto result = options->method == Method::textual
                    ? tokenize_titles_of(arguments, *options)
                    : tokenize_features_of(arguments, *options, progress);
  if (!result) return tl::unexpected(result.error());
  if (is_npy(arguments) && options->method != Method::textual) as_codes(result->table);
  if (auto written = write_table(result->table, arguments.output, arguments.output_format);
      !written)
    return tl::unexpected(written.error());
  progress.clear();
  Outputs outputs(arguments.common);
  if (auto finished = outputs.finish(text(arguments, *options, *result)); !finished)
    return tl::unexpected(finished.error());
  return ExitCode::holds;
}

}  // namespace

ExitCode run_tokenize(const TokenizeArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
