// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>
#include <vector>

#include "io/columns/tabular_readers.hpp"
#include "io/files/byte_reader.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "faiss-ivfpq";

// The serialised form is a tree of records, each begun by a four-letter code.
// Only what leads to the inverted lists of an IVFPQ index is understood, the
// coarse quantizer being a flat index; floats are skipped, not read.
class FaissParser {
 public:
  FaissParser(const MappedFile& file, const ReadOptions& options)
      : file_(file), bytes_(file.bytes()), builder_(file, kName, options) {}

  Result<Table> parse() {
    if (Result<void> done = index(); !done) return tl::unexpected(std::move(done.error()));
    if (bytes_.left() != 0)
      return fail(ErrorCode::malformed, fmt::format("{} bytes follow the index", bytes_.left()),
                  here());
    return builder_.finish();
  }

 private:
  [[nodiscard]] Location here() const { return {file_.path(), {}, bytes_.at()}; }

  [[nodiscard]] tl::unexpected<Error> cut_off() const {
    return fail(ErrorCode::malformed, "the index ends early or a size in it is wrong", here(),
                "write it again with faiss.write_index");
  }

  [[nodiscard]] tl::unexpected<Error> refused(std::string_view role, std::string_view code) const {
    return fail(
        ErrorCode::unsupported,
        fmt::format("{} is of type {}, which holds no product quantizer codes that sidproof "
                    "reads",
                    role, quoted(code)),
        here(), "IVFPQ behind linear pre-transforms is read; save other codes with np.save");
  }

  Result<void> pre_transform() {
    const std::optional<std::string_view> code = bytes_.take_bytes(4);
    if (!code) return cut_off();
    if (*code == "PCAm" || *code == "PcAm" || *code == "Pcam") {
      bytes_.skip(4);                       // power of the eigenvalues
      if (*code == "Pcam") bytes_.skip(4);  // epsilon
      bytes_.skip(1);                       // random rotation
      if (*code != "PCAm") bytes_.skip(4);  // balanced bins
      floats(3);
    } else if (*code == "VNrm") {
      bytes_.skip(4);
    } else if (*code == "VCnt") {
      floats(1);
    } else if (*code == "RmDT") {
      floats(1);  // integers of the same size
    } else if (*code != "LTra" && *code != "rrot") {
      return refused("a pre-transform", *code);
    }
    if (*code != "VNrm" && *code != "VCnt" && *code != "RmDT") {
      bytes_.skip(1);  // has a bias
      floats(2);
    }
    bytes_.skip(4 + 4 + 1);  // dimensions in and out, is trained
    if (bytes_.cut()) return cut_off();
    return {};
  }

  void floats(int vectors) {
    for (int i = 0; i < vectors; ++i)
      if (const auto count = bytes_.take<std::uint64_t>()) bytes_.skip(*count, 4);
  }

  /// The fields that every index begins with; the number of vectors.
  std::optional<std::int64_t> index_header() {
    bytes_.skip(4);  // dimension
    const auto total = bytes_.take<std::int64_t>();
    bytes_.skip(8 + 8 + 1);
    const auto metric = bytes_.take<std::int32_t>();
    if (metric && *metric > 1) bytes_.skip(4);
    return bytes_.cut() ? std::nullopt : total;
  }

  Result<void> index() {
    for (;;) {
      const std::optional<std::string_view> code = bytes_.take_bytes(4);
      if (!code) return cut_off();
      if (*code == "IwPQ") return ivf_pq();
      if (*code != "IxPT") return refused("the index", *code);
      const auto total = index_header();
      const auto transforms = bytes_.take<std::int32_t>();
      if (!total || !transforms || *transforms < 0) return cut_off();
      for (std::int32_t i = 0; i < *transforms; ++i)
        if (Result<void> done = pre_transform(); !done) return done;
    }
  }

  Result<void> coarse_quantizer() {
    const std::optional<std::string_view> code = bytes_.take_bytes(4);
    if (!code) return cut_off();
    if (*code != "IxF2" && *code != "IxFI" && *code != "IxFl")
      return refused("the coarse quantizer", *code);
    if (!index_header()) return cut_off();
    floats(1);
    if (bytes_.cut()) return cut_off();
    return {};
  }

  Result<void> direct_map() {
    const auto type = bytes_.take<char>();
    const auto entries = bytes_.take<std::uint64_t>();
    if (!type || !entries || !bytes_.skip(*entries, 8)) return cut_off();
    if (*type == 2) {
      const auto pairs = bytes_.take<std::uint64_t>();
      if (!pairs || !bytes_.skip(*pairs, 16)) return cut_off();
    }
    return {};
  }

