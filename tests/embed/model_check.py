#!/usr/bin/env python3
"""Compares the local embedder with the reference: tokens with `tokenizers`, vectors with `transformers`.

usage: model_check.py --probe build/release/embed_probe --model FOLDER [--lines N]

Needs requirements.txt of this folder; `./dev model-check` makes a place with it. Exits 1 on a difference.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import numpy
import torch
import transformers
from tokenizers import Tokenizer

SCRIPTS = ((0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x5FF), (0x600, 0x6FF),
           (0x700, 0x8FF), (0x900, 0xDFF), (0xE00, 0xFFF), (0x1000, 0x13FF), (0x1400, 0x1CFF), (0x1D00, 0x1FFF),
           (0x2000, 0x2BFF), (0x2C00, 0x2FFF), (0x3000, 0x33FF), (0x3400, 0x9FFF), (0xA000, 0xABFF),
           (0xAC00, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x1FFFF), (0x20000, 0x323AF), (0x0, 0x9F), (0x300, 0x36F))
# Published shapes: (name, hidden, heads, inner, layers, cls, stored as); layers are cut to four.
FAMILIES = (("minilm", 384, 12, 1536, 4, False, "float32"), ("bge-small-en-v1.5", 384, 12, 1536, 4, True, "float32"),
            ("gte-small", 384, 12, 1536, 4, False, "float16"), ("e5-small-v2", 384, 12, 1536, 4, False, "float32"),
            ("snowflake-arctic-embed-xs", 384, 12, 1536, 4, True, "bfloat16"),
            ("bge-base-en-v1.5", 768, 12, 3072, 2, True, "float32"), ("e5-large", 1024, 16, 4096, 1, False, "float16"))
PASSAGE = {"e5-small-v2": "passage: ", "e5-large": "passage: "}
SEARCH = "Represent this sentence for searching relevant passages: "
QUERY = {"e5-small-v2": "query: ", "e5-large": "query: ", "bge-small-en-v1.5": SEARCH, "bge-base-en-v1.5": SEARCH,
         "snowflake-arctic-embed-xs": SEARCH}
# Small letters that came with Unicode 16 and later; the character tables here are of Unicode 15.
LATER = {chr(c) for c in (*range(0x10D50, 0x10D66), *range(0x16EA0, 0x16EB9), 0x1C89, 0xA7CB, 0xA7CC, 0xA7CE, 0xA7D2,
                          0xA7D4, 0xA7DA, 0xA7DC)}


def one_character(source, low, high):
    while True:
        character = chr(source.randint(low, high))
        if not "\ud800" <= character <= "\udfff" and character not in LATER:
            return character


def lines(count, words):
    """Texts of many scripts: real words, runs of one script, and anything mixed."""
    source = random.Random(6)
    for _ in range(count):
        parts = []
        for _ in range(source.randint(1, 14)):
            kind = source.random()
            low, high = source.choice(SCRIPTS)
            if kind < 0.45:
                word = source.choice(words)
                parts.append(source.choice((word, word.upper(), word.title(), word + source.choice(words))))
            elif kind < 0.85:
                parts.append("".join(one_character(source, low, high) for _ in range(source.randint(1, 8))))
            elif kind < 0.9:
                parts.append(source.choice(("[SEP]", "[CLS]", "[MASK]", "[UNK]x", "#tag", "don't", "3.14", "a" * 101)))
            else:
                parts.append("".join(one_character(source, *source.choice(SCRIPTS)) for _ in range(6)))
        yield source.choice((" ", " ", " ", "", "\n", "\u3000")).join(parts)


def ask(probe, what, folder, texts):
    with tempfile.TemporaryDirectory() as place:
        given, made = pathlib.Path(place, "in"), pathlib.Path(place, "out")
        given.write_text("".join(json.dumps(text) + "\n" for text in texts))
        done = subprocess.run([probe, what, str(folder), str(given), str(made)], check=False)
        if done.returncode != 0:
            sys.exit(f"{what} {folder}: {made.read_text()}")
        return [[float(number) for number in line.split()] for line in made.read_text().splitlines()]


def reference(model, tokenizer, texts, cls):
    vectors = []
    for text in texts:
        ids = torch.tensor([tokenizer.encode(text).ids])
        with torch.no_grad():
            rows = model(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state[0]
        vector = rows[0] if cls else rows.mean(0)
        vectors.append((vector / vector.norm()).float().numpy())
    return numpy.array(vectors)


def check_vectors(probe, name, folder, wanted, texts, kind=""):
    fine = True
    for what, floor in ((kind + "f32", 0.9999), (kind + "int8", 0.99)):
        cosines = (numpy.array(ask(probe, what, folder, texts)) * wanted).sum(1)
        fine = fine and cosines.min() >= floor
        print(f"{name:26} {what:10} cosine: least {cosines.min():.6f}, mean {cosines.mean():.6f}"
              f"{'' if cosines.min() >= floor else f'  BELOW {floor}'}")
    return fine


def make_family(place, published, shape):
    """A model of that shape with random weights, beside the published vocabulary."""
    name, hidden, heads, inner, layers, cls, dtype = shape
    folder = pathlib.Path(place, name)
    config = transformers.BertConfig(vocab_size=30522, hidden_size=hidden, num_attention_heads=heads,
                                     intermediate_size=inner, num_hidden_layers=layers, initializer_range=0.05)
    # With a head, the arrays' names begin with "bert.".
    headed = transformers.BertForMaskedLM(config) if name == "gte-small" else None
    model = headed.bert if headed else transformers.BertModel(config)
    model = model.to(getattr(torch, dtype)).eval()
    (headed.to(getattr(torch, dtype)) if headed else model).save_pretrained(folder)
    # Some publish the vocabulary in one file, some in the other.
    for file in ("tokenizer.json" if name.startswith("e5") else "vocab.txt", "tokenizer_config.json"):
        shutil.copy(published / file, folder / file)
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 256}')
    (folder / "modules.json").write_text(json.dumps(
        [{"path": "", "type": "sentence_transformers.models.Transformer"},
         {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]))
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(
        json.dumps({"pooling_mode_cls_token": cls, "pooling_mode_mean_tokens": not cls}))
    return folder, model.float()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--probe", required=True)
    parser.add_argument("--model", required=True, type=pathlib.Path)
    parser.add_argument("--lines", type=int, default=100_000)
    options = parser.parse_args()
    probe = os.path.abspath(options.probe)
    torch.manual_seed(6)
    torch.set_num_threads(1)
    transformers.logging.set_verbosity_error()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    tokenizer.enable_truncation(256)
    tokenizer.no_padding()
    words = [word for word in (options.model / "vocab.txt").read_text().split("\n") if word.isalpha()]

    texts = list(lines(options.lines, words))
    ours = ask(probe, "tokens", options.model, texts)
    different = [i for i, text in enumerate(texts) if tokenizer.encode(text).ids != ours[i]]
    print(f"tokens: {len(texts) - len(different)} of {len(texts)} lines alike")
    for i in different[:5]:
        print("  ", ascii(texts[i]), tokenizer.encode(texts[i]).ids, ours[i])

    texts = [text for text in lines(300, words) if len(tokenizer.encode(text).ids) > 2]
    sentences = [" ".join(random.Random(i).choices(words, k=3 + i % 40)) for i in range(200)]
    published = transformers.BertModel.from_pretrained(options.model).eval()
    fine = not different
    wanted = reference(published, tokenizer, texts + sentences, False)
    fine = check_vectors(probe, "all-MiniLM-L6-v2", options.model, wanted, texts + sentences) and fine
    with tempfile.TemporaryDirectory() as place:
        for shape in FAMILIES:
            folder, model = make_family(place, options.model, shape)
            # The last ones are longer than a model reads.
            given = sentences[:40] + [" ".join(sentences[i:i + 20]) for i in range(0, 40, 20)]
            for kind, prefix in (("", PASSAGE), ("query-", QUERY)):
                wanted = reference(model, tokenizer, [prefix.get(shape[0], "") + text for text in given], shape[5])
                fine = check_vectors(probe, shape[0], folder, wanted, given, kind) and fine
    sys.exit(0 if fine else 1)


main()
