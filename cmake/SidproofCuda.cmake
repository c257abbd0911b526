# The CUDA part of the generator (src/generator/cuda). It is built where SIDPROOF_CUDA is
# on and nvcc is found; without it the program says that it has none. nvcc is looked for
# in PATH, $CUDA_PATH and /usr/local/cuda.
find_program(SIDPROOF_NVCC nvcc HINTS ENV CUDA_PATH PATHS /usr/local/cuda PATH_SUFFIXES bin)
set(SIDPROOF_CUDA_ARCHITECTURES 80 90)
# Bits: no fused operations. -O2 and the warnings are the same in the build and in the
# test that looks at the PTX.
set(SIDPROOF_CUDA_FLAGS -std=c++20 -O2 -fmad=false --expt-relaxed-constexpr -Werror=all-warnings
    -Xcompiler=-Wall,-Wextra,-ffp-contract=off)
set(SIDPROOF_HAS_CUDA OFF)
if(SIDPROOF_CUDA AND SIDPROOF_NVCC)
  set(CMAKE_CUDA_COMPILER "${SIDPROOF_NVCC}")
  set(CMAKE_CUDA_ARCHITECTURES ${SIDPROOF_CUDA_ARCHITECTURES})
  enable_language(CUDA)
  find_package(CUDAToolkit REQUIRED)
  set(SIDPROOF_HAS_CUDA ON)
elseif(SIDPROOF_CUDA)
  message(STATUS "CUDA: nvcc was not found; the CUDA part is skipped (set CUDA_PATH to its toolkit)")
endif()

# sidproof_cuda(MODULE SOURCES a.cu ... ABSENT b.cpp): the CUDA sources of a module, or,
# without CUDA, the one that says so.
function(sidproof_cuda module)
  cmake_parse_arguments(ARG "" "ABSENT" "SOURCES" ${ARGN})
  set(target sidproof_${module})
  if(NOT SIDPROOF_HAS_CUDA)
    target_sources(${target} PRIVATE ${ARG_ABSENT})
    return()
  endif()
  # An object library of its own: the options of the C++ compilers are none of nvcc's.
  add_library(${target}_cuda OBJECT ${ARG_SOURCES})
  target_include_directories(${target}_cuda PRIVATE "${PROJECT_SOURCE_DIR}/src"
                             "${PROJECT_BINARY_DIR}/generated")
  target_link_libraries(${target}_cuda PRIVATE tl::expected)
  target_compile_options(${target}_cuda PRIVATE ${SIDPROOF_CUDA_FLAGS})
  set_target_properties(${target}_cuda PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_cuda>)
  target_link_libraries(${target} PRIVATE CUDA::cudart_static)
endfunction()
