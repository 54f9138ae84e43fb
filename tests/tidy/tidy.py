#!/usr/bin/env python3
"""Checks the house rules (rules.py) over the tree; style that is not checked decays.

usage: tidy.py [ROOT]. Prints one line a finding, `file:line: what is wrong; what to do`, and exits 1 when
there are any. Heuristic where a compiler would be needed: it strips comments and strings and counts braces.
"""
import pathlib
import re
import subprocess
import sys

import rules

CODE = (".h", ".cc")
TEXT = CODE + (".py", ".mjs", ".sh", ".txt", ".cmake", ".md", ".json", "")
LONG_LINES = CODE + (".py", ".mjs", ".sh")
SCRIPTS = ("dev", ".ci/run", "tests/clients/install")


def tree_files(root):
    """Relative paths of what git tracks or would track; of everything where there is no git."""
    try:
        out = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "-co", "--exclude-standard"],
                             check=True, capture_output=True).stdout
        names = [name for name in out.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(root)) for path in root.rglob("*")
                 if not {"build", ".git", "node_modules"} & set(path.relative_to(root).parts)]
    return sorted(name for name in set(names) if (root / name).is_file())


def room_of(name):
    """The room a file belongs to ("tests" files belong to the room they test), or None."""
    parts = pathlib.PurePosixPath(name).parts
    if parts[:2] == ("include", "mnestic") and len(parts) > 3:
        return parts[2]
    if parts[0] in ("src", "tests") and len(parts) > 2:
        return parts[1]
    return "tools" if parts[0] == "tools" else None


def is_test(name):
    return name.startswith("tests/")


def blank(match):
    """Keeps the lines of what is cut out."""
    return re.sub(r"[^\n]", " ", match.group(0))


