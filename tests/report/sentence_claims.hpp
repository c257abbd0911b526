// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "report/sentence_facts.hpp"

// For each sentence of a report, by its name: is it true of these facts as it is worded?
namespace sidproof::sentences {

using Claim = std::function<bool(const Facts&, const std::string& text)>;
using Pair = std::pair<std::uint64_t, std::uint64_t>;

inline bool tokens_said(const Facts& f, const std::string& text) {
  return contains(text, "no tokens") == (f.without_tokens() > 0);
}

inline bool proviso_said(const Facts& f, const std::string& text) {
  return contains(text, "just the codes in use") ==
         (f.c.source == CodebookSource::in_use && !f.c.codebooks.empty());
}

inline double mean_log_multiplicity(const Facts& f) {
  double sum = 0;
  double pairs = 0;
  for (const auto& [sequence, items] : f.named) {
    sum += n_log_n(static_cast<double>(items.size()));
    pairs += static_cast<double>(items.size());
  }
  return sum / pairs;
}

inline bool all_reached_once(const Facts& f) {
  return std::ranges::all_of(f.space, [](const auto& m) { return m.sequences == 1; });
}

inline const std::map<std::string_view, Claim>& report_claims() {
  static const std::map<std::string_view, Claim> claims = {
      {"one-to-one",
       [](const Facts& f, const std::string&) { return f.function() && f.groups() == 0; }},
      {"not one-to-one: several sequences",
       [](const Facts& f, const std::string& t) {
         return f.groups() == 0 && f.several() > 0 && starts(t, {f.several()});
       }},
      {"not one-to-one: collisions",
       [](const Facts& f, const std::string& t) {
         return f.function() && f.sequences_of.size() > f.named.size() &&
                starts(t, {f.sequences_of.size() - f.named.size(), f.sharing(), f.groups(),
                           f.largest()});
       }},
      {"not one-to-one: collisions and several sequences",
       [](const Facts& f, const std::string& t) {
         return f.groups() > 0 && starts(t, {f.sharing(), f.groups(), f.largest()});
       }},
      {"not prefix-free",
       [](const Facts& f, const std::string& t) {
         return f.prefixes() > 0 && starts(t, {f.prefixes()}) && f.z().second > 1 &&
                tokens_said(f, t);
       }},
      {"prefix-free: one length",
       [](const Facts& f, const std::string& t) {
         return f.one_length() && f.prefixes() == 0 && tokens_said(f, t);
       }},
      {"prefix-free: several lengths",
       [](const Facts& f, const std::string&) {
         return !f.one_length() && f.prefixes() == 0 && f.without_tokens() == 0;
       }},
      {"onto: unknown", [](const Facts& f, const std::string&) { return f.c.contradiction; }},
      {"onto: the only sequence",
       [](const Facts& f, const std::string& t) {
         return f.space.size() == 1 && f.named.size() == 1 && proviso_said(f, t);
       }},
      {"onto: one length",
       [](const Facts& f, const std::string& t) {
         return f.one_length() && f.named.size() == f.space.size() && starts(t, {f.space.size()}) &&
                proviso_said(f, t);
       }},
      {"onto: several lengths",
       [](const Facts& f, const std::string& t) {
         return !f.one_length() && all_reached_once(f) &&
                starts(t, {f.space.size(), f.named.size()}) && proviso_said(f, t);
       }},
      {"not onto: prefixes",
       [](const Facts& f, const std::string& t) {
         return std::ranges::any_of(f.space, [](const auto& m) { return m.sequences > 1; }) &&
                starts(t, {f.reached(), f.space.size()});
       }},
      {"not onto: one length",
       [](const Facts& f, const std::string& t) {
         return f.one_length() && f.z().first == 0 && starts(t, {f.reached(), f.space.size()});
       }},
      {"not onto: several lengths",
       [](const Facts& f, const std::string& t) {
         return !f.one_length() && f.z().first == 0 && starts(t, {f.reached(), f.space.size()});
       }},
      {"sizes: refuted",
       [](const Facts& f, const std::string&) {
         const Counts used = oracle::used(f.c.rows);
         for (std::size_t j = 0; j < used.size(); ++j)
           if (f.c.codebooks[j] != std::max(used[j], f.c.table.declared_codebooks[j])) return false;
         return f.c.contradiction;
       }},
      {"cost: none",
       [](const Facts& f, const std::string&) {
         return f.groups() == 0 && (!f.function() || for_all_traffic(f, [](const Best& best) {
                  return std::abs(best.fv - best.ar) < tolerance;
                }));
       }},
      {"cost: prefixes only",
       [](const Facts& f, const std::string&) {
         return f.groups() == 0 && (!f.function() || for_some_traffic(f, [](const Best& best) {
                  return best.fv - best.ar > tolerance;
                }));
       }},
      {"cost: an item",
       [](const Facts& f, const std::string& t) {
         std::map<std::string, std::uint64_t> uniform;
         for (const auto& [item, sequences] : f.sequences_of) uniform[item] = 1;
         const double cost = best_losses(f, uniform).entropy_of_item_given_sequence /
                             static_cast<double>(f.sequences_of.size());
         return f.function() && cost > 0 && std::abs(first_decimal(t) - cost) < 1e-5;
       }},
      {"cost: a pair",
       [](const Facts& f, const std::string& t) {
         return !f.function() && std::abs(first_decimal(t) - mean_log_multiplicity(f)) < 1e-5;
       }},
      {"without the last token",
       [](const Facts& f, const std::string& t) {
         const std::size_t length = oracle::longest(f.c.rows);
         std::size_t largest = 1;
         const auto shorter = oracle::named(f.c.rows, length - 1);
         for (const auto& [sequence, items] : shorter) largest = std::max(largest, items.size());
         return f.one_length() && shorter.size() < f.named.size() &&
                starts(t, {f.sequences_of.size() - shorter.size(), largest});
       }},
      {"Kraft sum",
       [](const Facts& f, const std::string& t) {
         double kraft = 0;
         for (const auto& [sequence, items] : f.named) {
           auto weight = static_cast<double>(items.size());
           for (std::size_t j = 0; j < sequence.size(); ++j)
             weight /= static_cast<double>(f.c.codebooks[j]);
           kraft += weight;
         }
         const bool clean = f.function() && f.groups() == 0 && f.prefixes() == 0;
         return !f.one_length() && std::abs(first_decimal(t) - kraft) < 1e-4 &&
                (!clean || kraft < 1 + tolerance);
       }},
      {"theorem: several sequences",
       [](const Facts& f, const std::string&) { return !f.function(); }},
      {"theorem: one length",
       [](const Facts& f, const std::string&) {
         const bool bijective = f.groups() == 0 && f.named.size() == f.space.size();
         return f.function() && f.one_length() && bijective == (f.z() == Pair(1, 1));
       }},
      {"theorem: several lengths",
       [](const Facts& f, const std::string&) {
         const bool each_once = f.groups() == 0 && f.prefixes() == 0 && all_reached_once(f);
         return f.function() && !f.one_length() && each_once == (f.z() == Pair(1, 1));
       }},
  };
  return claims;
}

inline bool is_constant(const Facts& f, const Pair& z, const std::string& t) {
  return f.function() && z.first == z.second && z.first > 1 &&
         contains(t, ("Z = " + std::to_string(z.first) + " for every model").c_str()) &&
         contains(t, ("the constant log " + std::to_string(z.first) + " = ").c_str()) &&
         contains(t, "cannot be told apart") == (f.groups() > 0);
}

inline bool is_one(const Facts& f, const Pair& z) { return f.function() && z == Pair(1, 1); }
inline bool varies(const Facts& f, const Pair& z) { return f.function() && z.first != z.second; }

inline bool below_by_entropy(const Best& best) {
  return std::abs(best.fv - best.ar - best.entropy_of_item_given_sequence) < tolerance;
}

inline bool same_optimum(const Best& best) { return std::abs(best.fv - best.ar) < tolerance; }

// `t` is the reason and the meaning.
inline const std::map<std::string_view, Claim>& recipe_claims() {
  static const Claim no_function = [](const Facts& f, const std::string& t) {
    return starts(t, {f.several()}) && !f.function();
  };
  static const Claim leaks = [](const Facts& f, const std::string&) {
    return varies(f, f.z()) && f.z() == Pair(0, 1) && for_all_traffic(f, same_optimum);
  };
  static const Claim unknown = [](const Facts& f, const std::string&) {
    return f.c.contradiction && f.z_masked().first == f.z_masked().second;
  };
  static const std::map<std::string_view, Claim> claims = {
      {"unmasked: no function", no_function},
      {"unmasked: one function",
       [](const Facts& f, const std::string& t) {
         return is_one(f, f.z()) && f.one_length() && proviso_said(f, t);
       }},
      {"unmasked: one function, several lengths",
       [](const Facts& f, const std::string& t) {
         return is_one(f, f.z()) && !f.one_length() && proviso_said(f, t);
       }},
      {"unmasked: constant",
       [](const Facts& f, const std::string& t) {
         return is_constant(f, f.z(), t) && proviso_said(f, t);
       }},
      {"unmasked: code space unknown", unknown},
      {"unmasked: collisions",
       [](const Facts& f, const std::string& t) {
         return (varies(f, f.z()) || f.c.contradiction) && f.function() && f.groups() > 0 &&
                starts(t, {f.sharing(), f.largest()}) && for_all_traffic(f, below_by_entropy);
       }},
      {"unmasked: collisions and prefixes",
       [](const Facts& f, const std::string& t) {
         return f.function() && f.groups() > 0 && f.prefixes() > 0 &&
                starts(t, {f.sharing(), f.largest()}) && for_all_traffic(f, [](const Best& best) {
                  return best.fv - best.ar > best.entropy_of_item_given_sequence - tolerance;
                });
       }},
      {"unmasked: prefixes",
       [](const Facts& f, const std::string&) {
         return f.function() && f.groups() == 0 && f.z().second > 1 &&
                for_some_traffic(f, [](const Best& best) { return best.ar < best.fv - tolerance; });
       }},
      {"unmasked: leaks",
       [](const Facts& f, const std::string& t) { return leaks(f, t) && f.one_length(); }},
      {"unmasked: leaks, several lengths",
       [](const Facts& f, const std::string& t) { return leaks(f, t) && !f.one_length(); }},
      {"masked: no function", no_function},
      {"masked: one function",
       [](const Facts& f, const std::string&) { return is_one(f, f.z_masked()); }},
      {"masked: constant",
       [](const Facts& f, const std::string& t) { return is_constant(f, f.z_masked(), t); }},
      {"masked: prefixes",
       [](const Facts& f, const std::string&) {
         return varies(f, f.z_masked()) && f.prefixes() > 0 && f.groups() == 0;
       }},
      {"masked: collisions and prefixes",
       [](const Facts& f, const std::string&) {
         return varies(f, f.z_masked()) && f.prefixes() > 0 && f.groups() > 0;
       }},
      {"masked: collisions",
       [](const Facts& f, const std::string& t) {
         // Over groups every leaf has exactly one.
         return varies(f, f.z_masked()) && f.groups() > 0 &&
                starts(t, {f.sharing(), f.largest()}) &&
                std::ranges::all_of(f.trie, [](const auto& m) { return m.sequences == 1; });
       }},
      {"parallel: several lengths",
       [](const Facts& f, const std::string&) { return !f.one_length(); }},
      {"parallel: no function", no_function},
      {"parallel: one function",
       [](const Facts& f, const std::string& t) {
         return is_one(f, f.z()) && f.one_length() && proviso_said(f, t) &&
                for_all_traffic(
                    f, [](const Best& best) { return best.parallel > best.ar - tolerance; });
       }},
      {"parallel: constant",
       [](const Facts& f, const std::string& t) {
         return is_constant(f, f.z(), t) && proviso_said(f, t);
       }},
      {"parallel: code space unknown", unknown},
      {"parallel: collisions",
       [](const Facts& f, const std::string& t) {
         return f.function() && f.one_length() && f.groups() > 0 &&
                starts(t, {f.sharing(), f.largest()});
       }},
      {"parallel: leaks",
       [](const Facts& f, const std::string& t) { return leaks(f, t) && f.one_length(); }},
  };
  return claims;
}

}  // namespace sidproof::sentences
