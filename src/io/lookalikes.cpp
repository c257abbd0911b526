// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/lookalikes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "io/files/line_reader.hpp"
#include "io/json/json_shape.hpp"
#include "io/text/code_text.hpp"

namespace sidproof {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view magic;
  std::string_view what;
  std::string_view todo;
};

// Of what is compressed or packed refused_formats.cpp speaks.
constexpr std::array kBinary{
    Signature{0, "%PDF-"sv, "a PDF document", "save the table as CSV or JSON"},
    Signature{0, "\x89PNG\r\n"sv, "a PNG image", ""},
    Signature{0, "\xff\xd8\xff"sv, "a JPEG image", ""},
    Signature{0, "GIF8"sv, "a GIF image", ""},
    Signature{0, "II*\0"sv, "a TIFF image", ""},
    Signature{0, "MM\0*"sv, "a TIFF image", ""},
    Signature{0, "RIFF"sv, "a RIFF file: sound, video or a WebP image", ""},
    Signature{0, "OggS"sv, "an Ogg sound file", ""},
    Signature{0, "fLaC"sv, "a FLAC sound file", ""},
    Signature{0, "ID3"sv, "an MP3 sound file", ""},
    Signature{4, "ftyp"sv, "a video file", ""},
    Signature{0,
              "\x7f"
              "ELF"sv,
              "a program or library (ELF)", ""},
    Signature{0, "MZ\x90"sv, "a Windows program or library", ""},
    Signature{0, "\xcf\xfa\xed\xfe"sv, "a macOS program or library", ""},
    Signature{0, "\xca\xfe\xba\xbe"sv, "a Java class or macOS program", ""},
    Signature{0, "\0asm"sv, "a WebAssembly program", ""},
    Signature{0, "SQLite format 3\0"sv, "an SQLite database",
              "export the table as CSV with the columns item_id,codes"},
    Signature{8, "DUCK"sv, "a DuckDB database",
              "export the table: COPY table TO 'table.parquet' (FORMAT parquet)"},
    Signature{0, "\x89HDF\r\n"sv, "an HDF5 file", "export the codes as .npy or CSV"},
    Signature{0, "MATLAB 5.0"sv, "a MATLAB file", "export the codes as .npy or CSV"},
    Signature{0, "ARROW1"sv, "an Arrow (Feather) file", "write it as Parquet"},
    Signature{0, "FEA1"sv, "a Feather file", "write it as Parquet"},
    Signature{0, "Obj\x01"sv, "an Avro file", "write it as Parquet or CSV"},
    Signature{0, "ORC"sv, "an ORC file", "write it as Parquet or CSV"},
    Signature{0, "GGUF"sv, "weights of a language model (GGUF)", "name the table, not the model"},
    Signature{0, "\xd0\xcf\x11\xe0"sv, "an old Office document", "save the sheet as CSV"},
    Signature{0,
              "\0\0\0\x01"
              "Bud1"sv,
              "a folder view of macOS (.DS_Store)", ""},
    Signature{0, "PACK\0\0\0"sv, "a pack of git objects", ""},
    Signature{0, "\xff\xfe"sv, "a text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"},
    Signature{0, "\xfe\xff"sv, "a text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"},
};

