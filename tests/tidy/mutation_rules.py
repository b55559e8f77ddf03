"""The mistakes that the years of chance are to notice: the line of each is there, once."""

MISTAKES = "tests/mutation/year_faults.txt"


def blocks_of(file):
    """Where each block begins, and its lines; a line that begins with # is none of it."""
    block, begins = [], 0
    for number, line in enumerate(file.lines + [""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            begins = begins if block else number
            block.append(line.strip())
        elif block:
            yield begins, block
            block = []


def planted_mistakes(tree):
    file = tree.get(MISTAKES)
    if file is None:
        return  # The tree plants none.
    for number, block in blocks_of(file):
        source = tree.get(block[0])
        if source is None:
            yield MISTAKES, number, f"{block[0]} is not there"
        elif len(block) < 4:
            yield MISTAKES, number, "a block is a file, a line, the mistake and what it breaks"
        else:
            found = sum(line.strip() == block[1] for line in source.lines)
            if found != 1:
                yield MISTAKES, number, f"{block[0]} has {found} lines {block[1]!r}"


RULES = [planted_mistakes]
