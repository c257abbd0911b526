// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Every format against the files of all others, and against files that are no tables:
// each is refused, or read as its own format reads it. Never something else in silence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "io/tabular_support.hpp"

namespace sidproof::test {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

struct Sample {
  std::string format;
  std::string bytes;
  std::vector<Row> rows;
};

std::vector<Row> two(const std::vector<std::string>& first, const std::vector<std::string>& second,
                     const std::string& a = "B0001", const std::string& b = "B0002") {
  return {{a, first}, {b, second}};
}

std::string chat(const std::string& item, const std::string& sid) {
  return R"({"item": ")" + item + R"(", "messages": [{"role": "assistant", "content": ")" +
         "<|sid_begin|>" + sid + "<|sid_end|>" + R"("}]})" + "\n";
}

std::string xllm_record(std::int64_t item, const std::vector<std::int32_t>& tokens) {
  return bytes_of<std::int64_t>({item}) + bytes_of(tokens);
}

const std::vector<Sample>& samples() {
  const auto codes = two({"3", "1", "2"}, {"0", "2", "2"});
  const auto pieces = two({"<a_3>", "<b_1>"}, {"<a_0>", "<b_2>"});
  static const std::vector<Sample> all = {
      {"index-json", R"({"B0001": ["<a_3>", "<b_1>"], "B0002": ["<a_0>", "<b_2>"]})", pieces},
      {"info-txt", "<a_3><b_1>\tA title\tB0001\n<a_0><b_2>\tA title\tB0002\n", pieces},
      {"joined-json", R"({"B0001": "<a_3><b_1>", "B0002": "<a_0><b_2>"})", pieces},
      {"joined-json", R"({"B0001": "SID_RQ_3_1_2", "B0002": "SID_RQ_0_2_2"})", codes},
      {"sid-map-json", R"({"B0001": {"sid": "SID_3_1_2"}, "B0002": {"sid": "SID_0_2_2"}})", codes},
      {"wrapped-json",
       R"({"levels": 3, "K": 4, "items": {"B0001": [3, 1, 2], "B0002": [0, 2, 2]}})", codes},
      {"codes-json", R"({"B0001": [3, 1, 2], "B0002": [0, 2, 2]})", codes},
      {"corpus-json", R"({"B0001": {"cid": [3, 1, 2]}, "B0002": {"cid": [0, 2, 2]}})", codes},
      {"records-json",
       "{\"item_id\": \"B0001\", \"sid\": [3, 1, 2]}\n{\"item_id\": \"B0002\", \"sid\": [0, 2, "
       "2]}\n",
       codes},
      {"inverse-json", R"({"<a_3><b_1>": ["B0001"], "<a_0><b_2>": ["B0002"]})", pieces},
      {"npy", npy_of("|u1", "(2, 3)", bytes_of<std::uint8_t>({3, 1, 2, 0, 2, 2})),
       two({"3", "1", "2"}, {"0", "2", "2"}, "0", "1")},
      {"csv", "item_id,code_1,code_2,code_3\nB0001,3,1,2\nB0002,0,2,2\n", codes},
      {"csv", "item_id\tcodes\nB0001\t[3, 1, 2]\nB0002\t[0, 2, 2]\n", codes},
      {"inverse-csv", "p1,p2,p3,n_items,item_ids\n3,1,2,1,B0001\n0,2,2,1,B0002\n", codes},
      {"odps-dump", "B0001||$$||A title||$$||3,1,2\nB0002||$$||A title||$$||0,2,2\n", codes},
      {"word-ids", "B0001 red shoe\nB0002 blue hat\n", two({"red", "shoe"}, {"blue", "hat"})},
      {"gram-ids", "B0001 |\u2581red|shoe\nB0002 |\u2581blue|hat\n",
       two({"\u2581red", "shoe"}, {"\u2581blue", "hat"})},
      {"p5-ids", "B0001 1001\nB0002 1002\n", two({"1001"}, {"1002"})},
      {"piece-ids", "B0001 <CI0><CI20>\nB0002 <CI0><CI7>\n",
       two({"<CI0>", "<CI20>"}, {"<CI0>", "<CI7>"})},
      {"onerec-chat", chat("B0001", "<a_3><b_1>") + chat("B0002", "<a_0><b_2>"), pieces},
      {"sid2pid-json", R"({"201334786": [{"pid": "B0001"}], "16386": [{"pid": "B0002"}]})", codes},
      {"xllm-records", xllm_record(1, {3, 1, 2}) + xllm_record(2, {0, 2, 2}),
       two({"3", "1", "2"}, {"0", "2", "2"}, "1", "2")},
  };
  return all;
}

