"""What is sent to browsers: other people's files as they were published, ours short and within the content policy."""

import hashlib
import json
import re
from pathlib import Path

from uphold import ui
from uphold.ui.patterns import icon_names

FLOOR = Path(ui.__file__).parent
STATIC = FLOOR / "static" / "ui"
TEMPLATES = FLOOR / "templates"


def test_vendored_files_are_what_the_record_says() -> None:
    record = json.loads((STATIC / "vendor" / "VENDORED.json").read_text("utf-8"))

    for file in record:
        assert hashlib.sha256((STATIC / file["file"]).read_bytes()).hexdigest() == file["sha256"], file[
            "file"
        ]
        assert (STATIC / file["licence_file"]).read_text("utf-8"), file["file"]


def test_every_vendored_file_is_in_the_record() -> None:
    record = json.loads((STATIC / "vendor" / "VENDORED.json").read_text("utf-8"))
    named = {name for file in record for name in (file["file"], file["licence_file"])}

    found = {f"vendor/{path.name}" for path in (STATIC / "vendor").iterdir()}

    assert found - {"vendor/VENDORED.json"} <= named


def test_a_script_has_at_most_120_lines_and_is_started() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in (STATIC / "js").glob("*.js")}

    assert [name for name, text in scripts.items() if len(text.splitlines()) > 120] == []
    assert set(re.findall(r'from "./([a-z]+\.js)"', scripts["uphold.js"])) == set(scripts) - {"uphold.js"}


def test_templates_hold_neither_styles_nor_scripts_of_their_own() -> None:
    templates = [*TEMPLATES.rglob("*.html"), *(FLOOR / "sign_in").rglob("*.html")]

    wrong = [
        path.name
        for path in templates
        if re.search(
            r"\sstyle=|<style|\son[a-z]+=\"|<script(?! [^>]*(?:src=|application/json))",
            path.read_text("utf-8"),
        )
    ]

    assert wrong == []


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sources = [path.read_text("utf-8") for path in [*TEMPLATES.rglob("*.html"), *FLOOR.rglob("*.py")]]
    named = {name for text in sources for name in re.findall(r'\bicon(?:\(|=)"([a-z0-9-]+)"', text)}

    assert named - set(icon_names()) == set()
