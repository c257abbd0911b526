// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/display.hpp"

#include <gtest/gtest.h>

#include "report/escape.hpp"
#include "report/layout.hpp"
#include "report/utf8.hpp"

namespace sidproof {
namespace {

TEST(Utf8, IllFormedBytesBecomeOneReplacementForEachMaximalSubpart) {
  EXPECT_EQ(to_valid_utf8("a\xff"
                          "b"),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(to_valid_utf8("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");                  // overlong /
  EXPECT_EQ(to_valid_utf8("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // surrogate
  EXPECT_EQ(to_valid_utf8("\xf4\x90\x80\x80").size(), 12U);  // above U+10FFFF
  EXPECT_EQ(to_valid_utf8("\xe2\x82"), "\xef\xbf\xbd");      // cut off
  EXPECT_EQ(to_valid_utf8("\xf0\x9f\x98"
                          "x"),
            "\xef\xbf\xbd"
            "x");
}

TEST(Utf8, EveryScalarValueSurvivesEncodingAndDecoding) {
  for (char32_t value = 0; value < 0x110000; value += value < 0x11000 ? 1 : 251) {
    if (value >= 0xd800 && value < 0xe000) continue;
    std::string text;
    append_utf8(text, value);
    const DecodedCodePoint read = decode_utf8(text);
    ASSERT_TRUE(read.valid) << static_cast<std::uint32_t>(value);
    ASSERT_EQ(read.value, value);
    ASSERT_EQ(read.bytes, text.size());
    ASSERT_TRUE(is_valid_utf8(text));
  }
}

TEST(Escape, NoCharacterDisturbsATerminal) {
  EXPECT_EQ(xml_escape("\xc2\x9b\xe2\x80\xae\t"), "&#155;&#8238;&#9;");
  for (char32_t value = 0; value < 0x110000; value += value < 0x3000 ? 1 : 101) {
    if (value >= 0xd800 && value < 0xe000) continue;
    std::string text;
    append_utf8(text, value);
    for (const std::string& shown : {printable(text), xml_escape(text), html_escape(text)})
      for (std::string_view rest = shown; !rest.empty();
           rest.remove_prefix(decode_utf8(rest).bytes))
        ASSERT_FALSE(disturbs_display(decode_utf8(rest).value)) << shown;
  }
}

TEST(Display, WideCharactersTakeTwoColumnsAndCombiningOnesNone) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("商品"), 4U);
  EXPECT_EQ(display_width("e\xcc\x81"), 1U);  // e + combining acute accent
  EXPECT_EQ(display_width("ｶ"), 1U);          // halfwidth
  EXPECT_EQ(display_width("Ａ"), 2U);         // fullwidth
  EXPECT_EQ(display_width("🎵"), 2U);
  EXPECT_EQ(display_width("\x1b[1;31mNO\x1b[0m"), 2U);
}

TEST(Display, TruncationKeepsWholeCharactersWithinTheColumns) {
  EXPECT_EQ(truncate_to_width("abcdef", 6), "abcdef");
  EXPECT_EQ(truncate_to_width("abcdefg", 6), "abcde…");
  EXPECT_EQ(truncate_to_width("商品漢字", 6), "商品…");
  EXPECT_EQ(truncate_to_width("商品漢字", 8), "商品漢字");
  EXPECT_EQ(truncate_to_width("商品", 1), "…");
  for (std::size_t columns = 1; columns < 12; ++columns)
    EXPECT_LE(display_width(truncate_to_width("a商e\xcc\x81"
                                              "🎵品xyz",
                                              columns)),
              columns);
}

TEST(Display, NothingThatMovesTheCursorOrReordersTextReachesTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\\u{1b}[31mb");
  EXPECT_EQ(printable("a\nb\tc\r"), "a\\u{a}b\\u{9}c\\u{d}");
  EXPECT_EQ(printable("\xe2\x80\xae"
                      "x"),
            "\\u{202e}x");  // right-to-left override
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "\\u{9b}31m");  // C1 control sequence introducer
  EXPECT_EQ(printable("\x7f\xff"), "\\u{7f}\xef\xbf\xbd");
  EXPECT_EQ(printable("商品 é"), "商品 é");
}

TEST(Escape, XmlKeepsMarkupAndForbiddenCharactersOut) {
  EXPECT_EQ(xml_escape("<a b=\"c\">&'"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
  EXPECT_EQ(xml_escape("a\nb\x01\x1b"), "a&#10;b\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(xml_escape("\xff\xef\xbf\xbe"), "\xef\xbf\xbd\xef\xbf\xbd");  // U+FFFE is no XML
}

TEST(Escape, HtmlKeepsMarkupOutOfContentAndAttributes) {
  EXPECT_EQ(html_escape("<script>alert(\"1\")</script>&'"),
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;");
  EXPECT_EQ(html_escape("\xe2\x80\xae\x1b"), "\\u{202e}\\u{1b}");
}

TEST(Layout, NoLineIsWiderThanAsked) {
  for (const std::size_t width : {40U, 57U, 80U, 120U}) {
    TextLayout layout(width, true);
    layout.row(
        "label",
        "some words that are long enough to be wrapped at any of these widths, 商品漢字 "
        "and a-single-word-that-is-much-longer-than-any-line-can-be-商品漢字商品漢字商品漢字-end");
    layout.answer("question", Truth::refuted, true,
                  layout.paint().strong("a strong phrase") + " x");
    layout.group("<a_1><b_2><c_3><d_4><e_5><f_6><g_7><h_8><i_9>", "items",
                 {"商品漢字商品漢字商品漢字商品漢字", "17", "4031", "7720", "99", "100", "101"},
                 1234);
    const std::string text = layout.take();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      EXPECT_LE(display_width(std::string_view(text).substr(begin, end - begin)), width) << text;
      begin = end + 1;
    }
    std::string joined = text;
    std::erase_if(joined, [](char c) { return c == ' ' || c == '\n'; });
    EXPECT_NE(joined.find("-can-be-商品漢字商品漢字商品漢字-end"), std::string::npos);  // never cut
  }
}

TEST(Layout, NoEscapeIsWrittenWithoutColour) {
  TextLayout layout(80, false);
  layout.answer("one-to-one", Truth::refuted, true, layout.paint().bad("x"));
  EXPECT_EQ(layout.take(), "one-to-one   NO   x\n");
}

TEST(Layout, ACommandStaysOnOneLineSoThatItCanBePasted) {
  TextLayout layout(40, false);
  const std::string command = "sidproof repair '/a folder/with a rather long name.json' -o OUT";
  layout.command("next", command);
  EXPECT_EQ(layout.take(), "next         " + command + "\n");
}

TEST(Layout, AGroupSaysHowManyItDoesNotShow) {
  TextLayout layout(60, false);
  layout.group("<a_1>", "items", {"1", "2", "3"}, 10);
  EXPECT_EQ(layout.take(), "                  <a_1>  items 1, 2, 3 … 7 more\n");
}

}  // namespace
}  // namespace sidproof
