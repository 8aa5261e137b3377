"""Finds code in Swift sources that can be broken on purpose, and inserts each mutant behind a run-time switch.

A mutant is one small change: an operator, a bound, a constant, a sign, a condition, an index, a deleted statement. One
build contains all mutants of a run: `a < b` becomes `(isMutated(17) ? a <= b : a < b)`. Sources are read as tokens, not
parsed. The line numbers of compiler errors show which mutants do not compile; these are removed afterwards.
"""

import re
from dataclasses import dataclass

BOUNDARIES = {
    "return", "if", "guard", "while", "in", "where", "case", "let", "var", "else", "throw", "default", "switch", "do",
    "defer", "repeat", "for", "func", "init", "->", "=", ",", ";", ":", "?", "discard", "import", "@",
}
HEADERS = {"if", "guard", "while", "for", "switch", "else", "do", "repeat", "defer", "catch"}
# Violated preconditions are not behaviour, and the tests do not check their wording.
PASSED_OVER = {"precondition", "preconditionFailure", "assert", "assertionFailure", "fatalError"}
SWAPS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "&+": ["&-"], "&-": ["&+"], "&*": ["&+"],
    "<<": [">>"], ">>": ["<<"], "&": ["|"], "|": ["&"], "^": ["&"], "&&": ["||"], "||": ["&&"],
}
PRECEDENCE = {
    "||": 1, "&&": 2, **dict.fromkeys(["<", "<=", ">", ">=", "==", "!=", "===", "!==", "~="], 3), "??": 4, "..<": 6,
    "...": 6, **dict.fromkeys(["+", "-", "&+", "&-", "|", "^"], 7), **dict.fromkeys(["*", "/", "%", "&*", "&"], 8),
    "<<": 9, ">>": 9,
}
TIGHTEST = 10
COMPARISONS = {"<", "<=", ">", ">=", "==", "!="}
ARITHMETIC = {"+", "-", "*", "/", "%", "&+", "&-", "&*", "<<", ">>", "&", "|", "^"}
ASSIGNMENTS = {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "&+=": "&-=", "&-=": "&+=", "|=": "&=", "&=": "|="}
OPERATOR = re.compile(r"[/=\-+!*%<>&|^~?]+|\.\.[.<]")
WORD = re.compile(r"[A-Za-z_$`][\w$`]*")
NUMBER = re.compile(r"0x[0-9A-Fa-f_]+|0b[01_]+|\d[\d_]*(\.\d[\d_]*)?([eE][-+]?\d+)?")
OPENING = {"(": ")", "[": "]", "{": "}"}


@dataclass
class Token:
    kind: str  # word, number, string, operator, punctuation
    text: str
    start: int
    end: int
    line: int
    place: str = ""  # of operators: infix, prefix, postfix


@dataclass
class Mutant:
    """A change of `source[start:end]`; `text()` returns the replacement with its switch."""
    path: str
    line: int
    kind: str
    original: str
    mutant: str
    start: int
    end: int
    template: str
    number: int = 0
    identity: str = ""  # identifies its line, independently of other lines

    def text(self):
        return self.template.replace("§", f"isMutated({self.number})")

    def digest(self):
        """Returns an identifier that is the same in every run, as long as the source line stays the same."""
        return "|".join([self.identity, self.kind, self.template])


def string_end(source, start):
    """Returns the end of a string literal, including its interpolations."""
    hashes = re.match(r"#*", source[start:]).group()
    quote = '"""' if source.startswith('"""', start + len(hashes)) else '"'
    at = start + len(hashes) + len(quote)
    while not source.startswith(quote + hashes, at):
        if source.startswith("\\" + hashes, at):
            at += 1 + len(hashes)
            if source[at] == "(":
                depth = 0
                while True:
                    if source[at] == "(":
                        depth += 1
                    elif source[at] == ")":
                        depth -= 1
                        if depth == 0:
                            break
                    elif source[at] == '"':
                        at = string_end(source, at) - 1
                    at += 1
        at += 1
    return at + len(quote) + len(hashes)