  Result<void> ivf_pq() {
    const auto total = index_header();
    const auto lists = bytes_.take<std::uint64_t>();
    (void)bytes_.take<std::uint64_t>();  // lists probed in a search
    if (!total || !lists || bytes_.cut()) return cut_off();
    if (Result<void> done = coarse_quantizer(); !done) return done;
    if (Result<void> done = direct_map(); !done) return done;
    const auto by_residual = bytes_.take<std::uint8_t>();
    const auto code_size = bytes_.take<std::uint64_t>();
    (void)bytes_.take<std::uint64_t>();  // dimension
    const auto codes = bytes_.take<std::uint64_t>();
    const auto bits = bytes_.take<std::uint64_t>();
    floats(1);
    if (bytes_.cut() || !by_residual || !code_size || !codes || !bits) return cut_off();
    if (*bits == 0 || *bits > 24 || *codes == 0 || *codes > TableBuilder::kMaxLength ||
        *code_size != (*codes * *bits + 7) / 8)
      return fail(
          ErrorCode::malformed,
          fmt::format("{} codes of {} bits do not make {} bytes", *codes, *bits, *code_size),
          here());
    codes_ = static_cast<std::size_t>(*codes);
    bits_ = static_cast<unsigned>(*bits);
    code_size_ = static_cast<std::size_t>(*code_size);
    if (Result<void> done = inverted_lists(*lists); !done) return done;
    if (rows_ != static_cast<std::uint64_t>(*total))
      return fail(ErrorCode::malformed,
                  fmt::format("the index declares {} vectors, its lists hold {}", *total, rows_),
                  here());
    if (*lists > 1 && *by_residual != 0)
      builder_.add({Finding::Kind::other,
                    fmt::format("the codes are residuals to one of {} coarse centroids; the number "
                                "of the inverted list is not part of the sequence",
                                *lists),
                    1});
    builder_.declare(std::vector<std::uint64_t>(codes_, std::uint64_t{1} << bits_));
    return {};
  }

  Result<void> inverted_lists(std::uint64_t lists) {
    const std::optional<std::string_view> code = bytes_.take_bytes(4);
    if (!code) return cut_off();
    if (*code != "ilar") return refused("the storage of the inverted lists", *code);
    const auto stored_lists = bytes_.take<std::uint64_t>();
    const auto stored_size = bytes_.take<std::uint64_t>();
    const std::optional<std::string_view> kind = bytes_.take_bytes(4);
    const auto entries = bytes_.take<std::uint64_t>();
    if (bytes_.cut()) return cut_off();
    if (*stored_lists != lists || *stored_size != code_size_)
      return fail(ErrorCode::malformed, "the inverted lists contradict the index", here());
    const bool sparse = *kind == "sprs";
    if (!sparse && *kind != "full") return refused("the table of list sizes", *kind);
    if (sparse ? *entries % 2 != 0 : *entries != lists)
      return fail(ErrorCode::malformed, "the table of list sizes has a wrong length", here());
    const std::optional<std::string_view> table = bytes_.take_bytes_of(*entries, 8);
    if (!table) return cut_off();
    ByteReader sizes(*table);
    std::uint64_t next = 0;
    while (sizes.left() > 0) {
      if (sparse) {
        const std::uint64_t list = sizes.take<std::uint64_t>().value_or(0);
        if (list < next || list >= lists)
          return fail(ErrorCode::malformed, "the list numbers do not ascend or are too large",
                      here());
        next = list + 1;
      }
      if (Result<void> done = list(sizes.take<std::uint64_t>().value_or(0)); !done) return done;
    }
    return {};
  }

  Result<void> list(std::uint64_t size) {
    const std::size_t begin = bytes_.at();
    const std::optional<std::string_view> codes = bytes_.take_bytes_of(size, code_size_);
    const std::optional<std::string_view> ids = bytes_.take_bytes_of(size, 8);
    if (!codes || !ids) return cut_off();
    ByteReader id(*ids);
    for (std::size_t row = 0; row < size; ++row) {
      builder_.row(std::to_string(id.take<std::int64_t>().value_or(0)), begin + row * code_size_);
      ++rows_;
      unpack(codes->substr(row * code_size_, code_size_));
    }
    return {};
  }

  /// Codes stand one after the other, the lowest bits first.
  void unpack(std::string_view packed) {
    std::uint64_t window = 0;
    unsigned filled = 0;
    std::size_t next = 0;
    for (std::size_t j = 0; j < codes_; ++j) {
      while (filled < bits_) {
        window |= std::uint64_t{static_cast<unsigned char>(packed[next++])} << filled;
        filled += 8;
      }
      builder_.code(static_cast<std::uint32_t>(window & ((std::uint64_t{1} << bits_) - 1)));
      window >>= bits_;
      filled -= bits_;
    }
  }

  const MappedFile& file_;
  ByteReader bytes_;
  TableBuilder builder_;
  std::uint64_t rows_ = 0;
  std::size_t codes_ = 0;
  unsigned bits_ = 0;
  std::size_t code_size_ = 0;
};

/// Every faiss index begins with a code that starts with "I"; these are the ones
/// that people have, so that the others are refused by name.
Acceptance accepts(const Sniff& sniff) {
  if (sniff.bytes.size() < 37 || sniff.is_text) return Match::no;
  const std::string_view code = sniff.bytes.substr(0, 4);
  for (const std::string_view known :
       {"IxPT", "IwPQ", "IvPQ", "IwQR", "IvQR", "IwFl", "IvFl", "IxPq", "IxPo", "IxPQ",
        "IxF2", "IxFI", "IxFl", "IxMp", "IxM2", "IwSq", "IxSQ", "IxSq", "IHNf", "IHNp",
        "IHNs", "IwPf", "IPfs", "IxRq", "IwRQ", "IwLS", "IxLS", "IxRF", "IBwF", "IBxF"})
    if (code == known) return Match::certain;
  return Match::no;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& /*progress*/) {
  return FaissParser(file, options).parse();
}

}  // namespace

const Reader& faiss_reader() {
  static const Reader reader{
      {kName, "faiss IVFPQ index, also behind OPQ: codes of the inverted lists (VQ-Rec)", true},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
