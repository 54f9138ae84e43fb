#!/usr/bin/env python3
"""One short sentence to its vector on one core: ours beside ONNX Runtime and sentence-transformers, interleaved.

usage: embed.py --probe build/release/embed_probe --model FOLDER [--rounds N]

Needs tests/embed/requirements.txt (`./dev model-check` makes build/model-check with it). Prints, for each, the best
and the median of all its calls, and how often ours fits into it.
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"
SENTENCE = "The user likes to drink green tea with milk in the morning before work."  # 17 tokens with [CLS] and [SEP]
CALLS = 30


def onnx_sessions(folder, place):
    import onnxruntime
    import torch
    import transformers
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Sentence(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.bert = transformers.BertModel.from_pretrained(folder, attn_implementation="eager").eval()

        def forward(self, input_ids, attention_mask):
            rows = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(rows.dtype)
            mean = (rows * mask).sum(1) / mask.sum(1)
            return torch.nn.functional.normalize(mean, dim=1)

    ids = torch.randint(1000, 20000, (2, 17))
    exact, rough = os.path.join(place, "f32.onnx"), os.path.join(place, "int8.onnx")
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length", max=512)}
    torch.onnx.export(Sentence().eval(), (ids, torch.ones_like(ids)), exact,
                      input_names=["input_ids", "attention_mask"],
                      output_names=["vector"], dynamic_shapes=(axes, axes), dynamo=True, external_data=False)
    quantize_dynamic(exact, rough, weight_type=QuantType.QInt8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return [onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"]) for path in (exact, rough)]


def others(folder, place):
    import numpy
    import sentence_transformers
    import torch
    from tokenizers import Tokenizer
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokens = len(tokenizer.encode(SENTENCE).ids)
    assert tokens == 17, tokens

    def with_onnx(session):
        def embed():
            ids = numpy.array([tokenizer.encode(SENTENCE).ids], dtype=numpy.int64)
            return session.run(None, {"input_ids": ids, "attention_mask": numpy.ones_like(ids)})[0][0]
        return embed
    model = sentence_transformers.SentenceTransformer(str(folder), device="cpu")
    exact, rough = onnx_sessions(folder, place)
    return {"ONNX Runtime f32": with_onnx(exact), "ONNX Runtime dynamic int8": with_onnx(rough),
            "sentence-transformers": lambda: model.encode(SENTENCE, normalize_embeddings=True)}


def ours(probe, what, folder, place):
    out = os.path.join(place, what)
    subprocess.run([probe, f"time-{what}", str(folder), SENTENCE, str(CALLS + 5), out], check=True)
    return [int(number) / 1e6 for number in pathlib.Path(out).read_text().split()][5:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--probe", required=True)
    parser.add_argument("--model", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as place:
        rivals = others(options.model, place)
        times = {name: [] for name in ("mnestic f32", "mnestic int8", *rivals)}
        for _ in range(options.rounds):
            times["mnestic f32"] += ours(options.probe, "f32", options.model, place)
            times["mnestic int8"] += ours(options.probe, "int8", options.model, place)
            for name, embed in rivals.items():
                for i in range(CALLS + 5):
                    begin = time.perf_counter()
                    embed()
                    if i >= 5:
                        times[name].append((time.perf_counter() - begin) * 1e3)
    best = {name: min(each) for name, each in times.items()}
    median = {name: statistics.median(each) for name, each in times.items()}
    print(f"17 tokens, one core, {options.rounds} interleaved rounds of {CALLS} calls; ms\n")
    print("| | best | median | × mnestic f32 (best, median) | × mnestic int8 |\n|---|--:|--:|--:|--:|")
    for name in times:
        ratios = [f"{best[name] / best[base]:.2f}, {median[name] / median[base]:.2f}"
                  for base in ("mnestic f32", "mnestic int8")]
        print(f"| {name} | {best[name]:.2f} | {median[name]:.2f} | {ratios[0]} | {ratios[1]} |")


main()
