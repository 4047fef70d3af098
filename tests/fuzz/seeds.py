"""Writes the first corpus of the fuzz targets: one file for each sample of the protocol.

usage: seeds.py protocol/samples OUT   makes OUT/frame (whole frames), OUT/reader (bare params, one
byte before them that chooses the shape), OUT/websocket (frames as a browser sends them, one byte
before them that chooses the cuts) and OUT/partner (the examples of the partner API's description,
with a line before them that is the key).
"""
import json
import pathlib
import sys

import seeds_media

SHAPES = {"message": 0, "ground": 1, "case": 2, "household": 2, "connection": 3}  # fuzz_reader.cpp

MASK = bytes([0x37, 0xFA, 0x21, 0x3D])


def masked(opcode, payload, last=True):
    size = len(payload)
    head = bytes([(0x80 if last else 0) | opcode])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += bytes([0xFE]) + size.to_bytes(2, "big")
    else:
        head += bytes([0xFF]) + size.to_bytes(8, "big")
    return head + MASK + bytes(byte ^ MASK[i % 4] for i, byte in enumerate(payload))


def conversations():
    text = "Twee maanden huur, één brief \U0001f4ec".encode("utf-8")
    yield "text", masked(1, text)
    yield "pieces", masked(1, text[:7], False) + masked(9, b"?") + masked(0, text[7:])
    yield "binary", masked(2, bytes(range(200)))
    yield "long", masked(1, b"a" * 2048)
    yield "too-long", masked(1, b"a" * 2049)
    yield "bad-text", masked(1, b"\xed\xa0\x80")
    yield "pong-close", masked(10, b"") + masked(8, (1000).to_bytes(2, "big") + b"klaar")
    yield "unmasked", b"\x81\x02ja"


CANDIDATES = (
    b"candidate:59 1 udp 2122194687 192.0.2.2 33272 typ host generation 0 ufrag Hxiw network-id 1",
    b"candidate:1 1 tcp 1518285567 FD00::2 9 typ host tcptype active generation 1 ufrag Xe/k",
    b"candidate:0 1 UDP 2122252543 0b1c2d3e-0f1a.local 50861 typ srflx raddr 10.1.2.3 rport 9",
)


def partner(openapi):
    post = json.loads(openapi.read_text(encoding="utf-8"))["paths"]["/v1/signals"]["post"]
    for name, one in post["requestBody"]["content"]["application/json"]["examples"].items():
        yield name, json.dumps(one["value"], ensure_ascii=False).encode("utf-8")


def main(samples, out):
    for folder in ("frame", "reader", "websocket", "partner", "signalling"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    seeds_media.write(out / "media")
    count = 0
    for path in sorted(samples.glob("*/*.json")):
        sample = json.loads(path.read_text(encoding="utf-8"))
        name = f"{path.parent.name}-{path.stem}"
        request = sample.get("request", sample)
        text = sample["text"] if "text" in sample else json.dumps(request, ensure_ascii=False)
        (out / "frame" / name).write_bytes(text.encode("utf-8"))
        if "params" in request:
            params = json.dumps(request["params"], ensure_ascii=False).encode("utf-8")
            shape = SHAPES.get(path.parent.name.split(".")[0], count % 4)
            (out / "reader" / name).write_bytes(bytes([shape]) + params)
        count += 1
    for number, (name, frames) in enumerate(conversations()):
        (out / "websocket" / name).write_bytes(bytes([3 + 14 * number]) + frames)
    for name, body in partner(samples.parent / "openapi.json"):
        (out / "partner" / name).write_bytes(b"een-sleutel-1\n" + body)
    for path in sorted((samples.parent.parent / "tests/data/sdp").glob("*.sdp")):
        (out / "signalling" / path.stem).write_bytes(path.read_bytes())
    for number, text in enumerate(CANDIDATES):
        (out / "signalling" / f"candidate-{number}").write_bytes(text)
    if count == 0:
        sys.exit(f"no samples in {samples}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
