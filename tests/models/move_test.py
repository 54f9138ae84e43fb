"""A store moves from model to model while four processes read and write, and the process that moves
it is killed: no acknowledged memory is lost, and no recall finds less than words alone.

usage: move_test.py PROGRAM [MEMORIES [CASES]]

CASES holds recall cases, a JSON object a line: {memories:[text], query, gold:[index]}. They are asked
all the time; as many of their gold memories must be among the first five as words alone find.
"""
import json
import os
import random
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "transcripts"))
from fake_embeddings import FakeEmbeddings
import server as protocol
from server import Failure, Server

MEMORIES = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
WAIT_S = max(240, MEMORIES // 8)
protocol.WAIT_S = WAIT_S  # one call re-embeds all of a user
KEY = "sk-test-key"
NOBODY = "http://127.0.0.1:9/v1"
MODEL = os.environ.get("MNESTIC_MODEL_DIR") or os.path.expanduser(
    "~/.local/share/mnestic/models/all-MiniLM-L6-v2")


class Move:
    def __init__(self, program, home, fake):
        self.program, self.home, self.fake = program, home, fake
        self.acknowledged = set()
        self.lock = threading.Lock()
        self.failures = []
        self.moves = 0
        self.cases = []
        self.lowest = None

    def start(self, embedder):
        environment = {"HOME": self.home, "MNESTIC_HOME": os.path.join(self.home, "store"),
                       "MNESTIC_EMBEDDER": embedder, "OPENAI_API_KEY": KEY,
                       "OPENAI_BASE_URL": self.fake.url if self.fake else NOBODY,
                       "MNESTIC_LOG": "error"}
        environment["MNESTIC_MODEL_DIR"] = MODEL
        server = Server([self.program], environment)
        server.initialize("2025-11-25")
        return server

    def call(self, server, tool, arguments):
        result = server.tool(tool, arguments)["result"]
        if result.get("isError"):
            raise Failure(f"{tool}: {result['content'][0]['text']}")
        return result["structuredContent"]

    def remember(self, server, facts):
        counts = self.call(server, "remember", {"facts": facts})["counts"]
        if counts["added"] != len(facts):
            raise Failure(f"{counts} for {len(facts)} new facts")
        with self.lock:
            self.acknowledged.update(facts)

    def models(self, server):
        return {model["name"]: (model["embedded"], model["all"])
                for model in self.call(server, "memory_stats", {})["index"]["models"]}

    def work(self, server, name, over):
        """One client: stores what is new, and asks for something that it stored."""
        try:
            mine, turn = [], 0
            while not over.is_set() or turn < 5:
                word = f"{name}x{turn}"
                self.remember(server, [f"User owns the {word} lamp"])
                mine.append(word)
                turn += 1
                asked = random.choice(mine)
                found = self.call(server, "recall", {"query": f"{asked} lamp", "limit": 5})
                if not any(asked in memory["content"] for memory in found["memories"]):
                    raise Failure(f"{asked} is not found by its own words")
        except Failure as failure:
            self.failures.append(f"{name}: {failure}")

    def measure_words_alone(self):
        """In a store of its own, whose model nobody can reach."""
        with tempfile.TemporaryDirectory() as home:
            alone = Move(self.program, home, None)
            alone.cases = self.cases
            server = alone.start("openai")
            alone.fill_cases(server)
            share = alone.ask_cases(server)
            server.finish()
        print(f"     recall@5 {share:.1f} by words alone", flush=True)
        return share

    def fill_cases(self, server):
        for i, case in enumerate(self.cases):
            facts = [{"content": text, "kind": "note"} for text in case["memories"]]
            self.call(server, "remember", {"user_id": f"case{i}", "facts": facts})

    def ask_cases(self, server):
        """The share of gold memories among the first five, in percent."""
        gold = found = 0
        for i, case in enumerate(self.cases):
            memories = self.call(server, "recall", {"user_id": f"case{i}", "query": case["query"],
                                                    "limit": 5})["memories"]
            texts = {memory["content"] for memory in memories}
            gold += len(case["gold"])
            found += sum(case["memories"][place] in texts for place in case["gold"])
        share = 100.0 * found / gold
        self.lowest = share if self.lowest is None else min(self.lowest, share)
        return share

    def keep_asking(self, server, over):
        try:
            while self.cases:
                self.ask_cases(server)
                if over.is_set():
                    return
        except Failure as failure:
            self.failures.append(f"cases: {failure}")

    def move(self, embedder, kills):
        """To another model, by processes that are killed now and then, while others work."""
        over = threading.Event()
        self.moves += 1
        workers = [self.start(each) for each in ("lexical", embedder, embedder)]
        mover = self.start(embedder)
        threads = [threading.Thread(target=self.work, args=(server, f"m{self.moves}w{i}", over))
                   for i, server in enumerate(workers)]
        asking = self.start(embedder)
        workers.append(asking)
        threads.append(threading.Thread(target=self.keep_asking, args=(asking, over)))
        for thread in threads:
            thread.start()
        for _ in range(kills):
            self.call(mover, "memory_stats", {})
            time.sleep(random.random() * 0.4)  # the kill hits anything
            mover.kill()
            mover = self.start(embedder)
        over.set()
        for thread in threads:
            thread.join()
        for worker in workers:
            worker.finish()
        for i in range(len(self.cases)):
            self.call(mover, "maintain", {"user_id": f"case{i}", "jobs": ["reembed"]})
            if i % 10 == 0:
                self.ask_cases(mover)
        self.call(mover, "maintain", {"jobs": ["reembed"]})
        deadline = time.monotonic() + WAIT_S
        while len(models := self.models(mover)) > 1 or any(a != b for a, b in models.values()):
            if time.monotonic() > deadline:
                raise Failure(f"still moving: {models}")
            self.call(mover, "maintain", {"jobs": ["reembed"]})
        print(f"ok   to {embedder}: {models}, the server was asked for {self.fake.texts} texts")
        if self.cases:
            print(f"     recall@5 {self.ask_cases(mover):.1f} now, {self.lowest:.1f} at the lowest",
                  flush=True)
        return mover

    def check_all_there(self, server):
        total = self.call(server, "list_memories", {"limit": 1})["total"]
        expected = min(len(self.acknowledged), 10_000)
        if total < expected:
            raise Failure(f"{total} memories of {len(self.acknowledged)} acknowledged ones")
        for fact in random.sample(sorted(self.acknowledged), 100):
            found = self.call(server, "recall", {"query": fact, "limit": 5})["memories"]
            if not any(memory["content"] == fact for memory in found):
                raise Failure(f"not found by its own words: {fact}")


def away(move, server):
    """Whatever the server does: stored at once, found by words, and embedded when it is back."""
    for mode in ("away", "limited", "broken"):
        move.fake.mode = mode
        begin = time.monotonic()
        move.remember(server, [f"User hides the {mode} key under a stone"])
        found = move.call(server, "recall", {"query": f"{mode} key stone"})
        if f"{mode} key" not in found["memories"][0]["content"] or "words_only" not in found:
            raise Failure(f"{mode}: {found}")
        if time.monotonic() - begin > 27:
            raise Failure(f"{mode}: the call waited {time.monotonic() - begin:.1f} s")
    move.fake.mode = "good"
    deadline = time.monotonic() + WAIT_S
    while any(a != b for a, b in move.models(server).values()):
        if time.monotonic() > deadline:
            raise Failure(f"not embedded after the server came back: {move.models(server)}")
        time.sleep(0.2)
    print("ok   a server that is away, limits or breaks off costs nothing but time")


def main():
    program = os.path.abspath(sys.argv[1])
    random.seed(7)
    fake = FakeEmbeddings(KEY)
    with tempfile.TemporaryDirectory() as home:
        move = Move(program, home, fake)
        server = move.start("lexical")
        floor = 0.0
        if len(sys.argv) > 3:
            with open(sys.argv[3], encoding="utf-8") as lines:
                move.cases = [json.loads(line) for line in lines]
            floor = move.measure_words_alone()
            move.fill_cases(server)
        for begin in range(0, MEMORIES, 1_000):
            move.remember(server, [f"User keeps item {i} in drawer {i * 7 % 997}"
                                   for i in range(begin, min(MEMORIES, begin + 1_000))])
        server.finish()
        if fake.texts or fake.strangers:
            raise Failure("a key alone made it send something")
        local = os.path.exists(os.path.join(MODEL, "model.safetensors"))
        for embedder in ("openai", "local" if local else "lexical", "openai", "lexical"):
            server = move.move(embedder, kills=5)
            move.check_all_there(server)
            if move.cases and move.lowest < floor:
                raise Failure(f"recall@5 of {move.lowest:.1f} is less than words alone find")
            if move.failures:
                raise Failure("; ".join(move.failures))
            if move.moves == 1:
                away(move, server)
            if KEY in server.stderr.decode(errors="replace"):
                raise Failure("the key was logged")
            server.finish()
    fake.close()
    print(f"ok   {len(move.acknowledged)} memories, none lost")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAIL {failure}")
