#!/usr/bin/env python3
"""The commands as a person runs them: output, exit codes, what is left behind. usage: program_test.py PROGRAM"""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "mnestic"
# What the servers say that demo and bench start is kept for client_wire_records.
RECORD = os.environ.get("MNESTIC_WIRE_RECORD")
WIRE = ["--wire", RECORD] if RECORD else []


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="mnestic-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder / "person"),
                            "TMPDIR": str(self.temporary), "MNESTIC_EMBEDDER": "lexical"}

    def run_it(self, *words, exit_code=0, **options):
        done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, timeout=120, check=False,
                              stdin=subprocess.DEVNULL, env={**self.environment, **options.pop("env", {})},
                              **options)
        self.assertEqual(done.returncode, exit_code, f"{words}: {done.stdout}{done.stderr}")
        return done

    def test_help_and_version(self):
        shown = self.run_it("--help")
        self.assertIn("mnestic recall", shown.stdout)
        self.assertLessEqual(max(map(len, shown.stdout.splitlines())), 100)
        self.assertLessEqual(len(shown.stdout.splitlines()), 40)
        self.assertEqual(shown.stderr, "")
        self.assertRegex(self.run_it("--version").stdout, r"^mnestic \d+\.\d+\.\d+\n$")
        for command in ("remember", "recall", "forget", "list", "call", "bench"):
            self.assertIn("Example", self.run_it(command, "--help").stdout)

    def test_not_understood(self):
        for words in (["fly"], ["--fly"], ["recall"], ["call", "recall", "{"], ["call", "recall", "[]"]):
            done = self.run_it(*words, exit_code=2)
            self.assertEqual(done.stdout, "")
            self.assertTrue(done.stderr.startswith("mnestic: "), done.stderr)

    def test_plain_commands(self):
        said = self.run_it("remember", "I", "use", "Shram", "and", "Magnet")
        self.assertIn("Shram", said.stdout)
        self.assertEqual(said.stderr, "")
        self.assertIn("Magnet", self.run_it("recall", "which tools do I use?").stdout)
        self.assertIn("Magnet", self.run_it("forget", "I don't use Magnet anymore").stdout)
        listed = json.loads(self.run_it("list", "--json").stdout)
        self.assertEqual(listed["total"], 1)
        self.assertIn("Shram", listed["memories"][0]["content"])
        forgotten = json.loads(self.run_it("list", "--status", "forgotten", "--json").stdout)
        self.assertEqual(forgotten["total"], 1)
        self.assertIn("Magnet", self.run_it("call", "undo").stdout)
        self.assertEqual(json.loads(self.run_it("list", "--json").stdout)["total"], 2)
        self.run_it("forget", "--all", exit_code=1)
        self.run_it("forget", "--all", "--yes", "--erase")
        self.assertEqual(json.loads(self.run_it("list", "--json").stdout)["total"], 0)
        self.assertTrue((self.folder / "person/.local/share/mnestic").is_dir())

    def test_a_tool_that_fails(self):
        done = self.run_it("call", "recall", '{"query":"x","limt":3}', exit_code=1)
        self.assertEqual(done.stdout, "")
        self.assertIn("limit", done.stderr)
        self.run_it("call", "levitate", exit_code=1)
        self.run_it("call", "get_memory", '{"id":"mem_00000000000000000000000000"}', exit_code=1)

    def test_users_are_apart(self):
        self.run_it("--user", "ada", "remember", "--fact", "User is Ada")
        self.assertEqual(json.loads(self.run_it("list", "--json").stdout)["total"], 0)
        self.assertIn("Ada", self.run_it("list", env={"MNESTIC_USER": "ada"}).stdout)
        self.run_it("--only-user", "call", "list_memories", '{"user_id":"ada"}', exit_code=1)

    def test_settings_that_are_wrong(self):
        for variable, value in (("MNESTIC_EXTRACTOR", "gpt"), ("MNESTIC_EXTRACTOR", "openai"),
                                ("MNESTIC_EMBEDDER", "openai"), ("MNESTIC_TIMEZONE", "Mars/Olympus")):
            done = self.run_it("list", exit_code=1, env={variable: value})
            self.assertIn(variable, done.stderr)
            self.assertIn(variable, self.run_it("doctor", exit_code=1, env={variable: value}).stdout)

    def test_doctor(self):
        fresh = self.run_it("doctor", env={"OPENAI_API_KEY": "sk-never-shown"})
        self.assertIn("no store yet", fresh.stdout)
        self.assertNotIn("never-shown", fresh.stdout + fresh.stderr)
        self.assertRegex(fresh.stdout, r"OPENAI_API_KEY +set +\(environment\)")
        self.assertFalse((self.folder / "person").exists(), "doctor made something")
        self.run_it("remember", "--fact", "User is tall")
        well = self.run_it("doctor")
        self.assertIn("All is well", well.stdout)
        self.assertRegex(well.stdout, r"MNESTIC_HOME .*/person/.local/share/mnestic +\(default\)")
        home = self.folder / "person/.local/share/mnestic"
        for path in home.rglob("*"):
            if path.is_file():
                path.write_bytes(b"no store " * 2000)
        self.assertIn("BAD", self.run_it("doctor", exit_code=1).stdout)

    def home_with_memories(self):
        for fact in ("User is tall", "User likes tea", "User lives in Oslo"):
            self.run_it("remember", "--fact", fact)
        return self.folder / "person/.local/share/mnestic"

    def test_doctor_finds_flipped_bits_and_says_what_to_do(self):
        home = self.home_with_memories()
        data = home / "store-1.mdb"
        sound = data.read_bytes()
        self.assertIn(b"User likes tea", sound)
        data.write_bytes(sound.replace(b"User likes tea", b"User likes tee"))
        damaged = self.run_it("doctor", exit_code=1).stdout
        self.assertIn("BAD", damaged)
        self.assertIn("mnestic backup", damaged)
        self.assertNotIn("likes", damaged, "the doctor tells what people said")
        self.run_it("list", exit_code=1)
        data.write_bytes(sound)
        self.assertIn("every table agrees", self.run_it("doctor").stdout)
        self.assertIn("All is well", self.run_it("doctor", "--repair").stdout)

    def test_a_crash_is_noticed_at_the_next_start(self):
        home = self.home_with_memories()
        mark = home / "store.crashed"
        mark.touch()
        self.assertIn("Oslo", self.run_it("list").stdout)
        self.assertFalse(mark.exists(), "the store is well, and the mark stays")
        mark.touch()
        data = home / "store-1.mdb"
        sound = data.read_bytes()
        data.write_bytes(sound[:8192])  # readers fall off its end
        failed = self.run_it("list", exit_code=1)
        self.assertIn("mnestic doctor", failed.stderr)
        self.assertTrue(mark.exists())
        self.assertIn("BAD", self.run_it("doctor", exit_code=1).stdout)
        self.assertEqual(data.read_bytes(), sound[:8192], "something was written")
        data.write_bytes(sound)
        self.assertIn("Oslo", self.run_it("list").stdout)
        self.assertFalse(mark.exists())

    def test_a_damaged_file_is_never_a_loop_of_crashes(self):
        home = self.home_with_memories()
        data = home / "store-1.mdb"
        sound = data.read_bytes()
        for length in range(4096, len(sound), 4096):
            data.write_bytes(sound[:length])
            codes = [subprocess.run([PROGRAM, "list"], capture_output=True, check=False, timeout=60,
                                    stdin=subprocess.DEVNULL, env=self.environment) for _ in range(3)]
            self.assertIn(codes[1].returncode, (0, 1), f"crashed twice at {length}: {codes[1]}")
            self.assertIn(codes[2].returncode, (0, 1))
            if codes[0].returncode < 0:
                self.assertIn(b"doctor", codes[2].stderr)
        data.write_bytes(sound)
        self.assertIn("Oslo", self.run_it("list").stdout)

    def test_a_file_that_may_not_grow(self):
        home = self.home_with_memories()
        limit = (home / "store-1.mdb").stat().st_size + 8192
        full = subprocess.run([PROGRAM, "call", "remember", json.dumps({"facts": ["x" * 30000] * 4})],
                              capture_output=True, text=True, check=False, timeout=60, env=self.environment,
                              stdin=subprocess.DEVNULL,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(full.returncode, 1, full)
        self.assertIn("make room", full.stderr)
        self.assertEqual(json.loads(self.run_it("list", "--json").stdout)["total"], 3)
        self.assertIn("All is well", self.run_it("doctor").stdout)

    def test_export_import_and_backup(self):
        home = self.home_with_memories()
        self.run_it("--user", "ada", "remember", "--fact", "User is Ada")
        file, other = self.folder / "all.jsonl", {"MNESTIC_HOME": str(self.folder / "other")}
        self.run_it("export", str(file))
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertIn("File exists", self.run_it("export", str(file), exit_code=1).stderr)
        self.assertEqual(self.run_it("export").stdout, file.read_text())
        self.assertNotIn("Oslo", self.run_it("export", "--user", "ada").stdout)
        self.assertIn("imported 4", self.run_it("import", str(file), env=other).stderr)
        self.assertIn("imported 0", self.run_it("import", str(file), env=other).stderr)
        self.assertEqual(self.run_it("export", env=other).stdout, file.read_text())
        self.assertIn("All is well", self.run_it("doctor", env=other).stdout)
        file.write_text(file.read_text()[:-20])
        self.assertIn("line", self.run_it("import", str(file), env=other, exit_code=1).stderr)
        self.run_it("import", str(self.folder / "none"), exit_code=1)
        backup = self.folder / "backup"
        self.run_it("backup", str(backup))
        self.assertEqual(backup.stat().st_mode & 0o777, 0o700)
        self.assertEqual([path.stat().st_mode & 0o777 for path in backup.iterdir()], [0o600])
        self.run_it("backup", str(backup), exit_code=1)
        self.run_it("backup", str(home), exit_code=1)
        self.run_it("forget", "--all", "--yes")
        self.assertIn("Oslo", self.run_it("list", env={"MNESTIC_HOME": str(backup)}).stdout)
        self.assertIn("All is well", self.run_it("--home", str(backup), "doctor").stdout)

    def test_an_import_that_is_interrupted_goes_on(self):
        for begin in range(0, 6000, 1500):
            notes = [{"content": f"Entry {i}", "kind": "note"} for i in range(begin, begin + 1500)]
            self.run_it("call", "remember", json.dumps({"facts": notes}))
        file, other = self.folder / "all.jsonl", {"MNESTIC_HOME": str(self.folder / "other")}
        self.run_it("export", str(file))
        process = subprocess.Popen([PROGRAM, "import", str(file)], stdin=subprocess.DEVNULL, text=True,
                                   stderr=subprocess.PIPE, env={**self.environment, **other})
        self.assertIn("read 1000", process.stderr.readline())
        process.send_signal(signal.SIGINT)
        process.stderr.read()
        process.stderr.close()
        self.assertEqual(process.wait(60), -signal.SIGINT)
        self.assertIn("All is well", self.run_it("doctor", env=other).stdout)
        self.assertLess(json.loads(self.run_it("list", "--json", env=other).stdout)["total"], 6000)
        self.run_it("import", str(file), env=other)
        self.assertEqual(self.run_it("export", env=other).stdout, file.read_text())

    def test_demo(self):
        done = self.run_it("demo", *WIRE)
        self.assertIn("The whole story holds.", done.stdout)
        self.assertEqual(done.stdout.count("✓"), 9)
        self.assertIn('"method":"tools/call"', done.stdout)
        self.assertNotIn("\033", done.stdout, "colours into a pipe")
        self.assertEqual(done.stderr, "")
        self.assertEqual(list(self.temporary.iterdir()), [], "left behind")
        self.assertFalse((self.folder / "person").exists(), "touched the person's own store")

    def test_demo_is_not_led_by_settings(self):
        self.run_it("demo", env={"MNESTIC_USER": "ada", "MNESTIC_EXTRACTOR": "openai",
                                 "MNESTIC_HOME": "/proc/nowhere", "MNESTIC_TIMEZONE": "Mars/Olympus"})

    def test_demo_fails_loudly(self):
        def no_room():  # no file may grow: the store cannot be written
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        done = self.run_it("demo", exit_code=1, preexec_fn=no_room)
        self.assertIn("✗ not so", done.stdout)
        self.assertIn("demo failed at step 1", done.stderr)
        self.assertEqual(list(self.temporary.iterdir()), [], "left behind")
        self.run_it("demo", exit_code=1, env={"TMPDIR": "/proc"})

    def test_demo_interrupted_leaves_nothing(self):
        process = subprocess.Popen([PROGRAM, "demo"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   stdin=subprocess.DEVNULL, env=self.environment)
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
        process.stdout.close()
        process.wait(60)
        self.assertEqual(list(self.temporary.iterdir()), [], "left behind")

    def test_nobody_reads(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = subprocess.run([PROGRAM, "list"], stdout=write_end, stderr=subprocess.PIPE, check=False,
                              env=self.environment, stdin=subprocess.DEVNULL)
        os.close(write_end)
        self.assertEqual(done.returncode, 1)

    def test_serving_ends_with_the_input(self):
        begun = time.monotonic()
        done = self.run_it()
        self.assertEqual(done.stdout, "")
        self.assertLess(time.monotonic() - begun, 10)

    def test_without_a_home(self):
        done = self.run_it("list", env={"HOME": "", "MNESTIC_HOME": str(self.folder / "x")})
        self.assertEqual(done.stderr, "")

    def test_bench_on_a_small_store(self):
        done = self.run_it("bench", "--sizes", "50", *WIRE)
        for word in ("build", "machine", "spawn to initialize", "recall, 50", "recall of a tenth by tag, 50",
                     "recall of a hundredth by time, 50", "private memory"):
            self.assertIn(word, done.stdout)
        self.assertEqual(list(self.temporary.iterdir()), [], "left behind")


if __name__ == "__main__":
    if RECORD:
        pathlib.Path(RECORD).unlink(missing_ok=True)
    unittest.main()
