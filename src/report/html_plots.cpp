// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/html_plots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/display.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

constexpr double plot_width = 340;

void begin_figure(HtmlWriter& html, const std::string& title, const std::string& description,
                  double height) {
  const std::string id = fmt::format("{}", html.next_id());
  html.raw("<figure>\n<figcaption>").text(title).raw("</figcaption>\n");
  html.raw("<svg role=\"img\" viewBox=\"0 0 ").coordinate(plot_width).raw(" ");
  html.coordinate(height).raw("\" aria-labelledby=\"t").text(id).raw(" d").text(id).raw("\">\n");
  html.raw("<title id=\"t").text(id).raw("\">").text(title).raw("</title>\n");
  html.raw("<desc id=\"d").text(id).raw("\">").text(description).raw("</desc>\n");
}

void rect(HtmlWriter& html, double x, double y, double width, double height) {
  html.raw(" x=\"").coordinate(x).raw("\" y=\"").coordinate(y).raw("\" width=\"");
  html.coordinate(width).raw("\" height=\"").coordinate(height).raw("\"/>\n");
}

void at(HtmlWriter& html, double x, double y) {
  html.raw(" x=\"").coordinate(x).raw("\" y=\"").coordinate(y).raw("\">");
}

}  // namespace

HtmlWriter& HtmlWriter::coordinate(double value) {
  std::string digits = fmt::format("{:.2f}", value);
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  out_ += digits;
  return *this;
}

void bar_plot(HtmlWriter& html, const PlotText& text, const std::vector<Bar>& bars) {
  // Every bar has a line of words and a line for itself: readable at 360 pixels.
  constexpr double pitch = 34;
  constexpr double bar_height = 11;
  double longest = 0;
  for (const Bar& bar : bars) longest = std::max(longest, bar.value + bar.rest);
  begin_figure(html, text.title, text.description, pitch * static_cast<double>(bars.size()) + 2);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const double top = pitch * static_cast<double>(i);
    const auto scaled = [&](double value) {
      return longest > 0 ? plot_width * value / longest : 0;
    };
    // About 48 characters fit a line; the caption keeps what it needs.
    const std::size_t room = 48 - std::min<std::size_t>(36, display_width(bar.caption));
    html.raw("<text class=\"label\"");
    at(html, 0, top + 13);
    html.text(truncate_to_width(printable(bar.label), room)).raw("</text>\n");
    html.raw("<text class=\"value\"");
    at(html, plot_width, top + 13);
    html.text(bar.caption).raw("</text>\n");
    html.raw("<rect class=\"track\" rx=\"2\"");
    rect(html, 0, top + 19, plot_width, bar_height);
    if (bar.rest > 0) {
      html.raw("<rect class=\"rest\" rx=\"2\"");
      rect(html, 0, top + 19, scaled(bar.value + bar.rest), bar_height);
    }
    if (bar.value > 0) {
      html.raw("<rect class=\"bar\" rx=\"2\"");
      rect(html, 0, top + 19, std::max(1.5, scaled(bar.value)), bar_height);
    }
  }
  html.raw("</svg>\n<details><summary>Data as a table</summary>\n<div class=\"scroll\"><table>");
  html.raw("<thead><tr><th scope=\"col\">").text(text.label_heading);
  html.raw("</th><th scope=\"col\" class=\"number\">").text(text.caption_heading);
  html.raw("</th></tr></thead>\n<tbody>\n");
  for (const Bar& bar : bars) {
    html.raw("<tr><th scope=\"row\">").text(bar.label).raw("</th><td class=\"number\">");
    html.text(bar.caption).raw("</td></tr>\n");
  }
  html.raw("</tbody></table></div></details>\n</figure>\n");
}

void rank_plot(HtmlWriter& html, const RankPlot& plot) {
  constexpr double left = 0;
  constexpr double top = 16;
  constexpr double height = 110;
  constexpr double bottom = top + height;
  constexpr std::size_t most_points = 256;
  const std::uint64_t used = plot.counts.size();
  const std::uint64_t dead = plot.codebook - used;
  std::uint64_t rows = 0;
  for (const std::uint64_t count : plot.counts) rows += count;
  const std::uint64_t most = plot.counts.empty() ? 0 : plot.counts.front();
  const double even =
      plot.codebook == 0 ? 0 : static_cast<double>(rows) / static_cast<double>(plot.codebook);
  const auto x_of = [&](std::uint64_t rank) {
    return left + (plot_width - left) * static_cast<double>(rank) /
                      static_cast<double>(std::max<std::uint64_t>(plot.codebook, 1));
  };
  const auto y_of = [&](double count) {
    return bottom - height * count / static_cast<double>(std::max<std::uint64_t>(most, 1));
  };
  const std::string description = fmt::format(
      "Of {} {} {} used, {} dead. The most frequent code stands in {}, the median used code in {}; "
      "even use of all codes would be {:.1f}.",
      counted(plot.codebook, "code", "codes"), used, used == 1 ? "is" : "are", dead,
      counted(most, "row", "rows"), used == 0 ? 0 : plot.counts[used / 2], even);
  begin_figure(html, plot.title, description, bottom + 20);
  html.raw("<rect class=\"track\"");
  rect(html, left, top, plot_width - left, height);
  if (dead > 0) {
    html.raw("<rect class=\"dead\"");
    rect(html, x_of(used), top, plot_width - x_of(used), height);
  }
  html.raw("<path class=\"area\" d=\"M").coordinate(left).raw(" ").coordinate(bottom);
  const std::uint64_t step = std::max<std::uint64_t>(1, used / most_points);
  for (std::uint64_t rank = 0; rank < used; rank += step) {
    html.raw("V").coordinate(y_of(static_cast<double>(plot.counts[rank])));
    html.raw("H").coordinate(x_of(std::min(used, rank + step)));
  }
  html.raw("V").coordinate(bottom).raw("Z\"/>\n");
  for (const bool halo : {true, false}) {
    if (halo)
      html.raw("<line class=\"halo\"");
    else
      html.raw("<line class=\"even\"");
    html.raw(" x1=\"").coordinate(left).raw("\" x2=\"").coordinate(plot_width);
    html.raw("\" y1=\"").coordinate(y_of(even)).raw("\" y2=\"").coordinate(y_of(even));
    html.raw("\"/>\n");
  }
  html.raw("<text class=\"label\"");
  at(html, left, 11);
  html.text(fmt::format("most used: {}", counted(most, "row", "rows"))).raw("</text>\n");
  html.raw("<text class=\"value\"");
  at(html, plot_width, 11);
  html.text(fmt::format("dashed: even use, {:.1f}", even)).raw("</text>\n");
  html.raw("<text class=\"label\"");
  at(html, left, bottom + 14);
  html.text(fmt::format("{} used", grouped(used))).raw("</text>\n");
  html.raw("<text class=\"value\"");
  at(html, plot_width, bottom + 14);
  html.text(fmt::format("{} dead of {}", grouped(dead), grouped(plot.codebook)));
  html.raw("</text>\n</svg>\n<details><summary>Data as a table</summary>\n<div class=\"scroll\">");
  html.raw("<table><thead><tr><th scope=\"col\">Rank</th><th scope=\"col\" class=\"number\">Rows");
  html.raw("</th></tr></thead>\n<tbody>\n");
  std::uint64_t last = 0;
  for (std::uint64_t rank = 1; rank <= used; rank *= 2) {
    html.raw("<tr><th scope=\"row\">").text(grouped(rank)).raw("</th><td class=\"number\">");
    html.text(grouped(plot.counts[rank - 1])).raw("</td></tr>\n");
    last = rank;
  }
  if (used > 0 && last != used) {
    html.raw("<tr><th scope=\"row\">").text(grouped(used)).raw("</th><td class=\"number\">");
    html.text(grouped(plot.counts.back())).raw("</td></tr>\n");
  }
  html.raw("</tbody></table></div></details>\n</figure>\n");
}

}  // namespace sidproof
