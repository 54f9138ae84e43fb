"""Every feature of the protocol through the official Python SDK, in one era, against the fixture server.

usage: features_test.py FIXTURE_SERVER legacy|MODERN
"""
import asyncio
import json
import os
import sys
import tempfile
import warnings

import anyio
from mcp import types
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPDeprecationWarning, MCPError

from python_test import check_record, recorded

URI = "test://watched-resource"


class Features:
    def __init__(self, program, mode, record):
        self.server, self.mode = recorded(program, record, {}), mode
        self.asked, self.answer, self.logs, self.updated = [], None, [], []
        self.told = anyio.Event()

    async def on_elicitation(self, context, params):
        self.asked.append(params)
        return self.answer(params)

    async def on_sampling(self, context, params):
        self.asked.append(params)
        return types.CreateMessageResult(role="assistant", model="m", stop_reason="endTurn",
                                         content=types.TextContent(type="text", text="four"))

    async def on_roots(self, context):
        return types.ListRootsResult(roots=[types.Root(uri="file:///somewhere", name="a root")])

    async def on_log(self, params):
        self.logs.append(params.data)

    async def on_message(self, message):
        if isinstance(message, types.ResourceUpdatedNotification):
            if self.mode == "legacy":  # the other era's notes come as events of the listen
                self.updated.append(str(message.params.uri))
            self.told.set()

    async def text(self, tool, arguments=None, **options):
        result = await self.client.call_tool(tool, arguments or {}, **options)
        assert not result.is_error, result.content
        return result.content[0].text

    async def refused(self, request):
        try:
            await request
        except MCPError as error:
            return error.error.code
        raise AssertionError("that was not refused")

    async def resources(self):
        uris = [str(resource.uri) for resource in (await self.client.list_resources()).resources]
        assert uris == ["test://static-text", "test://static-binary", URI], uris
        templates = (await self.client.list_resource_templates()).resource_templates
        assert [template.uri_template for template in templates] == ["test://template/{id}/data"]
        contents = (await self.client.read_resource("test://template/a%2Fb/data")).contents
        assert json.loads(contents[0].text)["id"] == "a/b", contents
        assert (await self.client.read_resource("test://static-binary")).contents[0].blob
        code = await self.refused(self.client.read_resource("test://no-such"))
        assert code == (-32002 if self.mode == "legacy" else -32602), code

    async def prompts(self):
        names = [prompt.name for prompt in (await self.client.list_prompts()).prompts]
        assert "test_prompt_with_arguments" in names, names
        filled = await self.client.get_prompt("test_prompt_with_arguments", {"arg1": "x1", "arg2": "x2"})
        assert "x1" in filled.messages[0].content.text and "x2" in filled.messages[0].content.text
        assert await self.refused(self.client.get_prompt("no_such")) == -32602
        reference = types.PromptReference(type="ref/prompt", name="test_prompt_with_arguments")
        completed = await self.client.complete(reference, {"name": "arg1", "value": "par"})
        assert completed.completion.values == ["paris", "party"], completed

    async def questions(self):
        self.answer = lambda params: types.ElicitResult(
            action="accept", content={"username": "ann", "email": "ann@example.com"})
        assert "ann@example.com" in await self.text("test_elicitation", {"message": "Who is there?"})
        assert self.asked[-1].message == "Who is there?"
        self.answer = lambda params: types.ElicitResult(action="decline")
        assert "decline" in await self.text("test_elicitation", {"message": "Again?"})
        assert "four" in await self.text("test_sampling", {"prompt": "Two and two?"})
        assert self.asked[-1].messages[0].content.text == "Two and two?"
        assert "somewhere" in await self.text("test_input_required_result_list_roots")
        self.answer = lambda params: types.ElicitResult(
            action="accept", content={"name": "Ann"} if "Step 1" in params.message else {"color": "blue"})
        said = await self.text("test_input_required_result_multi_round")
        assert "Ann" in said and "blue" in said, said

    async def progress_and_cancelling(self):
        seen = []

        async def on_progress(progress, total, message):
            seen.append((progress, total))

        await self.text("test_tool_with_progress", progress_callback=on_progress)
        assert seen == [(0, 100), (50, 100), (100, 100)], seen
        with anyio.CancelScope() as scope:
            async def give_up(progress, total, message):
                scope.cancel()

            await self.text("wait_until_cancelled", progress_callback=give_up)
        assert scope.cancelled_caught
        for _ in range(1000):  # the flag is seen a little later than the cancellation was sent
            count = await self.text("count_cancelled")
            if count == "1":
                break
        assert count == "1", "the work itself did not stop"

    async def notes(self):
        if self.mode == "legacy":
            await self.client.set_logging_level("debug")
            await self.text("test_tool_with_logging")
            assert self.logs == ["Tool execution started", "Tool processing data",
                                 "Tool execution completed"], self.logs
            await self.client.subscribe_resource(URI)
            await self.text("update_watched")
            await self.told.wait()
            await self.client.unsubscribe_resource(URI)
        else:
            async with self.client.listen(resource_subscriptions=[URI]) as subscription:
                await self.text("update_watched")
                async for event in subscription:
                    self.updated.append(str(event.uri))
                    break
            # This client says only some time later that it no longer listens.
            assert self.updated == [URI], self.updated
            return
        await self.text("update_watched")
        await self.text("test_simple_text")
        assert self.updated == [URI], self.updated

    async def play(self):
        async with Client(stdio_client(self.server), mode=self.mode, elicitation_callback=self.on_elicitation,
                          sampling_callback=self.on_sampling, list_roots_callback=self.on_roots,
                          logging_callback=self.on_log, message_handler=self.on_message) as client:
            self.client = client
            await self.resources()
            await self.prompts()
            await self.questions()
            await self.progress_and_cancelling()
            await self.notes()


def main():
    program, mode = sys.argv[1:]
    warnings.filterwarnings("ignore", category=MCPDeprecationWarning)  # of what one era has and the other not
    with tempfile.TemporaryDirectory(prefix="mnestic-clients-") as folder:
        record = os.path.join(folder, "record")
        asyncio.run(Features(os.path.abspath(program), mode, record).play())
        check_record(record)
    print(f"the features work: Python SDK, {mode}")


if __name__ == "__main__":
    main()
