#!/usr/bin/env python3
"""Plays transcripts against the built program: scripts/*.jsonl, each line one step. Standard library only.

usage: run.py --binary PROGRAM [--record FILE] SCRIPT…

A script begins with {"about": "…"}; with "revisions" it is played once for each, and its calls take that
revision's form; a step with "only": [revisions] is passed over in the others. Steps, in the order of the
file (patterns: see match.py):

  {"start": {"revision": R, "home": H, "env": {…}, "args": […]}}   begin the process; R null: no handshake
  {"in": message}, {"in_text": "line"}, {"in_hex": "ff"}           send one line
  {"in_repeat": ["[", 100000, "]"]}                                send a line: text, times, ending
  {"in_nested": ["{\"a\":", "[", 200, "]", "}"]}                   begin, opening, times, closing, end
  {"out": pattern}          the answer with that id; without an id, the next message without one
  {"call": TOOL, "arguments": {…}, "result": p, "text": regex}     a tool call that works
  {"call": TOOL, "arguments": {…}, "error": regex}                 a tool call that says what is wrong
                            with "save": {"id": regex}, ${id} is what the text form says there
  {"ask": METHOD, "params": {…}, "result": p}                      any other request that works
  {"ask": METHOD, "params": {…}, "code": n}                        one that is refused
  {"seed": true}            stores one fact to compare with later
  {"still": true}           the server answers, and that fact is still there, alone
  {"close_stdout": true}    the client stops reading for good
  {"end": {"tail": "…", "tail_hex": "ff", "exit": 0, "left": [p], "untouched": true}}
                            end of input, perhaps in the middle of a line; waits for the exit; `left`: what
                            is answered then; `untouched`: no file of the home was changed since the start
  {"wait_exit": 0}          the process must leave by itself
  {"signal": "TERM", "exit": 0}
  {"exists": "path"}        below the folder of the test, which is ${folder} in env and args
  {"lacks": "word"}         no byte sequence of that word, in any case, in any file of the home
  {"free_home": true}       removes what is in the way of the home

Homes: "fresh" (a new folder), "missing" (below a folder that does not exist yet), "below_file", "a_file",
"junk" (a store whose bytes were overwritten), "read_only", "same" (that of the process before). What is left
unread at the end fails the script. {"$repeat": ["x", 3]} among arguments stands for "xxx".
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

from match import mismatch, substitute
from server import LEGACY, Failure, Server, modern

SEED = "User keeps bees on the roof"


def expand(value):
    """Arguments with {"$repeat": [text, times]} written out."""
    if isinstance(value, dict):
        if list(value) == ["$repeat"]:
            return value["$repeat"][0] * value["$repeat"][1]
        return {key: expand(each) for key, each in value.items()}
    return [expand(each) for each in value] if isinstance(value, list) else value


def contents(folder):
    """Every file below the folder (or the file itself) with its bytes."""
    files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


class Player:
    def __init__(self, binary, folder, revision, record):
        self.binary, self.folder, self.revision, self.record = binary, folder, revision, record
        self.server, self.home, self.saved, self.count = None, None, {}, 0
        self.prefix, self.before = [], {}
        self.saved["folder"] = str(folder)

    # --- the process ------------------------------------------------------------------------------

    def environment(self, extra):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder / "nobody"),
                       "MNESTIC_HOME": str(self.home), "MNESTIC_EMBEDDER": "lexical",
                       **substitute(extra or {}, self.saved)}
        return {key: value for key, value in environment.items() if value is not None}

    def prepare(self, kind):
        if kind == "same":
            return
        self.count += 1
        base = self.folder / f"case{self.count}"
        base.mkdir()
        self.home = base / "home"
        if kind == "missing":
            self.home = base / "not" / "yet" / "there"
        elif kind == "below_file":
            (base / "file").write_text("x")
            self.home = base / "file" / "home"
        elif kind == "a_file":
            self.home.write_text("x")
        elif kind in ("junk", "read_only"):
            subprocess.run([self.binary, "call", "remember", json.dumps({"facts": [{"content": SEED}]})],
                           env=self.environment(None), check=True, capture_output=True)
            self.spoil(kind)

    def spoil(self, kind):
        files = [path for path in self.home.rglob("*") if path.is_file()]
        if kind == "junk":
            for path in files:
                size = max(path.stat().st_size, 8192)
                path.write_bytes((b"this is not a store " * (size // 20 + 1))[:size])
            return
        for path in files:
            path.chmod(0o444)
        self.home.chmod(0o555)
        if os.getuid() == 0:  # root may write anywhere: be nobody
            program = self.folder / "mnestic"
            shutil.copy(self.binary, program)
            self.prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

    def start(self, options):
        if self.server is not None and self.server.process.poll() is None:
            self.finish({})
        self.prefix = []
        self.prepare(options.get("home", "fresh"))
        program = str(self.folder / "mnestic") if self.prefix else self.binary
        revision = options.get("revision", self.revision)
        self.revision = revision
        self.before = contents(self.home)
        self.server = Server(self.prefix + [program, *substitute(options.get("args", []), self.saved)],
                             self.environment(options.get("env")), self.record, revision)
        if revision in LEGACY:
            answer = self.server.initialize(revision)
            self.expect({"result": {"protocolVersion": revision, "serverInfo": {"name": "mnestic"}}},
                        answer)
        if self.record is not None:  # who reads the record wants to know the schemas
            self.server.call("tools/list", None if revision in LEGACY else modern())

    def finish(self, options):
        tail = bytes.fromhex(options.get("tail_hex", "")) or options.get("tail", "").encode()
        code = self.server.finish(tail)
        if code != options.get("exit", 0):
            raise Failure(f"exit code {code}; stderr: {self.server.stderr.decode(errors='replace')}")
        for pattern in options.get("left", []):
            self.out(pattern)
        if options.get("untouched") and contents(self.home) != self.before:
            raise Failure("files of the home were changed")
        if self.server.kept:
            raise Failure(f"left unread: {json.dumps(self.server.kept)[:2000]}")

    # --- steps ------------------------------------------------------------------------------------

    def expect(self, pattern, value):
        found = mismatch(substitute(pattern, self.saved), value, self.saved)
        if found is not None:
            raise Failure(f"{found}\n  in {json.dumps(value, ensure_ascii=False)[:3000]}")

    def out(self, pattern):
        if isinstance(pattern, list) or "$has" in pattern:
            message = self.server.take(lambda each: isinstance(each, list), "an array")
        elif "id" in pattern and pattern["id"] != "$absent" and "method" not in pattern:
            message = self.server.answer(pattern["id"])
        else:
            message = self.server.take(lambda each: isinstance(each, dict) and
                                       ("method" in each) == ("method" in pattern) and
                                       ("method" in each or "id" not in each),
                                       "a message without id")
        self.expect({"jsonrpc": "2.0", **pattern} if isinstance(message, dict) else pattern, message)

    def call(self, step):
        params = {"name": step["call"], "arguments": expand(substitute(step.get("arguments", {}), self.saved))}
        if self.revision not in LEGACY:
            params = modern(params)
        answer = self.server.call("tools/call", params)
        result = answer.get("result")
        if result is None:
            raise Failure(f"{step['call']} failed on the wire: {json.dumps(answer)[:2000]}")
        self.expect({"content": [{"type": "text", "text": {"$type": "string"}}]}, result)
        self.expect({"resultType": "complete" if self.revision not in LEGACY else "$absent"}, result)
        text = result["content"][0]["text"]
        for name, regex in step.get("save", {}).items():
            found = re.search(regex, text)
            if found is None:
                raise Failure(f"/{regex}/ is not in the text: {text[:1000]}")
            self.saved[name] = found.group(0)
        if "error" in step:
            self.expect({"isError": True, "structuredContent": "$absent"}, result)
            self.expect({"$re": step["error"]}, text)
            return
        if result.get("isError", False):
            raise Failure(f"{step['call']}: {text}")
        if "text" in step:
            self.expect({"$re": step["text"]}, text)
        if self.revision in ("2024-11-05", "2025-03-26"):
            self.expect({"structuredContent": "$absent"}, result)
        else:
            self.expect(step.get("result", {}), result["structuredContent"])

    def ask(self, step):
        params = substitute(step.get("params", {}), self.saved)
        answer = self.server.call(step["ask"], params if self.revision in LEGACY else modern(params))
        if "code" in step:
            self.expect({"error": {"code": step["code"], "message": {"$type": "string"}}}, answer)
            return
        plain = {"resultType": "$absent"} if self.revision in LEGACY else {"resultType": "complete"}
        self.expect({"result": {**plain, **step.get("result", {})}}, answer)

    def seed(self):
        self.call({"call": "remember", "arguments": {"facts": [{"content": SEED}]}, "text": "bees"})

    def still(self):
        if self.revision in LEGACY:
            self.expect({"result": {}}, self.server.call("ping"))
        self.call({"call": "list_memories", "text": "bees",
                   "result": {"memories": [{"content": SEED}], "total": 1}})

    def step(self, step):
        kind = next(iter(step))
        value = step[kind]
        if kind in ("start", "out", "seed", "still"):
            {"start": self.start, "out": self.out, "seed": lambda _: self.seed(),
             "still": lambda _: self.still()}[kind](value)
        elif kind == "in":
            self.server.send(substitute(value, self.saved))
        elif kind == "in_text":
            self.server.send_bytes(value.encode("utf-8") + b"\n")
        elif kind == "in_hex":
            self.server.send_bytes(bytes.fromhex(value) + b"\n")
        elif kind == "in_repeat":
            self.server.send_bytes(value[0].encode() * value[1] + value[2].encode() + b"\n")
        elif kind == "in_nested":
            begin, opening, times, closing, end = value
            self.server.send_bytes((begin + opening * times + closing * times + end + "\n").encode())
        elif kind in ("call", "ask"):
            {"call": self.call, "ask": self.ask}[kind](step)
        elif kind == "close_stdout":
            self.server.close_stdout()
        elif kind == "end":
            self.finish(value)
        elif kind == "exists":
            if not (self.folder / value).exists():
                raise Failure(f"{value} does not exist")
        elif kind == "lacks":
            for name, data in contents(self.home).items():
                if value.encode() in data.lower():
                    raise Failure(f"{name} still holds {value!r}")
        elif kind == "free_home":
            self.home.unlink()
        elif kind == "wait_exit":
            self.wait_exit(value)
        elif kind == "signal":
            self.server.process.send_signal(signal.Signals["SIG" + value])
            self.wait_exit(step["exit"])
        else:
            raise ValueError(f"unknown step {kind}")

    def wait_exit(self, wanted):
        code = self.server.process.wait(30)
        if code != wanted:
            raise Failure(f"exit code {code}, not {wanted}")


def play(binary, script, revision, record):
    """Raises Failure with the line that went wrong."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="transcript_"))
    folder.chmod(0o755)
    player = Player(binary, folder, revision, record)
    try:
        for number, line in enumerate(script.read_text(encoding="utf-8").splitlines(), 1):
            step = json.loads(line) if line.strip() else {"about": ""}
            if "about" in step or revision not in step.get("only", [revision]):
                continue
            try:
                if player.server is None and "start" not in step:
                    player.start({})
                player.step(step)
            except (Failure, subprocess.TimeoutExpired) as failure:
                raise Failure(f"{script.name}:{number} ({revision}): {failure}\n  step: {line[:500]}")
        if player.server.process.poll() is None:
            player.finish({})
    finally:
        if player.server is not None:
            player.server.kill()
        for path in [folder, *folder.rglob("*")]:
            with contextlib.suppress(OSError):
                path.chmod(0o755)
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--record")
    parser.add_argument("scripts", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    record = open(options.record, "a", encoding="utf-8") if options.record else None
    failed = 0
    for script in options.scripts:
        head = json.loads(script.read_text(encoding="utf-8").splitlines()[0])
        for revision in head.get("revisions", ["2025-11-25"]):
            try:
                play(os.path.abspath(options.binary), script, revision, record)
                print(f"ok   {script.name} ({revision}): {head['about']}")
            except Failure as failure:
                failed += 1
                print(f"FAIL {failure}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
