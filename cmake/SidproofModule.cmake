# Warnings, sanitizers and coverage travel in interface targets that are used in
# the build tree only, so that consumers never inherit them.
add_library(sidproof_developer INTERFACE)
target_compile_options(sidproof_developer INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference -Wformat=2 -Wcast-align)
if(SIDPROOF_DEVELOPER_MODE)
  target_compile_options(sidproof_developer INTERFACE -Werror)
endif()
# GCC 12 reports null dereferences and overflows inside inlined library code.
target_compile_options(sidproof_developer INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-null-dereference -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds>)
# simdjson's classes have other members where it is compiled without optimisation.
target_compile_definitions(sidproof_developer INTERFACE SIMDJSON_DEVELOPMENT_CHECKS=0)
if(SIDPROOF_SANITIZE)
  target_compile_options(sidproof_developer INTERFACE
    -fsanitize=${SIDPROOF_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(sidproof_developer INTERFACE -fsanitize=${SIDPROOF_SANITIZE})
endif()
# Clang's coverage counts regions of the source, so that sanitizers add no branches.
if(SIDPROOF_COVERAGE)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES Clang)
    message(FATAL_ERROR "SIDPROOF_COVERAGE needs clang; see the preset coverage")
  endif()
  target_compile_options(sidproof_developer INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(sidproof_developer INTERFACE -fprofile-instr-generate)
endif()

# sidproof_module(NAME [ALONE] [SOURCES a.cpp ...] [HEADERS a.hpp ...] [DEPENDS module ...]
#                 [LINK external ...] [PRIVATE_LINK external ...])
# One folder of src/ is one library sidproof_NAME, alias sidproof::NAME. A module
# without sources is header-only. With SIDPROOF_UNITY_BUILD several sources are
# compiled at once, which halves the time of the first build; ALONE: each by itself
# (their local names clash). HEADERS are installed and tested to stand alone.
set_property(GLOBAL PROPERTY SIDPROOF_MODULES "")
function(sidproof_module name)
  cmake_parse_arguments(ARG "ALONE" "" "SOURCES;HEADERS;DEPENDS;LINK;PRIVATE_LINK" ${ARGN})
  set(target sidproof_${name})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:sidproof_developer> ${ARG_PRIVATE_LINK})
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_EXTENSIONS OFF)
    if(SIDPROOF_UNITY_BUILD AND NOT ARG_ALONE)
      set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    endif()
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(sidproof::${name} ALIAS ${target})
  target_compile_features(${target} ${scope} cxx_std_20)
  target_include_directories(${target} ${scope}
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/sidproof>)
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} ${scope} sidproof_${dependency})
  endforeach()
  target_link_libraries(${target} ${scope} ${ARG_LINK})
  target_sources(${target} ${scope} FILE_SET headers TYPE HEADERS
    BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${ARG_HEADERS})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY SIDPROOF_MODULES ${target})
  list(TRANSFORM ARG_HEADERS PREPEND "${name}/")
  set_property(GLOBAL APPEND PROPERTY SIDPROOF_HEADERS ${ARG_HEADERS})
endfunction()
