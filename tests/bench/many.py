#!/usr/bin/env python3
"""Measures mnestic with very many memories of one user, with and without filters, beside sqlite-vec with the same
vectors on the same machine. sqlite-vec (pip install sqlite-vec) is left out where it is not installed. How much of the
exact answers the graph finds, tests/bench/graph_probe.cc says of the same store.

usage: many.py --mnestic PROGRAM [--size 1000000] [--folder DIR] [--build] [--until DATE]
A folder that is named is kept, and a store in it is not filled again. The graph is built by the server in the
background: until it is there, the figures say "each compared". Under load trust the processor's time, not the clock's.
"""
import argparse
import array
import json
import os
import pathlib
import resource
import struct
import subprocess
import sys
import tempfile
import time

from made_memories import DIMENSION, Embeddings, question_of, vector_of, vector_of_text, write_export

COUNT_AT = 48  # of the vectors, in a graph's file: src/index/hnsw_file.h
QUERIES, SPAWNS, OTHER_QUERIES, ROWS_AT_ONCE = 100, 100, 12, 10_000
FILTERS = {"no filter": {}, "10 % by kind": {"kinds": ["event"]}, "10 % by tag": {"tags": ["tenth"]},
           "1 % by tag": {"tags": ["hundredth"]}, "a month": {"since": "2022-03-01", "until": "2022-04-01"}}


def environment_of(options, home):
    return dict(os.environ, MNESTIC_HOME=str(home), MNESTIC_LOG="error", **options.embeddings.environment())


