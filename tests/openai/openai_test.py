#!/usr/bin/env python3
"""The built program against a fake OpenAI: what it asks, what it makes of every answer and fault, and that
nothing said is lost or stored twice, whenever it is killed. Standard library only.

usage: openai_test.py PROGRAM [TEST…]
"""
import os
import pathlib
import re
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "transcripts")]
from fake_openai import FakeOpenAI, facts, fault, say  # noqa: E402
from server import Server  # noqa: E402

PROGRAM = None
WAIT_S = 40


def tool_facts(body):
    """What a good model makes of "I use X": one fact a turn."""
    found = re.findall(r"^(\d+): I use (\w+)$", body["messages"][-1]["content"], re.M)
    return facts([{"m": int(m), "k": 0, "kind": "fact", "text": f"User uses {x}"}
                  for m, x in found])


class OpenAi(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.fake = FakeOpenAI(tool_facts).__enter__()
        self.servers = []

    def tearDown(self):
        for server in self.servers:
            server.kill()
        self.fake.__exit__()
        self.folder.cleanup()

    def start(self, **more):
        home = self.folder.name
        environment = {"PATH": os.environ["PATH"], "HOME": home, "MNESTIC_HOME": home + "/store",
                       "MNESTIC_EMBEDDER": "lexical", "MNESTIC_LOG": "debug",
                       "OPENAI_API_KEY": FakeOpenAI.KEY, "OPENAI_BASE_URL": self.fake.url, **more}
        server = Server([PROGRAM], environment)
        self.servers.append(server)
        server.initialize("2025-11-25")
        return server

    def tool(self, server, name, **arguments):
        result = server.tool(name, arguments)["result"]
        self.assertFalse(result.get("isError"), result)
        return result["structuredContent"]

    def remember(self, server, text):
        return self.tool(server, "remember", text=text)

    def contents(self, server):
        found = self.tool(server, "list_memories", limit=1000)["memories"]
        return sorted(memory["content"] for memory in found)

    def until(self, what, wanted):
        end = time.monotonic() + WAIT_S
        while not wanted():
            self.assertLess(time.monotonic(), end, f"never: {what}")
            time.sleep(0.05)

    def waiting(self, server):
        return self.tool(server, "memory_stats")["queue"]["waiting"]

    def test_a_fact(self):
        server = self.start()
        said = self.remember(server, "I use Shram")
        self.assertEqual(said["extractor"], "openai")
        self.assertEqual([each["content"] for each in said["added"]], ["User uses Shram"])
        self.assertEqual(self.fake.refused, [])
        stats = self.tool(server, "memory_stats")
        self.assertEqual(stats["model"]["calls"], 1)
        self.assertGreater(stats["model"]["input_tokens"], 1024)
        self.remember(server, "I use Magnet")
        self.assertGreaterEqual(self.tool(server, "memory_stats")["model"]["cached_tokens"], 1024)

    def test_what_it_costs_is_told(self):
        server = self.start()
        self.remember(server, "I use Shram")
        model = self.tool(server, "memory_stats")["model"]
        used = self.fake.used
        self.assertEqual((model["input_tokens"], model["cached_tokens"], model["output_tokens"]),
                         (used["input"], used["cached"], used["output"]))
        dollars = ((used["input"] - used["cached"]) * 0.25 + used["cached"] * 0.025 + used["output"] * 2.0) / 1e6
        self.assertAlmostEqual(model["usd_per_1000_turns"], dollars * 1000, places=6)
        self.tool(server, "remember", messages=[{"role": "user", "content": "Thanks!"}])
        model = self.tool(server, "memory_stats")["model"]
        self.assertEqual((model["turns"], model["spared"], model["calls"]), (2, 1, 1))

    def test_known_facts_are_shown(self):
        server = self.start()
        self.remember(server, "I use Magnet")
        self.fake.script.append(facts([{"m": 1, "k": 1, "kind": "end", "text": ""}]))
        said = self.remember(server, "I deleted Magnet")
        self.assertIn("KNOWN\n1 User uses Magnet", self.fake.requests[-1]["messages"][-1]["content"])
        self.assertEqual([each["content"] for each in said["removed"]], ["User uses Magnet"])

    def test_older_models(self):
        server = self.start(MNESTIC_CHAT_MODEL="gpt-4.1-mini")
        self.assertEqual(len(self.remember(server, "I use Shram")["added"]), 1)
        self.assertEqual(len(self.fake.refused), 1)
        self.remember(server, "I use Magnet")
        self.assertEqual(len(self.fake.refused), 1, "asked again for what was refused")

    def test_settings_that_must_be_mended(self):
        for more, named in (({"OPENAI_API_KEY": "sk-wrong-one"}, "OPENAI_API_KEY"),
                            ({"MNESTIC_CHAT_MODEL": "gpt-1"}, "MNESTIC_CHAT_MODEL"),
                            ({"OPENAI_BASE_URL": self.fake.url + "/nowhere"}, "OPENAI_BASE_URL")):
            server = self.start(**more)
            self.assertEqual(self.remember(server, "I use Shram " + named)["pending"], 1)
            self.assertIn(named, self.tool(server, "memory_stats")["queue"]["last_reason"])
            server.kill()
            self.assertNotIn(b"sk-wrong-one", server.stderr)
            self.assertNotIn(b"Shram", server.stderr)

    def test_every_fault_leaves_the_text_waiting(self):
        server = self.start()
        faults = [fault("cut"), fault("html"), fault("not_json"), say("no JSON at all"), say("", "length"),
                  say(None, refused="I cannot help with that"), fault("status", status=400),
                  facts([{"m": 1, "k": 9, "kind": "end", "text": ""}]), facts([{"m": 1, "k": 0}])]
        for number, each in enumerate(faults):
            self.fake.script += [each] * 12 if each.get("fault") in ("cut",) else [each]
            said = self.remember(server, f"I use Gadget{number}")
            self.assertEqual(said["pending"], 1, each)
            self.fake.script.clear()
            found = self.tool(server, "recall", query=f"Gadget{number}")["memories"]
            self.assertTrue(any(f"Gadget{number}" in each["content"] for each in found))
        self.until("all read", lambda: self.waiting(server) == 0)
        self.assertEqual(self.contents(server), sorted(f"User uses Gadget{n}" for n in range(len(faults))))

    def test_slow_down(self):
        server = self.start()
        self.fake.script += [fault("status", status=429, headers=[("Retry-After", "1")]),
                             fault("status", status=503)]
        self.assertEqual(len(self.remember(server, "I use Shram")["added"]), 1)
        self.assertEqual(len(self.fake.requests), 3)

    def test_secrets_reach_nobody(self):
        server = self.start()
        said = self.remember(server, "I use Shram\nMy card is 4111 1111 1111 1111")
        self.assertEqual(len(said["rejected"]), 1)
        self.assertNotIn(b"4111", self.fake.seen)
        self.assertNotIn(b"4111", self.stored_bytes())

    def stored_bytes(self):
        folder = pathlib.Path(self.folder.name) / "store"
        return b"".join(path.read_bytes() for path in folder.glob("store-*.mdb"))

    def test_erased_while_it_waits(self):
        server = self.start()
        self.fake.default = fault("html")
        self.remember(server, "I use Xylograph")
        self.assertIn(b"Xylograph", self.stored_bytes())
        self.tool(server, "forget", all=True, mode="erase", confirm=True)
        server.finish()
        self.assertNotIn(b"Xylograph", self.stored_bytes())

    def test_erased_after_the_provider_was_told(self):
        server = self.start()
        self.remember(server, "I use Xylograph")
        self.fake.default = say(None, refused="I cannot help with that")
        self.remember(server, "I use Zymurgy")
        self.until("read by rules", lambda: self.tool(server, "memory_stats")["queue"]["dead"] == 1)
        self.assertIn("refused", self.tool(server, "memory_stats")["queue"]["last_reason"])
        self.assertEqual(self.contents(server), ["User uses Xylograph", "User uses Zymurgy"])
        self.tool(server, "forget", all=True, mode="erase", confirm=True)
        self.assertEqual(self.tool(server, "memory_stats")["queue"]["dead"], 0)
        server.finish()
        left = b"".join(path.read_bytes() for path in pathlib.Path(self.folder.name).rglob("*") if path.is_file())
        for word in (b"Xylograph", b"Zymurgy", b"xylograph", b"zymurg", b"MESSAGES"):
            self.assertNotIn(word, left)
            self.assertNotIn(word, server.stderr)

    def test_a_call_waits_twenty_seconds_at_most(self):
        server = self.start()
        self.fake.default = fault("hang")
        begun = time.monotonic()
        said = self.tool(server, "remember", messages=[
            {"role": "user", "content": f"I use Gadget{number}"} for number in range(40)])
        self.assertLess(time.monotonic() - begun, 40)  # on a busy machine; the server is silent for 60
        self.assertEqual(said["pending"], 40)

    def test_killed_while_texts_wait(self):
        self.fake.default = fault("html")
        server = self.start()
        for number in range(5):
            self.assertEqual(self.remember(server, f"I use Gadget{number}")["pending"], 1)
        server.kill()
        self.fake.default = tool_facts
        heir = self.start()
        self.until("read by the next process", lambda: self.waiting(heir) == 0)
        self.assertEqual(self.contents(heir), sorted(f"User uses Gadget{n}" for n in range(5)))

    def test_killed_while_the_model_is_asked(self):
        self.fake.default = fault("html")
        server = self.start()
        self.remember(server, "I use Shram")
        while self.fake.arrived.acquire(blocking=False):
            pass
        self.fake.default = fault("hang")
        self.fake.wait_for_request()
        server.kill()
        self.fake.default = tool_facts
        heir = self.start()
        # The lease of the dead one runs out after a minute; the text is found meanwhile.
        self.assertEqual(self.waiting(heir), 1)
        self.assertEqual(len(self.tool(heir, "recall", query="Shram")["memories"]), 1)
        self.assertEqual(self.contents(heir), [])

    def test_the_end_is_not_held_up(self):
        self.fake.default = fault("html")
        server = self.start()
        self.remember(server, "I use Shram")
        while self.fake.arrived.acquire(blocking=False):
            pass
        self.fake.default = fault("hang")
        self.fake.wait_for_request()
        begun = time.monotonic()
        self.assertEqual(server.finish(), 0)
        self.assertLess(time.monotonic() - begun, 5)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
