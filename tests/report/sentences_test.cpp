// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Every sentence about a table is decided by enumeration wherever it is said.
#include "report/sentences.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <regex>

#include "audit/audit_tables.hpp"
#include "report/audit_report.hpp"
#include "report/html.hpp"
#include "report/numbers.hpp"
#include "report/sentence_claims.hpp"
#include "report/text.hpp"
#include "verification/certify.hpp"

namespace sidproof {
namespace {

using namespace sentences;

Case random_case(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  Case c;
  const std::size_t longest = below(4);
  const bool one_length = below(2) == 0;
  const std::uint64_t widest = 1 + below(3);
  const bool repeats = below(4) == 0;
  const bool doubled = below(5) == 0;
  const std::uint64_t n = 1 + below(9);
  for (std::uint64_t i = 0; i < n; ++i) {
    Sequence sequence(one_length ? longest : below(longest + 1));
    for (auto& token : sequence) token = static_cast<std::uint32_t>(below(widest));
    const std::uint64_t item = repeats ? below(5) : 2 * i;
    c.rows.emplace_back(std::to_string(item), sequence);
    if (doubled) c.rows.emplace_back(std::to_string(2 * i + 1), sequence);
  }
  // Small complete tables are rare otherwise.
  if (below(6) == 0 && longest > 0) {
    c.rows.clear();
    std::uint64_t item = 0;
    const std::uint64_t copies = 1 + below(2);
    oracle::each_sequence(
        std::vector<std::vector<std::uint32_t>>(longest, {0, 1}), [&](const Sequence& s) {
          const bool shorter = !one_length && s.front() == 0;
          if (shorter && s != Sequence(longest, 0)) return;
          for (std::uint64_t i = 0; i < copies; ++i)
            c.rows.emplace_back(std::to_string(item++), shorter ? Sequence{0} : s);
        });
  }
  c.table = table_of(c.rows);
  c.codebooks = oracle::used(c.rows);
  const std::uint64_t kind = below(4);
  if (c.codebooks.empty() || kind == 0) return c;
  for (std::size_t j = 0; j < c.codebooks.size(); ++j)
    c.table.declared_codebooks.push_back(c.table.alphabets[j].size() + below(2));
  c.source = CodebookSource::declared;
  if (kind == 1 && c.table.alphabets[0].size() > 1) {
    std::set<std::uint32_t> first;
    for (const auto& [item, sequence] : c.rows)
      if (!sequence.empty()) first.insert(sequence[0]);
    c.contradiction = *first.rbegin() - *first.begin() >= c.table.alphabets[0].size() - 1;
    c.table.declared_codebooks[0] = c.table.alphabets[0].size() - 1;
  }
  for (std::size_t j = 0; j < c.codebooks.size(); ++j)
    c.codebooks[j] = std::max(c.codebooks[j], c.table.declared_codebooks[j]);
  return c;
}

std::string shown(const Case& c) {
  std::string text;
  for (const auto& [item, sequence] : c.rows) {
    text += item + ":";
    for (const std::uint32_t token : sequence) text += ' ' + std::to_string(token);
    text += '\n';
  }
  for (const std::uint64_t size : c.codebooks) text += " of " + std::to_string(size);
  return text;
}

class Sentences : public ::testing::Test {
 protected:
  void judge(const std::map<std::string_view, Claim>& claims, std::string_view name,
             const Facts& facts, const std::string& text) {
    const auto claim = claims.find(name);
    ASSERT_NE(claim, claims.end()) << "no claim decides the sentence '" << name << "'";
    std::string plain = text;
    for (std::size_t at = 0; (at = plain.find(group_mark, at)) != std::string::npos;)
      plain.replace(at, group_mark.size(), " ");
    EXPECT_TRUE(claim->second(facts, plain)) << name << ": " << plain << '\n' << shown(facts.c);
    ++said_[name];
  }
  std::map<std::string_view, int> said_;
};

TEST_F(Sentences, AreTrueWhereverTheyAreSaid) {
  std::mt19937_64 random(20260415);
  for (int round = 0; round < 3000 && !HasFailure(); ++round) {
    const Case c = random_case(random);
    const Facts facts{c};
    const AuditResult audited = *audit(c.table);
    for (const Topic topic : {Topic::one_to_one, Topic::prefix_free, Topic::onto, Topic::sizes,
                              Topic::cost, Topic::without_last_token, Topic::kraft, Topic::theorem})
      if (const Said sentence = said(topic, audited); !sentence.name.empty())
        judge(report_claims(), sentence.name, facts, sentence.text);
    for (const RecipeVerdict& recipe : recipe_verdicts(audited))
      judge(recipe_claims(), recipe.sentence, facts,
            recipe.equivalent.reason + ". " + recipe.meaning);
  }
  for (const std::string_view name : sentence_names()) EXPECT_GT(said_[name], 5) << name;
  for (const std::string_view name : recipe_sentences()) EXPECT_GT(said_[name], 5) << name;
}

// The verdicts of the recipes and the signs of the gap, by Z of all point masses.
TEST_F(Sentences, VerdictsOfRecipesFollowFromZ) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const Case c = random_case(random);
    const Facts f{c};
    const AuditResult audited = *audit(c.table);
    const auto recipes = recipe_verdicts(audited);
    if (c.contradiction || !f.function()) continue;
    const auto sign = [](const Pair& z) {
      if (z.first == z.second) return z.first == 1 ? GapSign::zero : GapSign::constant;
      if (z.first == 0) return z.second > 1 ? GapSign::either : GapSign::at_most_zero;
      return GapSign::at_least_zero;
    };
    const auto constant = [](const Pair& z) {
      return z.first == z.second ? Truth::holds : Truth::refuted;
    };
    ASSERT_EQ(recipes[0].equivalent.truth, constant(f.z())) << shown(c);
    ASSERT_EQ(recipes[1].equivalent.truth, constant(f.z_masked())) << shown(c);
    ASSERT_EQ(recipes[2].equivalent.truth, f.one_length() ? constant(f.z()) : Truth::refuted);
    const auto signs = gap_signs(audited);
    ASSERT_EQ(signs[0], sign(f.z())) << shown(c);
    ASSERT_EQ(signs[1], sign(f.z_masked())) << shown(c);
  }
}