class Server:
    def __init__(self, options, home):
        self.process = subprocess.Popen([options.mnestic], env=environment_of(options, home), text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        self.request("initialize", {"protocolVersion": "2025-11-25", "capabilities": {},
                                    "clientInfo": {"name": "bench", "version": "1"}})
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def send(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def request(self, method, params):
        self.asked += 1
        self.send({"jsonrpc": "2.0", "id": self.asked, "method": method, "params": params})
        return json.loads(self.process.stdout.readline())["result"]

    def tool(self, name, arguments):
        result = self.request("tools/call", {"name": name, "arguments": arguments})
        if result.get("isError"):
            sys.exit(f"{name}: {result['content'][0]['text']}")
        return result["structuredContent"]

    def processor_ms(self, all_threads=False):
        """Of the threads that answer; what builds a graph has been nice to them for long."""
        total, own = 0, os.nice(0)
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            if int((task / "stat").read_text().rsplit(")", 1)[1].split()[16]) > own and not all_threads:
                continue
            total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def private_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("RssAnon:")[1].split()[0]) / 1000

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def row(what, measured):
    measured = sorted(measured)
    p50, p95 = measured[len(measured) // 2], measured[int(len(measured) * 0.95)]
    print(f"{what:<52} p50 {p50:8.2f}  p95 {p95:8.2f}", flush=True)


def fill(options, home):
    with tempfile.TemporaryDirectory() as probe:
        server = Server(options, probe)
        server.tool("remember", {"facts": ["User owns a lamp"]})
        model = server.tool("memory_stats", {})["index"]["models"][0]["name"]
        server.close()
    path = home.parent / "export.jsonl"
    write_export(path, options.size, model)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([options.mnestic, "import", str(path)], check=True, stderr=subprocess.DEVNULL,
                   env=environment_of(options, home))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{'import, vectors given':<52} "
          f"{options.size / (time.monotonic() - begun):8.0f} facts/s, {options.size / spent:.0f} a processor second")
    path.unlink()


def build(options, home):
    """Waits until the graph holds every memory; tells how long its server worked for it."""
    server, held = Server(options, home), 0
    while held < options.size:
        server.tool("recall", {"query": question_of(0)})  # whoever asks has it built
        for file in home.glob("graph-*-?"):
            held = struct.unpack_from("<Q", file.read_bytes()[:COUNT_AT + 8], COUNT_AT)[0]
        if held < options.size:
            time.sleep(10)
    print(f"{'graph built, seconds of processor':<52} {server.processor_ms(True) / 1000:8.0f}", flush=True)
    server.close()


def measure(options, home):
    spawns = []
    for _ in range(SPAWNS):
        begun = time.monotonic()
        server = Server(options, home)
        spawns.append((time.monotonic() - begun) * 1000)
        server.close()
    row("spawn to initialize, ms", spawns)
    server = Server(options, home)
    print(f"{'private memory before, MB':<52} {server.private_mb():8.1f}")
    for name, arguments in FILTERS.items():
        clock, processor, way = [], [], ""
        if options.until:
            arguments = dict(arguments, until=options.until)
        for i in range(QUERIES + 1):
            question = question_of(i)
            spent, begun = server.processor_ms(), time.monotonic()
            found = server.tool("recall", dict(arguments, query=question, explain=True))
            clock.append((time.monotonic() - begun) * 1000)
            processor.append(server.processor_ms() - spent)
            way = found.get("vectors", "")
        if name == "no filter":
            print(f"{'first recall, ms by clock and processor':<52} {clock[0]:8.1f}  {processor[0]:8.1f}")
        row(f"recall, {name}, ms by the clock ({way})", clock[1:])
        row(f"recall, {name}, ms of processor", processor[1:])
    print(f"{'private memory after, MB':<52} {server.private_mb():8.1f}")
    server.close()


def measure_other(options):
    try:
        import sqlite3
        import sqlite_vec
    except ImportError:
        print("sqlite-vec is not installed: nothing to compare with")
        return
    if not hasattr(sqlite3.Connection, "enable_load_extension"):
        print("this Python's sqlite3 loads no extensions (Debian's own does): nothing to compare with")
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        database = sqlite3.connect(os.path.join(folder, "other.db"))
        database.enable_load_extension(True)
        sqlite_vec.load(database)
        database.execute(f"create virtual table v using vec0(e int8[{DIMENSION}], kind text)")
        spent, begun = time.process_time(), time.monotonic()
        for first in range(0, options.size, ROWS_AT_ONCE):
            numbers = range(first, min(first + ROWS_AT_ONCE, options.size))
            rows = [(n, array.array("b", vector_of(n)).tobytes(), "event" if n % 10 == 3 else "fact") for n in numbers]
            database.executemany("insert into v(rowid, e, kind) values (?, vec_int8(?), ?)", rows)
            database.commit()
        print(f"{f'sqlite-vec: {options.size} inserted, making vectors included':<52} "
              f"{options.size / (time.monotonic() - begun):8.0f} vectors/s, "
              f"{options.size / (time.process_time() - spent):.0f} a processor second", flush=True)
        for name, condition in (("no filter", ""), ("10 % by kind", "and kind = 'event'")):
            clock, processor = [], []
            for i in range(OTHER_QUERIES):
                values = array.array("b", vector_of_text(question_of(i))).tobytes()
                spent, begun = time.process_time(), time.monotonic()
                database.execute(f"select rowid, distance from v where e match vec_int8(?) {condition} and k = 10",
                                 (values,)).fetchall()
                clock.append((time.monotonic() - begun) * 1000)
                processor.append((time.process_time() - spent) * 1000)
            row(f"sqlite-vec, {name}, ms by the clock", clock)
            row(f"sqlite-vec, {name}, ms of processor", processor)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mnestic", required=True)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--build", action="store_true", help="wait for the graph before anything is measured")
    parser.add_argument("--until", help="ask for what was said before, as while the rest is in no graph yet")
    options = parser.parse_args()
    options.mnestic = os.path.abspath(options.mnestic)
    with tempfile.TemporaryDirectory() as temporary, Embeddings() as options.embeddings:
        folder = options.folder or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        home = folder / "store"
        if not home.exists():
            fill(options, home)
        if options.build:
            build(options, home)
        measure(options, home)
        measure_other(options)


if __name__ == "__main__":
    main()
