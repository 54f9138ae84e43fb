#!/usr/bin/env python3
"""Measures how much of what people told an assistant the rules keep: the turns of LongMemEval that hold the answer to a
question are remembered as text, one by one and without writing, and the answer's words looked for in the facts found.

usage: kept.py PROGRAM... LONGMEMEVAL.jsonl[.gz] [--show]
Of several programs each gets a line, so that two builds can be compared. --show prints what was lost by the last one.
Short answers count only (at most 7 words), of which at least one stands in the turn.
"""
import argparse
import gzip
import json
import os
import re
import subprocess
import tempfile

WORDS_MAX = 7
SMALL = set("the a an of to in and for with is was i my at on user".split())


def words(text):
    return set(re.findall(r"[a-z0-9$]+", text.lower())) - SMALL


def told_turns(path):
    """(question, answer, turn) of each user turn that holds an answer."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            asked = json.loads(line)
            answer = asked["answer"]
            answer = " ".join(map(str, answer)) if isinstance(answer, list) else str(answer)
            for session in asked["sessions"]:
                for turn in session["turns"]:
                    if turn["role"] == "user" and turn.get("has_answer"):
                        yield asked["q"], answer, turn["text"]


def facts_of(program, texts):
    """What the program's rules find in each text, nothing known before."""
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, MNESTIC_HOME=home, MNESTIC_EXTRACTOR="rules", MNESTIC_EMBEDDER="lexical",
                           MNESTIC_LOG="error")
        server = subprocess.Popen([program], env=environment, text=True, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE)
        asked = 0

        def request(method, params):
            nonlocal asked
            asked += 1
            server.stdin.write(json.dumps({"jsonrpc": "2.0", "id": asked, "method": method, "params": params}) + "\n")
            server.stdin.flush()
            return json.loads(server.stdout.readline())["result"]

        request("initialize", {"protocolVersion": "2025-11-25", "capabilities": {},
                               "clientInfo": {"name": "bench", "version": "1"}})
        server.stdin.write('{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')
        found = []
        for text in texts:
            result = request("tools/call", {"name": "remember", "arguments": {"text": text, "dry_run": True}})
            found.append([fact["content"] for fact in result.get("structuredContent", {}).get("added", [])])
        server.stdin.close()
        server.wait()
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="+")
    parser.add_argument("questions")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    turns = list(told_turns(options.questions))
    lost = []
    print("| program | turns | of which with a fact, % | answer's words kept, % | facts |\n|---|--:|--:|--:|--:|")
    for program in options.programs:
        found = facts_of(program, [text for _, _, text in turns])
        shares, lost = [], []
        for (question, answer, text), facts in zip(turns, found):
            wanted = words(answer) & words(text)
            if not wanted or len(words(answer)) > WORDS_MAX:
                continue
            kept = wanted & words(" ".join(facts))
            shares.append(len(kept) / len(wanted))
            if kept != wanted:
                lost.append((question, answer, text, facts))
        told = sum(1 for facts in found if facts)
        print(f"| {program} | {len(turns)} | {100 * told / len(turns):.1f} | {100 * sum(shares) / len(shares):.1f} "
              f"of {len(shares)} | {sum(map(len, found))} |")
    for question, answer, text, facts in lost if options.show else []:
        print(f"\n{question} ({answer})\n  {text}")
        for fact in facts:
            print(f"  + {fact}")


if __name__ == "__main__":
    main()
