"""Runs clang-tidy over every source of a build, two at a time, skipping what was clean before.

A file's state is the hash of what the compiler reads after preprocessing, with .clang-tidy's own.
Usage: lint.py BUILD_DIR CACHE_DIR [PATH_PREFIX...]
"""
import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = ("core/", "ui/", "server-stub/")


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


def lint(path, command, build, cache, settings):
    state = state_of(command, settings)
    mark = os.path.join(cache, state) if state else None
    if mark and os.path.exists(mark):
        return path, "clean before", ""
    run = subprocess.run(["clang-tidy", "--quiet", "-p", build, os.path.join(ROOT, path)],
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return path, "found", run.stdout + run.stderr
    if mark:
        with open(mark, "w", encoding="utf-8"):
            pass
    return path, "clean", ""


def main():
    build, cache = sys.argv[1:3]
    prefixes = tuple(sys.argv[3:]) or OURS
    os.makedirs(cache, exist_ok=True)
    with open(os.path.join(ROOT, ".clang-tidy"), "rb") as file:
        settings = file.read()
    work = sources(build, prefixes)
    started, count, bad = time.monotonic(), 0, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(lint, path, command, build, cache, settings) for path, command in work]
        for job in concurrent.futures.as_completed(jobs):
            path, result, said = job.result()
            count += 1
            bad += result == "found"
            if result != "clean before":
                print(f"[{count}/{len(work)}] {path}: {result}", flush=True)
            if said:
                print(said, flush=True)
    print(f"lint: {len(work)} sources, {bad} with findings, {time.monotonic() - started:.0f} s")
    sys.exit(1 if bad else 0)


main()
