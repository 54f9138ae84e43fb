"""Memories of one user with vectors of their own, and a server that gives questions theirs, in the form of OpenAI's.

A vector is the sum of one for each of its four words and of two that are the item's own, so that a question is near
all memories that share its words, and these differ among each other as sentences do. Everything follows from numbers.
"""
import functools
import hashlib
import http.server
import json
import random
import re
import threading
import time

VERBS = "bought repaired borrowed painted sold described admired lost found built carried measured".split()
QUALITIES = "red old wooden heavy broken silver tiny foreign blue quiet striped round golden dusty".split()
THINGS = "bicycle lamp guitar kettle boat clock chair camera piano jacket suitcase telescope drum".split()
PLACES = "Lisbon Oslo Bergen Vienna Prague Dublin Porto Naples Geneva Bremen Krakow Sofia Riga".split()
KNOWN = set(VERBS + QUALITIES + THINGS + PLACES)
DIMENSION, PER_CHANGE, STEP_S = 384, 10_000, 200
OWN_FIRST, OWN_SECOND = 1009, 1013  # no common factor: a million different pairs
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
KEY = "sk-made"


def words_of(number):
    chance = random.Random(number)
    return [chance.choice(words) for words in (VERBS, QUALITIES, THINGS, PLACES)]


def question_of(number):
    _, quality, thing, place = words_of(number * 7919)
    return f"what happened to the {quality} {thing} in {place}?"


@functools.cache
def part(name):
    return [byte % 41 - 20 for byte in hashlib.shake_256(name.encode()).digest(DIMENSION)]


def vector_of(number):
    parts = [part(word) for word in words_of(number)]
    parts += [part(f"first {number % OWN_FIRST}"), part(f"second {number % OWN_SECOND}")]
    return [a + b + c + d + e + f for a, b, c, d, e, f in zip(*parts)]


def vector_of_text(text):
    """Of the known words in it; of what has none, its own."""
    parts = [part(word) for word in re.findall(r"\w+", text) if word in KNOWN] or [part(text)]
    return [sum(places) for places in zip(*parts)]


def at(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1_577_836_800 + seconds))


def memory_of(number, model):
    verb, quality, thing, place = words_of(number)
    change = number // PER_CHANGE + 1
    stored, said = at(change * PER_CHANGE * STEP_S), at(number * STEP_S)
    memory = {"id": "mem_01" + "".join(LETTERS[number >> 5 * i & 31] for i in range(7, -1, -1)) + 16 * "0",
              "version": 1, "current": True,
              "content": f"User {verb} a {quality} {thing} in {place} as item {number}",
              "kind": "event" if number % 10 == 3 else "fact", "layer": "semantic", "origin": "explicit",
              "tags": ["tenth"] * (number % 10 == 0) + ["hundredth"] * (number % 100 == 7),
              "observed_at": said, "valid_from": said, "created_at": stored, "updated_at": stored,
              "source_change": change, "spans": [{"at": stored, "change": change, "state": "active"}]}
    if model:
        memory["vector"] = {"model": model, "values": vector_of(number)}
    return memory


def write_export(path, size, model):
    changes = (size + PER_CHANGE - 1) // PER_CHANGE
    with open(path, "w", buffering=1 << 20, encoding="utf-8") as out:
        out.write('{"mnestic_export":1,"chats":true}\n{"user":"default","changes":%d}\n' % changes)
        for change in range(changes):
            then = at((change + 1) * PER_CHANGE * STEP_S)
            out.write('{"change":{"action":"remember","at":"%s"}}\n' % then)
        for number in range(size):
            out.write(json.dumps({"memory": memory_of(number, model)}, separators=(",", ":")) + "\n")


class Embeddings:
    """Serves vectors of texts while the block lasts; environment() tells a server to ask here."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
                data = [{"object": "embedding", "index": i, "embedding": vector_of_text(text)}
                        for i, text in enumerate(texts)]
                answer = json.dumps({"object": "list", "model": body["model"], "data": data,
                                     "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def environment(self):
        return {"MNESTIC_EMBEDDER": "openai", "OPENAI_API_KEY": KEY, "MNESTIC_EXTRACTOR": "rules",
                "MNESTIC_EMBEDDING_DIMENSIONS": str(DIMENSION),
                "OPENAI_BASE_URL": f"http://127.0.0.1:{self.server.server_address[1]}/v1"}