struct NoTable {
  std::string name;
  std::string bytes;
  std::string told;  ///< what the refusal says of it
};

std::string tar() {
  return "table.csv"s + std::string(248, '\0') + "ustar" + std::string(250, '\0');
}

std::string binary(const std::string& magic) { return magic + std::string(64, '\0') + "\x01\x02"; }

const std::vector<NoTable>& no_tables() {
  static const std::vector<NoTable> all = {
      {"LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0a0b\nsize 634238\n",
       "git lfs pull"},
      {"DVC pointer", "outs:\n- md5: 0a0b\n  path: table.json\n", "dvc pull"},
      {"annex pointer", "/annex/objects/SHA256E-s17--0a0b.json\n", "git annex get"},
      {"login page", "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n", "HTML"},
      {"error page", "\n<HTML>\n<body>404</body></HTML>\n", "HTML"},
      {"XML", "<?xml version=\"1.0\"?>\n<items><item id=\"1\"/></items>\n", "XML"},
      {"SVG", "<svg xmlns=\"x\"></svg>\n", "SVG"},
      {"HTTP answer", "HTTP/1.1 403 Forbidden\r\nServer: x\r\n\r\n", "HTTP"},
      {"plain 404", "404: Not Found", "web service"},
      {"plain denial", "Access denied\n", "web service"},
      {"API error", R"({"error": "Repository not found"})", "web service"},
      {"API message", R"({"message": "Not Found", "documentation_url": "https://x"})",
       "web service"},
      {"API detail", R"({"detail": "Invalid token"})", "web service"},
      {"notebook", R"({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})",
       "notebook"},
      {"package.json",
       R"({"name": "left-pad", "version": "1.0.0", "dependencies": {"x": "1.2.3"}})", "package"},
      {"versions", R"({"left-pad3": "1.0.0", "is-odd2": "2.3.4"})", "versions"},
      {"dates", R"({"event1": "2024-01-05", "event2": "2024-02-06"})", "dates"},
      {"identifiers", R"({"bug1": "CVE-2024-1234", "bug2": "CVE-2024-5678"})", "semantic ID"},
      {"sentences", R"({"q1": "what is it?", "q2": "who is it?"})", "joined-json"},
      {"special tokens", R"({"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"})",
       "tokenizer"},
      {"added tokens", R"({"<a_1>": 32000, "<a_2>": 32001})", "vocabulary"},
      {"vocabulary", R"({"!": 0, "the1": 1, "of2": 2})", "vocabulary"},
      {"config.json", R"({"architectures": ["LlamaForCausalLM"], "hidden_size": 4096})",
       "model's settings"},
      {"weights index",
       R"({"metadata": {"total_size": 9}, "weight_map": {"lm_head": "model-1.safetensors"}})",
       "model's weights"},
      {"metrics", R"({"recall": 0.12, "ndcg": 0.08})", "one number under"},
      {"curves", R"({"loss": [3, 2, 1], "step": [1, 2, 3]})", "words and no item ids"},
      {"splits", R"({"train": ["i1", "i2"], "test": ["i3", "i4"]})", "words and no item ids"},
      {"columns", R"({"user_id": [1, 2], "item_id": [3, 4], "label": [0, 1]})", "no item ids"},
      {"histories of ids", R"({"u1": ["B1", "B7", "B9"], "u2": ["B7", "B2"]})",
       "the items of a user"},
      {"histories of numbers", R"({"1": [5, 7, 9, 11], "2": [7, 2]})", "histories of users"},
      {"serving catalogue", R"({"1,2,3,1": 1, "1,2,4,1": 1})", "names no items"},
      {"SID counts", R"({"1_2_3": 17, "1_2_4": 5})", "items or counts"},
      {"list of lists", "[[1, 2, 3], [1, 2, 4]]", "list of lists"},
      {"list of SIDs", R"(["<a_1><b_2>", "<a_1><b_3>"])", "single values"},
      {"empty list", "[]", "empty list"},
      {"empty object", "{}", "empty object"},
      {"null", "null\n", "starts with"},
      {"number", "17\n", "starts with"},
      {"data frame", R"({"columns": ["item_id", "c0"], "index": [0], "data": [["A", 3]]})",
       "data frame"},
      {"GeoJSON", R"({"type": "FeatureCollection", "features": []})", "GeoJSON"},
      {"JSON schema", R"({"$schema": "http://json-schema.org", "type": "object"})", "schema"},
      {"mapping", "{\"row_index\": 0, \"item_id\": 1}\n{\"row_index\": 1, \"item_id\": 2}\n",
       "no field of the records holds a SID"},
      {"event records",
       "{\"user_id\": 1, \"item_id\": 2, \"sid\": [1, 2]}\n{\"user_id\": 1, \"item_id\": 3, "
       "\"sid\": [1, 3]}\n",
       "events of users"},
      {"chat without SIDs",
       R"({"messages": [{"role": "assistant", "content": "Hello"}]})"
       "\n",
       "there is no item"},
      {"statistics CSV", "layer,code,n_items,pct_of_total\n1,66,219,1.87\n1,11,213,1.82\n",
       "no column names the item"},
      {"event CSV", "user_id,item_id,timestamp\n1,2,3\n1,3,4\n", "no column holds codes"},
      {"event CSV with SIDs", "user_id,item_id,sid\n1,2,\"1,2\"\n1,3,\"1,3\"\n", "events of users"},
      {"country codes", "id,code,name\n1,DE,Germany\n2,FR,France\n", "one word or number a row"},
      {"codes alone", "c0,c1,c2\n1,2,3\n4,5,6\n", "no column names the item"},
      {"two SID columns", "item_id,code,sid\nA,\"1,2\",\"3,4\"\n", "two columns"},
      {"user sequences", "1 5 7 9 11\n2 7 2 3\n", "histories"},
      {"user sequences of SIDs", "1 <CI1><CI48> <CI14><CI64>\n2 <CI1><CI3> <CI14><CI17>\n",
       "several SIDs side by side"},
      {"user sequences of pieces", "1 <CI1> <CI48> <CI14>\n2 <CI1> <CI3>\n",
       "do not show their positions"},
      {"id map", "org_id remap_id\n1 0\n2 1\n", "starts with"},
      {"pairs", "1 219\n2 213\n3 202\n", "pairs of anything"},
      {"log", "2024-01-05 12:00:01 INFO start\n2024-01-06 12:00:02 INFO stop\n", "a log"},
      {"commit list", "46c65ca tests: a reader\n58a50b0 docs: a page\n", "could be any text"},
      {"class names", "n01440764 tench\nn01443537 goldfish\n", "could be any text"},
      {"transcript", "84-121123-0000 GO DO YOU HEAR\n84-121123-0001 BUT IN LESS\n",
       "could be any text"},
      {"prose", "This is a file.\nIt has some words.\n", "could be any text"},
      {"titles", "B0001 Red Shoe, size 5\nB0002 Blue Hat\n", "small letters"},
      {"Markdown", "# Title\n\nSome text.\n", "Markdown"},
      {"Markdown table", "| item | sid |\n|---|---|\n| A | 1 |\n", "Markdown"},
      {"YAML", "---\nmodel: rqvae\nlevels: 3\n", "YAML"},
      {"settings", "model: rqvae\nlevels: 3\n", "settings"},
      {"INI", "[model]\nlevels = 3\n", "INI"},
      {"Python", "import json\nprint(json.dumps({}))\n", "Python"},
      {"shell script", "#!/bin/sh\nexit 0\n", "script"},
      {"traceback", "Traceback (most recent call last):\n  File \"x.py\", line 1\n", "Python"},
      {"patch", "diff --git a/x b/x\n--- a/x\n+++ b/x\n", "patch"},
      {"merge conflict", "<<<<<<< HEAD\n{\"0\": [\"<a_1>\"]}\n=======\n", "merge conflict"},
      {"SQL", "CREATE TABLE items (id INT);\n", "SQL"},
      {"certificate", "-----BEGIN CERTIFICATE-----\nMII\n", "certificate"},
      {"Matrix Market", "%%MatrixMarket matrix coordinate\n1 1 1\n", "Matrix Market"},
      {"FASTA", ">seq1\nACGT\n", "FASTA"},
      {"LaTeX", "\\documentclass{article}\n", "LaTeX"},
      {"blank lines", "\n\n  \n", "empty"},
      {"empty", "", "empty"},
      {"zeros", std::string(400, '\0'), "zero bytes"},
      {"random bytes", "\x01\x9f\x80\xfe\x03\x7f\x00\xc0\xff\xee"s, "binary data"},
      {"PDF", "%PDF-1.7\n1 0 obj\n", "PDF"},
      {"PNG", binary("\x89PNG\r\n\x1a\n"), "PNG"},
      {"JPEG", binary("\xff\xd8\xff\xe0"), "JPEG"},
      {"GIF", binary("GIF89a"), "GIF"},
      {"ELF",
       binary("\x7f"
              "ELF\x02\x01"),
       "ELF"},
      {"SQLite", binary("SQLite format 3"), "SQLite"},
      {"HDF5", binary("\x89HDF\r\n\x1a\n"), "HDF5"},
      {"Arrow", binary("ARROW1"), "Arrow"},
      {"GGUF", binary("GGUF\x03"), "GGUF"},
      {"UTF-16", "\xff\xfe{\0\"\0"s, "UTF-16"},
      {"Office", binary("\xd0\xcf\x11\xe0"), "Office"},
      {"zip", binary("PK\x03\x04"), "unzip"},
      {"gzip", binary("\x1f\x8b\x08"), "gunzip"},
      {"zstd", binary("\x28\xb5\x2f\xfd"), "unzstd"},
      {"7z", binary("7z\xbc\xaf\x27\x1c"), "7z"},
      {"tar", tar(), "tar -xf"},
      {"pickle", "\x80\x04\x95\x00\x00"s, "pickle"},
      {"torch", binary("PK\x03\x04") + "archive/data.pkl", "PyTorch"},
      {"cut Parquet", "PAR1\x15\x00"s, "ends early"},
      {"pickled npy", npy_of("|O", "(2,)", "\x80\x04"), "pickle"},
  };
  return all;
}

std::string told(const Error& error) { return error.what + "; " + error.hint; }

TEST(FormatMatrix, EachFileIsRecognisedAndReadByItsOwnFormat) {
  std::set<std::string> seen;
  for (const Sample& sample : samples()) {
    const std::string named = sample.format == "xllm-records" ? sample.format : "";
    const Result<Table> table = read_bytes(sample.bytes, named);
    ASSERT_TRUE(table.has_value()) << sample.format << ": " << to_string(table.error());
    EXPECT_EQ(table->format, sample.format);
    EXPECT_EQ(rows(*table), sample.rows) << sample.format;
    seen.insert(sample.format);
  }
  // Of these three a file is more than bytes of our own; their tests make them.
  for (const char* other : {"parquet", "faiss-ivfpq", "actionpiece"}) seen.insert(other);
  for (const TableFormat& format : table_formats())
    EXPECT_TRUE(!format.readable || seen.contains(std::string(format.name))) << format.name;
}

// Where two formats read one file, and not alike, the user has chosen: why that is right.
const std::vector<std::tuple<std::string, std::string, std::string>> kChosen = {
    {"index-json", "inverse-json", "lists of strings under keys: named so, the keys are items"},
};

bool is_chosen(const std::string& format, const std::string& file) {
  return std::any_of(kChosen.begin(), kChosen.end(), [&](const auto& one) {
    return std::get<0>(one) == format && std::get<1>(one) == file;
  });
}

TEST(FormatMatrix, AFileNamedAsAnotherFormatIsRefusedOrReadAlike) {
  std::size_t cells = 0;
  std::size_t read = 0;
  for (const TableFormat& format : table_formats()) {
    for (const Sample& sample : samples()) {
      ++cells;
      const Result<Table> table = read_bytes(sample.bytes, std::string(format.name));
      if (!table) {
        EXPECT_FALSE(table.error().what.empty());
        EXPECT_NE(std::string(format.name), sample.format) << to_string(table.error());
        continue;
      }
      ++read;
      if (rows(*table) != sample.rows && !is_chosen(std::string(format.name), sample.format))
        ADD_FAILURE() << sample.format << " named " << format.name << " was read as "
                      << testing::PrintToString(rows(*table));
    }
  }
  EXPECT_GE(cells, 27U * 22U);
  EXPECT_GE(read, samples().size());
}

TEST(FormatMatrix, WhatIsNoTableIsRefusedAndSaidToBeWhatItIs) {
  EXPECT_GE(no_tables().size(), 50U);
  for (const NoTable& one : no_tables()) {
    const Result<Table> table = read_bytes(one.bytes);
    if (table) {
      ADD_FAILURE() << one.name << " was read as " << table->format;
      continue;
    }
    EXPECT_THAT(told(table.error()), HasSubstr(one.told)) << one.name;
    EXPECT_NE(table.error().code, ErrorCode::usage) << one.name;
  }
}

struct NamedReading {
  std::string format;
  std::set<std::string> files;
  std::string reason;
};

// What a named format reads of a file that is no table, and why that is right: the user
// said what the lists, texts, columns or words are.
const std::vector<NamedReading> kNamed = {
    {"index-json",
     {"splits", "histories of ids"},
     "lists of strings under keys: the keys are items"},
    {"codes-json",
     {"curves", "columns", "histories of numbers"},
     "lists of integers under keys: the keys are items"},
    {"joined-json",
     {"versions", "dates", "identifiers", "sentences"},
     "strings under keys: numbers joined by one separator, or words, are the tokens"},
    {"records-json", {"event records"}, "each record has an item and a SID"},
    {"csv",
     {"statistics CSV", "event CSV with SIDs", "country codes", "codes alone"},
     "a column holds codes; without a column for the item the rows are the items, which is said"},
    {"word-ids",
     {"plain denial", "user sequences", "user sequences of pieces", "id map", "pairs", "log",
      "commit list", "class names", "transcript", "prose", "titles"},
     "the first word of each line is the item, the others its tokens"},
    {"p5-ids", {"pairs"}, "each line is an item and a number"},
    {"piece-ids", {"user sequences of pieces"}, "each line is an item and its pieces"},
};

TEST(FormatMatrix, WhatIsNoTableIsReadOnlyWhereNamingTheFormatMakesItOne) {
  for (const TableFormat& format : table_formats()) {
    std::set<std::string> allowed;
    for (const NamedReading& one : kNamed)
      if (one.format == format.name) allowed = one.files;
    std::set<std::string> read;
    for (const NoTable& one : no_tables()) {
      const Result<Table> table = read_bytes(one.bytes, std::string(format.name));
      if (table) read.insert(one.name);
      EXPECT_TRUE(table || !table.error().what.empty()) << one.name;
    }
    EXPECT_EQ(read, allowed) << format.name;
  }
}

}  // namespace
}  // namespace sidproof::test
