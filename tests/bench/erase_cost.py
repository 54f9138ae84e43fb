#!/usr/bin/env python3
"""What erasing costs: one memory, and one chat, out of stores of several sizes. Standard library only.

usage: erase_cost.py [--mnestic PROGRAM] [--rounds N]. Prints a table for RESULTS.md.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

SIZES = [(1_000, 1_000), (10_000, 10_000), (100_000, 20_000)]  # memories, messages of chats
BATCH = 1_000


class Server:
    def __init__(self, program, home):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        env={"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home})
        self.count = 0
        self.ask("initialize", {"protocolVersion": "2025-11-25", "capabilities": {},
                                "clientInfo": {"name": "erase_cost", "version": "1"}})

    def ask(self, method, params):
        self.count += 1
        line = json.dumps({"jsonrpc": "2.0", "id": self.count, "method": method, "params": params})
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        while True:
            message = json.loads(self.process.stdout.readline())
            if message.get("id") == self.count and "method" not in message:
                return message["result"]

    def tool(self, name, **arguments):
        result = self.ask("tools/call", {"name": name, "arguments": arguments})
        assert not result.get("isError"), result
        return result["structuredContent"]


def fill(server, memories, messages, have):
    for begin in range(have[0], memories, BATCH):
        server.tool("remember", facts=[f"User owns thing number {i} of the kind {i % 977}"
                                       for i in range(begin, min(memories, begin + BATCH))])
    for begin in range(have[1], messages, BATCH):
        server.tool("add_messages", chat_id=f"chat {begin}", extract=False, messages=[
            {"role": "user", "content": f"This is message number {i}, which says nothing much at all."}
            for i in range(begin, min(messages, begin + BATCH))])


def timed(call):
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mnestic", default="build/release/mnestic")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    print("| memories | messages | store, MB | erase one memory, p50 ms | erase one chat, p50 ms |")
    print("|--:|--:|--:|--:|--:|")
    have = (0, 0)
    with tempfile.TemporaryDirectory() as home:
        server = Server(options.mnestic, home)
        for memories, messages in SIZES:
            fill(server, memories, messages, have)
            have = (memories, messages)
            size = sum(path.stat().st_size for path in pathlib.Path(home).iterdir()) / 1e6
            one, chat = [], []
            for round_number in range(options.rounds):
                added = server.tool("remember", text=f"I use Tool{round_number}")["added"]
                one.append(timed(lambda: server.tool("forget", ids=[added[0]["id"]], mode="erase")))
                server.tool("add_messages", chat_id="gone", messages=[{"role": "user", "content": "I like tea"}])
                chat.append(timed(lambda: server.tool("delete_chat", chat_id="gone", mode="erase")))
            print(f"| {memories:,} | {messages:,} | {size:.0f} | {statistics.median(one):.0f} "
                  f"| {statistics.median(chat):.0f} |", flush=True)
        server.process.stdin.close()
        server.process.wait()


if __name__ == "__main__":
    main()
