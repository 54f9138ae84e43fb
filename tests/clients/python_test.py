"""The story through the official Python SDK, in one era. usage: python_test.py PROGRAM legacy|auto|MODERN"""
import asyncio
import contextlib
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

QUESTION = "What are the productivity tools that I use"


def days_ago(days):
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def files_with(home, word):
    return [path for path in pathlib.Path(home).rglob("*")
            if path.is_file() and word in path.read_bytes().lower()]


def words(memories):
    return sorted(word for memory in memories for word in ("Shram", "Magnet")
                  if word in memory["content"])


def recorded(program, record, environment):
    """How to start the program so that all that is said is written down."""
    recorder = str(pathlib.Path(__file__).with_name("recorder"))
    return StdioServerParameters(command=recorder, args=[record, program], env=environment)


class Story:
    def __init__(self, program, mode, home):
        self.server = recorded(program, home + ".record", {"MNESTIC_HOME": home, "MNESTIC_EMBEDDER": "lexical"})
        self.mode, self.home, self.client = mode, home, None

    @contextlib.asynccontextmanager
    async def conversation(self):
        """A fresh process on the same store."""
        async with Client(stdio_client(self.server), mode=self.mode) as client:
            self.client = client
            yield client

    async def call(self, tool, **arguments):
        result = await self.client.call_tool(tool, arguments)
        assert not result.is_error, result.content
        assert result.content[0].text
        return result.structured_content

    async def check_surroundings(self):
        async with self.conversation() as client:
            wanted = {"legacy": "2025-11-25"}.get(self.mode, "2026-07-28")
            assert client.protocol_version == wanted, client.protocol_version
            if self.mode in ("legacy", "auto"):  # a pinned revision asks the server nothing up front
                assert client.server_info.name == "mnestic"
                assert len(client.instructions) < 2000
            names = sorted(tool.name for tool in (await client.list_tools()).tools)
            assert names == ["add_messages", "delete_chat", "forget", "get_chat", "get_memory", "list_chats",
                             "list_memories", "maintain", "memory_stats", "recall", "remember", "undo",
                             "update_memory"], names
            failed = await client.call_tool("recall", {"query": "x", "limt": 3})
            assert failed.is_error and "limit" in failed.content[0].text
            assert failed.structured_content is None

    async def play(self):
        await self.check_surroundings()
        async with self.conversation():
            said = await self.call("remember", text="I use Shram and Magnet as productivity tools",
                                   observed_at=days_ago(7))
            assert words(said["added"]) == ["Magnet", "Shram"] and len(said["added"]) == 2, said
        async with self.conversation():
            both = await self.call("recall", query=QUESTION)
            assert words(both["memories"]) == ["Magnet", "Shram"], both
            gone = await self.call("forget", statement="I don't use Magnet anymore")
            assert words(gone["forgotten"]) == ["Magnet"], gone
        async with self.conversation():
            one = await self.call("recall", query=QUESTION)
            assert words(one["memories"]) == ["Shram"], one
            then = await self.call("recall", query=QUESTION, as_of=days_ago(6))
            assert words(then["memories"]) == ["Magnet", "Shram"], then
            undone = await self.call("undo")
            assert words(undone["restored"]) == ["Magnet"], undone
            assert words((await self.call("recall", query=QUESTION))["memories"]) == ["Magnet", "Shram"]
            await self.call("forget", statement="I don't use Magnet anymore", mode="erase")
            assert files_with(self.home, b"magnet") == []
            after = await self.call("recall", query=QUESTION, as_of=days_ago(7))
            assert words(after["memories"]) == ["Shram"], after
        assert files_with(self.home, b"magnet") == []


def check_record(record):
    """What the servers said, against the official schemas."""
    checker = pathlib.Path(__file__).with_name("wire.mjs")
    subprocess.run([os.environ.get("MNESTIC_NODE", "node"), checker, os.environ.get("MNESTIC_MCP_SCHEMAS", ""),
                    record], check=True)


def main():
    program, mode = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="mnestic-clients-") as folder:
        home = os.path.join(folder, "home")
        os.mkdir(home)
        asyncio.run(Story(os.path.abspath(program), mode, home).play())
        check_record(home + ".record")
    print(f"the story holds: Python SDK, {mode}")


if __name__ == "__main__":
    main()
