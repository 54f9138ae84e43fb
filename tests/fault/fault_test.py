#!/usr/bin/env python3
"""What was acknowledged is there: after kill -9, and with eight processes writing at once. Standard library only.

usage: fault_test.py PROGRAM kill|writers [SEED]
"""
import json
import os
import pathlib
import random
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "transcripts"))
from server import Failure, Server  # noqa: E402

REVISION = "2025-11-25"
PROCESSES, FACTS_EACH = 8, 1000
KILLS = 100
PAGE = 1000


def start(program, home):
    server = Server([program], {"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home,
                                "MNESTIC_EMBEDDER": "lexical"})
    server.initialize(REVISION)
    return server


def structured(answer):
    result = answer.get("result", {})
    if result.get("isError") or "structuredContent" not in result:
        raise Failure(json.dumps(answer)[:2000])
    return result["structuredContent"]


def all_contents(server):
    """Every memory of the default user, page by page; the pages must not overlap."""
    found, cursor = [], None
    while True:
        arguments = {"limit": PAGE, **({"cursor": cursor} if cursor else {})}
        page = structured(server.tool("list_memories", arguments))
        found += [memory["content"] for memory in page["memories"]]
        cursor = page.get("next_cursor")
        if cursor is None:
            break
    if len(found) != len(set(found)) or len(found) != page["total"]:
        raise Failure(f"{len(found)} listed, {len(set(found))} different, total {page['total']}")
    return set(found)


def remember(server, identity, content):
    server.send({"jsonrpc": "2.0", "id": identity, "method": "tools/call",
                 "params": {"name": "remember", "arguments": {"facts": [content]}}})


def check(condition, message):
    if not condition:
        raise Failure(message)


def kill_test(program, home, seed):
    """Each round: some facts are acknowledged, more are under way, then SIGKILL without a warning."""
    chance = random.Random(seed)
    acknowledged, sent = set(), set()
    for number in range(KILLS):
        server = start(program, home)
        try:
            there = all_contents(server)
            check(acknowledged <= there, f"lost: {sorted(acknowledged - there)[:5]} (seed {seed})")
            check(there <= sent, f"nobody said {sorted(there - sent)[:5]} (seed {seed})")
            facts = [f"User saw comet {number}-{each}" for each in range(chance.randint(1, 6))]
            waited_for = chance.randint(1, len(facts))
            for each, fact in enumerate(facts):
                remember(server, each, fact)
                sent.add(fact)
            for each in range(waited_for):
                check(structured(server.answer(each))["added"], f"{facts[each]} was not added")
                acknowledged.add(facts[each])
        finally:
            server.kill()
    server = start(program, home)
    there = all_contents(server)
    check(acknowledged <= there <= sent, "after the last kill")
    found = structured(server.tool("recall", {"query": sorted(acknowledged)[0], "limit": 1}))
    check(found["memories"][0]["content"] == sorted(acknowledged)[0], "the index lost it")
    check(server.finish() == 0, "exit code")
    print(f"{KILLS} kills: {len(acknowledged)} acknowledged, none lost; {len(there)} of {len(sent)} sent are "
          f"there (seed {seed})")


def writer(program, home, number, failures):
    try:
        server = start(program, home)
        # Written by a thread of its own, so that the pipes cannot fill up both ways.
        facts = [f"User saw comet {number}-{each}" for each in range(FACTS_EACH)]
        sender = threading.Thread(
            target=lambda: [remember(server, each, fact) for each, fact in enumerate(facts)])
        sender.start()
        for each, fact in enumerate(facts):
            added = structured(server.answer(each))["added"]
            check([memory["content"] for memory in added] == [fact], f"{fact}: {added}")
        sender.join()
        check(server.finish() == 0, "exit code")
    except Exception as failure:  # pylint: disable=broad-except
        failures.append(f"process {number}: {failure}")


def writers_test(program, home, _seed):
    failures = []
    threads = [threading.Thread(target=writer, args=(program, home, number, failures))
               for number in range(PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(not failures, "\n".join(failures))
    server = start(program, home)
    there = all_contents(server)
    wanted = {f"User saw comet {number}-{each}" for number in range(PROCESSES)
              for each in range(FACTS_EACH)}
    check(there == wanted, f"{len(wanted - there)} of {len(wanted)} are missing")
    check(server.finish() == 0, "exit code")
    print(f"{PROCESSES} processes, {FACTS_EACH} facts each: all {len(there)} are there")


def main():
    program, name = os.path.abspath(sys.argv[1]), sys.argv[2]
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory(prefix="mnestic-fault-") as home:
        try:
            {"kill": kill_test, "writers": writers_test}[name](program, home, seed)
        except Failure as failure:
            print(f"FAIL {failure}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
