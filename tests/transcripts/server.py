"""The program under test as a child process: lines in, messages out, kept until somebody asks for them.

Used by the transcripts and by tests/fault. Standard library only.
"""
import json
import os
import queue
import select
import subprocess
import threading

WAIT_S = 60  # for one answer; a stuck server fails the test, it does not hang it

META = "io.modelcontextprotocol/"
MODERN = "2026-07-28"
LEGACY = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
CLIENT = {"name": "transcript", "version": "1"}


class WireRecord:
    """What servers read and say, where the test is told to write it down: for tests/clients/records_test.mjs."""

    def __init__(self):
        path = os.environ.get("MNESTIC_WIRE_RECORD")
        self.file = open(path, "w", encoding="utf-8") if path else None
        self.lock = threading.Lock()

    def write(self, run, origin, line):
        if self.file is None:
            return
        with self.lock:
            entry = {"run": run, "from": origin, "line": line.decode("utf-8", "replace")}
            self.file.write(json.dumps(entry) + "\n")
            self.file.flush()


WIRE = WireRecord()


class Failure(Exception):
    """What was expected and what came instead."""


class Server:
    """One process. Answers are found by id, whatever their order; what has none comes in its order."""

    def __init__(self, command, environment, record=None, revision=None):
        self.output, theirs = os.pipe()
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=theirs,
                                        stderr=subprocess.PIPE, env=environment)
        os.close(theirs)
        self.stop = threading.Event()
        self.lines = queue.Queue()
        self.kept = []
        self.stderr = b""
        self.record = record
        self.revision = revision
        self.requests = {}
        self.stdout_closed = False
        self.threads = [threading.Thread(target=self._read_stdout, daemon=True),
                        threading.Thread(target=self._read_stderr, daemon=True)]
        for thread in self.threads:
            thread.start()

    def _read_stdout(self):
        begun = b""
        while not self.stop.is_set():
            if not select.select([self.output], [], [], 0.05)[0]:
                continue
            piece = os.read(self.output, 1 << 20)
            if not piece:
                break
            *lines, begun = (begun + piece).split(b"\n")
            for line in lines:
                WIRE.write(self.process.pid, "server", line)
                self.lines.put(line + b"\n")
        if begun:
            self.lines.put(begun)
        self.lines.put(None)
        os.close(self.output)

    def _read_stderr(self):
        for line in self.process.stderr:
            self.stderr += line

    def send_bytes(self, data):
        WIRE.write(self.process.pid, "client", data)
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except BrokenPipeError:
            if not self.stdout_closed:
                raise Failure("the server has closed its stdin") from None

    def send(self, message):
        if isinstance(message, dict) and "method" in message and "id" in message:
            self.requests[json.dumps(message["id"])] = message
        self.send_bytes(json.dumps(message, ensure_ascii=False).encode() + b"\n")

    def _next(self, what):
        try:
            line = self.lines.get(timeout=WAIT_S)
        except queue.Empty:
            raise Failure(f"no {what} within {WAIT_S} s") from None
        if line is None:
            self.lines.put(None)
            raise Failure(f"stdout ended before {what}; stderr: {self.stderr.decode(errors='replace')}")
        if not line.endswith(b"\n") or b"\r" in line:
            raise Failure(f"not one whole line: {line[:200]!r}")
        message = json.loads(line.decode("utf-8"))
        if self.record is not None and isinstance(message, dict):
            request = self.requests.get(json.dumps(message.get("id")))
            self.record.write(json.dumps({"revision": self.revision, "request": request,
                                          "answer": message}) + "\n")
        return message

    def take(self, wanted, what):
        """The first message, kept or to come, for which wanted(message) holds."""
        for position, message in enumerate(self.kept):
            if wanted(message):
                return self.kept.pop(position)
        while True:
            message = self._next(what)
            if wanted(message):
                return message
            self.kept.append(message)

    def answer(self, identity):
        """The answer to this id; type matters: 1 is not "1"."""
        return self.take(lambda message: isinstance(message, dict) and "id" in message and
                         "method" not in message and
                         json.dumps(message["id"]) == json.dumps(identity),
                         f"answer to {identity!r}")

    def call(self, method, params=None):
        """One request of a session that is open, and its answer."""
        identity = f"call-{len(self.requests)}"
        message = {"jsonrpc": "2.0", "id": identity, "method": method}
        if params is not None:
            message["params"] = params
        self.send(message)
        return self.answer(identity)

    def initialize(self, revision):
        answer = self.call("initialize", {"protocolVersion": revision, "capabilities": {},
                                          "clientInfo": CLIENT})
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return answer

    def tool(self, name, arguments):
        return self.call("tools/call", {"name": name, "arguments": arguments})

    def close_stdout(self):
        """As a client that dies: nobody will ever read again."""
        self.stdout_closed = True
        self.stop.set()
        self.threads[0].join()

    def finish(self, tail=b""):
        """Ends the input and waits. Returns the exit code; what was left unread is in kept."""
        try:
            if tail:
                self.send_bytes(tail)
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            code = self.process.wait(WAIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure(f"still running {WAIT_S} s after the end of input") from None
        if not self.stdout_closed:
            while (line := self.lines.get(timeout=WAIT_S)) is not None:
                self.kept.append(json.loads(line))
            self.lines.put(None)
        for thread in self.threads:
            thread.join(WAIT_S)
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def modern(params=None, capabilities=None):
    """Parameters of a request that describes itself."""
    return {**(params or {}), "_meta": {META + "protocolVersion": MODERN,
                                        META + "clientCapabilities": capabilities or {},
                                        META + "clientInfo": CLIENT}}
