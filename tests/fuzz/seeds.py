"""Writes the first corpus of the fuzz targets: one file for each sample of the protocol.

usage: seeds.py protocol/samples OUT   makes OUT/frame (whole frames) and OUT/reader (bare params,
one byte before them that chooses the shape).
"""
import json
import pathlib
import sys

SHAPES = {"message": 0, "ground": 1, "case": 2, "household": 2, "connection": 3}  # fuzz_reader.cpp

def main(samples, out):
    for folder in ("frame", "reader"):
        (out / folder).mkdir(parents=True, exist_ok=True)
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
    if count == 0:
        sys.exit(f"no samples in {samples}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
