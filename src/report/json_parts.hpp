// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "audit/gap.hpp"
#include "audit/least_losses.hpp"
#include "interactions/interactions.hpp"
#include "report/generator_facts.hpp"
#include "report/history_selection.hpp"
#include "report/json_writer.hpp"
#include "report/named_verdict.hpp"
#include "tokenization/table.hpp"

// Pieces that several JSON reports share; not a promise to callers.
namespace sidproof::json_parts {

/// "schema" and "program".
void write_head(JsonWriter& json, std::string_view schema);
/// {"path", "format", "rows"}.
void write_table(JsonWriter& json, const Table& table);
/// {"path", "format", "examples", "items", "split", "notes"}.
void write_interactions(JsonWriter& json, const Interactions& interactions);
/// {"row", "item", "tokens"} on one line; rows count from 0.
void write_row(JsonWriter& json, const Table& table, std::uint64_t row);
/// "findings": [{"kind", "message", "count"}].
void write_findings(JsonWriter& json, const std::vector<Finding>& findings);

/// The numbers and verdicts of an audit as members of the open object, "rows" to "onto".
void write_counts(JsonWriter& json, const AuditResult& audit);
/// "requirements": [{"requirement", "verdict", "reason"}].
void write_requirements(JsonWriter& json, const std::vector<NamedVerdict>& requirements);
/// key: {"per_event", "total", "sign"} on one line, in nats.
void write_nats(JsonWriter& json, std::string_view key, const ExactNats& value);
/// "table", "network", "tokens" (where a rule changes them) and "seed".
void write_generator(JsonWriter& json, const GeneratorFacts& facts);
/// "histories": the counts and the notes.
void write_histories(JsonWriter& json, const HistorySelection& selection);
/// "exit_code" and "replaced_strings"; closes the document.
[[nodiscard]] std::string finish(JsonWriter& json, int exit_code);

}  // namespace sidproof::json_parts
