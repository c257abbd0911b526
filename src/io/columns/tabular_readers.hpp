// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/reader.hpp"

namespace sidproof {

// The readers of everything that is not JSON, in the order of docs/formats. Each
// is defined in the source file of its name.
[[nodiscard]] const Reader& info_txt_reader();          // read_info_txt.cpp
[[nodiscard]] const Reader& npy_reader();               // read_npy.cpp
[[nodiscard]] const Reader& parquet_reader();           // read_parquet.cpp
[[nodiscard]] const Reader& csv_reader();               // read_csv.cpp
[[nodiscard]] const Reader& inverse_csv_reader();       // read_csv.cpp
[[nodiscard]] const Reader& tokenrec_history_reader();  // read_csv.cpp
[[nodiscard]] const Reader& odps_dump_reader();         // read_odps_dump.cpp
[[nodiscard]] const Reader& faiss_reader();             // read_faiss.cpp
[[nodiscard]] const Reader& word_ids_reader();          // read_textual_ids.cpp
[[nodiscard]] const Reader& gram_ids_reader();          // read_textual_ids.cpp
[[nodiscard]] const Reader& p5_ids_reader();            // read_textual_ids.cpp
[[nodiscard]] const Reader& piece_ids_reader();         // read_textual_ids.cpp
[[nodiscard]] const Reader& xllm_reader();              // read_xllm.cpp

}  // namespace sidproof