def tokens(source):
    """Returns the tokens of a source, without comments."""
    found, at, line = [], 0, 1

    def add(kind, end):
        nonlocal at, line
        found.append(Token(kind, source[at:end], at, end, line))
        line += source.count("\n", at, end)
        at = end

    while at < len(source):
        character = source[at]
        if character.isspace():
            line += character == "\n"
            at += 1
        elif source.startswith("//", at):
            at = source.find("\n", at) if "\n" in source[at:] else len(source)
        elif source.startswith("/*", at):
            end = source.index("*/", at) + 2
            line += source.count("\n", at, end)
            at = end
        elif character == '"' or re.match(r'#+"', source[at:at + 8]):
            add("string", string_end(source, at))
        elif match := WORD.match(source, at):
            add("word", match.end())
        elif match := NUMBER.match(source, at):
            add("number", match.end())
        elif match := OPERATOR.match(source, at):
            before, after = source[at - 1] if at else " ", source[match.end():match.end() + 1] or " "
            add("operator", match.end())
            left, right = before.isspace() or before in "([{,;:", after.isspace() or after in ")]},;:"
            found[-1].place = "prefix" if left and not right else "postfix" if right and not left else "infix"
            if not left and not right and found[-1].text not in ("..<", "..."):
                # Generic arguments and optional chains.
                found[-1].place = "postfix"
        else:
            add("punctuation", at + 1)
    return found


