#!/usr/bin/env python3
"""The queue under fire: several processes on one store are told things while the model's server fails in every
way it can and processes are killed at any moment. Nothing that was acknowledged is lost, nothing is stored twice,
and what no model would read shows. Standard library only.

usage: fire_test.py PROGRAM [--turns N] [--processes N] [--seed N]
"""
import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "transcripts")]
from fake_openai import FakeOpenAI, facts, fault, say  # noqa: E402
from server import Failure, Server  # noqa: E402

FAULTS_SHARE = 0.5
POISONED_EACH = 12   # one text of so many is refused whenever a model sees it
AGAIN_EACH = 7       # one of so many is said twice
KILL_PAUSE_S = (0.3, 2.0)
DRAIN_S = 240        # leases of the dead run out, pauses are up to a minute
SLOW_S = 3


def check(condition, message):
    if not condition:
        raise SystemExit(f"fire: {message}")


class Model:
    """Reads "I use X" well, when it is not in one of its moods."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.healed = False
        self.played = {}

    def __call__(self, body):
        asked = re.findall(r"^(\d+): I use (\w+)$", body["messages"][-1]["content"], re.M)
        if any("Poison" in name for _, name in asked):
            return say(None, refused="I cannot help with that")
        good = [{"m": int(number), "k": 0, "kind": "fact", "text": f"User uses {name}"}
                for number, name in asked]
        with self.lock:
            if self.healed or self.chance.random() > FAULTS_SHARE:
                return facts(good)
            name = self.chance.choice(sorted(self.moods()))
            self.played[name] = self.played.get(name, 0) + 1
        mood = self.moods()[name]
        return mood(good) if callable(mood) else mood

    @staticmethod
    def moods():
        def slow(good):
            time.sleep(SLOW_S)
            return facts(good)

        return {
            "slow down": fault("status", status=429, headers=[("Retry-After", "1")]),
            "overloaded": fault("status", status=503),
            "cut": fault("cut"), "html": fault("html"), "not json": fault("not_json"),
            "silence": fault("hang", seconds=SLOW_S),
            "refusal": say(None, refused="I cannot help with that"),
            "truncated": lambda good: say(facts(good)["content"][:-9], "length"),
            "prose alone": say("I have taken note of that."),
            "prose around": lambda good: say("Here you are [one fact]:\n" + facts(good)["content"] + "\nBye!"),
            "wrong shape": say('{"facts": 7}'),
            "wrong fields": lambda good: facts([{"statement": each["text"]} for each in good]),
            "wrong message": lambda good: facts([{**each, "m": 99, "k": 0} for each in good] * 2),
            "wrong known": lambda good: facts([{**each, "k": 77} for each in good]),
            "slow": slow,
        }


class Fire:
    def __init__(self, program, options):
        self.program, self.options = program, options
        self.chance = random.Random(options.seed)
        self.folder = tempfile.TemporaryDirectory()
        self.model = Model(options.seed)
        self.fake = FakeOpenAI(self.model)
        self.lock = threading.Lock()
        self.turns = self.script()
        self.said, self.kept = set(), set()
        self.kills, self.over = 0, threading.Event()
        self.servers = [None] * options.processes

    def script(self):
        turns = []
        for number in range(self.options.turns):
            name = f"Poison{number}x" if number % POISONED_EACH == POISONED_EACH - 1 else f"Gadget{number}x"
            turns += [name] * (2 if number % AGAIN_EACH == 0 else 1)
        self.chance.shuffle(turns)
        return turns

    def environment(self):
        home = self.folder.name
        return {"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home + "/store",
                "MNESTIC_EMBEDDER": "lexical", "OPENAI_API_KEY": FakeOpenAI.KEY,
                "OPENAI_BASE_URL": self.fake.url}

    def start(self, place):
        server = Server([self.program], self.environment())
        self.servers[place] = server
        server.initialize("2025-11-25")
        return server

    def talk(self, place):
        """One client: it starts its server again whenever that dies, and never repeats what it said."""
        server = None
        while True:
            with self.lock:
                if not self.turns:
                    break
                name = self.turns.pop()
                self.said.add(name)
            try:
                server = server or self.start(place)
                result = server.tool("remember", {"text": f"I use {name}"})["result"]
            except (Failure, BrokenPipeError):
                server = None
                continue
            check(not result.get("isError"), f"a call failed: {json.dumps(result)[:500]}")
            said = result["structuredContent"]
            check(said["added"] or said["unchanged"] or said["pending"], f"nothing came of a text: {said}")
            with self.lock:
                self.kept.add(name)
        if server is not None:
            server.kill()

    def kill_some(self):
        while not self.over.wait(self.chance.uniform(*KILL_PAUSE_S)):
            server = self.chance.choice(self.servers)
            if server is not None and server.process.poll() is None:
                server.process.kill()
                self.kills += 1

    def fight(self):
        talkers = [threading.Thread(target=self.talk, args=(place,)) for place in range(len(self.servers))]
        killer = threading.Thread(target=self.kill_some)
        for thread in (*talkers, killer):
            thread.start()
        for thread in talkers:
            thread.join()
        self.over.set()
        killer.join()

    def drained(self):
        """What the store holds when a last process has read what waits."""
        self.model.healed = True
        server = self.start(0)
        end = time.monotonic() + DRAIN_S
        while (queue := self.stats(server)["queue"])["waiting"]:
            check(time.monotonic() < end, f"never read: {queue}")
            time.sleep(0.2)
        contents = self.listed(server)
        server.finish()
        return queue, contents

    @staticmethod
    def listed(server):
        """Every page of the list."""
        contents, page = [], {"limit": 100}
        while page:
            said = server.tool("list_memories", page)["result"]["structuredContent"]
            contents += [memory["content"] for memory in said["memories"]]
            page = {"cursor": said["next_cursor"], "limit": 100} if said.get("next_cursor") else None
        return contents

    @staticmethod
    def stats(server):
        return server.tool("memory_stats", {})["result"]["structuredContent"]

    def verify(self):
        queue, contents = self.drained()
        names = [re.fullmatch(r"User uses (\w+)", content) for content in contents]
        check(all(names), f"something else was stored: {contents}")
        stored = [name[1] for name in names]
        check(len(stored) == len(set(stored)), f"stored twice: {sorted(stored)}")
        check(self.kept <= set(stored), f"lost: {sorted(self.kept - set(stored))}")
        check(set(stored) <= self.said, f"never said: {sorted(set(stored) - self.said)}")
        poisoned = sum("Poison" in name for name in self.kept)
        check(queue["dead"] >= poisoned, f"{poisoned} texts were refused, {queue} shows")
        check(poisoned == 0 or "refused" in queue["last_reason"] or queue["last_reason"], queue)
        doctor = subprocess.run([self.program, "doctor"], env=self.environment(), capture_output=True, text=True)
        if queue["dead"]:
            check(f"{queue['dead']} texts were read by rules" in doctor.stdout + doctor.stderr, doctor.stdout)
        print(f"{len(self.said)} things said to {len(self.servers)} processes, {len(self.kept)} acknowledged, "
              f"{self.kills} kills, {sum(self.model.played.values())} faults of {len(self.model.played)} kinds: "
              f"0 lost, 0 stored twice, {queue['dead']} dead and visible")

    def run(self):
        with self.fake, self.folder:
            try:
                self.fight()
                self.verify()
            finally:
                for server in self.servers:
                    if server is not None:
                        server.kill()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    Fire(options.program, options).run()


if __name__ == "__main__":
    main()
