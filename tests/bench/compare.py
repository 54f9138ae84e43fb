#!/usr/bin/env python3
"""Measures mnestic beside the reference memory server, both as a client sees them: over stdio, in one run, on one
machine, with the same facts and questions. Standard library only.

usage: compare.py --mnestic PROGRAM [--sizes 1000,10000,100000] [--write RESULTS.md]
`./dev bench --compare` installs the other server (tests/clients) and calls this. Ratios travel, milliseconds do not.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OTHER = ROOT / "tests/clients/node_modules/@modelcontextprotocol/server-memory"
SPAWNS, QUERIES, WRITES, PER_CALL = 15, 100, 30, 1000

VERBS = "bought repaired borrowed painted sold described admired lost found built carried measured".split()
QUALITIES = "red old wooden heavy broken silver tiny foreign blue quiet striped round golden dusty".split()
THINGS = "bicycle lamp guitar kettle boat clock chair camera piano jacket suitcase telescope drum".split()
PLACES = "Lisbon Oslo Bergen Vienna Prague Dublin Porto Naples Geneva Bremen Krakow Sofia Riga".split()


def words_of(number):
    chance = random.Random(number)
    return [chance.choice(words) for words in (VERBS, QUALITIES, THINGS, PLACES)]


def fact_of(number):
    verb, quality, thing, place = words_of(number)
    return f"User {verb} a {quality} {thing} in {place} as item {number}"


class Process:
    """One server process and its calls, one at a time."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env={**os.environ, **environment})
        self.count = 0
        self.request("initialize", {"protocolVersion": "2025-06-18", "capabilities": {},
                                    "clientInfo": {"name": "bench", "version": "1"}})
        self.write({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def write(self, message):
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def request(self, method, params):
        self.count += 1
        self.write({"jsonrpc": "2.0", "id": self.count, "method": method, "params": params})
        while True:
            answer = json.loads(self.process.stdout.readline())
            if answer.get("id") == self.count:
                break
        if "error" in answer or answer["result"].get("isError"):
            raise RuntimeError(json.dumps(answer)[:1000])
        return answer["result"]

    def call(self, tool, arguments):
        begun = time.perf_counter()
        result = self.request("tools/call", {"name": tool, "arguments": arguments})
        return (time.perf_counter() - begun) * 1000, result

    def memory_mb(self, field):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1000
        return float("nan")

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


class Mnestic:
    name = "mnestic"

    def __init__(self, program, folder):
        self.command, self.environment = [program], {"MNESTIC_HOME": str(folder / "mnestic")}

    def add(self, process, numbers):
        return process.call("remember", {"facts": [fact_of(number) for number in numbers]})[0]

    def find(self, process, number):
        _, quality, thing, place = words_of(number)
        took, result = process.call("recall", {"query": f"{quality} {thing} {place}", "limit": 10})
        return took, any(f"{quality} {thing} in {place}" in memory["content"]
                         for memory in result["structuredContent"]["memories"])


class Reference:
    """One entity a fact: the shape that its own tools suggest. It finds substrings, so it is asked for one."""
    name = "server-memory"

    def __init__(self, folder):
        main = json.loads((OTHER / "package.json").read_text())
        binary = next(iter(main["bin"].values()))
        node = ROOT / "build/clients/node/node"
        self.command = [str(node) if node.exists() else "node", str(OTHER / binary)]
        self.environment = {"MEMORY_FILE_PATH": str(folder / "reference.jsonl")}

    def add(self, process, numbers):
        return process.call("create_entities", {"entities": [
            {"name": f"item {number}", "entityType": "fact", "observations": [fact_of(number)]}
            for number in numbers]})[0]

    def find(self, process, number):
        _, quality, thing, place = words_of(number)
        took, result = process.call("search_nodes", {"query": f"{quality} {thing} in {place}"})
        return took, f"{quality} {thing} in {place}" in json.dumps(result)


def spread(measured):
    ordered = sorted(measured)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def spawn_times(server):
    measured = []
    for _ in range(SPAWNS):
        begun = time.perf_counter()
        process = Process(server.command, server.environment)
        measured.append((time.perf_counter() - begun) * 1000)
        process.close()
    return spread(measured)


def measure(server, sizes, deadline_s):
    rows, stored, begun_all = [], 0, time.perf_counter()
    rows.append(("spawn to initialize, empty store", "p50 / p95 ms", spawn_times(server)))
    for size in sizes:
        if time.perf_counter() - begun_all > deadline_s:
            print(f"{server.name}: no time for {size}", file=sys.stderr)
            break
        process = Process(server.command, server.environment)
        begun = time.perf_counter()
        for first in range(stored, size, PER_CALL):
            server.add(process, range(first, min(first + PER_CALL, size)))
        rows.append((f"bulk load to {size:,}", "facts/s", ((size - stored) / (time.perf_counter() - begun),)))
        process.close()
        stored = size
        rows.append((f"spawn to initialize at {size:,}", "p50 / p95 ms", spawn_times(server)))
        process = Process(server.command, server.environment)
        idle = process.memory_mb("RssAnon")
        chance, times, found = random.Random(size), [], 0
        for _ in range(QUERIES):
            took, hit = server.find(process, chance.randrange(size))
            times.append(took)
            found += hit
        rows.append((f"search at {size:,}", "p50 / p95 ms", spread(times)))
        rows.append((f"found by it at {size:,}", f"of {QUERIES}", (found,)))
        writes = [server.add(process, [10_000_000 + size + each]) for each in range(WRITES)]
        rows.append((f"store one fact at {size:,}", "p50 / p95 ms", spread(writes)))
        rows.append((f"RssAnon at {size:,}, idle / used", "MB", (idle, process.memory_mb("RssAnon"))))
        process.close()
    return rows


def shown(values):
    return " / ".join(f"{value:,.0f}" if value >= 100 or float(value).is_integer() else f"{value:.1f}"
                      for value in values)


def report(results, sizes, version):
    processor = next((line.split(":", 1)[1].strip() for line in
                      pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                      if line.startswith("model name")), platform.machine())
    first, second = (dict((row[0], row) for row in rows) for rows in results.values())
    lines = ["# mnestic beside the reference memory server", "",
             "Command: `./dev bench --compare`. Both servers are started and spoken to over stdio by the same",
             f"program ({QUERIES} questions, {WRITES} single writes, {SPAWNS} starts each); facts and questions are",
             "made from a seed. Ratios travel, milliseconds do not.", "",
             f"- {datetime.date.today().isoformat()}, {processor}, {os.cpu_count()} cores, {platform.system()} "
             f"{platform.release()}",
             f"- load average while measuring: {os.getloadavg()[0]:.1f}",
             f"- the other: npm `@modelcontextprotocol/server-memory` {version}; it finds substrings only, rewrites",
             "  its whole file with every write and does not sync it, while mnestic has each write on disk before it",
             "  answers", "",
             f"| what | unit | {' | '.join(results)} |", "|---|---|---|---|"]
    for name, (_, unit, values) in first.items():
        other = second.get(name)
        lines.append(f"| {name} | {unit} | {shown(values)} | {shown(other[2]) if other else 'not measured'} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mnestic", required=True)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--deadline", type=float, default=300, help="seconds after which no larger size is begun")
    parser.add_argument("--write", type=pathlib.Path, help="write the table there as well")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="mnestic-bench-") as folder:
        folder = pathlib.Path(folder)
        servers = [Mnestic(os.path.abspath(options.mnestic), folder), Reference(folder)]
        results = {server.name: measure(server, sizes, options.deadline) for server in servers}
    version = json.loads((OTHER / "package.json").read_text())["version"]
    text = report(results, sizes, version)
    print(text, end="")
    if options.write:
        options.write.write_text(text)


if __name__ == "__main__":
    main()
