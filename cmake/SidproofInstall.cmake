get_property(modules GLOBAL PROPERTY SIDPROOF_MODULES)
install(TARGETS ${modules} EXPORT sidproof-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET headers DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sidproof)
install(FILES "${PROJECT_BINARY_DIR}/generated/base/version.hpp"
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sidproof/base)
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
