find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)
include(GoogleTest)

# sidproof_test(NAME SOURCES ... [LINK ...] [LABELS ...] [PROPERTY [CASES n]])
# One GoogleTest program; each of its tests is a ctest. With PROPERTY it links
# RapidCheck and runs with a fixed seed and n cases a property (100 unless CASES says
# otherwise; RC_PARAMS overrides both).
function(sidproof_test name)
  cmake_parse_arguments(ARG "PROPERTY" "CASES" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE sidproof_developer ${ARG_LINK} GTest::gmock_main
                                        nlohmann_json::nlohmann_json)
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}")
  # Assertions are most of a test's code and cost a third of the compile time at -O3.
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${name} PRIVATE -O1)
  elseif(SIDPROOF_SANITIZE)
    target_compile_options(${name} PRIVATE -O0)
  endif()
  # Only where it is used: elsewhere the path would keep ccache from serving a
  # clone in another folder.
  foreach(source IN LISTS ARG_SOURCES)
    file(STRINGS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" uses REGEX "SIDPROOF_SOURCE_DIR|_support.hpp")
    if(uses)
      set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_DEFINITIONS
        SIDPROOF_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    endif()
  endforeach()
  set(environment "")
  if(ARG_PROPERTY)
    target_link_libraries(${name} PRIVATE rapidcheck rapidcheck_gtest)
    set(environment "RC_PARAMS=seed=20260415")
    if(ARG_CASES)
      string(APPEND environment " max_success=${ARG_CASES}")
    endif()
  endif()
  # Empty values would vanish from the list and shift the names that follow.
  set(properties TIMEOUT 600)
  if("slow" IN_LIST ARG_LABELS)
    set(properties TIMEOUT 7200)
  endif()
  if(ARG_LABELS)
    list(APPEND properties LABELS "${ARG_LABELS}")
  endif()
  if(environment)
    list(APPEND properties ENVIRONMENT "${environment}")
  endif()
  gtest_discover_tests(${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
    PROPERTIES ${properties})
endfunction()
