"""Patterns over JSON. Plain values must be equal, type included. An object must hold what the pattern holds and
may hold more; an array must match element by element. Besides:

  {"$re": "text"}        a string in which the expression is found
  {"$type": "string"}    string, integer, number, boolean, object or array
  {"$len": 2}            an array or string of that length
  {"$has": [p, …]}       an array in which each pattern matches some element
  {"$not": p}            anything that p does not match
  {"$save": "name"}      anything; "${name}" stands for it from here on
  "$absent"              as a member: must not be there
"""
import json
import re

TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict,
         "array": list}


def substitute(value, saved):
    if isinstance(value, str):
        whole = re.fullmatch(r"\$\{(\w+)\}", value)
        if whole:
            return saved[whole.group(1)]
        return re.sub(r"\$\{(\w+)\}", lambda match: str(saved[match.group(1)]), value)
    if isinstance(value, dict):
        return {key: substitute(each, saved) for key, each in value.items()}
    if isinstance(value, list):
        return [substitute(each, saved) for each in value]
    return value


def special(pattern, value, saved, path):
    (key, wanted), = pattern.items()
    if key == "$re":
        if not isinstance(value, str) or not re.search(wanted, value, re.S):
            return f"{path}: {short(value)} lacks /{wanted}/"
    elif key == "$type":
        is_bool = isinstance(value, bool)
        if not isinstance(value, TYPES[wanted]) or (is_bool and wanted != "boolean"):
            return f"{path}: {short(value)} is no {wanted}"
    elif key == "$len":
        if not isinstance(value, (list, str)) or len(value) != wanted:
            return f"{path}: {short(value)} has not length {wanted}"
    elif key == "$has":
        for position, each in enumerate(wanted):
            if not isinstance(value, list) or \
                    not any(mismatch(each, item, saved, path) is None for item in value):
                return f"{path}: nothing in {short(value)} matches pattern {position}: {short(each)}"
    elif key == "$not":
        if mismatch(wanted, value, dict(saved), path) is None:
            return f"{path}: {short(value)} matches {short(wanted)}"
    elif key == "$save":
        saved[wanted] = value
    else:
        raise ValueError(f"unknown pattern {key}")
    return None


def mismatch(pattern, value, saved, path="$"):
    """None when it matches, else the first difference in words."""
    if isinstance(pattern, dict):
        if len(pattern) == 1 and next(iter(pattern)).startswith("$"):
            return special(pattern, value, saved, path)
        if not isinstance(value, dict):
            return f"{path}: {short(value)} is no object"
        for key, wanted in pattern.items():
            if wanted == "$absent":
                if key in value:
                    return f"{path}.{key} is there: {short(value[key])}"
            elif key not in value:
                return f"{path}.{key} is missing in {short(value)}"
            elif (found := mismatch(wanted, value[key], saved, f"{path}.{key}")) is not None:
                return found
        return None
    if isinstance(pattern, list):
        if not isinstance(value, list) or len(value) != len(pattern):
            return f"{path}: {short(value)} is no array of {len(pattern)}"
        for position, wanted in enumerate(pattern):
            found = mismatch(wanted, value[position], saved, f"{path}[{position}]")
            if found is not None:
                return found
        return None
    if type(pattern) is not type(value) or pattern != value:
        return f"{path}: {short(value)} is not {short(pattern)}"
    return None


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 600 else text[:600] + "…"