// "1 items", "1 sequences are": no count is written beside a word that does not agree.
TEST_F(Sentences, CountsAgreeWithTheirWords) {
  const std::regex one_of_many(
      "(^|[^0-9.,·] |[^0-9.,· ])1 (items|more items|sequences|groups|more groups|positions|codes|"
      "tokens|rows|levels|nodes|points|places|item ids|pairs)\\b");
  std::mt19937_64 random(11);
  for (int round = 0; round < 600; ++round) {
    const Case c = random_case(random);
    AuditResult audited = *audit(c.table);
    audited.coverage = Coverage{
        .source = "items.csv", .expected = 1, .missing = {"a"}, .extra = {"b"}, .stale = {}};
    const AuditReport report = audit_report(
        c.table, audited, *parse_requirements("one-to-one,onto,max-excess=0%,covers=items.csv"));
    for (std::string text : {audit_text(report), verify_text(report), audit_html(report)}) {
      for (std::size_t at = 0; (at = text.find(group_mark, at)) != std::string::npos;)
        text.replace(at, group_mark.size(), " ");
      std::smatch match;
      ASSERT_FALSE(std::regex_search(text, match, one_of_many)) << match.str() << '\n' << text;
    }
  }
}

TEST_F(Sentences, ACountOfOneIsSingular) {
  const Table table = table_of({{"x", {0}}, {"x", {1}}});
  const AuditResult audited = *audit(table);
  EXPECT_THAT(recipe_verdicts(audited)[0].equivalent.reason,
              ::testing::StartsWith("1 item has several sequences"));
  EXPECT_EQ(as_sentence("each of them"), "Each of them.");
}

}  // namespace
}  // namespace sidproof
