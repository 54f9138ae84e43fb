// The server that the official conformance suite is run against: every fixture, over stdio.
#include "fixtures.h"
#include "mnestic/transport/transport.h"

int main() {
  using namespace mnestic;
  const auto transport = transport::open_stdio_transport();
  mcp::Server server({.info = {.name = "mcp-conformance-fixtures",
                               .title = "Conformance fixtures",
                               .version = "1.0.0"},
                      .instructions = "Fixtures for the conformance suite."});
  conformance::add_tools(server);
  conformance::add_asking_tools(server);
  conformance::add_prompts(server);
  conformance::add_resources(server);
  server.enable_logging();
  server.enable_changes(
      {.tools = true, .prompts = true, .resources = true, .resource_contents = true});
  return server.run(*transport);
}