constexpr std::array kText{
    Signature{0, "%pdf-"sv, "a PDF document", "save the table as CSV or JSON"},
    Signature{0, "version https://git-lfs.github.com/"sv,
              "a Git LFS pointer and not the file itself", "fetch the file: git lfs pull"},
    Signature{0, "oid sha256:"sv, "a part of a Git LFS pointer", "fetch the file: git lfs pull"},
    Signature{0, "outs:\n- "sv, "a DVC pointer and not the file itself",
              "fetch the file: dvc pull"},
    Signature{0, "/annex/objects/"sv, "a git-annex pointer and not the file itself",
              "fetch the file: git annex get"},
    Signature{0, "<!doctype html"sv, "an HTML page, such as a login or error page",
              "fetch the file itself: a download may need a token or the raw address"},
    Signature{0, "<html"sv, "an HTML page, such as a login or error page",
              "fetch the file itself: a download may need a token or the raw address"},
    Signature{0, "<?xml"sv, "an XML document", "save the table as CSV or JSON"},
    Signature{0, "<svg"sv, "an SVG image", ""},
    Signature{0, "http/1."sv, "an HTTP answer with its header", "save its body only"},
    Signature{0, "-----begin "sv, "a key or certificate", "name the table"},
    Signature{0, "#!"sv, "a script", "name the table that it writes"},
    Signature{0, "diff --git "sv, "a patch", ""},
    Signature{0, "<<<<<<< "sv, "a file with an open merge conflict", "resolve the conflict first"},
    Signature{0, "{\\rtf"sv, "an RTF document", "save the table as CSV"},
    Signature{0, "%!ps"sv, "a PostScript document", "save the table as CSV"},
    Signature{0, "%%matrixmarket"sv, "a Matrix Market file", "write the codes as .npy or CSV"},
    Signature{0, "@relation"sv, "an ARFF file", "write the table as CSV"},
    Signature{0, "traceback (most recent call last)"sv, "an error message of Python",
              "the program that should have written the table failed"},
    Signature{0, "\\documentclass"sv, "a LaTeX document", ""},
    Signature{0, "create table "sv, "an SQL dump", "export the table as CSV"},
    Signature{0, "begin:vc"sv, "a calendar or address card", ""},
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

Lookalike shown(const Signature& found) {
  return {std::string(found.what), std::string(found.todo)};
}

bool has(const JsonShape& json, std::string_view key) {
  return find_member(json.members, key) != nullptr;
}

/// JSON documents of other programs, told by their keys.
std::optional<Lookalike> known_document(const JsonShape& json) {
  if (!is_one_object(json) || !keys_are_words(json)) return std::nullopt;
  if (has(json, "nbformat") || has(json, "cells"))
    return Lookalike{"a notebook", "name the table that it writes"};
  const auto is_told = [&](std::string_view key) {
    const JsonMember* member = find_member(json.members, key);
    return member != nullptr && !has(json, "items") &&
           (member->kind == JsonKind::string || member->kind == JsonKind::object);
  };
  if (is_told("error") || has(json, "errors") || is_told("detail") ||
      (has(json, "message") &&
       (has(json, "documentation_url") || has(json, "status") || has(json, "code"))))
    return Lookalike{"an error message of a web service",
                     "the download failed: fetch the file again, with a token where one is needed"};
  if (has(json, "weight_map"))
    return Lookalike{"the index of a model's weights (model.safetensors.index.json)",
                     "name the index of the items"};
  if (has(json, "added_tokens") || has(json, "eos_token") || has(json, "tokenizer_class"))
    return Lookalike{"a tokenizer's settings", "name the table, not the tokenizer"};
  if (has(json, "architectures") || has(json, "model_type"))
    return Lookalike{"a model's settings (config.json)", "name the table, not the model"};
  if (has(json, "$schema")) return Lookalike{"a JSON schema or settings", ""};
  if (has(json, "dependencies") || has(json, "scripts"))
    return Lookalike{"a package's description (package.json)", ""};
  if (has(json, "features") && has(json, "type")) return Lookalike{"a map (GeoJSON)", ""};
  return std::nullopt;
}

std::optional<Lookalike> json_resemblance(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  if (json.root == JsonKind::array) {
    const std::size_t first = sniff.head.find_first_not_of(" \t\r\n", sniff.head.find('[') + 1);
    const char c = first == std::string_view::npos ? '\0' : sniff.head[first];
    if (c == '\0') return std::nullopt;
    if (c == ']') return Lookalike{"an empty list", "the export holds no item: write it again"};
    if (c == '[')
      return Lookalike{"a list of lists, in which nothing names the items",
                       "write {\"item\": [codes], ...}, or .npy where row numbers are the items"};
    if (c == '{') return Lookalike{"a list of records", ""};
    return Lookalike{"a list of single values", "a list of items is given with --covers"};
  }
  if (json.root != JsonKind::object) return std::nullopt;
  // A file that was cut off shows no member either.
  const std::size_t second = sniff.head.find_first_not_of(" \t\r\n", sniff.head.find('{') + 1);
  if (json.members.empty() && second != std::string_view::npos && sniff.head[second] == '}')
    return Lookalike{"an empty object", "the export holds no item: write it again"};
  if (has(json, "columns") && has(json, "data"))
    return Lookalike{"a data frame split into columns and data",
                     "write it with orient=\"records\" or as CSV"};
  if (has(json, "item_id") || has(json, "user_id"))
    return Lookalike{"columns of lists, or one record", "write one record a line, or CSV"};
  if (json.members.empty()) return std::nullopt;
  const JsonKind kind = json.members.front().kind;
  const bool same = std::ranges::all_of(
      json.members, [&](const JsonMember& member) { return member.kind == kind; });
  if (same && (kind == JsonKind::integer || kind == JsonKind::other_number))
    return Lookalike{"one number under each key: a vocabulary, counts or scores", ""};
  if (keys_are_words(json)) return Lookalike{"settings or metrics under names", ""};
  return std::nullopt;
}

/// "[model]"
bool is_section(std::string_view line) {
  if (line.size() < 3 || line.front() != '[' || line.back() != ']') return false;
  line = line.substr(1, line.size() - 2);
  return line != "true" && line != "false" && line != "null" &&
         std::isalpha(static_cast<unsigned char>(line.front())) != 0 &&
         line.find_first_of("[]\",{}") == std::string_view::npos;
}

bool is_log_line(std::string_view line) {
  const auto digits = [&](std::size_t begin, std::size_t count) {
    return line.size() >= begin + count &&
           std::all_of(line.begin() + static_cast<std::ptrdiff_t>(begin),
                       line.begin() + static_cast<std::ptrdiff_t>(begin + count),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  if (line.starts_with('[')) line.remove_prefix(1);
  return digits(0, 4) && line.size() > 10 && line[4] == '-' && digits(5, 2) && line[7] == '-' &&
         digits(8, 2) && (line[10] == ' ' || line[10] == 'T');
}

std::optional<Lookalike> text_resemblance(const Sniff& sniff) {
  std::size_t lines = 0;
  std::size_t settings = 0;
  std::size_t numbers = 0;
  std::size_t longest = 0;
  LineReader reader(sniff.head);
  for (; lines < 100 && reader.next(); ++lines) {
    std::string_view rest = reader.text();
    const std::size_t colon = rest.find_first_of(":=");
    settings += colon != std::string_view::npos && colon > 0 &&
                        rest.substr(0, colon).find_first_of(" ,\"'{}[]") == std::string_view::npos
                    ? 1U
                    : 0U;
    bool decimal = true;
    std::size_t words = 0;
    for (; !rest.empty(); ++words) decimal = is_decimal(take_word(rest)) && decimal;
    numbers += decimal ? 1U : 0U;
    longest = std::max(longest, words);
  }
  const std::string_view line = sniff.line;
  if (lines == 0) return Lookalike{"blank lines", "the export is empty: write it again"};
  if (is_log_line(line)) return Lookalike{"a log", "name the table that the run wrote"};
  if (line.starts_with("# ") || line.starts_with("## ") || line.starts_with("```") ||
      line.starts_with("| "))
    return Lookalike{"a Markdown text or commented settings",
                     "name the table, not its description"};
  if (line == "---" || line.starts_with("%YAML"))
    return Lookalike{"a YAML document", "write the table as CSV or JSON"};
  if (line.starts_with("import ") || line.starts_with("from ") || line.starts_with("def ") ||
      line.starts_with("\"\"\"") || line.starts_with("class "))
    return Lookalike{"a Python program", "name the table that it writes"};
  if (line.starts_with("#include") || line.starts_with("//") || line.starts_with("/*"))
    return Lookalike{"the source of a program", ""};
  if (line.starts_with('>') && line.size() > 1)
    return Lookalike{"sequences of letters (FASTA)", ""};
  if (lines <= 3 && line.size() < 200 &&
      (lower(line).find("not found") != std::string::npos ||
       lower(line).find("denied") != std::string::npos ||
       lower(line).find("unauthorized") != std::string::npos))
    return Lookalike{"an error message of a web service",
                     "the download failed: fetch the file again, with a token where one is needed"};
  if (numbers == lines && longest > 2)
    return Lookalike{"lines of numbers, as users' histories are",
                     "interactions are given with --interactions"};
  if (settings == lines) return Lookalike{"settings (YAML, properties) under names", ""};
  return std::nullopt;
}

}  // namespace

std::optional<Lookalike> find_signature(const Sniff& sniff) {
  for (const Signature& one : kBinary)
    if (!sniff.is_text && sniff.bytes.size() > one.offset &&
        sniff.bytes.substr(one.offset).starts_with(one.magic))
      return shown(one);
  if (!sniff.is_text) return std::nullopt;
  const std::size_t start = std::min(sniff.head.find_first_not_of(" \t\r\n"), sniff.head.size());
  if (const auto document = known_document(sniff.json)) return document;
  const std::string begin = lower(sniff.head.substr(start, 64));
  for (const Signature& one : kText)
    if (begin.starts_with(one.magic)) return shown(one);
  return std::nullopt;
}

std::optional<Lookalike> find_resemblance(const Sniff& sniff) {
  if (!sniff.is_text) {
    const bool zeros = sniff.bytes.find_first_not_of('\0') == std::string_view::npos;
    return Lookalike{zeros ? "zero bytes only" : "binary data of an unknown kind",
                     zeros ? "the file was never written: write it again" : ""};
  }
  if (is_section(sniff.line)) return Lookalike{"settings in sections (INI, TOML)", ""};
  if (sniff.json.root != JsonKind::none) return json_resemblance(sniff);
  return text_resemblance(sniff);
}

}  // namespace sidproof
