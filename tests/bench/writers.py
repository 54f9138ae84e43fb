#!/usr/bin/env python3
"""Eight processes write at once, as eight clients do that each started their own server: how much of what was
acknowledged is there afterwards, and how fast that is beside what the disk allows. mnestic, the reference memory
server and a server on SQLite's file format, on one machine in one run. Standard library only.

usage: writers.py --mnestic PROGRAM [--writes N] [--rounds N] [--folder FOLDER]
`./dev bench --writers` installs the others and calls this. Writes that a server refused are no acknowledged ones.
"""
import argparse
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from compare import ROOT, Mnestic, Process, Reference

PROCESSES = 8
PAGE_BYTES = 4096
PROBE_S = 1.5
LIBSQL = "mcp-memory-libsql"
LIBSQL_VERSION = "0.0.17"
LIBSQL_FOLDER = ROOT / "build/writers"


def fact(writer, number):
    return f"User saw comet {writer}-{number}"


class MnesticWriter(Mnestic):
    def __init__(self, program, folder):
        super().__init__(program, folder)
        self.environment["MNESTIC_EMBEDDER"] = "lexical"  # the others compare no meanings

    def write(self, process, writer, number):
        process.call("remember", {"facts": [fact(writer, number)]})

    def kept(self):
        process, found, cursor = Process(self.command, self.environment), set(), None
        while True:
            arguments = {"limit": 1000, **({"cursor": cursor} if cursor else {})}
            page = process.call("list_memories", arguments)[1]["structuredContent"]
            found |= {memory["content"] for memory in page["memories"]}
            cursor = page.get("next_cursor")
            if not cursor:
                break
        process.close()
        return found


class ReferenceWriter(Reference):
    def write(self, process, writer, number):
        text = fact(writer, number)
        process.call("create_entities",
                     {"entities": [{"name": text, "entityType": "fact", "observations": [text]}]})

    def kept(self):
        found = set()
        for line in pathlib.Path(self.environment["MEMORY_FILE_PATH"]).read_text().splitlines():
            try:
                found.add(json.loads(line).get("name"))
            except json.JSONDecodeError:
                pass  # a torn line holds nothing that its own server could read
        return found


class LibsqlWriter:
    """One entity a fact, as with the reference server. Its file is SQLite's."""
    name = LIBSQL

    def __init__(self, folder):
        self.file = folder / "libsql.db"
        main = LIBSQL_FOLDER / "node_modules" / LIBSQL / "dist/index.js"
        node = ROOT / "build/clients/node/node"
        self.command = [str(node) if node.exists() else "node", str(main)]
        self.environment = {"LIBSQL_URL": f"file:{self.file}"}

    def write(self, process, writer, number):
        text = fact(writer, number)
        process.call("create_entities",
                     {"entities": [{"name": text, "entityType": "fact", "observations": [text]}]})

    def kept(self):
        with sqlite3.connect(self.file) as database:
            return {row[0] for row in database.execute("SELECT name FROM entities")}


def install_libsql():
    if not (LIBSQL_FOLDER / "node_modules" / LIBSQL).exists():
        subprocess.run(["npm", "install", "--prefix", str(LIBSQL_FOLDER), "--ignore-scripts", "--no-save",
                        "--no-audit", "--no-fund", "--loglevel", "error", f"{LIBSQL}@{LIBSQL_VERSION}"], check=True)


def syncs_per_s(folder):
    """How often the disk takes one more page of a file for good: no durable writer in turn can be faster for long."""
    path = folder / "probe"
    with open(path, "wb", buffering=0) as file:
        begun, count = time.perf_counter(), 0
        while time.perf_counter() - begun < PROBE_S:
            file.write(bytes(PAGE_BYTES))
            os.fdatasync(file.fileno())
            count += 1
        took = time.perf_counter() - begun
    path.unlink()
    return count / took


def one_writer(server, process, writer, writes, acknowledged, refused):
    for number in range(writes):
        try:
            server.write(process, writer, number)
            acknowledged.append(fact(writer, number))
        except (RuntimeError, ValueError):
            refused.append(number)


def round_of(server, processes, writes):
    """Acknowledged, refused, kept of the acknowledged, and acknowledged writes a second."""
    started = []
    for _ in range(processes):
        started.append(Process(server.command, server.environment))
        # The SQLite one makes its tables at the first start, and another start beside it may fail.
        if len(started) == 1:
            server.write(started[0], "first", 0)
    acknowledged, refused = [], []
    threads = [threading.Thread(target=one_writer, args=(server, process, writer, writes, acknowledged, refused))
               for writer, process in enumerate(started)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    for process in started:
        process.close()
    kept = server.kept()
    return {"acknowledged": len(acknowledged), "refused": len(refused),
            "kept": sum(text in kept for text in acknowledged), "per_s": len(acknowledged) / took}


def measure(make, processes, writes, rounds, folder):
    results, shares = [], []
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="writers-", dir=folder) as name:
            place = pathlib.Path(name)
            before = syncs_per_s(place)
            results.append(round_of(make(place), processes, writes))
            # The disk is shared with other work: asked before and after.
            shares.append(results[-1]["per_s"] / ((before + syncs_per_s(place)) / 2))
        print(f"  {make(pathlib.Path('/')).name}, {processes} processes, round {number + 1}: {results[-1]}",
              file=sys.stderr)
    total = {key: sum(result[key] for result in results) for key in ("acknowledged", "refused", "kept")}
    total["per_s"] = statistics.median(result["per_s"] for result in results)
    total["share"] = statistics.median(shares)
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mnestic", required=True)
    parser.add_argument("--writes", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="on the disk to be measured; by default the temporary one")
    options = parser.parse_args()
    install_libsql()
    program = os.path.abspath(options.mnestic)
    makers = [lambda place: MnesticWriter(program, place), ReferenceWriter, LibsqlWriter]
    print("| server | processes | acknowledged | of them kept | refused | writes/s | share of what fdatasync allows |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for make in makers:
        for processes in (1, PROCESSES):
            row = measure(make, processes, options.writes, options.rounds, options.folder)
            print(f"| {make(pathlib.Path('/')).name} | {processes} | {row['acknowledged']:,} | {row['kept']:,} | "
                  f"{row['refused']:,} | {row['per_s']:,.0f} | {row['share']:.0%} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
