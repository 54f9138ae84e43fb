#!/usr/bin/env python3
"""Measures recall with the local model as a client sees it: from a start to the first answer by meaning, and call after
call in one process, at several numbers of memories. Beside it, in the same run, chromadb with sentence-transformers and
the same model, where that Python has them (pip install chromadb sentence-transformers). Standard library only.

usage: semantic.py --mnestic PROGRAM [--sizes 1000,10000,100000] [--model FOLDER]
Under load trust the best and the processor's time, not the middle.
"""
import argparse
import importlib.util
import os
import pathlib
import resource
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from compare import PER_CALL, Process, fact_of, words_of  # noqa: E402

STARTS, QUESTIONS = 15, 200


def question_of(number):
    _, quality, thing, place = words_of(number * 7919)
    return f"Which {quality} {thing} does the user know from {place}?"


def spent(pid):
    """Milliseconds of processor time of a process so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def summary(times):
    times = sorted(times)
    return f"{times[0]:.1f} / {statistics.median(times):.1f} / {times[int(len(times) * 0.95)]:.1f}"


def first_answers(command, environment):
    """Milliseconds from the start of a process to its first recall's answer, by the clock and of the processor."""
    clock, processor = [], []
    for number in range(STARTS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        server = Process(command, environment)
        server.call("recall", {"query": question_of(number)})
        clock.append((time.perf_counter() - begun) * 1000)
        server.close()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return clock, processor


def ours(program, sizes):
    print("| mnestic | start to first recall: best / p50 / p95 ms | processor, best ms | recall: best / p50 / p95 ms "
          "| processor, ms a recall | RssAnon, MB |\n|---|--:|--:|--:|--:|--:|", flush=True)
    with tempfile.TemporaryDirectory() as home:
        environment = {"MNESTIC_HOME": home, "MNESTIC_EMBEDDER": "local", "OPENAI_API_KEY": ""}
        stored = 0
        for size in sizes:
            server = Process([program], environment)
            while stored < size:
                facts = [{"content": fact_of(i)} for i in range(stored, min(size, stored + PER_CALL))]
                server.call("remember", {"facts": facts})
                stored += len(facts)
            server.close()
            clock, processor = first_answers([program], environment)
            server = Process([program], environment)
            server.call("recall", {"query": "warm"})
            before = spent(server.process.pid)
            calls = [server.call("recall", {"query": question_of(i)})[0] for i in range(QUESTIONS)]
            each = (spent(server.process.pid) - before) / QUESTIONS
            print(f"| {size:,} | {summary(clock)} | {min(processor):.0f} | {summary(calls)} | {each:.2f} "
                  f"| {server.memory_mb('RssAnon'):.0f} |", flush=True)
            server.close()


def theirs(model, sizes):
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    import sentence_transformers
    encoder = sentence_transformers.SentenceTransformer(model, device="cpu")
    print("\n| chromadb with sentence-transformers | recall: best / p50 / p95 ms | processor, ms a recall | RSS, MB |\n"
          "|---|--:|--:|--:|", flush=True)
    with tempfile.TemporaryDirectory() as place:
        facts = chromadb.PersistentClient(place).create_collection("facts")
        stored = 0
        for size in sizes:
            while stored < size:
                texts = [fact_of(i) for i in range(stored, min(size, stored + PER_CALL))]
                facts.add(ids=[str(stored + i) for i in range(len(texts))], documents=texts,
                          embeddings=encoder.encode(texts, batch_size=64).tolist())
                stored += len(texts)

            def ask(number):
                begun = time.perf_counter()
                facts.query(query_embeddings=encoder.encode([question_of(number)]).tolist(), n_results=10)
                return (time.perf_counter() - begun) * 1000
            ask(0)
            before = time.process_time()
            calls = [ask(i) for i in range(QUESTIONS)]
            each = (time.process_time() - before) * 1000 / QUESTIONS
            pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
            print(f"| {size:,} | {summary(calls)} | {each:.2f} | {pages * os.sysconf('SC_PAGE_SIZE') / 1e6:.0f} |",
                  flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mnestic", required=True)
    parser.add_argument("--sizes", default="1000,10000,100000")
    data = os.environ.get("XDG_DATA_HOME", os.path.expanduser("~/.local/share"))
    parser.add_argument("--model", default=os.path.join(data, "mnestic/models/all-MiniLM-L6-v2"))
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    ours(os.path.abspath(options.mnestic), sizes)
    if all(importlib.util.find_spec(name) for name in ("chromadb", "sentence_transformers")):
        theirs(options.model, sizes)
    else:
        print("\nchromadb or sentence-transformers is not there: left out")


if __name__ == "__main__":
    main()
