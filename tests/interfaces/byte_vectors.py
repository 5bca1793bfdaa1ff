"""Bodies that must be refused, each made from one valid body by one change, with the code that must be answered."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.interfaces.spoilt import Pairs, Path, Raw, pairs, places, pointer, replaced, with_value, written

NO_JSON, TWICE, NO_FIT = ("invalid-json",), ("duplicate-key",), ("invalid-request",)
#: What is no JSON further on, but whose beginning is a value that does not fit: whichever is read first.
EITHER = (*NO_JSON, *NO_FIT)
Body = dict[str, Any]


class Spoilt(NamedTuple):
    """What was done to a body, the bytes of it, and how they must be refused: a pointer only where one is certain."""

    what: str
    body: bytes
    codes: tuple[str, ...]
    pointer: str | None = None


def malformed(body: Body) -> Iterator[Spoilt]:
    """What is no JSON, in the ways that people and programs get it wrong."""
    text = written(body)
    for end, byte in enumerate(text):
        if byte in b'{}[]:,"':
            yield Spoilt(f"cut before byte {end}", text[:end], NO_JSON)
    around = {
        "white space only": b" \r\n\t",
        "a second value": text + b" " + text,
        "a comma after it": text + b",",
        "a bracket after it": text + b"}",
        "a comment after it": text + b"// checked",
        "a comment before it": b"/* checked */" + text,
        "a NUL after it": text + b"\0",
        "a form feed before it": b"\f" + text,
        "a no-break space before it": b"\xc2\xa0" + text,
        "single quotes": text.replace(b'"', b"'"),
        "keys without quotes": text.replace(b'":', b":").replace(b'{"', b"{").replace(b',"', b","),
        "= instead of :": text.replace(b":", b"="),
        "; instead of ,": text.replace(b",", b";"),
        "a line of JavaScript": b"var order = " + text + b";",
        "a form": b"value=10&unit=mg",
        "XML": b"<order/>",
    }
    yield from (Spoilt(what, spoilt, NO_JSON) for what, spoilt in around.items())
    for path, node in places(body):
        at = f"at {pointer(path) or 'the root'}"
        if isinstance(node, dict | list):
            inside = written(node)
            yield Spoilt(
                f"a trailing comma {at}", with_value(body, path, Raw(inside[:-1] + b"," + inside[-1:])), NO_JSON
            )
            yield Spoilt(f"a leading comma {at}", with_value(body, path, Raw(inside[:1] + b"," + inside[1:])), NO_JSON)
            yield Spoilt(f"a comment {at}", with_value(body, path, Raw(inside[:-1] + b"/*x*/" + inside[-1:])), NO_JSON)
            yield Spoilt(f"no bracket {at}", with_value(body, path, Raw(inside[1:])), EITHER)
        for what in _NO_STRING if isinstance(node, str) else ():
            yield Spoilt(f"{what!r} {at}", with_value(body, path, Raw(b'"' + what + b'"')), EITHER)
        for word in (b"True", b"None", b"undefined", b"nil", b"tru", b"nulll") if isinstance(node, bool) else ():
            yield Spoilt(f"{word.decode()} {at}", with_value(body, path, Raw(word)), EITHER)


_NO_STRING = (
    b"a\tb",
    b"a\nb",
    b"a\0b",
    b"\x1f",
    b"\\x41",
    b"\\u12",
    b"\\u{41}",
    b"\\",
    b"\\a",
    b"\\ud800",
    b"\\ud800\\u0041",
)


def badly_encoded(body: Body) -> Iterator[Spoilt]:
    """What is not UTF-8, or has a mark before it that JSON does not have."""
    text = written(body).decode()
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-7"):
        encoded = text.encode(encoding)
        if encoded != text.encode():
            yield Spoilt(encoding, encoded, NO_JSON)
    bad = {
        "a byte that never is in UTF-8": b"\xff",
        "Latin 1": b"\xe9",
        "half a letter": b"\xc3",
        "a lone continuation": b"\x80",
        "an overlong NUL": b"\xc0\x80",
        "an overlong slash": b"\xe0\x80\xaf",
        "a surrogate": b"\xed\xa0\x80",
        "over U+10FFFF": b"\xf4\x90\x80\x80",
    }
    for path, node in places(body):
        for what, spoilt in bad.items():
            if isinstance(node, str):
                yield Spoilt(f"{what} in {pointer(path)}", with_value(body, path, Raw(b'"ab' + spoilt + b'"')), NO_JSON)
    first = next(iter(pairs(body)))
    for what, spoilt in bad.items():
        rest = Pairs([(b'"a' + spoilt + b'":', 1), first])
        yield Spoilt(f"{what} in a key", written(rest), NO_JSON)


_NO_NUMBER = (
    *(
        "NaN",
        "nan",
        "Infinity",
        "-Infinity",
        "inf",
        "01",
        "-01",
        "00",
        "+1",
        ".5",
        "-.5",
        "5.",
        "-",
        "--1",
        "1e",
        "1e+",
    ),
    *("1.e1", "0x10", "0b1", "0o7", "1_000", "1,5", "1 000", "5mg", "\u0661", "\uff15", "½", "∞", "1d", "1f", "1L"),
)
_OUT_OF_RANGE = (
    "1e999",
    "-1e999",
    "1e400",
    "1e309",
    "1e308",
    "-1e308",
    "1" * 400,
    "9" * 5000,
    "-1",
    "-1e-300",
    "2" * 20,
)
_NO_NUMBER_TYPE = ('"5"', '"5 mg"', '"NaN"', '"1e1"', '""', "null", "true", "false", "[]", "[5]", "{}", '{"value":5}')


def bad_numbers(body: Body) -> Iterator[Spoilt]:
    """What is no number of JSON; what is none of this service; what is one, but too great or too small."""
    for path, node in places(body):
        if isinstance(node, bool) or not isinstance(node, int | float):
            continue
        at = pointer(path)
        for text in _NO_NUMBER:
            codes = EITHER if text.startswith("0") else NO_JSON
            yield Spoilt(f"{text} at {at}", with_value(body, path, Raw(text.encode())), codes)
        for text in (*_OUT_OF_RANGE, *_NO_NUMBER_TYPE):
            yield Spoilt(f"{text[:20]} at {at}", with_value(body, path, Raw(text.encode())), NO_FIT, at)
        if "day" in str(path[-1]) or str(path[-1]).startswith(("weeks", "infusions")):
            for text in ("1.5", "1e-1", "0.999999999999999", "7.000000000000001"):
                yield Spoilt(f"{text} at {at}", with_value(body, path, Raw(text.encode())), NO_FIT, at)


def wrong_types(body: Body) -> Iterator[Spoilt]:
    """A value of another kind in each place."""
    others: dict[type, tuple[object, ...]] = {
        str: (1, 1.5, True, None, [], {}, [""]),
        bool: (0, 1, "true", "false", "", None, [], {}),
        dict: (1, "", "{}", True, None, [], [{}]),
        list: (1, "", "[]", True, None, {}),
    }
    for path, node in places(body):
        for other in others.get(type(node), ()):
            yield Spoilt(
                f"{json.dumps(other)} at {pointer(path)}", with_value(body, path, other), NO_FIT, pointer(path)
            )
        if isinstance(node, str):
            long = node + "x" * 50_000
            yield Spoilt(f"a huge text at {pointer(path)}", with_value(body, path, long), NO_FIT, pointer(path))


def repeated_keys(body: Body) -> Iterator[Spoilt]:
    """Each key of each object a second time, in spellings that mean the same."""
    for path, node in places(body):
        for key, value in node.items() if isinstance(node, dict) else ():
            at = pointer((*path, key))
            plain = json.dumps(key).encode()
            spellings = {
                "as it is": plain + b":",
                "with space before the colon": plain + b" :",
                "with lines before the colon": plain + b"\r\n\t :  ",
                "with an escape": b'"\\u%04x' % ord(key[0]) + plain[2:] + b":",
                "all in escapes": b'"' + b"".join(b"\\u%04X" % ord(letter) for letter in key) + b'":',
            }
            for what, spelling in spellings.items():
                twice = Pairs([*pairs(node), (spelling, value)])
                yield Spoilt(f"{at} twice, {what}", _with(body, path, twice), TWICE)
            yield Spoilt(f"{at} twice, first", _with(body, path, Pairs([(plain + b":", value), *pairs(node)])), TWICE)
            thrice = Pairs([*pairs(node), (plain + b":", value), (plain + b":", value)])
            yield Spoilt(f"{at} three times", _with(body, path, thrice), TWICE)


def _with(body: Body, path: Path, node: Pairs) -> bytes:
    return written(replaced(body, path, lambda _: node))


_STRANGE_KEYS = (
    "Value",
    "UNIT",
    "unit ",
    " unit",
    "units",
    "",
    "__proto__",
    "constructor",
    "$ref",
    "é",
    "a\nb",
    "k" * 9999,
)


def unknown_keys(body: Body) -> Iterator[Spoilt]:
    """A key that nobody knows, in each object."""
    for path, node in places(body):
        for key in _STRANGE_KEYS if isinstance(node, dict) else ():
            what = f"{key[:12]!r} in {pointer(path) or 'the root'}"
            yield Spoilt(what, with_value(body, path, {**node, key: node}), NO_FIT, pointer(path))


def missing_keys(body: Body) -> Iterator[Spoilt]:
    """Without a unit or a value no quantity means anything."""
    for path, node in places(body):
        for key in ("unit", "value") if isinstance(node, dict) and "value" in node else ():
            rest = {name: value for name, value in node.items() if name != key}
            yield Spoilt(f"no {key} in {pointer(path)}", with_value(body, path, rest), NO_FIT, pointer(path))


FAMILIES = {
    "malformed": malformed,
    "badly encoded": badly_encoded,
    "bad numbers": bad_numbers,
    "wrong types": wrong_types,
    "repeated keys": repeated_keys,
    "unknown keys": unknown_keys,
    "missing keys": missing_keys,
}
