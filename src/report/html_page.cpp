// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/html_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/version.hpp"

namespace sidproof::html_page {
namespace {

// Colours meet WCAG AA on their backgrounds in both schemes.
constexpr char style[] = R"css(
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1a1f26;--soft:#4f5965;
--line:#d9dee4;--track:#eceff3;--accent:#1f5fa8;--rest:#b9c3cf;--good:#17693a;--bad:#b3261e;
--warn:#8a5a00;--good-soft:#e5f3ea;--bad-soft:#fdeceb;--warn-soft:#fdf3de}
@media(prefers-color-scheme:dark){:root{--page:#12161b;--card:#1a2027;--ink:#e8ebef;--soft:#a9b3bf;
--line:#333c47;--track:#252d36;--accent:#6fb1ff;--rest:#56626f;--good:#6fd196;--bad:#ff8f86;
--warn:#f0bd5b;--good-soft:#16301f;--bad-soft:#3a1d1b;--warn-soft:#372a10}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere;background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
h1{font-size:1.55rem;line-height:1.25;margin:.2rem 0;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:0 0 .25rem}
p{margin:.25rem 0 .75rem}
.brand{font-weight:700;letter-spacing:.02em;color:var(--accent);margin:0}
.brand span{font-weight:400;color:var(--soft)}
.soft,.lead{color:var(--soft)}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;
padding:1rem 1.1rem;margin:1rem 0}
.cards{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,13.5rem),1fr));
margin:1rem 0;padding:0;list-style:none}
.cards li{background:var(--card);border:1px solid var(--line);border-left:.4rem solid var(--soft);
border-radius:.6rem;padding:.75rem 1rem;overflow-wrap:anywhere}
.cards .question{margin:0;color:var(--soft)}
.cards .answer{margin:0;font-size:1.35rem;font-weight:700}
.cards .why{margin:0}
.cards .good{border-left-color:var(--good)}.good .answer,td.good{color:var(--good)}
.cards .bad{border-left-color:var(--bad);background:var(--bad-soft)}.bad .answer,td.bad{color:var(--bad)}
.cards .warn{border-left-color:var(--warn)}.warn .answer,td.warn{color:var(--warn)}
td.good,td.bad,td.warn{font-weight:700;white-space:nowrap}
dl{display:grid;gap:.5rem 1.25rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,11rem),1fr));margin:.5rem 0}
dl div{border-top:1px solid var(--line);padding-top:.35rem}
dt{color:var(--soft);font-size:.875rem}dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.plots{display:grid;gap:1rem 1.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr))}
figure{margin:.5rem 0;min-width:0}
figcaption,h3{font-size:1rem;font-weight:600;margin:0 0 .35rem}
svg{display:block;width:100%;max-width:30rem;height:auto;overflow:visible}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--ink);font-variant-numeric:tabular-nums}
svg .value{text-anchor:end;fill:var(--soft)}
.track{fill:var(--track)}.rest,.dead{fill:var(--rest)}.dead{opacity:.55}.bar{fill:var(--accent)}
.area{fill:var(--accent)}.halo{stroke:var(--card);stroke-width:3}.even{stroke:var(--ink);stroke-width:1;stroke-dasharray:4 3}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.925rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-top:1px solid var(--line);overflow-wrap:break-word}
thead th{color:var(--soft);font-weight:600;border-top:0;overflow-wrap:normal}
tbody th{font-weight:400}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
code{font:.9em ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
pre{margin:.5rem 0;padding:.6rem .8rem;background:var(--track);border-radius:.4rem;white-space:pre-wrap;overflow-wrap:anywhere}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--accent)}
details>summary h2{display:inline}section>details>summary{color:var(--ink)}summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem}
@media(max-width:34rem){
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack,table.stack tbody,table.stack tr,table.stack td{display:block}
table.stack tr{border-top:1px solid var(--line);padding:.5rem 0}
table.stack td{border:0;padding:.05rem 0;text-align:left;white-space:normal}
table.stack td::before{content:attr(data-heading) ": ";color:var(--soft);font-weight:400}
}
@media print{body{background:#fff}section,.cards li{break-inside:avoid;border-color:#bbb}
details::details-content{content-visibility:visible;display:block}summary{display:none}}
)css";

std::string_view mood(Truth truth, bool important) {
  if (truth == Truth::holds) return "good";
  return truth == Truth::refuted && important ? "bad" : "warn";
}

std::string_view mark(Truth truth) {
  if (truth == Truth::holds) return "✓ ";
  return truth == Truth::refuted ? "✗ " : "? ";
}

}  // namespace

std::string marked(Truth truth) { return std::string(mark(truth)) + answer(truth); }

std::string answer(Truth truth) {
  if (truth == Truth::holds) return "yes";
  return truth == Truth::refuted ? "no" : "undecided";
}