STRINGS_AND_COMMENTS = re.compile(
    r'R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)"|//[^\n]*|/\*.*?\*/'
    r'|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'', re.S)


def code_only(text):
    """The text without comments and string contents; line numbers stay."""
    return STRINGS_AND_COMMENTS.sub(blank, text)


def strings_cut(text):
    """The text with its strings cut out, comments kept."""
    return STRINGS_AND_COMMENTS.sub(
        lambda match: match.group(0) if match.group(0).startswith("/")
        else re.sub(r"[^\n]", "", match.group(0)), text)


def allowed(name, places):
    return any(place == name or place == room_of(name) or (place == "tests" and is_test(name))
               for place in places)


def check_includes(name, text, root):
    room = room_of(name)
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if not match:
            continue
        quoted, target = match.group(1) == '"', match.group(2)
        if target.startswith("mnestic/"):
            other = target.split("/")[1]
            may = rules.MAY_INCLUDE.get(room, [])
            if not is_test(name) and other not in (room, "base") and other not in may \
                    and "*" not in may:
                yield number, f"{room} may not include {target}; see STYLE of the rooms in rules.py"
            if not (root / "include" / target).is_file():
                yield number, f"{target} does not exist"
        elif quoted:
            yield from check_private_include(name, number, target, root)
        else:
            for pattern, places in rules.FENCES:
                if re.match(pattern, target) and not allowed(name, places):
                    yield number, f"<{target}> belongs to {', '.join(places)}"


def check_private_include(name, number, target, root):
    """A quoted include is a header of the same folder, of a folder of the room, or of the tested room."""
    beside = (root / name).parent / target
    folders = rules.FOLDERS_MAY_INCLUDE.get(room_of(name), {})
    if is_test(name):
        if not beside.is_file() and not (root / target).is_file() and \
                not any((root / place / target).is_file()
                        for place in (f"src/{room_of(name)}", "tools")):
            yield number, f'"{target}" is found neither beside the test nor in its room'
    elif target.split("/")[0] in folders:
        here, there = pathlib.PurePosixPath(name).parts[2], target.split("/")[0]
        if not (root / "src" / room_of(name) / target).is_file():
            yield number, f"{target} does not exist"
        elif here in folders and there not in (here, *folders[here]):
            yield number, f"{here} may not include {target}; see the folders in rules.py"
    elif ".." in target or not (beside.is_file() or target.startswith("generated/")):
        yield number, f'"{target}" is no header of this room; use its public header'


def check_banned(name, code):
    entries = list(rules.BANNED) + (rules.BANNED_IN_TESTS if is_test(name) else [])
    for pattern, instead, places in entries:
        if allowed(name, places):
            continue
        for match in re.finditer(pattern, code):
            line = code.count("\n", 0, match.start()) + 1
            yield line, f"`{match.group(0).strip()}` is banned; use {instead}"


def functions(code):
    """(first line, last line) of every outermost function body, by counting braces."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, code, flags=re.M)
    chunk, depth_of_body, depth, begin, init = "", None, 0, 0, []
    line = 1
    for char in code:
        if char == "\n":
            line += 1
        if depth_of_body is not None:
            depth += {"{": 1, "}": -1}.get(char, 0)
            if depth == depth_of_body:
                yield begin, line
                chunk, depth_of_body = "", None
        elif init:
            init = init + [0] if char == "{" else init[:-1] if char == "}" else init
            chunk += "" if init else "\x01"
        elif char == "{":
            if re.search(r"\)\s*(noexcept\s*)?:[^:]", chunk) and re.search(r"[\w>]\s*$", chunk):
                init = [0]
                continue
            if is_function(chunk):
                depth_of_body, begin = depth, line
            depth += 1
            chunk = ""
        elif char in ";}":
            depth -= char == "}"
            chunk = ""
        else:
            chunk += char


def is_function(chunk):
    head = chunk.strip()
    if re.match(r"(namespace|class|struct|enum|union|extern)\b", head):
        return False
    return bool(re.search(r"(\)|\x01|\b(const|noexcept|override|final|try)|\)\s*&&?)$", head) or
                re.search(r"\)\s*(const\s*)?(noexcept\s*)?->[^=;]+$", head))


def check_lengths(name, text, code):
    suffix = pathlib.PurePosixPath(name).suffix
    lines = text.splitlines()
    if suffix in LONG_LINES or name in SCRIPTS:
        most = rules.LINE_COLUMNS_MAX if suffix in CODE else rules.SCRIPT_COLUMNS_MAX
        # A test may quote a message of the wire in one piece: strings do not count there.
        measured = strings_cut(text).splitlines() if is_test(name) and suffix in CODE else lines
        for number, line in enumerate(measured, 1):
            if len(line.rstrip()) > most:
                yield number, f"{len(line.rstrip())} columns; at most {most}"
    if suffix in CODE or suffix == ".py":
        public = name.startswith("include/")
        most = rules.PUBLIC_HEADER_LINES_MAX if public else rules.FILE_LINES_MAX
        if len(lines) > most:
            yield len(lines), f"{len(lines)} lines; at most {most}: split by responsibility"
    if suffix in CODE:
        for begin, end in functions(code):
            if end - begin + 1 > rules.FUNCTION_LINES_MAX:
                yield begin, (f"a function of {end - begin + 1} lines; "
                              f"at most {rules.FUNCTION_LINES_MAX}")


def check_leftovers(name, text):
    for number, line in enumerate(text.splitlines(), 1):
        for word in rules.LEFTOVERS:
            if re.search(rf"\b{word}\b", line):
                yield number, f"{word} left behind; do it, or open an issue"


def check_listed(name, root):
    """No orphans: a source stands in the CMakeLists.txt of its folder or of one above."""
    path = pathlib.PurePosixPath(name)
    if path.suffix != ".cc" or name == "tests/support/doctest_main.cc":
        return
    for folder in path.parents:
        lists = root / folder / "CMakeLists.txt"
        if lists.is_file():
            wanted = re.escape(str(path.relative_to(folder)))
            if re.search(rf"(?<![\w/.]){wanted}(?![\w.])", lists.read_text()):
                return
    yield 1, "listed in no CMakeLists.txt; add it or remove it"


def check_file(name, root):
    try:
        text = (root / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        yield 1, "not UTF-8"
        return
    suffix = pathlib.PurePosixPath(name).suffix
    if name.endswith("package-lock.json"):
        return
    code = code_only(text) if suffix in CODE else ""
    if suffix in CODE:
        yield from check_includes(name, text, root)
        yield from check_banned(name, code)
        yield from check_listed(name, root)
        if suffix == ".h" and "#pragma once" not in text:
            yield 1, "a header without #pragma once"
    yield from check_lengths(name, text, code)
    if suffix in TEXT:
        yield from check_leftovers(name, text)


def check_tree(root):
    for name in tree_files(root):
        for line, message in check_file(name, root):
            yield name, line, message


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    findings = sorted(check_tree(root.resolve()))
    for name, line, message in findings:
        print(f"{name}:{line}: {message}")
    print(f"tidy: {len(findings)} findings" if findings else "tidy: clean")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