class Source:
    """A source file as tokens, with its possible mutants."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.tokens = tokens(text)
        self.partner = {}
        self.enclosing = [None] * len(self.tokens)
        self.bodies = set()
        self.found = []
        self.match()

    def match(self):
        stack, headers = [], [False]
        for index, token in enumerate(self.tokens):
            self.enclosing[index] = stack[-1] if stack else None
            if token.kind == "word" and token.text in HEADERS:
                headers[-1] = True
            if token.kind != "punctuation":
                continue
            if token.text in OPENING:
                if token.text == "{" and headers[-1]:
                    self.bodies.add(index)
                    headers[-1] = False
                stack.append(index)
                headers.append(False)
            elif token.text in OPENING.values() and stack:
                opening = stack.pop()
                headers.pop()
                self.partner[opening], self.partner[index] = index, opening
                self.enclosing[index] = self.enclosing[opening]

    def continues(self, index):
        """Returns True if the token at `index` belongs to the same statement as the one before it."""
        before, token = self.tokens[index - 1], self.tokens[index]
        if before.line + before.text.count("\n") == token.line:
            return True
        if token.text in (".", "?", ":") or token.place == "infix":
            return True
        return before.place == "infix" or before.text in ("(", "[", ",", ":", "?", "=", "->") or token.text in (")", "]")

    def is_boundary(self, token, precedence):
        if token.kind == "operator":
            return token.place == "infix" and PRECEDENCE.get(token.text, 0) < precedence
        return token.text in BOUNDARIES and token.kind != "string"

    def sequence(self, index):
        """Returns the first and last token of the expression around `index` whose operators bind at least as tightly."""
        token = self.tokens[index]
        precedence = PRECEDENCE.get(token.text, 1) if token.place == "infix" else TIGHTEST
        first = index
        while first > 0 and self.continues(first):
            before = self.tokens[first - 1]
            if before.text in OPENING or self.is_boundary(before, precedence):
                break
            if before.text in OPENING.values():
                opening = self.partner.get(first - 1)
                if opening is None or opening in self.bodies:
                    break
                first = opening
            else:
                first -= 1
        last = index
        if self.tokens[last].text in OPENING:
            last = self.partner[last]
        while last + 1 < len(self.tokens) and self.continues(last + 1):
            after = self.tokens[last + 1]
            if after.text in OPENING.values() or self.is_boundary(after, precedence) or last + 1 in self.bodies:
                break
            last = self.partner[last + 1] if after.text in OPENING else last + 1
        while first < last and self.tokens[first].text in ("try", "await"):
            first += 1
        return first, last

    def slice(self, first, last):
        return self.text[self.tokens[first].start:self.tokens[last].end]

    def add(self, index, kind, start, end, template, original, mutant):
        self.found.append(
            Mutant(self.path, self.tokens[index].line, kind, original.strip(), mutant.strip(), start, end, template))

    def replace(self, index, kind, last_replaced, text):
        """Adds a mutant of the expression around a token, in which `text` replaces the tokens `index` to `last_replaced`."""
        first, last = self.sequence(index)
        last = max(last, last_replaced)
        start, end = self.tokens[first].start, self.tokens[last].end
        original = self.text[start:end]
        mutant = self.text[start:self.tokens[index].start] + text + self.text[self.tokens[last_replaced].end:end]
        self.add(index, kind, start, end, f"(§ ? {mutant} : {original})", original, mutant)

    def statement_end(self, first):
        last = first
        while True:
            if self.tokens[last].text in OPENING:
                last = self.partner[last]
            if last + 1 >= len(self.tokens) or not self.continues(last + 1):
                return last
            if self.tokens[last + 1].text in ("}", ";"):
                return last
            last += 1

    def excluded(self, index):
        """Returns True inside precondition checks, attributes and compilation conditions."""
        line = self.text[self.text.rfind("\n", 0, self.tokens[index].start) + 1:].lstrip()
        if line.startswith(("#", "@", "import ")):
            return True
        while index is not None:
            opening = index
            if self.tokens[opening].text == "(" and self.tokens[opening - 1].text in PASSED_OVER:
                return True
            if self.tokens[opening].text in PASSED_OVER:
                return True
            index = self.enclosing[index]
        return False

    def mutants(self):
        for index, token in enumerate(self.tokens):
            if index in (0, len(self.tokens) - 1) or self.excluded(index) or self.tokens[index - 1].text == "func":
                continue
            if token.kind == "operator":
                self.operator(index, token)
            elif token.kind == "number" and self.tokens[index - 1].text != ".":
                self.constant(index, token)
            elif token.kind == "word":
                self.word(index, token)
            elif token.text == "[":
                self.index(index, token)
            if not self.continues(index) or self.tokens[index - 1].text in ("{", ";"):
                self.statement(index)
        return self.found

    def operator(self, index, token):
        text, following = token.text, self.tokens[index + 1].text
        if self.tokens[index - 1].text in ("(", ",", ":", "[") and following in (")", ","):
            return
        if "string" in (self.tokens[index - 1].kind, self.tokens[index + 1].kind):
            return
        if token.place == "infix" and text in SWAPS:
            kind = "comparison" if text in COMPARISONS else "logic" if text in ("&&", "||") else "arithmetic"
            for swapped in SWAPS[text]:
                self.replace(index, kind, index, swapped)
        elif token.place == "infix" and text in ("..<", "..."):
            self.bound(index, token)
        elif token.place == "prefix" and text == "-":
            self.replace(index, "sign", index, "")
        elif token.place == "prefix" and text == "!":
            self.replace(index, "condition", index, "")

    def bound(self, index, token):
        first, last = self.sequence(index)
        low, high = index - 1, index + 1
        at = index - 1
        while at >= first:
            if self.tokens[at].text in ")]}":
                at = self.partner[at]
            elif self.tokens[at].place == "infix" and self.tokens[at].text not in ARITHMETIC:
                break
            low, at = at, at - 1
        at = index + 1
        while at <= last:
            if self.tokens[at].place == "infix" and self.tokens[at].text not in ARITHMETIC:
                break
            at = self.partner[at] if self.tokens[at].text in OPENING else at
            high, at = at, at + 1
        start, end = self.tokens[low].start, self.tokens[high].end
        left, right, original = self.slice(low, index - 1), self.slice(index + 1, high), self.slice(low, high)
        sign = "+" if token.text == "..<" else "-"
        self.add(
            index, "bound", start, end, f"({left}){token.text}(({right}) {sign} (§ ? 1 : 0))", original,
            f"{left}{token.text}({right} {sign} 1)")
        self.add(
            index, "bound", start, end, f"(({left}) + (§ ? 1 : 0)){token.text}({right})", original,
            f"({left} + 1){token.text}{right}")

    def constant(self, index, token):
        text = token.text.replace("_", "")
        if text.startswith(("0x", "0b")):
            changed = [f"({token.text} ^ 1)"]
        elif re.search(r"[.eE]", text):
            changed = ["1.0" if float(text) == 0 else f"({token.text} * 2)"]
        else:
            changed = [str(int(text) + 1)] + ([str(int(text) - 1)] if int(text) else [])
        for other in changed:
            self.add(
                index, "constant", token.start, token.end, f"(§ ? {other} : {token.text})",
                self.line(token), f"{token.text} → {other}")

    def line(self, token):
        start = self.text.rfind("\n", 0, token.start) + 1
        return self.text[start:self.text.find("\n", token.start)].strip()

    def word(self, index, token):
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if token.text in ("true", "false"):
            other = "false" if token.text == "true" else "true"
            self.add(
                index, "constant", token.start, token.end, f"(§ ? {other} : {token.text})", self.line(token),
                f"{token.text} → {other}")
        elif token.text in ("min", "max") and after and after.text == "(" and self.tokens[index - 1].text != ".":
            self.replace(index, "arithmetic", index, "max" if token.text == "min" else "min")
        elif token.text in ("if", "guard", "while"):
            self.conditions(index)

    def conditions(self, index):
        """Adds a mutant for each clause of a condition that is not a pattern: its negation."""
        at = index + 1
        while at < len(self.tokens):
            first = at
            while at not in self.bodies and self.tokens[at].text not in (",", "else"):
                at = self.partner[at] + 1 if self.tokens[at].text in OPENING else at + 1
                if at >= len(self.tokens):
                    return
            if first < at and self.tokens[first].text not in ("let", "var", "case", "#"):
                hoisted = "try " if self.tokens[first].text == "try" else ""
                begin = first + 1 if hoisted else first
                clause = self.slice(begin, at - 1)
                self.add(
                    first, "condition", self.tokens[begin].start, self.tokens[at - 1].end, f"(§ != ({clause}))", clause,
                    f"!({clause})")
            if self.tokens[at].text != ",":
                return
            at += 1

    def index(self, index, token):
        before = self.tokens[index - 1]
        if before.end != token.start or not (before.kind == "word" or before.text in (")", "]")):
            return
        inside = self.text[token.end:self.tokens[self.partner[index]].start]
        if not inside.strip() or any(t.text in (":", ",", "..<", "...") for t in self.tokens[index:self.partner[index]]):
            return
        for sign in "+-":
            self.add(
                index, "index", token.end, self.tokens[self.partner[index]].start, f"({inside}) {sign} (§ ? 1 : 0)",
                self.line(token), f"[{inside} {sign} 1]")

    def statement(self, first):
        token = self.tokens[first]
        enclosing = self.enclosing[first]
        if enclosing is None or self.tokens[enclosing].text != "{" or token.kind not in ("word", "punctuation"):
            return
        last = self.statement_end(first)
        words = [t for t in self.tokens[first:last + 1]]
        text = self.slice(first, last)
        start, end = token.start, self.tokens[last].end
        assignment = next(
            (i for i in range(first, last + 1) if self.enclosing[i] == enclosing and self.tokens[i].place == "infix"
             and (self.tokens[i].text == "=" or self.tokens[i].text in ASSIGNMENTS)), None)
        header = self.header(enclosing)
        if token.text in ("return", "continue", "break", "throw"):
            if enclosing in self.bodies and header & {"if", "for", "while"} and "guard" not in header:
                self.add(first, "deleted", start, end, f"if !§ {{ {text} }}", text, "")
        elif token.text == "typealias" or "init" in header and (
                token.text == "self" or assignment == first + 1 and self.tokens[assignment].text == "="):
            return  # a property without a value
        elif assignment is not None and not any(t.text in ("let", "var", "case") for t in words[:assignment - first]):
            self.add(first, "deleted", start, end, f"if !§ {{ {text} }}", text, "")
            operator = self.tokens[assignment]
            if operator.text in ASSIGNMENTS:
                mutant = self.text[start:operator.start] + ASSIGNMENTS[operator.text] + self.text[operator.end:end]
                self.add(
                    first, "arithmetic", start, end, f"if § {{ {mutant} }} else {{ {text} }}", text, mutant)
        elif assignment is None and self.is_call(first, last):
            alone = first == enclosing + 1 and self.tokens[last + 1].text == "}"
            if alone and enclosing not in self.bodies and ("func" not in header or "->" in header):
                return  # a value
            self.add(first, "deleted", start, end, f"if !§ {{ {text} }}", text, "")

    def header(self, opening):
        """Returns the words before a brace, from the start of the statement."""
        at = opening
        while at > 0 and self.continues(at) and self.tokens[at - 1].text not in ("{", ";"):
            at -= 1
            if self.tokens[at].text in OPENING.values() and at in self.partner:
                at = self.partner[at]
        return {token.text for token in self.tokens[at:opening]}

    def is_call(self, first, last):
        begin = first
        while self.tokens[begin].text in ("try", "await", "_", "=", "?"):
            begin += 1
        token = self.tokens[begin]
        if token.kind != "word" or token.text in BOUNDARIES | HEADERS | {
            "struct", "enum", "class", "extension", "static", "private", "public", "package", "mutating", "final",
            "typealias", "protocol", "actor", "fileprivate", "internal", "deinit", "subscript", "get", "set", "lazy",
            "weak", "override", "convenience", "nonisolated", "break", "continue", "fallthrough", "indirect",
        }:
            return False
        if self.tokens[last].text not in (")", "}"):
            return False
        return not any(
            self.tokens[i].place == "infix" for i in range(begin, last + 1) if self.enclosing[i] == self.enclosing[first])


def inject(text, mutants):
    """Returns the text with each mutant behind its switch, and the lines of each mutant in it."""
    written, at, lines = "", 0, {}
    for mutant in sorted(mutants, key=lambda m: m.start):
        written += text[at:mutant.start]
        first = written.count("\n") + 1
        written += mutant.text()
        lines[mutant.number] = (first, written.count("\n") + 1)
        at = mutant.end
    return written + text[at:], lines


def overlaps(one, other):
    return one.path == other.path and one.start < other.end and other.start < one.end
