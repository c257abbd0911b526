// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace sidproof {
namespace {

// Few large pieces: the library's dispatch costs more than hashing some bytes.
constexpr std::size_t piece = std::size_t{1} << 16U;

void require(bool accepted) {
  if (!accepted) throw std::runtime_error("OpenSSL refuses to compute SHA-256");
}

}  // namespace

struct Sha256::Context {
  EVP_MD_CTX* handle = EVP_MD_CTX_new();
  Context() { require(handle != nullptr); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { EVP_MD_CTX_free(handle); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  require(EVP_DigestInit_ex(context_->handle, EVP_sha256(), nullptr) == 1);
  buffer_.reserve(2 * piece);
}

Sha256::~Sha256() = default;

void Sha256::flush() {
  require(EVP_DigestUpdate(context_->handle, buffer_.data(), buffer_.size()) == 1);
  buffer_.clear();
}

Sha256& Sha256::bytes(std::string_view bytes) {
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  if (buffer_.size() >= piece) flush();
  return *this;
}

Sha256& Sha256::number(std::uint64_t number) {
  char little_endian[8];
  for (char& byte : little_endian) {
    byte = static_cast<char>(number & 0xffU);
    number >>= 8U;
  }
  return bytes({little_endian, sizeof little_endian});
}

Sha256& Sha256::word(std::uint32_t word) {
  char little_endian[4];
  for (char& byte : little_endian) {
    byte = static_cast<char>(word & 0xffU);
    word >>= 8U;
  }
  return bytes({little_endian, sizeof little_endian});
}

Sha256& Sha256::text(std::string_view text) { return number(text.size()).bytes(text); }

Sha256::Digest Sha256::finish() {
  flush();
  Digest digest{};
  unsigned length = 0;
  require(EVP_DigestFinal_ex(context_->handle, digest.data(), &length) == 1);
  require(length == digest.size());
  return digest;
}

std::string hex(const Sha256::Digest& digest) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest.size());
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 0xfU];
  }
  return text;
}

std::string sha256_hex(std::string_view text) { return hex(Sha256().bytes(text).finish()); }

}  // namespace sidproof
