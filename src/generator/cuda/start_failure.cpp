// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/start_failure.hpp"

namespace sidproof::reference {

Error start_error(StartFailure failure, const std::string& says) {
  const auto error = [&](ErrorCode code, const std::string& what, const std::string& hint) {
    return Error{code, what + ": " + says, {}, hint + ", or take --executor cpu"};
  };
  switch (failure) {
    case StartFailure::no_driver:
      return error(ErrorCode::missing_tool, "there is no CUDA driver that answers",
                   "install NVIDIA's driver and see what nvidia-smi says");
    case StartFailure::old_driver:
      return error(ErrorCode::missing_tool, "the CUDA driver is too old for this program",
                   "install a newer driver of NVIDIA");
    case StartFailure::no_device:
      return error(ErrorCode::missing_tool, "there is no CUDA device",
                   "see what nvidia-smi says and what CUDA_VISIBLE_DEVICES hides");
    case StartFailure::unsupported:
      return error(ErrorCode::unsupported, "this program has no code for the CUDA device",
                   "choose a newer device with CUDA_VISIBLE_DEVICES");
    case StartFailure::out_of_memory:
      return error(ErrorCode::too_large, "the CUDA device has too little free memory",
                   "see with nvidia-smi who uses it, choose a smaller network");
    case StartFailure::broken: break;
  }
  return error(ErrorCode::cannot_open, "the CUDA device does not work", "see what nvidia-smi says");
}

}  // namespace sidproof::reference
