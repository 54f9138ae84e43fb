#!/usr/bin/env python3
"""`mnestic model fetch` against a server that breaks off, ignores ranges, or gives other bytes. usage: model_test.py
PROGRAM"""
import http.server
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "mnestic"
FILES = ("config.json", "vocab.txt", "modules.json", "1_Pooling/config.json", "tokenizer_config.json",
         "sentence_bert_config.json")


def default_model():
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return pathlib.Path(data, "mnestic", "models", "all-MiniLM-L6-v2")


class Publisher(http.server.BaseHTTPRequestHandler):
    """Gives the files of a folder by ranges; cuts the weights off after `cut` bytes of an answer."""
    files, cut, ranges, asked = {}, None, True, []

    def do_GET(self):
        name = self.path.removeprefix("/here/")
        begin = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-")
        self.asked.append((name, int(begin)))
        if name not in self.files:
            return self.send_error(404)
        body = self.files[name]
        begin = int(begin) if self.ranges else 0
        if begin and begin >= len(body):
            return self.send_error(416)
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(body) - begin))
        self.end_headers()
        piece = body[begin:]
        if name == "model.safetensors" and self.cut is not None:
            piece = piece[:self.cut]
        self.wfile.write(piece)
        if len(piece) < len(body) - begin:
            self.close_connection = True

    def log_message(self, *_):
        pass


class Fetching(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="mnestic-model-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.publisher = type("OnePublisher", (Publisher,), {"asked": []})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.publisher)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def run_it(self, *words, exit_code=0):
        done = subprocess.run([PROGRAM, "model", *words], capture_output=True, text=True, timeout=120, check=False,
                              stdin=subprocess.DEVNULL,
                              env={"PATH": os.environ["PATH"], "HOME": str(self.folder),
                                   "MNESTIC_MODEL_DIR": str(self.folder / "models" / "all-MiniLM-L6-v2")})
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        return done

    def fetch(self, exit_code=0):
        return self.run_it("fetch", "--from", f"http://127.0.0.1:{self.server.server_port}/here", exit_code=exit_code)

    def names(self):
        return sorted(path.name for path in (self.folder / "models").iterdir())

    def test_other_bytes_are_refused_and_dropped(self):
        self.publisher.files = {name: b"{}" for name in (*FILES, "model.safetensors")}
        self.publisher.files["config.json"] = b"""{"model_type": "bert", "hidden_size": 32, "num_attention_heads": 2,
            "intermediate_size": 32, "num_hidden_layers": 1, "vocab_size": 8, "max_position_embeddings": 8,
            "type_vocab_size": 2}"""
        self.assertIn("not the published file", self.fetch(exit_code=1).stderr)
        self.assertEqual(self.names(), [])

    def test_a_server_without_the_files_is_said(self):
        self.assertIn("404", self.fetch(exit_code=1).stderr)
        self.assertIn("mnestic model fetch", self.run_it().stdout)

    def test_a_broken_download_goes_on_where_it_broke(self):
        if not (default_model() / "model.safetensors").is_file():
            self.skipTest("the default model is not here")
        names = (*FILES, "model.safetensors")
        self.publisher.files = {name: (default_model() / name).read_bytes() for name in names}
        self.publisher.cut = 40_000_000
        self.fetch(exit_code=1)
        self.fetch(exit_code=1)
        self.publisher.cut = None
        self.fetch()
        begins = [begin for name, begin in self.publisher.asked if name == "model.safetensors"]
        self.assertEqual(begins, [0, 40_000_000, 80_000_000])
        self.assertEqual(self.names(), ["all-MiniLM-L6-v2"])
        # What questions lean by is made now, and not at the first question.
        made = list(self.folder.glob("models/all-MiniLM-L6-v2/.mnestic-questions-*"))
        self.assertEqual(len(made), 1)
        self.assertIn("every byte", self.run_it("verify").stdout)
        self.assertIn("is there already", self.fetch(exit_code=1).stderr)

    def test_a_server_that_ignores_ranges_begins_anew(self):
        if not (default_model() / "model.safetensors").is_file():
            self.skipTest("the default model is not here")
        names = (*FILES, "model.safetensors")
        self.publisher.files = {name: (default_model() / name).read_bytes() for name in names}
        self.publisher.cut, self.publisher.ranges = 1_000_000, False
        self.fetch(exit_code=1)
        self.publisher.cut = None
        self.fetch()
        self.run_it("verify")


if __name__ == "__main__":
    unittest.main()
