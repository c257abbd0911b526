# Installs the package into a folder of its own and builds a consumer against it.
file(REMOVE_RECURSE "${WORK}")
function(must)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${output}")
  endif()
endfunction()
must(${CMAKE_COMMAND} --install "${BUILD}" --prefix "${WORK}/prefix")
must(${CMAKE_COMMAND} -G "${GENERATOR}" -S "${SOURCE}" -B "${WORK}/build"
     -DCMAKE_BUILD_TYPE=Release "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
must(${CMAKE_COMMAND} --build "${WORK}/build")
must("${WORK}/build/consumer")
must("${WORK}/prefix/bin/sidproof" --version)
