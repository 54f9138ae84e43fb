"""What the memory server has besides tools, through the official Python SDK: resources, prompts, completion,
questions, progress, cancelling, notices."""
import json
import os
import subprocess
import time

import anyio
from mcp import types

from features_connection import Connection

PROFILE = "memory://profile"
NOTICE_MS_MAX = 1000
TEA = {"content": "User prefers tea over coffee", "kind": "preference", "tags": ["drinks"]}
BEES = {"content": "User keeps bees on the roof", "tags": ["animals"]}


def many(count, word):
    return {"facts": [{"content": f"User has {word} number {i}", "kind": "note"} for i in range(count)]}


class MemoryFeatures(Connection):
    async def total(self):
        return (await self.data("list_memories", {"limit": 1}))["total"]

    async def resources(self, tea, bees):
        uris = sorted(str(resource.uri) for resource in (await self.client.list_resources()).resources)
        assert uris == sorted([PROFILE, f"memory://memories/{tea['id']}", f"memory://memories/{bees['id']}"]), uris
        assert "prefers tea" in (await self.client.read_resource(PROFILE)).contents[0].text
        read = (await self.client.read_resource(f"memory://memories/{bees['id']}")).contents[0].text
        assert json.loads(read)["content"] == bees["content"]
        code = await self.refused(self.client.read_resource("memory://memories/mem_" + "0" * 26))
        assert code == (-32002 if self.mode == "legacy" else -32602), code
        reference = types.ResourceTemplateReference(type="ref/resource", uri="memory://memories/{id}")
        completed = await self.client.complete(reference, {"name": "id", "value": tea["id"][:-1]})
        assert tea["id"] in completed.completion.values

    async def said(self, name, **arguments):
        return (await self.client.get_prompt(name, arguments)).messages[0].content.text

    async def prompts(self):
        names = [prompt.name for prompt in (await self.client.list_prompts()).prompts]
        assert "answer_with_memory" in names and "onboard" in names, names
        assert "keeps bees" in await self.said("answer_with_memory", question="Which animals do I keep?")
        assert "prefers tea" in await self.said("onboard")
        assert await self.refused(self.client.get_prompt("answer_with_memory", {})) == -32602
        reference = types.PromptReference(type="ref/prompt", name="answer_with_memory")
        for name, begun, whole in [("kind", "pref", "preference"), ("tag", "dri", "drinks")]:
            completed = await self.client.complete(reference, {"name": name, "value": begun})
            assert completed.completion.values == [whole], completed

    async def questions(self):
        self.answer = lambda params: types.ElicitResult(action="decline")
        assert (await self.data("forget", {"all": True}))["forgotten"] == []
        assert "Forget 2 memories" in self.asked[-1].message
        assert await self.total() == 2
        self.answer = lambda params: types.ElicitResult(action="accept", content={"confirm": True})
        assert len((await self.data("forget", {"all": True}))["forgotten"]) == 2
        assert await self.total() == 0
        await self.call("undo")
        assert await self.total() == 2

    async def long_calls(self):
        seen, before = [], await self.total()

        async def on_progress(progress, total, message):
            seen.append((progress, total))

        await self.call("remember", many(1000, "stamp"), progress_callback=on_progress)
        assert len(seen) > 1 and seen == sorted(seen) and len({total for _, total in seen}) == 1, seen
        with anyio.CancelScope() as scope:  # so many that the end is far when the first progress is told
            async def give_up(progress, total, message):
                scope.cancel()

            await self.call("remember", many(10_000, "coin"), progress_callback=give_up)
        assert scope.cancelled_caught
        assert await self.total() == before + 1000, "nothing is left half done"
        seen.clear()
        await self.call("maintain", {"jobs": ["compact"]}, progress_callback=on_progress)
        assert seen and seen == sorted(seen) and len({total for _, total in seen}) == 1, seen

    async def elsewhere(self, content):
        """Another process changes the store."""
        fact = json.dumps({"facts": [{"content": content, "kind": "preference"}]})
        environment = {"PATH": os.environ["PATH"], "MNESTIC_HOME": self.home, "MNESTIC_EMBEDDER": "lexical"}
        await anyio.run_process([self.program, "call", "remember", fact], env=environment,
                                stdout=subprocess.DEVNULL)
        return time.monotonic()

    async def notices(self):
        content = "User prefers mornings over evenings"
        if self.mode == "legacy":
            await self.client.subscribe_resource(PROFILE)
            written = await self.elsewhere(content)
            await self.told.wait()
            await self.client.unsubscribe_resource(PROFILE)
        else:
            async with self.client.listen(resource_subscriptions=[PROFILE]) as subscription:
                written = await self.elsewhere(content)
                async for event in subscription:
                    self.updated.append(str(event.uri))
                    break
        waited_ms = round((time.monotonic() - written) * 1000)
        print(f"another process's change was told {waited_ms} ms after it ended")
        assert waited_ms < NOTICE_MS_MAX
        assert self.updated == [PROFILE], self.updated

    async def read(self, tool, answer):
        """Who read a text, the client's model giving that answer."""
        self.sampled = lambda params: answer
        told = await self.data("remember", {"text": f"I use {tool} every day"})
        assert f"1: I use {tool} every day" in str(self.asked[-1]), self.asked[-1]
        assert len(told["added"]) == 1, told
        return told["extractor"]

    async def reading(self):
        fact = {"m": 1, "k": 0, "kind": "fact", "text": "User uses Shram every day"}
        assert await self.read("Shram", self.says(json.dumps({"facts": [fact]}))) == "sampling"
        assert await self.read("Magnet", self.says("I will not.")) == "rules"
        if self.mode == "legacy":  # in the other era a client without an answer gives the call up by itself
            refused = types.ErrorData(code=-1, message="The user said no")
            assert await self.read("Rectangle", refused) == "rules"

    async def check(self):
        added = (await self.data("remember", {"facts": [TEA, BEES]}))["added"]
        await self.resources(*added)
        await self.prompts()
        await self.questions()
        await self.long_calls()
        await self.notices()
        await self.reading()
