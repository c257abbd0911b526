// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/mutants/isolated.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <stdexcept>

namespace sidproof::mutants {
namespace {

// What a child leaves to its parent, in memory that both see.
struct Slot {
  bool finished;
  Outcome::Kind kind;
  std::array<char, 400> text;

  void leave(Outcome::Kind ended, const std::string& said) {
    kind = ended;
    std::copy_n(said.data(), std::min(said.size(), text.size() - 1), text.data());
    finished = true;
  }
};

class SharedSlots {
 public:
  explicit SharedSlots(std::size_t count) : bytes_(std::max<std::size_t>(count, 1) * sizeof(Slot)) {
    memory_ = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) throw std::runtime_error("no memory to share with child processes");
  }
  SharedSlots(const SharedSlots&) = delete;
  SharedSlots& operator=(const SharedSlots&) = delete;
  ~SharedSlots() { munmap(memory_, bytes_); }
  [[nodiscard]] Slot& operator[](std::size_t i) { return static_cast<Slot*>(memory_)[i]; }

 private:
  std::size_t bytes_;
  void* memory_;
};

// `resource` is an enumerator or an integer, as the C library has it.
void limit(auto resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(resource, &both);
}

[[noreturn]] void run_child(const Task& task, Slot& slot, const Limits& limits) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, limits.cpu_seconds);
#ifndef __SANITIZE_ADDRESS__  // reserves terabytes of addresses
  limit(RLIMIT_AS, rlim_t{2} << 30U);
#endif
  alarm(limits.wall_seconds);
  // What a library says when it ends the process is no news of ours.
  if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(1);
  try {
    const std::optional<std::string> witness = task();
    slot.leave(witness ? Outcome::Kind::refuted : Outcome::Kind::survived, witness.value_or(""));
  } catch (const std::exception& error) {
    slot.leave(Outcome::Kind::threw, error.what());
  } catch (...) {
    slot.leave(Outcome::Kind::threw, "");
  }
  _exit(0);
}

Outcome outcome_of(const Slot& slot, int status) {
  if (slot.finished) return {slot.kind, slot.text.data()};
  if (!WIFSIGNALED(status)) return {Outcome::Kind::crashed, "it left"};
  const int signal = WTERMSIG(status);
  // The kernel ends a process that ignores SIGXCPU with SIGKILL.
  const bool hung = signal == SIGXCPU || signal == SIGALRM || signal == SIGKILL;
  return {hung ? Outcome::Kind::hung : Outcome::Kind::crashed, "signal " + std::to_string(signal)};
}

}  // namespace

std::vector<Outcome> run_isolated(const std::vector<Task>& tasks, const Limits& limits) {
  SharedSlots slots(tasks.size());
  std::vector<Outcome> outcomes(tasks.size());
  std::map<pid_t, std::size_t> running;
  std::size_t next = 0;
  while (next < tasks.size() || !running.empty()) {
    if (next < tasks.size() && running.size() < std::max(1U, limits.jobs)) {
      std::fflush(nullptr);  // else children would print what is still in buffers
      const pid_t child = fork();
      if (child < 0) throw std::runtime_error("no process can be started");
      if (child == 0) run_child(tasks[next], slots[next], limits);
      running[child] = next++;
      continue;
    }
    int status = 0;
    const pid_t ended = waitpid(-1, &status, 0);
    const auto found = running.find(ended);
    if (found == running.end()) continue;
    outcomes[found->second] = outcome_of(slots[found->second], status);
    running.erase(found);
  }
  return outcomes;
}

}  // namespace sidproof::mutants
