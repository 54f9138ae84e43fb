#!/usr/bin/env python3
"""One process, very many mixed requests: nothing grows after warm-up, and ping stays quick beside slow work.

usage: soak_test.py PROGRAM [--requests N] [--pings N] [--bulk-facts N] [--ping-p99-ms MS] [--seed N].
Standard library only; Linux.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "transcripts"))
from server import WIRE  # noqa: E402

META = "io.modelcontextprotocol/"
MODERN = {META + "protocolVersion": "2026-07-28", META + "clientCapabilities": {},
          META + "clientInfo": {"name": "soak", "version": "1"}}
WINDOW = 64          # requests in flight
WAIT_S = 120         # for the next answer; a stuck server fails the test
MEMORIES = 500       # in the store, all made while warming up
SAMPLES = 10         # looks at the process after warm-up
GROWTH_KIB_MAX = 1024
WARM_UP_SHARE = 0.2
BULKS_MIN = 3
INTERNAL_ERROR = -32603
TOPICS = ["coffee", "chess", "hiking", "Berlin", "piano", "Rust", "gardening", "tea", "running", "opera"]


class Failure(Exception):
    """What was expected and what came instead."""


def check(condition, message):
    if not condition:
        raise Failure(message)


def topic(number):
    return f"{TOPICS[number % len(TOPICS)]} {number}"


class Client:
    """Sends without waiting, up to WINDOW requests ahead; a thread takes the answers."""

    def __init__(self, program, home):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL,
                                        env={"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home,
                                             "MNESTIC_EMBEDDER": "lexical"})
        self.slots = threading.Semaphore(WINDOW)
        self.lock = threading.Condition()
        self.open, self.answers, self.wanted = {}, {}, set()
        self.next_id, self.counts, self.trouble = 1, {}, None
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            WIRE.write(self.process.pid, "server", line)
            message = json.loads(line)
            if "method" in message:
                self._count("notifications")
                continue
            identity, error = message.get("id"), message.get("error")
            with self.lock:
                if identity is not None and identity not in self.open:
                    self.trouble = f"an answer that nobody waits for: {line[:300]!r}"
                if error is not None and error["code"] == INTERNAL_ERROR:
                    self.trouble = f"an internal error: {line[:300]!r}"
                self.open.pop(identity, None)
                if identity in self.wanted:
                    self.answers[identity] = message
                kind = "errors" if error is not None else "results"
                if error is None and message["result"].get("isError"):
                    kind = "tool failures"
                self._count(kind)
                self.lock.notify_all()
            self.slots.release()
        with self.lock:
            self.trouble = self.trouble or "stdout has ended"
            self.lock.notify_all()

    def _write(self, data):
        WIRE.write(self.process.pid, "client", data)
        self.process.stdin.write(data)

    def _count(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def send_line(self, line):
        """One line that earns exactly one answer."""
        check(self.slots.acquire(timeout=WAIT_S), f"no answer within {WAIT_S} s")
        check(self.trouble is None, self.trouble)
        self._write(line + b"\n")

    def send(self, method, params=None, modern=False, wanted=False):
        with self.lock:
            identity = self.next_id
            self.next_id += 1
            self.open[identity] = method
            if wanted:
                self.wanted.add(identity)
        message = {"jsonrpc": "2.0", "id": identity, "method": method}
        if modern:
            params = {**(params or {}), "_meta": MODERN}
        if params is not None:
            message["params"] = params
        self.send_line(json.dumps(message).encode())
        return identity

    def notify(self, method, params):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self._write(json.dumps(message).encode() + b"\n")

    def listen(self, identity, params):
        """A subscription: its only answer would be the end."""
        message = {"jsonrpc": "2.0", "id": identity, "method": "subscriptions/listen",
                   "params": {**params, "_meta": MODERN}}
        self._write(json.dumps(message).encode() + b"\n")

    def answer(self, identity):
        self.process.stdin.flush()
        with self.lock:
            there = self.lock.wait_for(lambda: identity in self.answers or self.trouble, WAIT_S)
            check(there and self.trouble is None, self.trouble or f"no answer within {WAIT_S} s")
            self.wanted.discard(identity)
            return self.answers.pop(identity)

    def has_answer(self, identity):
        with self.lock:
            return identity in self.answers

    def call(self, method, params=None):
        return self.answer(self.send(method, params, wanted=True))

    def settle(self):
        """Until every request is answered."""
        self.process.stdin.flush()
        for _ in range(WINDOW):
            check(self.slots.acquire(timeout=WAIT_S), f"no answer within {WAIT_S} s")
        self.slots.release(WINDOW)
        check(self.trouble is None, self.trouble)
        check(not self.open, f"never answered: {self.open}")

    def close(self):
        self.process.stdin.close()
        check(self.process.wait(WAIT_S) == 0, "the exit code is not 0")

    def kill(self):
        self.process.kill()
        self.process.wait()


class Load:
    """Requests of every sort, chosen by a seeded generator. None makes the store larger in the long run
    than MEMORIES memories, so that growth is the process's own."""

    def __init__(self, client, seed):
        self.client, self.random, self.ids = client, random.Random(seed), []
        self.listens = 0

    def seed_memories(self):
        for begin in range(0, MEMORIES, 50):  # a reply has a budget; this much fits
            facts = [f"User knows much about {topic(number)}" for number in range(begin, begin + 50)]
            added = self.client.call("tools/call", {"name": "remember", "arguments": {"facts": facts}})
            self.ids += [memory["id"] for memory in added["result"]["structuredContent"]["added"]]
        check(len(self.ids) == MEMORIES, f"{len(self.ids)} of {MEMORIES} facts were added")

    def tool(self, name, arguments, modern):
        self.client.send("tools/call", {"name": name, "arguments": arguments}, modern)

    def one(self):
        chance, modern = self.random.random(), self.random.random() < 0.5
        number = self.random.randrange(MEMORIES)
        if chance < 0.25:
            self.client.send("server/discover" if modern else "ping", None, modern)
        elif chance < 0.60:
            self.read(number, modern)
        elif chance < 0.70:
            self.list_something(modern)
        elif chance < 0.75:
            self.write(number, modern)
        elif chance < 0.85:
            self.feature(number, modern)
        else:
            self.mistake(number, modern)

    def read(self, number, modern):
        kind = self.random.randrange(4)
        if kind == 0:
            self.tool("get_memory", {"id": self.ids[number]}, modern)
        elif kind == 1:
            self.tool("list_memories", {"limit": 3, "order_by": "created"}, modern)
        else:
            self.tool("recall", {"query": f"Who knows {topic(number)}?", "limit": 3}, modern)

    def list_something(self, modern):
        methods = ["tools/list", "resources/list", "resources/templates/list", "prompts/list"]
        self.client.send(self.random.choice(methods), {}, modern)

    def write(self, number, modern):
        if self.random.randrange(2) == 0:  # known already: touches, adds nothing
            self.tool("remember", {"facts": [f"User knows much about {topic(number)}"]}, modern)
        else:
            self.tool("remember", {"text": f"My dog is called Rex {number % 7}", "dry_run": True}, modern)

    def feature(self, number, modern):
        kind = self.random.randrange(5)
        uri = f"memory://memories/{self.ids[number]}"
        if kind == 0:
            self.client.send("resources/read", {"uri": self.random.choice([uri, "memory://profile"])}, modern)
        elif kind == 1:
            self.client.send("prompts/get", {"name": "answer_with_memory", "arguments": {
                "question": f"Who knows {topic(number)}?"}}, modern)
        elif kind == 2:
            self.client.send("completion/complete", {
                "ref": {"type": "ref/prompt", "name": "answer_with_memory"},
                "argument": {"name": "kind", "value": "p"}}, modern)
        elif kind == 3:
            for method in ("resources/subscribe", "resources/unsubscribe"):
                self.client.send(method, {"uri": uri})
        else:
            self.client.notify("notifications/cancelled", {"requestId": f"listen-{self.listens}"})
            self.listens += 1
            self.client.listen(f"listen-{self.listens}", {"notifications": {"resourceSubscriptions": [uri]}})

    def mistake(self, number, modern):
        kind = self.random.randrange(6)
        if kind == 0:
            self.client.send_line(b'{"jsonrpc":"2.0","id":1,')
        elif kind == 1:
            self.client.send(f"no/such/{number}", {}, modern)
        elif kind == 2:
            self.tool("recal", {}, modern)
        elif kind == 3:
            self.tool("recall", {"query": "x", "limt": number}, modern)
        elif kind == 4:
            self.client.send("resources/read", {"uri": f"memory://memories/none-{number}"}, modern)
        else:
            self.client.notify("notifications/cancelled", {"requestId": f"never-{number}"})
            self.tool("get_memory", {"id": "mem_" + "0" * 26}, modern)


