"""A face's templates use only its own and those of the ui."""

import re

from django.contrib.staticfiles import finders

from tests.house.tree import PACKAGE, named

STATIC = re.compile(r"""\bstatic\(["'](?P<name>[^"']+)["']\)""")
USES = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["'](?P<name>[^"']+)["']""")


def test_templates_use_only_their_own_face_and_the_ui() -> None:
    strangers = [
        f"{named(path)} uses {name}"
        for path in sorted(PACKAGE.glob("*/templates/**/*.html"))
        for name in USES.findall(path.read_text(encoding="utf-8"))
        if name.split("/")[0] not in {"ui", path.relative_to(PACKAGE).parts[0]}
    ]

    assert strangers == []


def test_every_static_file_that_a_template_names_is_there() -> None:
    missing = [
        f"{named(path)} names {name}"
        for path in sorted(PACKAGE.glob("*/templates/**/*.html"))
        for name in STATIC.findall(path.read_text(encoding="utf-8"))
        if finders.find(name) is None
    ]

    assert missing == []


def test_templates_lie_in_a_folder_named_after_their_face() -> None:
    astray = [
        named(path)
        for path in sorted(PACKAGE.glob("*/templates/**/*.html"))
        if path.relative_to(PACKAGE).parts[2] not in {path.relative_to(PACKAGE).parts[0], "account", "mfa"}
    ]

    assert astray == []
