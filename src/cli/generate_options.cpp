// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/generate_command.hpp"
#include "cli/options.hpp"

namespace sidproof {

void add_generate_options(CommandLine& line) {
  const auto generate = std::make_shared<GenerateArguments>();
  CLI::App& command = line.add("generate", "The reference generator: recommend, sample, check",
                               [generate] { return run_generate(*generate); });
  add_table(command, generate->table);
  // Named by their options and not by their names: looking up a name ends the program where
  // memory runs out.
  CLI::Option* const check = command.add_flag(
      "--check", generate->check, "Check the generator end to end; the worst verdict decides");
  CLI::Option* const report =
      command.add_flag("--report", generate->report,
                       "Measure what decoding loses and distorts against the exact law");
  command.add_option("--json", generate->reports.json, "Write the JSON report (- is stdout)")
      ->type_name("FILE");
  command.add_option("--junit", generate->reports.junit, "With --check: write JUnit XML")
      ->type_name("FILE");
  command
      .add_option("--certificate", generate->reports.certificate,
                  "With --check: write what `replay` recomputes")
      ->type_name("FILE");
  command
      .add_option("--html", generate->reports.html, "With --report: write one self-contained page")
      ->type_name("FILE");
  command.add_option("-i,--interactions", generate->interactions, "Histories and targets")
      ->type_name("FILE");
  command
      .add_option("--interactions-format", generate->interactions_format,
                  "Format of the interactions (default: detect)")
      ->type_name("NAME");
  command
      .add_option("--split", generate->split,
                  "Only the examples of this split; files that say none are it as a whole")
      ->check(one_of({"train", "valid", "test"}))
      ->type_name("SPLIT");
  counted(command.add_option("--items", generate->items,
                             "Only the first rows of the table (default: all; --check: 4096)"),
          "N", 1);
  counted(command.add_option("--requests", generate->requests,
                             "How many histories (default: 1; --check, --report: 4)"),
          "N", 1);
  counted(command.add_option("--history", generate->history, "Items of a history that are seen"),
          "N");
  CLI::Option* const mode =
      command
          .add_option("--mode", generate->mode,
                      "The law over the trie: raw, global or local (default: raw, which ranks as "
                      "global; --samples, --report: global)")
          ->check(one_of({"raw", "global", "local"}))
          ->excludes(check)
          ->type_name("NAME");
  CLI::Option* const beam =
      counted(command.add_option("--beam", generate->beam, "Beam width; the K of --report"), "N")
          ->excludes(check);
  command.add_flag("--exclude-history", generate->exclude_history,
                   "Recommend no item of the whole history, seen or not");
  command.add_option("--allow", generate->allow, "Recommend only the items of a list")
      ->type_name("FILE");
  command.add_option("--deny", generate->deny, "Recommend no item of a list")->type_name("FILE");
  counted(command.add_option("--groups", generate->groups, "Groups of the diverse beams"), "N")
      ->needs(report);
  command.add_option("--penalty", generate->penalty, "Nats that a repetition costs a diverse beam")
      ->needs(report)
      ->type_name("NATS");
  command.add_option("--mmr", generate->mmr, "Lambda of MMR, 0 to 1")
      ->needs(report)
      ->type_name("X");
  CLI::Option* const samples =
      counted(command.add_option("--samples", generate->samples,
                                 "Draw items instead of searching (--check: 100000)"),
              "N", 1);
  real(command.add_option("--temperature", generate->temperature,
                          "Divide the logits by T before anything else (default: 1)"),
       "T");
  counted(command.add_option("--top-k", generate->top_k,
                             "Then keep only the K most probable tokens of a position"),
          "K");
  real(
      command.add_option("--top-p", generate->top_p,
                         "Then keep only the fewest best tokens of at least this share; then mask"),
      "P");
  command
      .add_option("--head", generate->head,
                  "ar: one head, token after token; parallel: a head for each position")
      ->check(one_of({"ar", "parallel"}))
      ->type_name("NAME");
  real(command.add_option("--head-temperature", generate->head_temperature,
                          "Divides the cosines of parallel heads (default: 0.03)"),
       "T");
  command
      .add_option("--executor", generate->executor,
                  "Who computes the network: cpu, or cuda (the same bits, on a GPU)")
      ->check(one_of({"cpu", "cuda"}))
      ->type_name("NAME");
  CLI::Option* const shape[] = {
      counted(command.add_option("--width", generate->width, "Width of the network"), "N"),
      counted(command.add_option("--layers", generate->layers, "Layers of the network"), "N"),
      counted(command.add_option("--heads", generate->heads, "Attention heads"), "N")};
  CLI::Option* const weights =
      command
          .add_option("--weights", generate->weights,
                      "A GPT2LMHeadModel: its folder or .safetensors file, with config.json and an "
                      "export's tokens.json beside it")
          ->type_name("PATH");
  for (CLI::Option* const option : shape) weights->excludes(option);
  command
      .add_option("--export", generate->export_to,
                  "Write the network and its logits into this folder instead")
      ->excludes(check)
      ->excludes(samples)
      ->excludes(mode)
      ->excludes(beam)
      ->type_name("FOLDER");
  command.add_flag("--force", generate->force, "--export: replace files that are there");
  command
      .add_option("--arithmetic", generate->arithmetic,
                  "ref: the same bits everywhere; fast (binary32), fast-bf16: any order of "
                  "summation, and a verdict on the ranking")
      ->check(one_of({"ref", "fast", "fast-bf16"}))
      ->type_name("NAME");
  command.add_option("--seed", generate->seed, "Seed: decimal, or 0x and up to 32 hex digits")
      ->type_name("N");
  add_common(command, generate->common);
  refuse_idle(command,
              {{"--interactions-format", [generate] { return generate->interactions.empty(); },
                "without --interactions"},
               {"--force", [generate] { return generate->export_to.empty(); }, "without --export"},
               {"--seed",
                [generate] {
                  return !generate->weights.empty() && !generate->check && generate->samples == 0;
                },
                "on --weights without draws"}});
}

}  // namespace sidproof
