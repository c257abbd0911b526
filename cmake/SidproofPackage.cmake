# The installed program speaks to shells and to man; `cpack -G DEB` makes a Debian
# package of the component "program".
set(pages "${PROJECT_BINARY_DIR}/pages")
file(MAKE_DIRECTORY "${pages}")
set(outputs "")
function(sidproof_page file)
  list(JOIN ARGN " " words)
  add_custom_command(OUTPUT "${pages}/${file}"
    COMMAND sh -c "\"$<TARGET_FILE:sidproof_program>\" ${words} > \"${pages}/${file}\""
    DEPENDS sidproof_program VERBATIM)
  set(outputs "${outputs};${pages}/${file}" PARENT_SCOPE)
endfunction()
sidproof_page(sidproof.1 manual)
sidproof_page(sidproof completion bash)
sidproof_page(_sidproof completion zsh)
sidproof_page(sidproof.fish completion fish)
add_custom_target(sidproof_pages ALL DEPENDS ${outputs})

install(TARGETS sidproof_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES "${pages}/sidproof.1" DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES "${pages}/sidproof" DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        COMPONENT program)
install(FILES "${pages}/_sidproof" DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
        COMPONENT program)
install(FILES "${pages}/sidproof.fish" DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
        COMPONENT program)
install(FILES README.md CHANGELOG.md docs/cli.md docs/formats.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT program)

set(CPACK_PACKAGE_NAME sidproof)
set(CPACK_PACKAGE_VENDOR "the sidproof authors")
set(CPACK_PACKAGE_CONTACT "the sidproof authors <sidproof@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
    "audit, verify and repair semantic-ID tables of generative recommenders")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
