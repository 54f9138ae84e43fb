"""Features through the official Python SDK, in one era. usage: features_test.py SERVER fixture|memory legacy|MODERN"""
import sys

from features_connection import run
from fixture_features import FixtureFeatures
from memory_features import MemoryFeatures

SUITES = {"fixture": FixtureFeatures, "memory": MemoryFeatures}


def main():
    program, kind, mode = sys.argv[1:]
    run(SUITES[kind], program, mode)
    print(f"the {kind}'s features work: Python SDK, {mode}")


if __name__ == "__main__":
    main()
