// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Preloaded into the program under test: makes its n-th system call of a kind fail.
//
//   SIDPROOF_FAULT_CALL    open, read, write, pread, pwrite, mmap, fstat, fsync, link,
//                          rename, truncate or memory
//   SIDPROOF_FAULT_AT      which of them, from 1; 0 only counts
//   SIDPROOF_FAULT_ERRNO   the error; 0 makes a transfer short (one byte) instead
//   SIDPROOF_FAULT_LASTING 1: all later calls of the kind fail as well (a full disk)
//   SIDPROOF_FAULT_COUNT   a file that receives the number of calls at exit
//
// Calls on the standard streams do not count, nor those before the program installs
// its signal handlers, which is the first thing that its main() does.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static const char* kind;
static long at;
static int error;
static int lasting;
static const char* count_file;
static atomic_long seen;
static atomic_int running;

static int hit(const char* call) {
  if (!atomic_load(&running) || kind == NULL || strcmp(kind, call) != 0) return 0;
  const long number = atomic_fetch_add(&seen, 1) + 1;
  return at > 0 && (number == at || (lasting && number > at));
}

#define REAL(name)                                        \
  static __typeof__(name)* real;                          \
  if (real == NULL) real = (__typeof__(name)*)dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  kind = getenv("SIDPROOF_FAULT_CALL");
  const char* text = getenv("SIDPROOF_FAULT_AT");
  at = text != NULL ? atol(text) : 0;
  text = getenv("SIDPROOF_FAULT_ERRNO");
  error = text != NULL ? atoi(text) : 0;
  text = getenv("SIDPROOF_FAULT_LASTING");
  lasting = text != NULL && *text == '1';
  count_file = getenv("SIDPROOF_FAULT_COUNT");
}

__attribute__((destructor)) static void end(void) {
  atomic_store(&running, 0);
  if (count_file == NULL) return;
  FILE* file = fopen(count_file, "w");
  if (file == NULL) return;
  fprintf(file, "%ld\n", atomic_load(&seen));
  fclose(file);
}

#define OPEN(name)                                                            \
  int name(const char* path, int flags, ...) {                                \
    REAL(name);                                                               \
    mode_t mode = 0;                                                          \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                    \
      va_list list;                                                           \
      va_start(list, flags);                                                  \
      mode = (mode_t)va_arg(list, int);                                       \
      va_end(list);                                                           \
    }                                                                         \
    if (hit("open")) {                                                        \
      errno = error;                                                          \
      return -1;                                                              \
    }                                                                         \
    return real(path, flags, mode);                                           \
  }
OPEN(open)
OPEN(open64)

// A transfer fails, or moves a single byte.
#define TRANSFER(name, call, standard, parameters, whole, one)                \
  ssize_t name parameters {                                                   \
    REAL(name);                                                               \
    if (!(standard) && hit(call)) {                                           \
      if (error == 0 && size > 0) return real one;                            \
      errno = error;                                                          \
      return -1;                                                              \
    }                                                                         \
    return real whole;                                                        \
  }
TRANSFER(read, "read", descriptor <= 2, (int descriptor, void* data, size_t size),
         (descriptor, data, size), (descriptor, data, 1))
TRANSFER(write, "write", descriptor <= 2, (int descriptor, const void* data, size_t size),
         (descriptor, data, size), (descriptor, data, 1))
TRANSFER(pread, "pread", 0, (int descriptor, void* data, size_t size, off_t where),
         (descriptor, data, size, where), (descriptor, data, 1, where))
TRANSFER(pread64, "pread", 0, (int descriptor, void* data, size_t size, off64_t where),
         (descriptor, data, size, where), (descriptor, data, 1, where))
TRANSFER(pwrite, "pwrite", 0, (int descriptor, const void* data, size_t size, off_t where),
         (descriptor, data, size, where), (descriptor, data, 1, where))
TRANSFER(pwrite64, "pwrite", 0, (int descriptor, const void* data, size_t size, off64_t where),
         (descriptor, data, size, where), (descriptor, data, 1, where))

#define CALL(type, failed, name, call, parameters, arguments) \
  type name parameters {                                      \
    REAL(name);                                               \
    if (hit(call)) {                                          \
      errno = error;                                          \
      return failed;                                          \
    }                                                         \
    return real arguments;                                    \
  }
CALL(void*, MAP_FAILED, mmap, "mmap",
     (void* address, size_t size, int protection, int flags, int descriptor, off_t offset),
     (address, size, protection, flags, descriptor, offset))
CALL(void*, MAP_FAILED, mmap64, "mmap",
     (void* address, size_t size, int protection, int flags, int descriptor, off64_t offset),
     (address, size, protection, flags, descriptor, offset))
CALL(int, -1, fstat, "fstat", (int descriptor, struct stat* status), (descriptor, status))
CALL(int, -1, fstat64, "fstat", (int descriptor, struct stat64* status), (descriptor, status))
CALL(int, -1, fsync, "fsync", (int descriptor), (descriptor))
CALL(int, -1, fdatasync, "fsync", (int descriptor), (descriptor))
CALL(int, -1, rename, "rename", (const char* from, const char* to), (from, to))
CALL(int, -1, linkat, "link",
     (int from_folder, const char* from, int to_folder, const char* to, int flags),
     (from_folder, from, to_folder, to, flags))
CALL(int, -1, ftruncate, "truncate", (int descriptor, off_t size), (descriptor, size))
CALL(int, -1, ftruncate64, "truncate", (int descriptor, off64_t size), (descriptor, size))

int sigaction(int signal, const struct sigaction* action, struct sigaction* before) {
  REAL(sigaction);
  atomic_store(&running, 1);
  return real(signal, action, before);
}

// operator new and SQLite both end here.
CALL(void*, NULL, malloc, "memory", (size_t size), (size))
