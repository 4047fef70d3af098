"""The files of the repository as the tidy rules see them: what git would track, read once.

Walks the folder instead of asking git, so that it works in an unpacked archive too.
"""
import os
import pathlib

NOT_OURS = {".git", "node_modules", "__pycache__", ".cache", "test-results", ".vite"}
MADE_AT_THE_TOP = {"data", "Testing"}  # the demo's database and certificates; a stray ctest
MADE_ELSEWHERE = {"client-web/dist"}


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.files = sorted(self._walk())
        self._texts = {}

    def _walk(self):
        for folder, folders, names in os.walk(self.root):
            here = pathlib.Path(folder).relative_to(self.root).as_posix()
            here = "" if here == "." else here + "/"
            folders[:] = [name for name in folders if not self._made(here, name)]
            for name in names:
                if not name.endswith((".log", ".pyc")):
                    yield here + name

    @staticmethod
    def _made(here, name):
        if name in NOT_OURS or here + name in MADE_ELSEWHERE:
            return True
        return here == "" and (name in MADE_AT_THE_TOP or name.startswith("build"))

    def text(self, path):
        """The file's text, or None when it is not text (an image, a key, a vector)."""
        if path not in self._texts:
            raw = (self.root / path).read_bytes()
            try:
                self._texts[path] = None if b"\0" in raw else raw.decode()
            except UnicodeDecodeError:
                self._texts[path] = None
        return self._texts[path]

    def bytes(self, path):
        return (self.root / path).read_bytes()

    def below(self, *folders, ends=""):
        prefixes = tuple(folder.rstrip("/") + "/" for folder in folders)
        return [f for f in self.files if f.startswith(prefixes) and f.endswith(ends)]

    def top_names(self):
        return sorted({path.split("/")[0] for path in self.files})
