"""What is attached lies once under its digest, for the owner alone; rows and bytes agree."""

import os
import stat
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, transaction

from uphold.access import Actor
from uphold.command.check_files import run
from uphold.files.actions import Brought, FileIsEmpty, FileTooLarge, TooManyFiles, keep_files
from uphold.files.checking import Difference, check_files
from uphold.files.jobs import sweep_files
from uphold.files.kinds import kind_of
from uphold.files.models import StoredFile
from uphold.files.naming import safe_name
from uphold.files.shelf import place_of, shelf

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 9, 12, tzinfo=UTC)
LOG = b"trunk 4 down at 03:02\n"


def keep(*contents: bytes, name: str = "trunk.log") -> list[StoredFile]:
    files = [Brought(name, [content]) for content in contents]
    return keep_files(by=Actor.system(), organisation_id=7, files=files, at=NOON)


@pytest.fixture(autouse=True)
def own_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UPHOLD_DATA", str(tmp_path))
    return shelf()


def test_the_same_bytes_lie_once_for_the_owner_alone(own_shelf: Path) -> None:
    first, second = keep(LOG, LOG)

    assert first.digest == second.digest == sha256(LOG).hexdigest()
    assert (first.size_bytes, first.kind, first.organisation_id) == (22, "text/plain", 7)
    place = place_of(first.digest)
    assert place.read_bytes() == LOG
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in own_shelf.glob("**/") if folder.is_dir()} == {
        0o700
    }
    assert [path.name for path in own_shelf.glob("*/*")] == [first.digest]


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(
    own_shelf: Path, settings: LazySettings
) -> None:
    settings.FILE_BYTES = 1 << 20

    with pytest.raises(FileTooLarge, match=r"trunk\.log is larger than 1 MB"):
        keep(b"x" * (1 << 20) + b"y")

    assert not StoredFile.objects.exists()
    assert not list(own_shelf.glob("*/*"))


def test_an_empty_file_and_too_many_are_refused() -> None:
    with pytest.raises(FileIsEmpty):
        keep(b"")
    with pytest.raises(TooManyFiles):
        keep(*[LOG] * 11)

    assert not StoredFile.objects.exists()


def test_bytes_of_no_row_are_swept_after_a_day_and_others_stay(own_shelf: Path) -> None:
    [kept] = keep(LOG)
    with transaction.atomic():
        keep(b"taken back")
        transaction.set_rollback(True)
    half = own_shelf / "arriving" / "half"
    half.write_bytes(b"ha")
    for place in own_shelf.glob("*/*"):
        os.utime(place, (NOON.timestamp(), NOON.timestamp()))

    assert sweep_files(NOON + timedelta(hours=23)) == 0
    assert sweep_files(NOON + timedelta(hours=25)) == 2
    assert sweep_files(NOON + timedelta(hours=25)) == 0

    assert [path.name for path in own_shelf.glob("*/*")] == [kept.digest]


def test_the_check_finds_bytes_that_are_gone_or_changed() -> None:
    gone, changed, right = keep(b"one", b"two", b"three")
    place_of(gone.digest).unlink()
    place_of(changed.digest).write_bytes(b"tow")

    found = {difference.digest: difference for difference in check_files()}

    assert found == {
        gone.digest: Difference(gone.digest, ("trunk.log",), "missing"),
        changed.digest: Difference(changed.digest, ("trunk.log",), "changed"),
    }
    assert right.digest not in found


def test_the_verb_says_what_is_gone_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    [gone, _] = keep(b"one", b"two")

    assert run(Namespace()) == 0
    place_of(gone.digest).unlink()
    assert run(Namespace()) == 1

    said = capsys.readouterr().out
    assert "Rows and bytes agree. Files: 2." in said
    assert f"missing: trunk.log ({gone.digest})" in said


def test_the_row_of_a_file_is_never_changed() -> None:
    [kept] = keep(LOG)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StoredFile.objects.filter(pk=kept.pk).update(name="other.log")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StoredFile.objects.filter(pk=kept.pk).delete()

    assert StoredFile.objects.get().name == "trunk.log"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("trunk.log", "trunk.log"),
        ("../../etc/passwd", "passwd"),
        ("C:\\logs\\trunk.log", "trunk.log"),
        ("<img src=x>.png", "img src=x.png"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie b.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".pcapng", "x" * 113 + ".pcapng"),
    ],
)
def test_a_name_is_made_safe_to_show(given: str, shown: str) -> None:
    assert safe_name(given) == shown


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\xd4\xc3\xb2\xa1....", "application/vnd.tcpdump.pcap"),
        ("Gr\u00fc\u00dfe\n".encode(), "text/plain"),
        (b"<html><script>", "application/octet-stream"),
        (b"  \n<svg onload=alert(1)>", "application/octet-stream"),
        (b"\xef\xbb\xbf<html>", "application/octet-stream"),
        (b"\0\1\2", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_bytes_are(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind
