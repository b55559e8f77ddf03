"""Finds functions in C++ and JavaScript by their braces: name, length, parameters, nesting.

Not a parser: it knows that a brace which follows a list of parameters opens a function, unless the
word before that list is one of the control words. Good enough to count, and it has tests.
"""
import re

CONTROL = {"if", "for", "while", "switch", "catch", "constexpr"}
TYPES = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b(?![^()]*\()")
LAMBDA = re.compile(
    r"\[[^\[\]]*\]\s*(\((?P<list>[^()]*(\([^()]*\)[^()]*)*)\))?\s*(mutable|noexcept)?\s*"
    r"(->\s*[\w:<>&*, ]+)?$|=>\s*$")
AFTER_LIST = re.compile(r"\)[\w\s:&<>,*{}.\-()]*$")


class Block:
    """`kind` is function, control, lambda, plain, type or value; a value has no statements."""

    def __init__(self, kind, name="", parameters=0):
        self.kind = kind
        self.name = name
        self.parameters = parameters
        self.depth_max = 0
        self.first_line = 0
        self.outer = (0, 0)  # Where the statement around it began, and how many ( were open.


class Function:
    def __init__(self, name, first_line, last_line, parameters, nesting):
        self.name = name
        self.first_line = first_line
        self.length = last_line - first_line + 1
        self.parameters = parameters
        self.nesting = nesting


def parameter_list(head):
    """The name before the first list in parentheses at the top level, and what is in the list."""
    opening = head.find("(")
    if opening < 0:
        return None, ""
    depth = 0
    for at in range(opening, len(head)):
        depth += {"(": 1, ")": -1}.get(head[at], 0)
        if depth == 0:
            before = head[:opening].rstrip()
            word = re.search(r"([~\w:]+|operator\S+|\])$", before)
            return (word.group(1) if word else ""), head[opening + 1:at]
    return None, ""


def count_parameters(text):
    if not text.strip() or text.strip() == "void":
        return 0
    depth, count = 0, 1
    for letter in text:
        if letter in "(<[{":
            depth += 1
        elif letter in ")>]}":
            depth -= 1
        elif letter == "," and depth <= 0:
            count += 1
    return count


def block_of(head, before, parent):
    """What a brace opens, by the statement so far and the letter right before it."""
    if parent == "value" or head.endswith(("=", "return", ",", "(")):
        return Block("value")
    name, parameters = parameter_list(head)
    first = re.match(r"\w+", head)
    word = first.group(0) if first else ""
    lambda_head = LAMBDA.search(head)
    if lambda_head:
        return Block("lambda", "[]", count_parameters(lambda_head.group("list") or ""))
    if word in {"else", "do", "try"} or word in CONTROL or name in CONTROL:
        return Block("control", word)
    if before.isalnum() or before in "_>":
        return Block("value")
    if TYPES.search(head):
        return Block("type", word)
    if name and AFTER_LIST.search(head) and "=" not in head[:head.find("(")]:
        return Block("function", name, count_parameters(parameters))
    if name and name.startswith("operator"):
        return Block("function", name, count_parameters(parameters))
    return Block("plain" if head == "" or head.endswith(":") else "value")


def functions_of(code):
    """The functions of code whose comments and strings are blank."""
    found, stack = [], []
    lines = LineCounter(code)
    begin, parentheses = 0, 0
    for at, letter in enumerate(code):
        if letter in "()":
            parentheses += 1 if letter == "(" else -1
        elif letter == ";" and parentheses == 0:
            begin = at + 1
        elif letter == "{":
            head = without_directives(code[begin:at])
            block = block_of(head.strip(), code[at - 1:at], stack[-1].kind if stack else "")
            block.first_line = lines.at(begin + len(code[begin:at]) - len(head.lstrip()))
            block.outer = (begin, parentheses)
            stack.append(block)
            note_depth(stack)
            if block.kind != "value":
                begin, parentheses = at + 1, 0
        elif letter == "}" and stack:
            block = stack.pop()
            begin, parentheses = block.outer
            if block.kind not in {"value", "lambda"}:
                begin = at + 1
            if block.kind == "function" and not inside_function(stack):
                length = (block.first_line, lines.at(at))
                found.append(Function(block.name, *length, block.parameters, block.depth_max))
    return found


def without_directives(head):
    """A line of the preprocessor and the label of a section end no statement, and begin none."""
    spaced = re.sub(r"^[ \t]*#.*$", lambda line: " " * len(line.group(0)), head, flags=re.MULTILINE)
    label = r"^\s*(public|private|protected):"
    return re.sub(label, lambda match: " " * len(match.group(0)), spaced)


def inside_function(stack):
    return any(block.kind == "function" for block in stack)


def note_depth(stack):
    """A function's nesting is how many control blocks stand inside one another within it."""
    for index, block in enumerate(stack):
        if block.kind == "function":
            depth = sum(inner.kind in {"control", "plain", "lambda"} for inner in stack[index + 1:])
            block.depth_max = max(block.depth_max, depth)
            return


class LineCounter:
    def __init__(self, text):
        self.starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def at(self, offset):
        low, high = 0, len(self.starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.starts[middle] <= offset else (low, middle)
        return low + 1
