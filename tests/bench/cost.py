#!/usr/bin/env python3
"""What reading conversations by a model costs: turns of real conversations go through the built program to
a fake OpenAI, which counts tokens as tests/support/fake_openai.py says (a quarter of the bytes; a beginning
that was sent before counts as cached). It answers one fact of up to 14 words for every turn that it is
asked about, more than a model finds in small talk.

usage: cost.py PROGRAM DATA.jsonl.gz [TURNS]     DATA: one conversation a line, docs with text and session
"""
import gzip
import json
import os
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "transcripts")]
from fake_openai import FakeOpenAI, facts  # noqa: E402
from server import Server  # noqa: E402

DOLLARS = {"fresh": 0.25e-6, "cached": 0.025e-6, "output": 2.00e-6}
WORDS, TOGETHER = 14, 16


def read_turns(path, most):
    """Sessions, each a list of texts; every speaker is taken as the user, which costs most."""
    sessions, count = [], 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            last = None
            for doc in json.loads(line)["docs"]:
                if count == most:
                    return sessions
                if doc["session"] != last:
                    sessions.append([])
                    last = doc["session"]
                sessions[-1].append(doc["text"])
                count += 1
    return sessions


def one_fact_a_turn(body):
    asked = re.findall(r"^(\d+): (.*)$", body["messages"][-1]["content"].split("MESSAGES\n")[-1], re.M)
    return facts([{"m": int(number), "op": "add", "k": 0, "kind": "fact",
                   "text": "User says " + " ".join(text.split()[:WORDS])} for number, text in asked])


def groups(sessions, size):
    for session in sessions:
        for begin in range(0, len(session), size):
            yield session[begin:begin + size]


def run(program, sessions, size, explicit):
    with tempfile.TemporaryDirectory() as home, FakeOpenAI(one_fact_a_turn) as fake:
        server = Server([program], {"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home + "/store",
                                    "MNESTIC_EMBEDDER": "lexical", "OPENAI_API_KEY": fake.KEY,
                                    "OPENAI_BASE_URL": fake.url})
        server.initialize("2025-11-25")
        for group in groups(sessions, size):
            given = {"text": group[0]} if explicit else \
                {"messages": [{"role": "user", "content": text} for text in group]}
            result = server.tool("remember", given)["result"]
            if result.get("isError") or result["structuredContent"]["pending"]:
                raise SystemExit(json.dumps(result)[:2000])
        spared = server.tool("memory_stats", {})["result"]["structuredContent"]["model"]["spared"]
        server.finish()
        return {**fake.used, "spared": spared}


def dollars(used, cached=True):
    kept = used["cached"] if cached else 0
    return (used["input"] - kept) * DOLLARS["fresh"] + kept * DOLLARS["cached"] + \
        used["output"] * DOLLARS["output"]


def main():
    program, data = sys.argv[1:3]
    sessions = read_turns(data, int(sys.argv[3]) if len(sys.argv) > 3 else 1000)
    turns = sum(len(session) for session in sessions)
    print(f"{turns} turns in {len(sessions)} sessions\n")
    print("| how | calls | spared | tokens in | of them cached | out | $ a 1,000 turns | without caching |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for how, size, explicit in (("each turn asked for itself", 1, True), ("and the gate", 1, False),
                                (f"and up to {TOGETHER} turns a question", TOGETHER, False)):
        used = run(program, sessions, size, explicit)
        print(f"| {how} | {used['calls']:,} | {used['spared']:,} | {used['input']:,} | {used['cached']:,} | "
              f"{used['output']:,} | {dollars(used) * 1000 / turns:.3f} | "
              f"{dollars(used, False) * 1000 / turns:.3f} |")


if __name__ == "__main__":
    main()
