"""Plants faults in core/domain, one at a time, and counts how many the tests notice.

A fault is a flipped comparison, a bound off by one, a dropped guard, an `and` for an `or`, a field
that everybody sees. Each is compiled alone, one in a header with every source that includes it, and
linked into the tests in place of those objects. The choice follows from
the seed, in proportion to what each file offers. What survives is listed with its reason from
survivors.txt; a survivor without one makes the campaign fail.
A header that more sources include than ENTENTE_PROOF_BROADEST says is left out, and counted.
Usage: mutation.py BUILD_DIR [COUNT] [SEED] [PATH_PREFIX]
       mutation.py BUILD_DIR --again RECORD    what survived there, as far as its line still stands
"""
import collections
import concurrent.futures
import os
import re
import sys
import threading

from faults import ROOT, Fault, blocks_of, lines_of, slots
from trials import Build, Tests, lines_reached, outcome

REASONS = "tests/mutation/survivors.txt"


class Reasons:
    """Blocks of survivors.txt, headed "path (kind)"."""

    def __init__(self):
        self.known = {}
        self.stale = []
        for head, before, after, reason in blocks_of(REASONS):
            path, kind = head.rstrip(")").split(" (")
            there = os.path.exists(os.path.join(ROOT, path)) and any(
                line.strip() == before for line in lines_of(path))
            if not there or not reason:
                self.stale.append(head)
            self.known[path, kind, before, after] = reason

    def of(self, fault):
        return self.known.get((fault.path, fault.kind, fault.before.strip(), fault.after.strip()))


class Campaign:
    def __init__(self, build, chosen):
        self.build, self.tests = build, Tests(build)
        self.offers = [(collections.deque(found), wanted) for found, wanted in chosen]
        self.wanted = sum(min(wanted, len(found)) for found, wanted in self.offers)
        self.results = collections.defaultdict(list)
        self.survivors = []
        self.lock = threading.Lock()

    def run(self):
        jobs = [found for found, wanted in self.offers for _ in range(wanted)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in pool.map(self.plant_one, jobs):
                del done

    def plant_one(self, found):
        """The file's next fault that a compiler accepts."""
        while True:
            with self.lock:
                if not found:
                    return
                fault = found.popleft()
            result = outcome(self.build, self.tests, fault)
            with self.lock:
                if result != "no program":
                    self.results[fault.kind].append(result)
                    at = sum(len(each) for each in self.results.values())
                    print(f"[{at}/{self.wanted}] {result:8} {fault.path}:{fault.number} "
                          f"{fault.kind}", flush=True)
                    if result == "survived":
                        self.survivors.append(fault)
                        print(f"    {fault.before.strip()}\n    {fault.after.strip()}", flush=True)
                    return


def survivors_of(record):
    """What a record lists as survived, where it stands now: one offer each."""
    with open(record, encoding="utf-8") as file:
        listed = re.findall(r"^(\S+):(\d+) \((\w+)\)\n    (.*)\n    (.*)\n", file.read(), re.M)
    offers = []
    for path, number, kind, before, after in listed:
        there = os.path.exists(os.path.join(ROOT, path))
        lines = lines_of(path) if there else []
        at = [i for i, line in enumerate(lines, 1) if line.strip() == before]
        if not at:
            print(f"gone: {path}:{number} ({kind}) {before}")
            continue
        nearest = min(at, key=lambda i: abs(i - int(number)))
        line = lines[nearest - 1]
        offers.append(([Fault(path, nearest, kind, line, line.replace(before, after))], 1))
    return offers


def narrow_enough(build, chosen):
    """Without the files whose faults are compiled with more sources than there is time for."""
    most = int(os.environ.get("ENTENTE_PROOF_BROADEST", "1000"))
    broad = [found[0].path for found, _ in chosen if len(build.sources_of(found[0].path)) > most]
    if broad:
        print(f"left out, as more than {most} sources include them: {' '.join(sorted(broad))}")
    return [each for each in chosen if each[0][0].path not in broad]


def print_survivor(fault, said):
    print(f"{fault.path}:{fault.number} ({fault.kind})")
    print(f"    {fault.before.strip()}\n    {fault.after.strip()}\n    {said}\n")


def main():
    reasons = Reasons()
    if reasons.stale:
        raise SystemExit(f"mutation: {REASONS} explains what is not there: {reasons.stale}")
    build = Build(sys.argv[1])
    if sys.argv[2:3] == ["--again"]:
        chosen = survivors_of(sys.argv[3])
        print(f"{len(chosen)} that survived are planted again", flush=True)
    else:
        count = int(sys.argv[2]) if len(sys.argv) > 2 else 340
        seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
        prefix = sys.argv[4] if len(sys.argv) > 4 else "core/domain"
        chosen, total = slots(prefix, count, seed)
        chosen = narrow_enough(build, chosen)
        print(f"{total} faults could stand in {len(chosen)} files; seed {seed}", flush=True)
    campaign = Campaign(build, chosen)
    campaign.run()
    print("\nkind        planted  caught")
    everything = [each for said in campaign.results.values() for each in said]
    for kind, said in [*sorted(campaign.results.items()), ("all", everything)]:
        print(f"{kind:11} {len(said):7} {said.count('caught'):7}")
    survivors = sorted(campaign.survivors)
    reached = lines_reached(build, sorted({each.path for each in survivors}))
    unexplained = 0
    print(f"\n{len(survivors)} survived:\n")
    for fault in survivors:
        reason = reasons.of(fault)
        unexplained += reason is None
        unreached = "" if (fault.path, fault.number) in reached else "No test reaches the line. "
        print_survivor(fault, unreached + (reason or "UNEXPLAINED"))
    print(f"{unexplained} of them without a reason")
    return 1 if unexplained else 0


sys.exit(main())
