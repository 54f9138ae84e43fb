"""What every set of features needs of the official Python SDK: one connection whose callbacks write down what
the server asked and said. Each set derives from it and gives check()."""
import asyncio
import os
import tempfile
import warnings

import anyio
from mcp import types
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPDeprecationWarning, MCPError

from python_test import check_record, recorded


class Connection:
    def __init__(self, program, mode, folder):
        self.program, self.mode, self.home = program, mode, os.path.join(folder, "home")
        self.record = os.path.join(folder, "record")
        self.asked, self.answer, self.logs, self.updated = [], None, [], []
        self.told = anyio.Event()

    async def on_elicitation(self, context, params):
        self.asked.append(params)
        return self.answer(params)

    async def on_sampling(self, context, params):
        self.asked.append(params)
        return self.sampled(params)

    def sampled(self, params):
        """What the client's model says to a question."""
        return self.says("four")

    @staticmethod
    def says(text):
        return types.CreateMessageResult(role="assistant", model="m", stop_reason="endTurn",
                                         content=types.TextContent(type="text", text=text))

    async def on_roots(self, context):
        return types.ListRootsResult(roots=[types.Root(uri="file:///somewhere", name="a root")])

    async def on_log(self, params):
        self.logs.append(params.data)

    async def on_message(self, message):
        if isinstance(message, types.ResourceUpdatedNotification):
            if self.mode == "legacy":  # the other era's notes come as events of the listen
                self.updated.append(str(message.params.uri))
            self.told.set()

    async def call(self, tool, arguments=None, **options):
        result = await self.client.call_tool(tool, arguments or {}, **options)
        assert not result.is_error, result.content
        return result

    async def text(self, tool, arguments=None, **options):
        return (await self.call(tool, arguments, **options)).content[0].text

    async def data(self, tool, arguments=None, **options):
        return (await self.call(tool, arguments, **options)).structured_content

    async def refused(self, request):
        try:
            await request
        except MCPError as error:
            return error.error.code
        raise AssertionError("that was not refused")

    async def play(self):
        server = recorded(self.program, self.record, {"MNESTIC_HOME": self.home, "MNESTIC_EMBEDDER": "lexical",
                                                     "MNESTIC_EXTRACTOR": "sampling"})
        async with Client(stdio_client(server), mode=self.mode, elicitation_callback=self.on_elicitation,
                          sampling_callback=self.on_sampling, list_roots_callback=self.on_roots,
                          logging_callback=self.on_log, message_handler=self.on_message) as client:
            self.client = client
            await self.check()


def run(features, program, mode):
    warnings.filterwarnings("ignore", category=MCPDeprecationWarning)  # of what one era has and the other not
    with tempfile.TemporaryDirectory(prefix="mnestic-clients-") as folder:
        connection = features(os.path.abspath(program), mode, folder)
        asyncio.run(connection.play())
        check_record(connection.record)
