# Third-party libraries of the main job. cmake/sidproof-config.cmake.in repeats
# the find calls for consumers.
find_package(Boost 1.81 REQUIRED)          # header-only: Multiprecision, unordered
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Eigen3 REQUIRED NO_MODULE)
find_package(Threads REQUIRED)
find_package(FLINT REQUIRED)
find_package(XxHash REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)  # SHA-256
find_package(SQLite3 REQUIRED)
