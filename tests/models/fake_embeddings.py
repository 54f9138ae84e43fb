"""An embeddings server that speaks OpenAI's API: hashed words, so that alike texts are alike. On
request it is away, slow to answer, or answers nonsense. Standard library only."""
import hashlib
import http.server
import json
import math
import re
import threading

DIMENSION = 1536


def vector_of(text):
    vector = [0.0] * DIMENSION
    for word in re.findall(r"[a-z0-9]+", text.lower()):
        digest = hashlib.sha256(word.encode()).digest()
        vector[int.from_bytes(digest[:4], "big") % DIMENSION] += 1.0 if digest[4] & 1 else -1.0
    length = math.sqrt(sum(x * x for x in vector)) or 1.0
    return [round(x / length, 6) for x in vector]


class FakeEmbeddings:
    """`mode`: good, away (503), limited (429 with Retry-After), broken (no JSON)."""

    def __init__(self, key):
        self.key = key
        self.mode = "good"
        self.texts = 0
        self.strangers = 0  # requests without the key
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = fake.answer(self.path, self.headers.get("Authorization"), body)
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", "1")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                try:
                    self.wfile.write(answer)
                except BrokenPipeError:
                    pass  # whoever asked was killed

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def answer(self, path, authorization, body):
        if path != "/v1/embeddings" or authorization != "Bearer " + self.key:
            self.strangers += 1
            return 401, b'{"error": {"code": "invalid_api_key"}}'
        if self.mode == "away":
            return 503, b"{}"
        if self.mode == "limited":
            return 429, b'{"error": {"code": "rate_limit_exceeded"}}'
        if self.mode == "broken":
            return 200, b'{"data": ['
        inputs = json.loads(body)["input"]
        self.texts += len(inputs)
        data = [{"object": "embedding", "index": i, "embedding": vector_of(text)}
                for i, text in enumerate(inputs)]
        data.reverse()  # the index decides, not the order
        return 200, json.dumps({"object": "list", "data": data}).encode()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
