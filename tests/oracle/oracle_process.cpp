// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "oracle/oracle_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>

namespace sidproof {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

struct Child {
  pid_t pid = 0;
  File to;
  File from;
};

// Ends of pipes that the child must not inherit are closed on exec.
Child start(const std::string& program) {
  std::array<int, 2> down{};
  std::array<int, 2> up{};
  if (pipe2(down.data(), O_CLOEXEC) != 0 || pipe2(up.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, down[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, up[1], STDOUT_FILENO);
  std::string path = program;
  std::array<char*, 2> arguments{path.data(), nullptr};
  Child child;
  const int code =
      posix_spawn(&child.pid, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(down[0]);
  close(up[1]);
  child.to.reset(fdopen(down[1], "w"));
  child.from.reset(fdopen(up[0], "r"));
  if (code != 0) throw std::runtime_error("cannot run " + program);
  return child;
}

}  // namespace

void ask_oracle(const std::string& program, std::uint64_t count,
                const std::function<std::string(std::uint64_t)>& request,
                const std::function<void(std::uint64_t, const std::string&)>& receive) {
  // An oracle that dies is found out by its missing answers, not by a signal.
  std::signal(SIGPIPE, SIG_IGN);
  Child child = start(program);
  std::thread writer([&] {
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::string line = request(i) + "\n";
      if (std::fputs(line.c_str(), child.to.get()) < 0) break;
    }
    child.to.reset();
  });
  char* line = nullptr;
  std::size_t room = 0;
  std::uint64_t answers = 0;
  ssize_t length = 0;
  while ((length = getline(&line, &room, child.from.get())) > 0) {
    if (answers < count) receive(answers, std::string(line, static_cast<std::size_t>(length)));
    ++answers;
  }
  std::free(line);  // NOLINT(cppcoreguidelines-no-malloc): getline's buffer
  writer.join();
  int status = 0;
  waitpid(child.pid, &status, 0);
  if (answers != count || status != 0)
    throw std::runtime_error("the oracle answered " + std::to_string(answers) + " of " +
                             std::to_string(count) + " requests and ended with status " +
                             std::to_string(status));
}

}  // namespace sidproof
