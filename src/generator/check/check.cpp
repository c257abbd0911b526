// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/check/check.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "generator/check/check_host.hpp"
#include "generator/check/check_parts.hpp"
#include "generator/decoding/sampler.hpp"

namespace sidproof::reference {
namespace {

constexpr int most_bits = 2048;

Result<Computed> compute(const Subject& subject, const Network& network, const Catalogue& catalogue,
                         const std::vector<std::uint32_t>& history, const CheckOptions& options) {
  auto prompt = catalogue.prompt(history, network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  Schedule schedule;
  schedule.executor.threads = options.threads;
  auto laws = subject.laws(*prompt, schedule);
  if (!laws) return tl::unexpected(laws.error());
  ItemLaw law = subject.item_law(*laws);
  if (auto some = some_sequence_left(law); !some) return tl::unexpected(some.error());
  return Computed{std::move(*prompt), std::move(*laws), std::move(law)};
}

// Runs checks, keeps their outcomes and the first error.
class Run {
 public:
  explicit Run(Progress& progress) : progress_(&progress) {}

  template <class F>
  void check(std::string name, std::string claim, const F& f) {
    if (error_) return;
    progress_->update("checking " + name, std::min(1.0, static_cast<double>(checks_.size()) / 18));
    const auto start = std::chrono::steady_clock::now();
    Result<Verdict> verdict = f();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (!verdict)
      error_ = verdict.error();
    else
      checks_.push_back({std::move(name), std::move(claim), std::move(*verdict), taken.count()});
  }

  [[nodiscard]] Result<std::vector<Check>> take() {
    if (error_) return tl::unexpected(*error_);
    return std::move(checks_);
  }

 private:
  Progress* progress_;
  std::vector<Check> checks_;
  std::optional<Error> error_;
};

// All verdicts of several examples as one: the figures of the first, and how many.
Verdict over_examples(const std::vector<Verdict>& verdicts) {
  if (verdicts.empty()) return Verdict::unknown("there was no example to check");
  const Verdict merged = merge(verdicts);
  if (merged.truth != Truth::holds) return merged;
  if (verdicts.size() == 1) return verdicts.front();
  return Verdict::holds(std::to_string(verdicts.size()) +
                        " examples; the first: " + verdicts.front().reason);
}

// The checks that look at one history's enclosed trie.
struct EnclosedVerdicts {
  std::vector<Verdict> close;
  std::vector<Verdict> sums;
  std::vector<Verdict> losses;
  std::vector<Verdict> steps;
};

// Doubles the precision until the radii decide.
void enclose_history(const Enclosures& enclosures, const Network& network,
                     const Catalogue& catalogue, const Computed& computed, std::uint32_t target,
                     const CheckOptions& options, Progress& progress, EnclosedVerdicts& verdicts) {
  const std::uint32_t leaf = catalogue.trie().node_of_row(target);
  for (int bits = options.bits;; bits *= 2) {
    const EnclosedLaws enclosed = enclosures.laws(computed.prompt, bits, options.threads, progress);
    const EnclosedLaws forced = enclosures.sequence(computed.prompt, leaf, bits);
    const Verdict sums = check_enclosed_sums(catalogue, enclosed);
    const Verdict losses = check_enclosed_losses(catalogue, enclosed, forced, target);
    const double temperature = options.rule.temperature;
    const Verdict close = check_enclosures(network, catalogue, computed, enclosed, temperature);
    const bool decided = sums.truth != Truth::unknown && losses.truth != Truth::unknown &&
                         close.truth != Truth::unknown;
    if (!decided && 2 * bits <= most_bits) continue;
    const Verdict steps = check_steps(network, catalogue, enclosed, forced, target, temperature);
    if (steps.truth == Truth::unknown && 2 * bits <= most_bits) continue;
    verdicts.close.push_back(close);
    verdicts.sums.push_back(sums);
    verdicts.losses.push_back(losses);
    verdicts.steps.push_back(steps);
    return;
  }
}

}  // namespace

Subject reference_subject(const Network& network, const Catalogue& catalogue,
                          const TokenRule& rule) {
  Subject subject;
  subject.laws = [&, rule](Subject::Prompt prompt, const Schedule& schedule) {
    return trie_laws(network, catalogue, prompt, Executor(schedule.executor), schedule.pass,
                     most_trie_cost, rule);
  };
  subject.item_law = [&](const TrieLaws& laws) { return item_law(catalogue, laws); };
  subject.recomputed = [&, rule](Subject::Prompt prompt, std::uint32_t node) {
    return recomputed_law(network, catalogue, prompt, node, Executor(), rule);
  };
  const TokenRule whole{rule.temperature};
  subject.untruncated = [&, whole](Subject::Prompt prompt) {
    return trie_laws(network, catalogue, prompt, Executor(), {}, most_trie_cost, whole);
  };
  subject.untruncated_row = [&, whole](Subject::Prompt prompt,
                                       std::uint32_t node) -> Result<std::vector<std::uint64_t>> {
    auto law = recomputed_codebook_law(network, catalogue, prompt, node, Executor(), whole);
    if (!law) return tl::unexpected(law.error());
    return std::move(law->weight);
  };
  subject.beam = [&, rule](Subject::Prompt prompt, std::size_t width, Decoding decoding,
                           const Schedule& schedule) {
    return beam_search(network, catalogue, prompt, width, decoding, Executor(schedule.executor),
                       schedule.pass.layout, rule);
  };
  subject.sampler = [&](const TrieLaws& laws, const ItemLaw& law,
                        Decoding decoding) -> Result<Subject::Draw> {
    auto sampler = Sampler::make(catalogue, laws, law, decoding);
    if (!sampler) return tl::unexpected(sampler.error());
    const auto shared = std::make_shared<const Sampler>(std::move(*sampler));
    return Subject::Draw([shared](const Seed& seed, std::uint64_t request, std::uint64_t sample) {
      return shared->draw(seed, request, sample);
    });
  };
  subject.observe = [&](Subject::Prompt prompt, const Observer& observer) {
    auto cache = network.cache(prompt.size());
    if (!cache) throw DeviceFailure(cache.error().what);
    Batch batch;
    std::vector<std::uint32_t> path;
    for (std::uint32_t t = 0; t < prompt.size(); ++t) {
      batch.add(prompt[t], t, t, path);
      path.push_back(t);
    }
    const std::vector<float> hidden = network.forward(batch, *cache, Executor(), observer);
    const auto last = std::span(hidden).last(network.shape().width);
    if (!network.is_parallel()) {
      static_cast<void>(network.logits(last, catalogue.first_token(0), catalogue.codebook(0),
                                       Executor(), observer));
      return;
    }
    for (std::size_t j = 0; j < catalogue.length(); ++j)
      static_cast<void>(network.parallel_logits(last, j, catalogue.first_token(j),
                                                catalogue.codebook(j), Executor(), observer));
  };
  return subject;
}

Enclosures enclosures_of(const Network& network, const Catalogue& catalogue, double temperature) {
  Enclosures enclosures;
  enclosures.laws = [&, temperature](Subject::Prompt prompt, int bits, Threads threads,
                                     Progress& progress) {
    return enclosed_trie_laws(network, catalogue, prompt, bits, threads, progress, temperature);
  };
  enclosures.sequence = [&, temperature](Subject::Prompt prompt, std::uint32_t leaf, int bits) {
    return enclosed_sequence(network, catalogue, prompt, leaf, bits, temperature);
  };
  return enclosures;
}

Result<std::vector<Check>> check_generator(const Subject& subject, const Network& network,
                                           const Catalogue& catalogue, const Codes& codes,
                                           std::span<const Observed> observed,
                                           const CheckOptions& options, Progress& progress) {
  return check_generator(subject, enclosures_of(network, catalogue, options.rule.temperature),
                         network, catalogue, codes, observed, options, progress);
}

Result<std::vector<Check>> check_generator(const Subject& subject, const Enclosures& enclosures,
                                           const Network& network, const Catalogue& catalogue,
                                           const Codes& codes, std::span<const Observed> observed,
                                           const CheckOptions& options, Progress& progress) {
  if (observed.empty())
    return fail(ErrorCode::usage, "the checks need at least one history with a target");
  for (const Observed& one : observed)
    if (one.target >= catalogue.items())
      return fail(ErrorCode::usage, "the target " + std::to_string(one.target) +
                                        " is none of the catalogue's " +
                                        std::to_string(catalogue.items()) + " items");
  if (options.bits < 2) return fail(ErrorCode::usage, "a precision has at least 2 bits");
  if (auto valid = validate(options.rule); !valid) return tl::unexpected(valid.error());
  Run run(progress);
  run.check("K1-trie", "every row's codes lead to its leaf and back",
            [&] { return check_trie(catalogue, codes); });

  const auto first = compute(subject, network, catalogue, observed.front().history, options);
  if (!first) return tl::unexpected(first.error());
  run.check("K2-token-sums", "the weights of every token law add up to 2^48",
            [&] { return check_token_sums(catalogue, first->laws, options.rule); });
  if (options.rule.truncates())
    run.check("K2-truncation", "top-k and top-p keep what they say",
              [&] { return check_truncation(subject, catalogue, *first, options.rule); });
  run.check("K2-item-sums", "GLOBAL and LOCAL add up to exactly 1",
            [&] { return check_item_sums(catalogue, *first); });
  run.check("K2-items-only", "beams hold sequences of items only",
            [&] { return check_no_invalid_item(subject, catalogue, *first); });
  run.check("K3-bits", "threads, batches, orders, caches: the same bits",
            [&] { return check_bits(subject, catalogue, *first); });
  if (network.device() != nullptr)
    run.check("K3-host", "the host computes the same bits",
              [&] { return check_host(subject, network, catalogue, *first, options.threads); });

  run.check("K4-operators", "every operator is within its rounding bound",
            [&] { return check_operators(subject, network.shape(), *first); });

  // The whole trie over the reals, for the first histories; four checks look at it.
  EnclosedVerdicts verdicts;
  run.check("K5-enclosures", "the real network's law, up to rounding", [&]() -> Result<Verdict> {
    for (std::size_t i = 0; i < std::min(options.enclosed, observed.size()); ++i) {
      // Over the reals a tie would decide what is cut; K2-truncation judges that on integers.
      auto computed =
          i == 0 ? first : compute(subject, network, catalogue, observed[i].history, options);
      if (computed && options.rule.truncates()) {
        auto whole = subject.untruncated(computed->prompt);
        if (!whole) return tl::unexpected(whole.error());
        computed->laws = std::move(*whole);
      }
      if (!computed) return tl::unexpected(computed.error());
      enclose_history(enclosures, network, catalogue, *computed, observed[i].target, options,
                      progress, verdicts);
    }
    return over_examples(verdicts.close);
  });
  run.check("K5-sums", "enclosures of the sum over all items contain 1, or Z",
            [&] { return over_examples(verdicts.sums); });
  run.check("K6-search", "full width is exhaustive, certificates are true",
            [&] { return check_search(subject, catalogue, *first); });
  run.check("K7-losses", "L_AR = L_FV - ln Z over the reals",
            [&] { return over_examples(verdicts.losses); });
  // Every example exactly; two checks look at it.
  std::vector<Verdict> integer_steps;
  run.check("K7-integer-losses", "L_AR = L_FV - ln Z, exactly", [&]() -> Result<Verdict> {
    std::vector<Verdict> all;
    for (std::size_t i = 0; i < observed.size(); ++i) {
      const auto computed =
          i == 0 ? first : compute(subject, network, catalogue, observed[i].history, options);
      if (!computed) return tl::unexpected(computed.error());
      auto losses = check_integer_losses(subject, catalogue, *computed, observed[i].target);
      if (!losses) return tl::unexpected(losses.error());
      auto steps = check_integer_steps(subject, catalogue, *computed, observed[i].target);
      if (!steps) return tl::unexpected(steps.error());
      all.push_back(std::move(*losses));
      integer_steps.push_back(std::move(*steps));
    }
    return over_examples(all);
  });
  run.check("K7-steps", "steps by L_AR and L_FV part by the gradient of ln Z",
            [&] { return over_examples(verdicts.steps); });
  run.check("K7-integer-steps", "the same at the logits, exactly",
            [&] { return over_examples(integer_steps); });
  for (const Decoding decoding : {Decoding::global, Decoding::local}) {
    const std::string law = decoding == Decoding::global ? "GLOBAL" : "LOCAL";
    const std::string suffix = decoding == Decoding::global ? "-global" : "-local";
    run.check("K7-draws" + suffix, "every draw of " + law + " follows from its random words",
              [&] { return check_draws(subject, catalogue, *first, decoding, options); });
    run.check("K7-frequencies" + suffix, "draws of " + law + " have its law",
              [&] { return check_frequencies(subject, catalogue, *first, decoding, options); });
  }
  run.check("K8-identities", "B1 modulo 2^61 - 1 on random models of the table",
            [&] { return check_identities(catalogue, options); });
  return run.take();
}

}  // namespace sidproof::reference
