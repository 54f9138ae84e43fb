"""A server that looks like OpenAI's chat completions: it refuses what the real one refuses, answers what
a test wrote down, and fails in every way that a test asks for. Standard library only.

    with FakeOpenAI() as fake:
        fake.script.append(facts([...]))          # one answer each; then fake.default for all others
        ... OPENAI_BASE_URL=fake.url, OPENAI_API_KEY=FakeOpenAI.KEY ...
        fake.requests                             # the bodies that were accepted

Tokens are counted as a quarter of the bytes, or by a function given; the prompt's beginning as cached in
steps of 128 from 1,024 on when it was sent before: what the real one bills, nearly.
"""
import http.server
import json
import threading
import time

MODELS = {"gpt-5-mini", "gpt-5", "gpt-4.1-mini"}
PARAMETERS = {"model": str, "messages": list, "response_format": dict, "max_completion_tokens": int,
              "max_tokens": int, "reasoning_effort": str, "temperature": (int, float), "store": bool,
              "top_p": (int, float), "stream": bool, "user": str, "prompt_cache_key": str}
ROLES = {"system", "developer", "user", "assistant", "tool"}
CACHE_FROM, CACHE_STEP = 1024, 128


def tokens(text):
    return (len(text.encode()) + 3) // 4


def refusal(message, param=None, code=None, status=400, kind="invalid_request_error"):
    return status, {"error": {"message": message, "type": kind, "param": param, "code": code}}


def check_schema(schema, path="schema"):
    """What strict mode asks of every object; None when it is well."""
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            return f"{path}: additionalProperties must be false"
        if sorted(schema.get("required", [])) != sorted(schema.get("properties", {})):
            return f"{path}: required must name every property"
        for name, inner in schema["properties"].items():
            if wrong := check_schema(inner, f"{path}.{name}"):
                return wrong
    if schema.get("type") == "array":
        return check_schema(schema["items"], f"{path}[]")
    return None if "type" in schema else f"{path}: no type"


def check(body):
    """None when the real server would take it, else (status, error)."""
    for name, value in body.items():
        if name not in PARAMETERS:
            return refusal(f"Unrecognized request argument supplied: {name}", name, "unknown_parameter")
        if not isinstance(value, PARAMETERS[name]) or (PARAMETERS[name] is int and isinstance(value, bool)):
            return refusal(f"Invalid type for '{name}'.", name, "invalid_type")
    if body.get("model") not in MODELS:
        return refusal("The model does not exist.", None, "model_not_found", 404)
    if not body.get("messages"):
        return refusal("'messages' is missing or empty.", "messages", "missing_required_parameter")
    for message in body["messages"]:
        if not isinstance(message, dict) or set(message) != {"role", "content"} or \
                message["role"] not in ROLES or not isinstance(message["content"], str):
            return refusal("Invalid message.", "messages", "invalid_type")
    if body["model"].startswith("gpt-5"):
        for name in ("max_tokens", "temperature", "top_p"):
            if name in body:
                return refusal(f"Unsupported parameter: '{name}'.", name, "unsupported_parameter")
    elif "reasoning_effort" in body:
        return refusal("Unrecognized request argument supplied: reasoning_effort", "reasoning_effort",
                       "unsupported_parameter")
    return check_format(body)


def check_format(body):
    wanted = body.get("response_format", {"type": "text"})
    if wanted.get("type") == "json_object":
        said = " ".join(message["content"] for message in body["messages"])
        if "json" not in said.lower():
            return refusal("'messages' must contain the word 'json'.", "messages")
    elif wanted.get("type") == "json_schema":
        given = wanted.get("json_schema", {})
        if not given.get("name") or given.get("strict") is not True:
            return refusal("Missing name or strict.", "response_format.json_schema")
        if wrong := check_schema(given.get("schema", {})):
            return refusal(f"Invalid schema: {wrong}", "response_format", "invalid_json_schema")
    elif wanted.get("type") != "text":
        return refusal("Invalid response_format.", "response_format", "invalid_value")
    return None


