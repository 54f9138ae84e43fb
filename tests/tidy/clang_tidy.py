#!/usr/bin/env python3
"""Runs clang-tidy over src/ and tools/, in parallel, and only where something changed since it was last clean.

usage: clang_tidy.py --build BUILD --cache FOLDER [--jobs N]. BUILD is a built tree: its compile commands
say how, its dependency log says what a source includes. A source is clean for as long as it, the project
headers that it includes, its flags, .clang-tidy and the tool's version stay the same.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def dependencies(build):
    """object file -> project files it was made from, out of ninja's log."""
    out = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], check=True, capture_output=True,
                         text=True).stdout
    found, current = {}, None
    for line in out.splitlines():
        if line.startswith("    "):
            path = (build / line.strip()).resolve()
            if current is not None and path.is_relative_to(ROOT):
                current.append(path)
        elif ":" in line:
            current = found.setdefault(line.split(":", 1)[0], [])
    return found


def key_of(entry, files, common):
    digest = hashlib.sha256(common)
    digest.update(entry["command"].encode())
    for path in sorted(set(files)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def stale_sources(build, cache):
    tool = subprocess.run(["clang-tidy", "--version"], check=True, capture_output=True).stdout
    common = tool + (ROOT / ".clang-tidy").read_bytes()
    deps = dependencies(build)
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = pathlib.Path(entry["file"])
        if not source.is_relative_to(ROOT) or \
                source.relative_to(ROOT).parts[0] not in ("src", "tools"):
            continue
        made = re.search(r" -o (\S+)", entry["command"]).group(1)
        stamp = cache / key_of(entry, [source] + deps.get(made, []), common)
        if not stamp.exists():
            yield source, stamp


def run(build, source, stamp):
    done = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(build), "--extra-arg=-Wno-unknown-warning-option",
         str(source)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout + "".join(line + "\n" for line in done.stderr.splitlines()
                                 if not re.match(r"\d+ warnings? (generated|treated)", line))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--cache", required=True, type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    build = options.build.resolve()
    stale = list(stale_sources(build, options.cache))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        jobs = {pool.submit(run, build, source, stamp): source for source, stamp in stale}
        for number, job in enumerate(concurrent.futures.as_completed(jobs), 1):
            report = job.result()
            failed += bool(report)
            name = jobs[job].relative_to(ROOT)
            print(f"[{number}/{len(stale)}] {name}" + (f"\n{report}" if report else ""), flush=True)
    print(f"clang-tidy: {failed} of {len(stale)} changed sources have findings" if failed
          else "clang-tidy: clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
