#!/usr/bin/env python3
"""Measures how much of what people told the rules keep: the turns that hold the answer to a question are remembered as
text, one by one and without writing, and the answer's words looked for in the facts found.

usage: kept.py PROGRAM... QUESTIONS.jsonl[.gz] [--show]
QUESTIONS is of LongMemEval (the user's turns with an answer) or LoCoMo (the turns that a question names).
Of several programs each gets a line, so that two builds can be compared. --show prints what was lost by the last one.
Short answers count only (at most 7 words), of which at least one stands in the turn.
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "transcripts"))
from server import Server  # noqa: E402

WORDS_MAX = 7
SMALL = set("the a an of to in and for with is was i my at on user".split())


def words(text):
    return set(re.findall(r"[a-z0-9$]+", text.lower())) - SMALL


def answer_of(asked):
    answer = asked["answer"]
    return " ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def told_turns(path):
    """(question, answer, turn) of each turn that holds an answer."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            read = json.loads(line)
            if "docs" in read:
                turns = {turn["id"]: turn["text"].split(": ", 1)[-1] for turn in read["docs"]}
                for asked in read["queries"]:
                    named = asked["gold"] if asked.get("answer") is not None else []
                    yield from ((asked["q"], answer_of(asked), turns[turn]) for turn in named if turn in turns)
                continue
            for session in read["sessions"]:
                for turn in session["turns"]:
                    if turn["role"] == "user" and turn.get("has_answer"):
                        yield read["q"], answer_of(read), turn["text"]


def facts_of(program, texts):
    """What the program's rules find in each text, nothing known before."""
    with tempfile.TemporaryDirectory() as home:
        server = Server([program], dict(os.environ, MNESTIC_HOME=home, MNESTIC_EXTRACTOR="rules",
                                        MNESTIC_EMBEDDER="lexical", MNESTIC_LOG="error"))
        server.initialize("2025-11-25")
        found = {}
        for text in texts:
            result = server.tool("remember", {"text": text, "dry_run": True})["result"]
            found[text] = [fact["content"] for fact in result.get("structuredContent", {}).get("added", [])]
        server.finish()
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="+")
    parser.add_argument("questions")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    turns = list(told_turns(options.questions))
    texts = list(dict.fromkeys(text for _, _, text in turns))
    lost = []
    print("| program | turns | of which with a fact, % | answer's words kept, % | facts |\n|---|--:|--:|--:|--:|")
    for program in options.programs:
        found = facts_of(program, texts)
        shares, lost = [], []
        for question, answer, text in turns:
            facts = found[text]
            wanted = words(answer) & words(text)
            if not wanted or len(words(answer)) > WORDS_MAX:
                continue
            kept = wanted & words(" ".join(facts))
            shares.append(len(kept) / len(wanted))
            if kept != wanted:
                lost.append((question, answer, text, facts))
        told = sum(1 for facts in found.values() if facts)
        print(f"| {program} | {len(texts)} | {100 * told / len(texts):.1f} | {100 * sum(shares) / len(shares):.1f} "
              f"of {len(shares)} | {sum(map(len, found.values()))} |")
    for question, answer, text, facts in lost if options.show else []:
        print(f"\n{question} ({answer})\n  {text}")
        for fact in facts:
            print(f"  + {fact}")


if __name__ == "__main__":
    main()
