"""Every feature of the protocol through the official Python SDK, against the fixture server."""
import json

import anyio
from mcp import types

from features_connection import Connection

URI = "test://watched-resource"


class FixtureFeatures(Connection):
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

    async def check(self):
        await self.resources()
        await self.prompts()
        await self.questions()
        await self.progress_and_cancelling()
        await self.notes()