void begin(HtmlWriter& html, std::string_view command, std::string_view title,
           std::string_view subtitle) {
  html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  html.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
  html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
  html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
  html.text(title).raw(" · sidproof ").text(command).raw("</title>\n<style>");
  html.raw(style).raw("</style>\n</head>\n<body>\n<header>\n<p class=\"brand\">sidproof <span>");
  html.text(command).raw("</span></p>\n<h1>").text(title).raw("</h1>\n<p class=\"soft\">");
  html.text(subtitle).raw("</p>\n</header>\n<main>\n");
}

std::string finish(HtmlWriter& html, int exit_code) {
  html.raw("</main>\n<footer>\n<p>Written by sidproof ").text(version);
  html.raw(". Exit code ").text(fmt::format("{}", exit_code));
  html.raw(
      ". Every count is exact; every printed digit of an entropy is certified. The complete "
      "lists and exact fractions are in the report of <code>--json</code>.</p>\n</footer>\n"
      "</body>\n</html>\n");
  return html.take();
}

void cards(HtmlWriter& html, const std::vector<Card>& cards) {
  html.raw("<ul class=\"cards\">\n");
  for (const Card& card : cards) {
    html.raw("<li class=\"").text(mood(card.truth, card.important)).raw("\">\n");
    html.raw("<p class=\"question\">").text(card.question).raw("</p>\n<p class=\"answer\">");
    html.text(mark(card.truth)).text(answer(card.truth)).raw("</p>\n<p class=\"why\">");
    html.text(card.answer).raw("</p>\n</li>\n");
  }
  html.raw("</ul>\n");
}

void begin_section(HtmlWriter& html, std::string_view heading, std::string_view lead) {
  html.raw("<section>\n<h2>").text(heading).raw("</h2>\n");
  if (!lead.empty()) html.raw("<p class=\"lead\">").text(lead).raw("</p>\n");
}

void end_section(HtmlWriter& html) { html.raw("</section>\n"); }

void facts(HtmlWriter& html, const std::vector<std::pair<std::string, std::string>>& pairs) {
  html.raw("<dl>\n");
  for (const auto& [name, value] : pairs) {
    html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
  }
  html.raw("</dl>\n");
}

void table(HtmlWriter& html, const std::vector<std::string>& headings,
           const std::vector<std::vector<std::string>>& rows) {
  const auto is = [&](std::size_t column, char kind) { return headings[column].front() == kind; };
  const auto heading = [&](std::size_t column) {
    return std::string_view(headings[column]).substr(is(column, '#') || is(column, '`') ? 1 : 0);
  };
  html.raw("<div class=\"scroll\"><table class=\"stack\">\n<thead><tr>");
  for (std::size_t c = 0; c < headings.size(); ++c) {
    if (is(c, '#'))
      html.raw("<th scope=\"col\" class=\"number\">");
    else
      html.raw("<th scope=\"col\">");
    html.text(heading(c)).raw("</th>");
  }
  html.raw("</tr></thead>\n<tbody>\n");
  for (const auto& row : rows) {
    html.raw("<tr>");
    for (std::size_t c = 0; c < row.size(); ++c) {
      html.raw("<td data-heading=\"").text(heading(c)).raw("\"");
      if (is(c, '#')) html.raw(" class=\"number\"");
      html.raw(">");
      if (is(c, '`')) html.raw("<code>");
      html.text(row[c]);
      if (is(c, '`')) html.raw("</code>");
      html.raw("</td>");
    }
    html.raw("</tr>\n");
  }
  html.raw("</tbody></table></div>\n");
}

void requirements(HtmlWriter& html, const std::vector<NamedVerdict>& items) {
  if (items.empty()) return;
  html.raw(
      "<div class=\"scroll\"><table class=\"stack\">\n<thead><tr><th scope=\"col\">Required</th>"
      "<th scope=\"col\">Holds</th><th scope=\"col\">Why</th></tr></thead>\n<tbody>\n");
  for (const NamedVerdict& item : items) {
    html.raw("<tr><td data-heading=\"Required\">").text(item.name);
    html.raw("</td><td data-heading=\"Holds\" class=\"").text(mood(item.verdict.truth, true));
    html.raw("\">").text(mark(item.verdict.truth)).text(answer(item.verdict.truth));
    html.raw("</td><td data-heading=\"Why\">").text(item.verdict.reason).raw("</td></tr>\n");
  }
  html.raw("</tbody></table></div>\n");
}

std::string item_list(const Table& table, std::span<const std::uint64_t> rows, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, rows.size()); ++i) {
    if (i > 0) text += ", ";
    text += table.items[rows[i]];
  }
  if (rows.size() > most) text += fmt::format(" and {} more", rows.size() - most);
  return text;
}

}  // namespace sidproof::html_page