# --- answers ----------------------------------------------------------------------------------------

def say(content, finish="stop", refused=None):
    return {"content": content, "finish": finish, "refusal": refused}


def facts(items):
    return say(json.dumps({"facts": items}, separators=(",", ":")))  # as models write it


def fault(kind, **more):
    """status (with status=, headers=), hang (then silence; seconds=), cut, html, not_json."""
    return {"fault": kind, **more}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body, headers=()):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        kind = "text/html" if data.startswith(b"<") else "application/json"
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(data))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        fake = self.server.fake
        self.close_connection = True
        data = self.rfile.read(int(self.headers["Content-Length"]))
        fake.seen += data
        if self.headers.get("Authorization") != f"Bearer {fake.KEY}":
            return self.reply(*refusal("Incorrect API key.", None, "invalid_api_key", 401))
        if self.path != "/v1/chat/completions":
            return self.reply(404, b"<html>no such page</html>")
        body = json.loads(data)
        if (wrong := check(body)) is not None:
            fake.refused.append(wrong)
            return self.reply(*wrong)
        with fake.lock:
            fake.requests.append(body)
            answer = fake.script.pop(0) if fake.script else fake.default
        fake.arrived.release()
        if callable(answer):
            answer = answer(body)
        return self.fail(answer) if "fault" in answer else self.reply(200, fake.completion(body, answer))

    def fail(self, answer):
        kind = answer["fault"]
        if kind == "status":
            error = {"error": {"message": "no", "type": "server_error", "param": None, "code": None}}
            self.reply(answer["status"], error, answer.get("headers", ()))
        elif kind == "hang":
            self.server.fake.let_go.wait(answer.get("seconds", 60))
        elif kind == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b'{"choices": [{"mess')
        elif kind == "html":
            self.reply(200, b"<html>please log in</html>")
        elif kind == "not_json":
            self.reply(200, b"\xff\xfe nothing")


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):  # clients are killed on purpose
        pass


class FakeOpenAI:
    KEY = "sk-fake-key-of-the-tests"

    def __init__(self, default=None, count=tokens):
        self.default = default or facts([])
        self.count = count  # the tokens of a text
        self.script, self.requests, self.refused = [], [], []
        self.seen = b""  # every byte of every body, for what must never be told
        self.prompts = set()
        self.used = {"input": 0, "cached": 0, "output": 0, "calls": 0}
        self.lock, self.let_go = threading.Lock(), threading.Event()
        self.arrived = threading.Semaphore(0)
        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.server.fake = self
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.let_go.set()
        self.server.shutdown()
        self.server.server_close()

    def wait_for_request(self, seconds=30):
        if not self.arrived.acquire(timeout=seconds):
            raise TimeoutError("nobody asked the model")

    def completion(self, body, answer):
        content = answer["content"]
        schema = json.dumps(body.get("response_format", {}))
        beginning = schema + body["messages"][0]["content"]
        with self.lock:
            begun = self.count(beginning)
            prompt = begun + sum(self.count(m["content"]) + 4 for m in body["messages"][1:])
            known = beginning in self.prompts
            self.prompts.add(beginning)
            kept = begun // CACHE_STEP * CACHE_STEP
            cached = kept if known and kept >= CACHE_FROM else 0
            output = self.count(content or answer["refusal"] or "")
            for name, count in (("input", prompt), ("cached", cached), ("output", output), ("calls", 1)):
                self.used[name] += count
        return {"id": "chatcmpl-1", "object": "chat.completion", "created": int(time.time()),
                "model": body["model"],
                "choices": [{"index": 0, "finish_reason": answer["finish"],
                             "message": {"role": "assistant", "content": content,
                                         "refusal": answer["refusal"]}}],
                "usage": {"prompt_tokens": prompt, "completion_tokens": output,
                          "total_tokens": prompt + output,
                          "prompt_tokens_details": {"cached_tokens": cached}}}
