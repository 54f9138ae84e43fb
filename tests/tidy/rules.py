"""The house rules as data: who may include whom, which third party lives where, which calls are banned
and what to use instead. tidy.py applies them."""

# Besides itself and base. A room that is not named here may include nothing.
MAY_INCLUDE = {
    "base": [],
    "model": [],
    "text": [],
    "rpc": [],
    "transport": [],
    "llm": [],
    "config": [],
    "store": ["model"],
    "index": ["model", "text", "store"],
    "embed": ["model", "text", "llm"],
    "extract": ["model", "text", "llm"],
    "memory": ["model", "text", "store", "index", "embed", "extract"],
    "transfer": ["model", "text", "store", "memory"],
    "bench": ["model", "text", "store", "memory"],
    "mcp": ["rpc", "transport"],
    "tools": ["mcp", "rpc", "model", "memory", "text", "llm"],
    "cli": ["*"],
}

# A room with folders of its own: each folder, and the others of that room that it may include. Files beside
# the folders may include all of them.
FOLDERS_MAY_INCLUDE = {
    "extract": {
        "grammar": [],
        "secrets": ["grammar"],
        "guard": ["grammar", "secrets"],
        "relation": ["grammar"],
        "rules": ["grammar", "guard"],
        "led": ["grammar", "guard", "relation", "rules"],
        "llm": ["grammar", "guard", "relation"],
    },
}

# Pattern of an include in angle brackets -> the rooms (or files) that may have it. Tests of a room may
# include what the room may, and doctest and JSON besides.
FENCES = [
    (r"lmdb\.h", ["store"]),
    (r"sodium(\.h|/)", ["base", "store", "embed"]),
    (r"xxhash\.h", ["base", "store"]),
    (r"utf8proc\.h", ["text", "embed"]),
    (r"libstemmer\.h", ["text"]),
    (r"date/", ["text"]),
    (r"hnswlib/", ["index"]),
    (r"(dnnl|oneapi/)", ["embed"]),
    (r"(httplib\.h|openssl/)", ["llm"]),
    (r"spdlog/", ["src/base/log.cc"]),
    # bench reads public data sets, which are JSON.
    (r"nlohmann/", ["rpc", "mcp", "tools", "config", "llm", "extract", "embed", "transfer",
                    "bench", "cli", "tests"]),
    (r"CLI/", ["cli"]),
    (r"doctest/", ["tests"]),
]

# Pattern in code (comments and strings are gone) -> what to use instead, and where it is allowed.
BANNED = [
    (r"\bstd::(cout|cin|clog|wcout)\b", "transport for messages, cli's terminal for people",
     ["transport", "src/cli/terminal.cc"]),
    (r"(?<![\w:>.])(std::)?(printf|puts|putchar|vprintf|scanf|gets|getchar)\s*\(",
     "transport for messages, cli's terminal for people", ["transport", "src/cli/terminal.cc"]),
    (r"\b(stdout|stdin|STDOUT_FILENO|STDIN_FILENO)\b",
     "transport for messages, cli's terminal for people",
     ["transport", "src/cli/terminal.cc", "src/bench/server_process.cc", "tests"]),
    (r"\b(std::)?(secure_)?getenv\s*\(|(?<![\w.>])environ\b", "config",
     ["config"]),
    (r"\b(system_clock|file_clock|utc_clock)::now\b", "Clock (base/clock.h)", ["src/base/clock.cc"]),
    (r"(?<![\w.>])(std::)?(time|gettimeofday|clock_gettime|ftime)\s*\((\s*(nullptr|NULL|0|&))",
     "Clock (base/clock.h)", ["src/base/clock.cc"]),
    (r"(?<![\w.>])(std::)?(localtime|gmtime|strftime|mktime)(_r)?\s*\(", "text/time.h", []),
    (r"(?<![\w.>])(std::)?(s?rand|drand48|rand_r)\s*\(", "base/random.h", []),
    (r"\bstd::(random_device|default_random_engine)\b", "base/random.h", []),
    (r"\bstd::mt19937(_64)?\b", "base/random.h", ["tests"]),
    (r"(?<![\w.>:])(std::)?(exit|quick_exit|atexit)\s*\(", "a return value up to main()", []),
    (r"(?<![\w.>:])(std::)?(abort|terminate)\s*\(", "MNESTIC_ASSERT", ["src/base/assert.cc"]),
    (r"(?<![\w.>:])(std::)?(system|popen)\s*\(", "fork and exec with arguments", []),
    (r"(?<![\w.>])assert\s*\(", "MNESTIC_ASSERT", []),
    (r"\bnew\s+[A-Za-z_:(]", "std::make_unique, or a value", []),
    (r"(?<![=\w]\s)(?<!=)\bdelete\s*(\[\s*\])?\s+[A-Za-z_*]", "an owner", []),
    (r"\bthrow\b(?!\s*\()", "Result", ["tests"]),
    (r"\bmalloc\s*\(|\bfree\s*\(", "a container", []),
    (r"\busing\s+namespace\s+std\s*;", "the names themselves", []),
    (r"\bstd::sto(i|l|ll|ul|ull|f|d|ld)\s*\(", "std::from_chars, which cannot throw",
     ["tests"]),
    (r"\bato(i|l|ll|f)\s*\(", "std::from_chars, which can fail", []),
    (r"\b(strcpy|strcat|sprintf|strtok)\s*\(", "std::string", []),
    (r"\b(reinterpret_cast<\s*std::size_t|const_cast)\b", "the right type from the start", []),
]

# The same, in tests only.
BANNED_IN_TESTS = [
    (r"\bsleep_for\s*\(|(?<![\w.>:])u?sleep\s*\(", "a condition to wait for", []),
]

LINE_COLUMNS_MAX = 100
SCRIPT_COLUMNS_MAX = 120
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 600
PUBLIC_HEADER_LINES_MAX = 250
# Split so that this file passes its own rule.
LEFTOVERS = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
