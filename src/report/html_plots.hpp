// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/html_writer.hpp"

namespace sidproof {

/// One bar of a bar plot: a label, its length and the words beside it.
struct Bar {
  std::string label;
  double value = 0;     ///< >= 0
  std::string caption;  ///< e.g. "98 groups"
  double rest = 0;      ///< drawn behind in grey up to value + rest, e.g. dead codes
};

/// What a plot says, for its caption and for those who cannot see it.
struct PlotText {
  std::string title;
  std::string description;
  std::string label_heading;  ///< of the fallback table
  std::string caption_heading;
};

/// Horizontal bars as a figure with an inline SVG and a collapsible table of its
/// data. Any number of bars; labels too long for the plot are cut there and whole
/// in the table.
void bar_plot(HtmlWriter& html, const PlotText& text, const std::vector<Bar>& bars);

/// How often each token of a codebook is used, most frequent first, against the
/// even use of all: an area over ranks with dead codes at its right end.
struct RankPlot {
  std::string title;
  std::vector<std::uint64_t> counts;  ///< descending, used tokens only
  std::uint64_t codebook = 0;         ///< >= counts.size()
};
void rank_plot(HtmlWriter& html, const RankPlot& plot);

}  // namespace sidproof
