#!/usr/bin/env python3
"""Proves that every rule of tidy.py can fail, and that good code passes: a rule that never fires protects
nothing. Also compiles a header that does not stand alone and expects the compiler to refuse it.

usage: tidy_test.py [COMPILER]
"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

import rules
import tidy

COMPILER = sys.argv.pop(1) if len(sys.argv) > 1 else "c++"

GOOD = """// What it is.
#include "mnestic/text/words.h"

#include "words_private.h"

namespace mnestic::text {
namespace {
struct Pair {
  int first{1};
};
}  // namespace

Words::Words(int size) : size_{size}, pair_(Pair{}) {
  const char* shown = "std::cout << rand() and getenv(\\"HOME\\")";  // new Thing, exit(1)
  const char quote = '"';
  use(shown, quote, 1'000'000);
}

auto Words::begin() const noexcept -> const char* { return data_; }
}  // namespace mnestic::text
"""


class Tree(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        self.write("include/mnestic/text/words.h", "#pragma once\n")
        self.write("include/mnestic/store/store.h", "#pragma once\n")
        self.write("src/text/words_private.h", "#pragma once\n")
        self.write("src/text/CMakeLists.txt", "mnestic_room(text SOURCES words.cc)\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def findings(self):
        return [f"{name}:{line}: {message}" for name, line, message in tidy.check_tree(self.root)]

    def check(self, name, text, message):
        self.write(name, text)
        found = self.findings()
        self.assertTrue(any(name in finding and message in finding for finding in found),
                        f"{message!r} not among {found}")


class Rules(Tree):
    def test_good_code_passes(self):
        self.write("src/text/words.cc", GOOD)
        self.assertEqual(self.findings(), [])

    def test_include_table(self):
        self.check("src/text/words.cc", '#include "mnestic/store/store.h"\n', "text may not include")
        self.check("include/mnestic/text/words.h", '#pragma once\n#include "mnestic/store/store.h"\n',
                   "text may not include")
        self.check("tools/recall.cc", '#include "mnestic/store/store.h"\n', "tools may not include")

    def test_cli_may_include_everything(self):
        self.write("src/cli/CMakeLists.txt", "main.cc\n")
        self.write("src/cli/main.cc", '#include "mnestic/store/store.h"\n')
        self.assertEqual(self.findings(), [])

    def test_missing_public_header(self):
        self.check("src/text/words.cc", '#include "mnestic/text/gone.h"\n', "does not exist")

    def test_private_header_of_another_room(self):
        self.check("src/text/words.cc", '#include "../store/keys.h"\n', "no header of this room")
        self.check("src/text/words.cc", '#include "gone.h"\n', "no header of this room")
        self.check("tests/text/words_test.cc", '#include "gone.h"\n', "neither beside the test")

    def test_folders_of_a_room(self):
        for header in ("grammar/tokens", "rules/changes", "led/led"):
            self.write(f"src/extract/{header}.h", "#pragma once\n")
        self.write("src/extract/CMakeLists.txt", "mnestic_room(extract SOURCES rules/changes.cc)\n")
        self.write("src/extract/rules/changes.cc", '#include "grammar/tokens.h"\n')
        self.assertEqual(self.findings(), [])
        self.check("src/extract/rules/changes.cc", '#include "led/led.h"\n', "rules may not include led/led.h")
        self.check("src/extract/rules/changes.cc", '#include "grammar/gone.h"\n', "does not exist")

    def test_every_fence(self):
        examples = ["lmdb.h", "sodium.h", "xxhash.h", "utf8proc.h", "libstemmer.h", "date/tz.h",
                    "hnswlib/hnswlib.h", "dnnl.hpp", "httplib.h", "spdlog/spdlog.h",
                    "nlohmann/json.hpp", "CLI/CLI.hpp", "doctest/doctest.h"]
        self.assertEqual(len(examples), len(rules.FENCES))
        for target in examples:
            with self.subTest(target):
                self.check("src/model/bad.cc", f"#include <{target}>\n", "belongs to")

    def test_every_banned_call(self):
        examples = [
            "std::cout << 1;", "printf(\"x\");", "write(STDOUT_FILENO, p, n);",
            "std::getenv(\"HOME\");", "std::chrono::system_clock::now();", "time(nullptr);",
            "gmtime_r(&a, &b);", "rand();", "std::random_device a;", "std::mt19937 a;", "std::exit(1);",
            "std::abort();", "system(\"ls\");", "assert(true);", "new Thing();", "delete thing;",
            "throw 1;", "malloc(1);", "using namespace std;", "std::stoi(text);", "atoi(text);",
            "strcpy(a, b);", "const_cast<int*>(p);"]
        self.assertEqual(len(examples), len(rules.BANNED))
        for example, (_, instead, _) in zip(examples, rules.BANNED):
            with self.subTest(example):
                self.check("src/text/words.cc", f"void f() {{\n  {example}\n}}\n",
                           f"is banned; use {instead}")

    def test_places_where_a_call_is_allowed(self):
        self.write("src/config/CMakeLists.txt", "environment.cc\n")
        self.write("src/config/environment.cc", 'const char* f() { return std::getenv("HOME"); }\n')
        self.assertEqual(self.findings(), [])

    def test_sleeping_test(self):
        self.check("tests/text/words_test.cc", "void f() { std::this_thread::sleep_for(1s); }\n",
                   "a condition to wait for")

    def test_words_that_only_look_banned(self):
        self.write("src/text/words.cc", "void f() {\n  clock.time(0);\n  operand(1);\n  renew x;\n"
                                        "  Foo(const Foo&) = delete;\n  at_exit_time(3);\n}\n")
        self.assertEqual(self.findings(), [])

    def test_long_line(self):
        for name in ("src/text/words.cc", "include/mnestic/text/words.h", "tests/text/words_test.cc"):
            with self.subTest(name):
                self.check(name, "#pragma once\n// " + "x" * 98 + "\n", "101 columns")
        self.check("tests/x.py", "# " + "x" * 119 + "\n", "121 columns")
        self.check("src/text/words.cc", 'auto a = "' + "x" * 98 + '";\n', "110 columns")

    def test_a_test_may_quote_a_long_message(self):
        self.write("tests/text/CMakeLists.txt", "words_test.cc\n")
        self.write("tests/text/words_test.cc", 'const auto a =\n    R"({"' + "x" * 200 + '":1})";\n')
        self.assertEqual(self.findings(), [])

    def test_characters_count_not_bytes(self):
        self.write("src/text/words.cc", "// " + "→" * 97 + "\n")
        self.assertEqual(self.findings(), [])

    def test_long_function(self):
        for head in ("void f() {", "Words::Words() : a_{1}, b_(2) {", "auto f() -> int {",
                     "TEST_CASE(\"words: long\") {", "int f() const noexcept {",
                     "Words::Words() : a_{1} {"):
            with self.subTest(head):
                body = head + "\n" + "  g();\n" * 69 + "}\n"
                self.check("src/text/words.cc", "namespace a {\n" + body + "}\n", "a function of 71")
        self.write("src/text/words.cc", "void f() {\n" + "  g();\n" * 68 + "}\n")
        self.assertEqual(self.findings(), [])

    def test_long_class_is_no_function(self):
        self.write("src/text/words.cc", "class A {\n" + "  int a_;\n" * 80 + "};\n")
        self.assertEqual(self.findings(), [])

    def test_long_file_and_header(self):
        self.check("src/text/words.cc", "int a;\n" * 601, "601 lines; at most 600")
        self.check("include/mnestic/text/words.h", "#pragma once\n" + "int a;\n" * 250,
                   "251 lines; at most 250")

    def test_leftovers(self):
        for word in rules.LEFTOVERS:
            with self.subTest(word):
                self.check("src/text/words.cc", f"// {word}: later\n", "left behind")

    def test_orphan_source(self):
        self.check("src/text/orphan.cc", "int a;\n", "listed in no CMakeLists.txt")
        self.check("src/text/rds.cc", "int a;\n", "listed in no CMakeLists.txt")

    def test_header_without_guard(self):
        self.check("include/mnestic/text/words.h", "int a;\n", "without #pragma once")

    def test_not_utf8(self):
        (self.root / "src/text/words.cc").write_bytes(b"// \xff\n")
        self.assertTrue(any("not UTF-8" in finding for finding in self.findings()))


class HeadersAlone(Tree):
    """tests/tidy/CMakeLists.txt compiles each public header by itself; this is what it relies on."""

    def compiles(self, text):
        self.write("include/mnestic/text/words.h", text)
        self.write("alone.cc", '#include "mnestic/text/words.h"\n')
        return subprocess.run(
            [COMPILER, "-std=c++20", "-fsyntax-only", "-I", str(self.root / "include"),
             str(self.root / "alone.cc")], capture_output=True, check=False).returncode == 0

    def test_a_header_that_leans_on_others_is_refused(self):
        self.assertFalse(self.compiles("#pragma once\nstd::string words();\n"))
        self.assertTrue(self.compiles("#pragma once\n#include <string>\nstd::string words();\n"))


if __name__ == "__main__":
    unittest.main()
