# FLINT with Arb. Debian 12 ships them as two libraries without .pc or CMake
# files; FLINT 3 contains Arb. FLINT's inline functions call GMP. Defines
# FLINT::flint.
find_path(FLINT_INCLUDE_DIR flint/fmpq.h)
find_library(FLINT_LIBRARY flint)
find_library(ARB_LIBRARY NAMES flint-arb arb)
find_library(GMP_LIBRARY gmp)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FLINT REQUIRED_VARS FLINT_LIBRARY FLINT_INCLUDE_DIR GMP_LIBRARY)
if(FLINT_FOUND AND NOT TARGET FLINT::flint)
  add_library(FLINT::flint UNKNOWN IMPORTED)
  set_target_properties(FLINT::flint PROPERTIES
    IMPORTED_LOCATION "${FLINT_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${FLINT_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${GMP_LIBRARY}")
  if(ARB_LIBRARY)
    set_property(TARGET FLINT::flint APPEND PROPERTY INTERFACE_LINK_LIBRARIES "${ARB_LIBRARY}")
  endif()
  # arb.h stands beside flint/ in Debian 12 and inside it since FLINT 3.
  if(EXISTS "${FLINT_INCLUDE_DIR}/flint/arb.h")
    target_compile_definitions(FLINT::flint INTERFACE SIDPROOF_FLINT3)
  endif()
endif()
mark_as_advanced(FLINT_INCLUDE_DIR FLINT_LIBRARY ARB_LIBRARY GMP_LIBRARY)
