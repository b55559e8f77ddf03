"""Runs clang-tidy over every source of a build, skipping what was clean before.

Sources of one folder are read together, as one file that includes them: most of a run goes to the
headers, which are then read once. Where they cannot stand in one file, each is read by itself. A
source's state is the hash of what the compiler reads after preprocessing, with .clang-tidy's own.
Usage: lint.py BUILD_DIR CACHE_DIR [PATH_PREFIX...]
"""
import concurrent.futures
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = ("core/", "ui/", "server-stub/")
TOGETHER = 8


def sources(build, prefixes):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        commands = json.load(file)
    chosen = {}
    for command in commands:
        path = os.path.relpath(command["file"], ROOT)
        if path.startswith(prefixes):
            chosen[path] = command
    return sorted(chosen.items())


def preprocess_command(command):
    words = shlex.split(command["command"])
    if "ccache" in os.path.basename(words[0]):
        words = words[1:]
    output = words.index("-o")
    return [word for word in words[:output] + words[output + 2:] if word != "-c"] + ["-E", "-P"]


def state_of(command, settings):
    run = subprocess.run(preprocess_command(command), cwd=command["directory"], capture_output=True,
                         check=False)
    if run.returncode != 0:
        return None
    with open(command["file"], "rb") as file:  # Comments count: NOLINT is one.
        return hashlib.sha256(settings + file.read() + run.stdout).hexdigest()


def tidy(build, path):
    # A batch is made of included sources, which is what that check warns of.
    run = subprocess.run(["clang-tidy", "--quiet", "--checks=-bugprone-suspicious-include", "-p",
                          build, path], capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stdout + run.stderr


def compiles(command):
    words = [word for word in preprocess_command(command) if word not in ("-E", "-P")]
    return subprocess.run(words + ["-fsyntax-only", "-w"], cwd=command["directory"],
                          capture_output=True, check=False).returncode == 0


def write_batch(build, number, batch):
    """A file that includes the sources, in a folder with its own compile_commands.json."""
    folder = os.path.join(build, "batches", str(number))
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    source = os.path.join(folder, "batch.cpp")
    own = os.path.join(ROOT, os.path.dirname(batch[0][0]), ".clang-tidy")
    if os.path.exists(own):
        shutil.copy(own, folder)
    with open(source, "w", encoding="utf-8") as file:
        file.writelines(f'#include "{os.path.join(ROOT, path)}"\n' for path, _, _ in batch)
    first = batch[0][1]
    command = dict(first, file=source, command=first["command"].replace(first["file"], source))
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump([command], file)
    return folder, source, command


def lint(build, number, batch):
    """Answers (path, mark, what was found) for each source."""
    if len(batch) > 1:
        folder, source, command = write_batch(build, number, batch)
        if compiles(command):
            clean, said = tidy(folder, source)
            # What stands in a header has no source here: it counts for every one.
            named = [path for path, _, _ in batch if path in said]
            return [(path, mark, said if not clean and (path in named or not named) else "")
                    for path, _, mark in batch]
    results = []
    for path, _, mark in batch:
        clean, said = tidy(build, os.path.join(ROOT, path))
        results.append((path, mark, "" if clean else said))
    return results


def batches_of(work):
    folders = {}
    for path, command, mark in work:
        folders.setdefault(os.path.dirname(path), []).append((path, command, mark))
    for sources_of in folders.values():
        for i in range(0, len(sources_of), TOGETHER):
            yield sources_of[i:i + TOGETHER]


def not_clean_yet(pool, chosen, cache, settings):
    states = pool.map(lambda item: state_of(item[1], settings), chosen)
    for (path, command), state in zip(chosen, states):
        mark = os.path.join(cache, state) if state else None
        if not mark or not os.path.exists(mark):
            yield path, command, mark


def main():
    build, cache = os.path.abspath(sys.argv[1]), sys.argv[2]
    os.makedirs(cache, exist_ok=True)
    with open(os.path.join(ROOT, ".clang-tidy"), "rb") as file:
        settings = file.read()
    chosen = sources(build, tuple(sys.argv[3:]) or OURS)
    started, count, bad, told = time.monotonic(), 0, 0, set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        work = list(not_clean_yet(pool, chosen, cache, settings))
        print(f"lint: {len(chosen)} sources, {len(chosen) - len(work)} clean before", flush=True)
        jobs = [pool.submit(lint, build, number, batch)
                for number, batch in enumerate(batches_of(work))]
        for job in concurrent.futures.as_completed(jobs):
            for path, mark, said in job.result():
                count += 1
                bad += bool(said)
                print(f"[{count}/{len(work)}] {path}: {'found' if said else 'clean'}", flush=True)
                if said and said not in told:
                    told.add(said)
                    print(said, flush=True)
                if mark and not said:
                    with open(mark, "w", encoding="utf-8"):
                        pass
    print(f"lint: {len(work)} sources, {bad} with findings, {time.monotonic() - started:.0f} s")
    sys.exit(1 if bad else 0)


main()
