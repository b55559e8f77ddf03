"""The tree as the rules see it: files with their text, and code without comments and strings."""
import os
import subprocess

CODE = {".h", ".cpp", ".js", ".mjs", ".py", ".sh", ".css", ".html"}
CPP = {".h", ".cpp"}
SCRIPT = {".js", ".mjs"}


class File:
    """One file. `path` is from the root of the tree, with forward slashes."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.folder, _, self.name = path.rpartition("/")
        self.stem, self.extension = os.path.splitext(self.name)
        self.lines = text.split("\n")
        self._bare = None

    @property
    def bare(self):
        """The text with comments and the contents of strings as spaces: same length, same lines."""
        if self._bare is None:
            code = self.extension in CPP | SCRIPT
            self._bare = without_comments(self.text) if code else self.text
        return self._bare

    def line_at(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def is_cpp(self):
        return self.extension in CPP

    def is_script(self):
        return self.extension in SCRIPT

    def is_cmake(self):
        return self.name == "CMakeLists.txt" or self.extension == ".cmake"

    def under(self, *folders):
        return any(self.path.startswith(folder + "/") for folder in folders)


class Tree:
    def __init__(self, files):
        self.files = {file.path: file for file in files}

    def __iter__(self):
        return iter(self.files.values())

    def get(self, path):
        return self.files.get(path)

    def having(self, *extensions):
        return [file for file in self if file.extension in extensions]


def blanked(text):
    return "".join("\n" if letter == "\n" else " " for letter in text)


def end_of_string(text, start, quote):
    at = start + 1
    while at < len(text) and text[at] != quote:
        if text[at] == "\n" and quote != "`":
            return at
        at += 2 if text[at] == "\\" else 1
    return at + 1


def end_of_raw_string(text, start):
    opening = text.index("(", start)
    closing = text.find(")" + text[start + 2:opening] + '"', opening)
    return len(text) if closing < 0 else closing + opening - start


def is_digit_separator(text, at):
    return text[at] == "'" and at > 0 and text[at - 1].isalnum() and text[at + 1:at + 2].isalnum()


def without_comments(text):
    out = []
    at = 0
    while at < len(text):
        end = at + 1
        if text.startswith("//", at):
            end = text.find("\n", at)
        elif text.startswith("/*", at):
            end = text.find("*/", at) + 2
        elif text.startswith('R"', at) and not text[at - 1:at].isalnum():
            end = end_of_raw_string(text, at)
        elif text[at] in "\"'`" and not is_digit_separator(text, at):
            end = end_of_string(text, at, text[at])
            out.append(text[at] + blanked(text[at + 1:end - 1]) + text[end - 1:end])
            at = end
            continue
        else:
            out.append(text[at])
            at = end
            continue
        if end <= at:
            end = len(text)
        out.append(blanked(text[at:end]))
        at = end
    return "".join(out)


def listed_paths(root):
    """Tracked files and new ones that are not ignored; without git, whatever lies there."""
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, capture_output=True, check=False)
    if found.returncode == 0:
        return sorted({path for path in found.stdout.decode().split("\0") if path})
    skipped = {"build", ".deps", ".git", "node_modules"}
    paths = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in skipped]
        paths += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return sorted(paths)


def read_tree(root):
    files = []
    for path in listed_paths(root):
        full = os.path.join(root, path)
        if not os.path.isfile(full):
            continue
        with open(full, "rb") as source:
            content = source.read()
        if b"\0" in content[:4096]:
            files.append(File(path, ""))
            continue
        files.append(File(path, content.decode("utf-8", "replace")))
    return Tree(files)
