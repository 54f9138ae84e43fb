#!/usr/bin/env python3
"""What reading conversations by a model costs: turns of real conversations go through the built program to
a fake OpenAI, which counts tokens. It answers one fact of up to 14 words for every turn that it is asked
about, more than a model finds in small talk.

usage: cost.py PROGRAM DATA [--turns N] [--tokenizer DIR]
  DATA             locomo_dev.jsonl.gz or the folder that holds it: one conversation a line, docs with text,
                   session and speaker
  --tokenizer DIR  a folder with npm's gpt-tokenizer in its node_modules: the tokens of the models
                   themselves; without it a quarter of the bytes
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "transcripts")]
from fake_openai import FakeOpenAI, facts, tokens  # noqa: E402
from server import Server  # noqa: E402

DOLLARS = {"fresh": 0.25e-6, "cached": 0.025e-6, "output": 2.00e-6}
WORDS, TOGETHER = 14, 16
DATA = "locomo_dev.jsonl.gz"
# One JSON string a line in, its number of tokens a line out.
COUNTER = """
const { encode } = require('gpt-tokenizer/encoding/o200k_base');
require('readline').createInterface({ input: process.stdin })
  .on('line', line => console.log(encode(JSON.parse(line)).length));
"""


class Tokenizer:
    def __init__(self, folder):
        self.process = subprocess.Popen(["node", "-e", COUNTER], cwd=folder, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, text):
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def read_sessions(path, most):
    """Sessions, each a list of (speaker, text), of `most` turns together."""
    sessions, count = [], 0
    with gzip.open(path / DATA if path.is_dir() else path, "rt", encoding="utf-8") as lines:
        for line in lines:
            last = None
            for doc in json.loads(line)["docs"]:
                if count == most:
                    return sessions
                if doc["session"] != last:
                    sessions.append([])
                    last = doc["session"]
                sessions[-1].append((doc["speaker"], doc["text"]))
                count += 1
    return sessions


def one_fact_a_turn(body):
    asked = re.findall(r"^(\d+): (.*)$", body["messages"][-1]["content"].split("MESSAGES\n")[-1], re.M)
    return facts([{"m": int(number), "k": 0, "kind": "fact",
                   "text": "User says " + " ".join(text.split()[:WORDS])} for number, text in asked])


# --- ways to use it: session -> calls, each a tool and its arguments -----------------------------------

def each_alone(_, session):
    """What is said explicitly is never spared the model."""
    for _, text in session:
        yield "remember", {"text": text}


def in_groups(size):
    def calls(_, session):
        for begin in range(0, len(session), size):
            yield "remember", {"messages": [{"role": "user", "content": text}
                                            for _, text in session[begin:begin + size]]}
    return calls


def as_a_chat(size):
    """The first who speaks is the user, the other the assistant; so many messages of theirs a call."""
    def calls(number, session):
        user = session[0][0]
        for begin in range(0, len(session), size):
            yield "add_messages", {"chat_id": f"session-{number}", "messages": [
                {"role": "user" if speaker == user else "assistant", "content": text}
                for speaker, text in session[begin:begin + size]]}
    return calls


WAYS = [("both speakers are users, each turn asked about for itself", each_alone),
        ("and the gate", in_groups(1)),
        (f"and up to {TOGETHER} turns a question", in_groups(TOGETHER)),
        ("one of them is the user, the other the assistant: a call an exchange", as_a_chat(2)),
        ("and up to 16 turns of the user a question", as_a_chat(2 * TOGETHER))]


def run(program, sessions, way, count):
    with tempfile.TemporaryDirectory() as home, FakeOpenAI(one_fact_a_turn, count) as fake:
        server = Server([program], {"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home + "/store",
                                    "MNESTIC_EMBEDDER": "lexical", "OPENAI_API_KEY": fake.KEY,
                                    "OPENAI_BASE_URL": fake.url})
        server.initialize("2025-11-25")
        for number, session in enumerate(sessions):
            for tool, arguments in way(number, session):
                result = server.tool(tool, arguments)["result"]
                if result.get("isError") or result["structuredContent"]["pending"]:
                    raise SystemExit(json.dumps(result)[:2000])
        model = server.tool("memory_stats", {})["result"]["structuredContent"]["model"]
        server.finish()
        return {**fake.used, "spared": model["spared"]}


def dollars(used, cached=True):
    kept = used["cached"] if cached else 0
    return (used["input"] - kept) * DOLLARS["fresh"] + kept * DOLLARS["cached"] + \
        used["output"] * DOLLARS["output"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--turns", type=int, default=1000)
    parser.add_argument("--tokenizer")
    options = parser.parse_args()
    sessions = read_sessions(options.data, options.turns)
    count = Tokenizer(options.tokenizer) if options.tokenizer else tokens
    turns = sum(len(session) for session in sessions)
    print(f"{turns} turns in {len(sessions)} sessions\n")
    print("| how | calls | spared | tokens in | of them cached | out | $ a 1,000 turns | without caching |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for how, way in WAYS:
        used = run(options.program, sessions, way, count)
        print(f"| {how} | {used['calls']:,} | {used['spared']:,} | {used['input']:,} | {used['cached']:,} | "
              f"{used['output']:,} | {dollars(used) * 1000 / turns:.3f} | "
              f"{dollars(used, False) * 1000 / turns:.3f} |", flush=True)


if __name__ == "__main__":
    main()
