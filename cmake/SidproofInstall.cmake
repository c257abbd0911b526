get_property(modules GLOBAL PROPERTY SIDPROOF_MODULES)
install(TARGETS ${modules} EXPORT sidproof-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET headers DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sidproof)
install(FILES "${PROJECT_BINARY_DIR}/generated/base/version.hpp"
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sidproof/base)
# The C interface, for CMake and for pkg-config.
install(TARGETS sidproof_c EXPORT sidproof-targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES src/c_api/sidproof.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
file(RELATIVE_PATH SIDPROOF_PC_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" SIDPROOF_PC_PREFIX "${SIDPROOF_PC_PREFIX}")
configure_file(cmake/sidproof_c.pc.in "${PROJECT_BINARY_DIR}/sidproof_c.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/sidproof_c.pc"
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(EXPORT sidproof-targets NAMESPACE sidproof::
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sidproof)
configure_package_config_file(cmake/sidproof-config.cmake.in
  "${PROJECT_BINARY_DIR}/sidproof-config.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sidproof)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/sidproof-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/sidproof-config.cmake"
              "${PROJECT_BINARY_DIR}/sidproof-config-version.cmake"
              cmake/FindFLINT.cmake cmake/FindXxHash.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sidproof)
if(SIDPROOF_BUILD_PROGRAM)
  include(SidproofPackage)
endif()
