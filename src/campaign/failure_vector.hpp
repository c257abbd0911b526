// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "campaign/plan.hpp"
#include "campaign/records.hpp"
#include "laws/instance.hpp"

namespace sidproof {

/// {"alphabets": [2], "codes": [[0], [1]], "weights": [], "counts": [1, 0],
/// "choices": []} on one line.
[[nodiscard]] std::string instance_json(const Instance& instance);

/// The instance with its model of this shape as a request of the oracle
/// (spec/oracle/PROTOCOL.md, without id), on one line: every row of the cascaded
/// table, as fractions.
[[nodiscard]] std::string oracle_request_json(const Instance& instance, ModelShape shape);

/// What the instance is, as a list of words that tests/vectors uses too: bijective,
/// injective, collision, hole, prefix, lengths, zero, no_data, unseen, boundary.
[[nodiscard]] std::string flags_json(const Instance& instance, ModelShape shape);

/// The document that a failure is saved as (docs/schema/failure-1.schema.json).
[[nodiscard]] std::string failure_vector(const CampaignPlan& plan, const FailureRecord& failure);

/// "B1-flint-cascaded-0123456789abcdef": the failure's id, which its shrunk instance
/// and its unit determine.
[[nodiscard]] std::string failure_id(const CampaignPlan& plan, const FailureRecord& failure);

/// Makes the folder if there is none. Errors: cannot_write.
[[nodiscard]] Result<void> prepare_failure_folder(const std::string& folder);

/// Writes the vector as ID.json into the folder, atomically; an equal file stays as
/// it is. Errors: cannot_write.
[[nodiscard]] Result<void> save_failure(const std::string& folder, const CampaignPlan& plan,
                                        const FailureRecord& failure);

}  // namespace sidproof
