#!/usr/bin/env python3
"""The search of vectors for arm64: what is written by processor compiles, and its dot products, run by an emulator,
are those of the plain loop, with and without the instruction that not all processors have.

usage: arm64_test.py ROOT. Exit 77 (skipped) where Debian's g++-aarch64-linux-gnu is not installed; without
qemu-user-static it is compiled and not run.
"""
import concurrent.futures
import pathlib
import shutil
import subprocess
import sys
import tempfile

COMPILER, EMULATOR = "aarch64-linux-gnu-g++", "qemu-aarch64-static"
FLAGS = ("-std=c++20 -O2 -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Wno-missing-field-initializers "
         "-Werror").split()
CHECKED = "dot hnsw_builder hnsw_file hnsw_search vector_block vector_table vectors".split()
RUN = ["src/index/dot.cc", "src/base/random.cc", "tests/index/dot_test.cc", "tests/support/doctest_main.cc"]
# Chance of the system has no part in the test, and its library is not there for arm64.
NO_CHANCE = 'extern "C" void randombytes_buf(void*, unsigned long) { __builtin_trap(); }\n'


def compile_one(root, source, *more):
    # The libraries' headers are the same for both machines; the compiler's own come first.
    subprocess.run([COMPILER, *FLAGS, f"-I{root}", f"-I{root}/include", f"-I{root}/src/index", "-idirafter",
                    "/usr/include", *more, str(source)], check=True)


def main():
    root = pathlib.Path(sys.argv[1])
    if shutil.which(COMPILER) is None:
        print("g++-aarch64-linux-gnu is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as temporary, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = pathlib.Path(temporary)
        stand_in = folder / "chance.cc"
        stand_in.write_text(NO_CHANCE)
        sources = [root / name for name in RUN] + [stand_in]
        work = [pool.submit(compile_one, root, root / f"src/index/{name}.cc", "-fsyntax-only") for name in CHECKED]
        work += [pool.submit(compile_one, root, source, "-c", "-o", str(folder / source.stem) + ".o")
                 for source in sources]
        for each in work:
            each.result()
        if shutil.which(EMULATOR) is None:
            print("qemu-user-static is not installed: compiled, not run")
            return
        program = folder / "dot_test"
        objects = [str(folder / source.stem) + ".o" for source in sources]
        subprocess.run([COMPILER, "-static", *objects, "-o", str(program)], check=True)
        for processor in ("max", "cortex-a57"):
            subprocess.run([EMULATOR, "-cpu", processor, str(program)], check=True)


if __name__ == "__main__":
    main()