def look(pid):
    """(KiB of memory of its own, open descriptors, threads)"""
    status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
    return (int(status["RssAnon"].split()[0]), len(os.listdir(f"/proc/{pid}/fd")), int(status["Threads"]))


def soak(client, load, requests):
    """Growth after the warm-up, between the first and the last looks."""
    warm_up, looks = int(requests * WARM_UP_SHARE), []
    step = max(1, (requests - warm_up) // SAMPLES)
    begin = time.monotonic()
    for number in range(1, requests + 1):
        load.one()
        if number >= warm_up and (number - warm_up) % step == 0:
            client.settle()
            looks.append(look(client.process.pid))
            print(f"  {number:7} requests: {looks[-1][0]} KiB, {looks[-1][1]} descriptors, "
                  f"{looks[-1][2]} threads", flush=True)
    client.settle()
    took_s = time.monotonic() - begin
    print(f"{requests} requests in {took_s:.1f} s, {requests / took_s:.0f} a second: {client.counts}")
    first, last = looks[0], max(looks[-2:])
    check(last[0] - first[0] <= GROWTH_KIB_MAX, f"memory grew from {first[0]} to {last[0]} KiB")
    check(looks[-1][1] == first[1], f"descriptors: {first[1]} became {looks[-1][1]}")
    check(looks[-1][2] == first[2], f"threads: {first[2]} became {looks[-1][2]}")


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def ping_beside_work(client, pings, bulk_facts):
    """Latencies of ping in milliseconds through whole bulk remembers, one after the other."""
    times_ms, rounds = [], 0
    while len(times_ms) < pings or rounds < BULKS_MIN:
        rounds += 1
        facts = [f"Entry {rounds}-{number} tells of {topic(number)}" for number in range(bulk_facts)]
        bulk = client.send("tools/call", {"name": "remember", "arguments": {
            "facts": facts, "user_id": f"bulk {rounds}"}}, wanted=True)
        client.process.stdin.flush()
        while True:
            begin = time.perf_counter()
            client.call("ping")
            elapsed_ms = (time.perf_counter() - begin) * 1000
            if client.has_answer(bulk):  # this ping may have run beside nothing
                break
            times_ms.append(elapsed_ms)
        check("result" in client.answer(bulk), "the bulk remember failed")
    return times_ms, rounds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--requests", type=int, default=200_000)
    parser.add_argument("--pings", type=int, default=2_000)
    parser.add_argument("--ping-p99-ms", type=float, default=5)
    parser.add_argument("--bulk-facts", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mnestic-soak-") as home:
        client = Client(os.path.abspath(options.program), home)
        try:
            client.call("initialize", {"protocolVersion": "2025-11-25", "capabilities": {},
                                       "clientInfo": {"name": "soak", "version": "1"}})
            client.notify("notifications/initialized", {})
            load = Load(client, options.seed)
            load.seed_memories()
            soak(client, load, options.requests)
            times_ms, rounds = ping_beside_work(client, options.pings, options.bulk_facts)
            p99_ms = percentile(times_ms, 0.99)
            print(f"ping beside {rounds} bulk remembers of {options.bulk_facts} facts: {len(times_ms)} pings, "
                  f"p50 {percentile(times_ms, 0.5):.2f} ms, p99 {p99_ms:.2f} ms, max {max(times_ms):.2f} ms")
            check(p99_ms < options.ping_p99_ms, f"p99 of ping is {p99_ms:.2f} ms, not under {options.ping_p99_ms}")
            client.close()
        except Failure as failure:
            print(f"FAILED: {failure}")
            client.kill()
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
