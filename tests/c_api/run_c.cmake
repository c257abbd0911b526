# Compiles SOURCE as a user would, with no help from CMake, and runs it.
get_filename_component(folder "${LIBRARY}" DIRECTORY)
separate_arguments(flags NATIVE_COMMAND "${FLAGS}")
execute_process(
  COMMAND ${COMPILER} -std=c11 -Wall -Wextra -Wpedantic -Werror -O1 ${flags} -I${INCLUDE} ${SOURCE}
          -o ${OUTPUT} ${LIBRARY} -Wl,-rpath,${folder} -lm -pthread
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${OUTPUT} COMMAND_ERROR_IS_FATAL ANY)
