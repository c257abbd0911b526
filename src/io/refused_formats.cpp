// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/refused_formats.hpp"

#include <array>
#include <string>
#include <string_view>

namespace sidproof {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kZip = "PK\x03\x04"sv;
// The number with which torch.save marked its files before they were archives.
constexpr std::string_view kLegacyTorch = "\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19"sv;

bool is_binary_pickle(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x80' && bytes[1] >= 1 && bytes[1] <= 5;
}

// Protocol 0 is text: a mark, an empty container or a global, and a memo entry.
bool is_text_pickle(std::string_view bytes) {
  constexpr std::array starts{"(dp"sv,         "(lp"sv,    "(tp"sv,
                              "ccopy_reg\n"sv, "cnumpy"sv, "ccollections\n"sv,
                              "cpandas"sv,     "ctorch"sv};
  for (const std::string_view start : starts)
    if (bytes.starts_with(start)) return true;
  return false;
}

Acceptance accepts_torch(const Sniff& sniff) {
  const std::string_view head = sniff.bytes.substr(0, std::size_t{1} << 16);
  if (head.starts_with(kZip) && head.find("data.pkl") != std::string_view::npos)
    return Match::certain;
  return is_binary_pickle(head) && head.substr(0, 32).find(kLegacyTorch) != std::string_view::npos
             ? Match::certain
             : Match::no;
}

Acceptance accepts_pickle(const Sniff& sniff) {
  if (accepts_torch(sniff).match != Match::no) return Match::no;
  return is_binary_pickle(sniff.bytes) || is_text_pickle(sniff.bytes) ? Match::certain : Match::no;
}

struct Packing {
  std::size_t offset;
  std::string_view magic;
  std::string_view what;
  std::string_view unpack;
};
constexpr std::array kPackings{
    Packing{0, kZip, "a zip archive (.npz, .docx and .xlsx are some)", "unzip"},
    Packing{0, "\x1f\x8b"sv, "compressed by gzip", "gunzip -k"},
    Packing{0, "\x28\xb5\x2f\xfd"sv, "compressed by zstd", "unzstd"},
    Packing{0,
            "\xfd"
            "7zXZ\0"sv,
            "compressed by xz", "unxz -k"},
    Packing{0, "BZh"sv, "compressed by bzip2", "bunzip2 -k"},
    Packing{0, "\x04\x22\x4d\x18"sv, "compressed by lz4", "unlz4"},
    Packing{0, "LZIP"sv, "compressed by lzip", "lzip -dk"},
    Packing{0, "7z\xbc\xaf\x27\x1c"sv, "a 7z archive", "7z x"},
    Packing{0, "Rar!\x1a\x07"sv, "a RAR archive", "unrar x"},
    Packing{257, "ustar"sv, "a tar archive", "tar -xf"},
};

const Packing* packing(std::string_view bytes) {
  for (const Packing& candidate : kPackings)
    if (bytes.size() > candidate.offset &&
        bytes.substr(candidate.offset).starts_with(candidate.magic))
      return &candidate;
  return nullptr;
}

Acceptance accepts_compressed(const Sniff& sniff) {
  if (accepts_torch(sniff).match != Match::no) return Match::no;
  return packing(sniff.bytes) != nullptr ? Match::certain : Match::no;
}

Result<Table> refuse_torch(const MappedFile& file, const ReadOptions& /*options*/,
                           Progress& /*progress*/) {
  return fail(ErrorCode::unsupported,
              "a PyTorch file holds a pickle, which can run code when it is loaded: never read",
              {file.path(), {}, {}},
              "if you trust it, convert it (GRID stores levels x items, hence .T): "
              "python3 -c 'import sys, numpy, torch; numpy.save(sys.argv[2], "
              "torch.load(sys.argv[1], weights_only=True).T.numpy())' " +
                  shell_quoted(file.path()) + ' ' + shell_quoted(file.path() + ".npy"));
}

Result<Table> refuse_pickle(const MappedFile& file, const ReadOptions& /*options*/,
                            Progress& /*progress*/) {
  return fail(ErrorCode::unsupported, "a Python pickle can run code when it is loaded: never read",
              {file.path(), {}, {}},
              "if you trust it, convert the dictionary {item: codes}: "
              "python3 -c 'import sys, json, pickle; json.dump({str(k): [int(c) for c in v] "
              "for k, v in pickle.load(open(sys.argv[1], \"rb\")).items()}, "
              "open(sys.argv[2], \"w\"))' " +
                  shell_quoted(file.path()) + ' ' + shell_quoted(file.path() + ".json"));
}

Result<Table> refuse_compressed(const MappedFile& file, const ReadOptions& /*options*/,
                                Progress& /*progress*/) {
  const Packing* found = packing(file.bytes());
  const Location place{file.path(), {}, {}};
  if (found == nullptr)
    return fail(ErrorCode::malformed, "this is no compressed file or archive", place);
  return fail(ErrorCode::unsupported, "the file is " + std::string(found->what), place,
              "unpack it first: " + std::string(found->unpack) + ' ' + shell_quoted(file.path()));
}

}  // namespace

const Reader& torch_reader() {
  static const Reader reader{
      {"torch", "PyTorch .pt file: it holds a pickle", false}, accepts_torch, refuse_torch};
  return reader;
}

const Reader& pickle_reader() {
  static const Reader reader{{"pickle", "Python .pkl file: loading it can run code", false},
                             accepts_pickle,
                             refuse_pickle};
  return reader;
}

const Reader& compressed_reader() {
  static const Reader reader{
      {"compressed", "gzip, zstd, xz, bzip2, lz4, zip, tar, 7z, RAR: unpack it first", false},
      accepts_compressed,
      refuse_compressed};
  return reader;
}

std::string shell_quoted(const std::string& path) {
  std::string quoted = "'";
  for (const char c : path) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + '\'';
}

}  // namespace sidproof
