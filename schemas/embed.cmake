# Writes a C++ file that holds every schema as text: cmake -DFOLDER=… -DOUTPUT=… -P embed.cmake
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*.json)
list(SORT files)
set(body "")
foreach(file IN LISTS files)
  file(READ ${FOLDER}/${file} text)
  string(REGEX REPLACE "\\.json$" "" name "${file}")
  string(APPEND body "    EmbeddedSchema{\"${name}\", R\"~~~(${text})~~~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made from schemas/ by schemas/embed.cmake.
#include \"embedded.h\"

namespace mnestic::tools {
namespace {

constexpr EmbeddedSchema kSchemas[] = {
${body}};

}  // namespace

std::span<const EmbeddedSchema> embedded_schemas() { return kSchemas; }

}  // namespace mnestic::tools
")
