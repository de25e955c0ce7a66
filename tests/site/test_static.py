"""Styles and scripts are served whole, compressed, and kept by browsers."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings

from uphold.site.static import ServeFiles

YEAR_SECONDS = 315_360_000
HASHED = {
    "staticfiles": {"BACKEND": "uphold.site.static.HashedFiles"},
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}


@pytest.fixture(scope="module")
def collected() -> Iterator[Path]:
    with (
        tempfile.TemporaryDirectory(prefix="uphold-static-") as name,
        override_settings(
            STATIC_ROOT=name, STORAGES=HASHED, WHITENOISE_AUTOREFRESH=False, WHITENOISE_USE_FINDERS=False
        ),
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield Path(name)


def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def test_a_hashed_script_is_kept_for_ever_and_comes_compressed(collected: Path) -> None:
    script = next((collected / "ui" / "js").glob("uphold.*.js"))
    serve = ServeFiles(missing)

    response = serve(
        RequestFactory().get(f"/static/ui/js/{script.name}", headers={"Accept-Encoding": "gzip"})
    )

    assert response.status_code == 200
    assert response.content[:2] == b"\x1f\x8b"
    assert response.headers["Content-Encoding"] == "gzip"
    assert f"max-age={YEAR_SECONDS}" in response.headers["Cache-Control"]
    assert not response.streaming


def test_scripts_import_one_another_by_hashed_names(collected: Path) -> None:
    script = next((collected / "ui" / "js").glob("uphold.*.js"))

    imports = [line for line in script.read_text(encoding="utf-8").splitlines() if line.startswith("import")]

    assert imports
    assert [
        line for line in imports if not (collected / "ui" / "js" / line.split('"./')[1][:-2]).exists()
    ] == []
    assert [line for line in imports if len(line.split('"./')[1].split(".")) != 3] == []


def test_a_file_that_has_not_changed_is_not_sent_again(collected: Path) -> None:
    script = next((collected / "ui" / "js").glob("uphold.*.js"))
    serve = ServeFiles(missing)
    first = serve(RequestFactory().get(f"/static/ui/js/{script.name}"))

    again = serve(
        RequestFactory().get(
            f"/static/ui/js/{script.name}", headers={"If-Modified-Since": first.headers["Last-Modified"]}
        )
    )

    assert (again.status_code, again.content) == (304, b"")


def test_what_is_no_file_goes_on_to_the_pages(collected: Path) -> None:
    assert ServeFiles(missing)(RequestFactory().get("/static/ui/js/none.js")).status_code == 404
