"""The name of a file as it is shown and offered for download: one line, no path, nothing that turns the reading."""

import unicodedata

LONGEST_NAME = 120
UNNAMED = "file"
UNSAFE = frozenset('<>:"/\\|?*')
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(given: str) -> str:
    r"""The last part of what was given, without marks that steer a page, a path or the direction of reading.

    >>> safe_name("C:\\logs\\trunk.log")
    'trunk.log'
    >>> safe_name("../../etc/passwd")
    'passwd'
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(mark for mark in unicodedata.normalize("NFC", last) if is_shown(mark))
    name = " ".join(kept.split()).strip(". ")
    if len(name) <= LONGEST_NAME:
        return name or UNNAMED
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def is_shown(mark: str) -> bool:
    return mark not in UNSAFE and unicodedata.category(mark) not in HIDDEN
