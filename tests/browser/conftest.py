"""Chromium and a served site for every test that drives a browser.

`site` is the address of the real ASGI application on the test database; `page` a fresh window whose console must stay
silent and whose requests must not fail. The browser is the system's: named by CHROMIUM, else found on the path.
"""

import asyncio
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.db import SessionStore
from granian.constants import Interfaces
from granian.server.embed import Server
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    sync_playwright,
)

from uphold import ui
from uphold.site.asgi import application
from uphold.ui import hub

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
STATIC = Path(ui.__file__).parent / "static"
LOOPBACK = "127.0.0.1"
START_SECONDS = 10
DESK = ViewportSize(width=1360, height=850)
TELEPHONE = ViewportSize(width=390, height=800)

OpenPage = Callable[..., Page]
AxeCheck = Callable[[Page], list[str]]
SignIn = Callable[[Page, AbstractBaseUser], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def served(django_db_setup: None) -> Iterator[str]:
    port = _free_port()
    served = _Served(port)
    served.start()
    yield f"http://{LOOPBACK}:{port}"
    served.stop()


@pytest.fixture
def site(served: str, transactional_db: None) -> str:
    return served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop in this thread, which Django takes for an async caller.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def heard() -> list[str]:
    """What the consoles said, and which requests broke; empty at the end, or the test fails."""
    return []


@pytest.fixture
def open_page(browser: Browser, site: str, heard: list[str]) -> Iterator[OpenPage]:
    """Opens windows: `open_page(theme="dark", is_telephone=True, has_script=False)`; all must stay silent."""
    contexts: list[BrowserContext] = []

    def open_window(*, theme: str = "light", is_telephone: bool = False, has_script: bool = True) -> Page:
        context = browser.new_context(
            base_url=site,
            color_scheme="dark" if theme == "dark" else "light",
            has_touch=is_telephone,
            java_script_enabled=has_script,
            reduced_motion="reduce",
            viewport=TELEPHONE if is_telephone else DESK,
        )
        contexts.append(context)
        page = context.new_page()
        _listen(page, heard)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert heard == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def sign_in(site: str) -> SignIn:
    """Signs a window in as an account, without the form: `sign_in(page, account)`."""

    def start_session(page: Page, account: AbstractBaseUser) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": site}]
        )

    return start_session


@pytest.fixture
def axe() -> AxeCheck:
    """Finds what axe-core has to say against a page, one line for each place."""

    def check(page: Page) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run()).violations")
        return [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]

    return check


class _Served:
    """The application in a thread of this process, so that it sees the test database."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._server = Server(
            application,
            address=LOOPBACK,
            port=port,
            interface=Interfaces.ASGINL,
            log_enabled=False,
            static_path_route=["/static"],
            static_path_mount=[STATIC],
        )
        self._thread = threading.Thread(target=self._run, name="served site", daemon=True)

    def start(self) -> None:
        self._thread.start()
        ends_at = time.monotonic() + START_SECONDS
        while not _answers(self._port):
            if time.monotonic() > ends_at:
                raise RuntimeError(f"The site did not answer on port {self._port}.")
            time.sleep(0.02)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(hub.close(), self._loop).result(timeout=START_SECONDS)
        self._loop.call_soon_threadsafe(self._server.stop)
        self._thread.join(timeout=START_SECONDS)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._server.serve())
        finally:
            self._loop.close()


def _listen(page: Page, heard: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.location["url"]:  # else it is about what a test evaluates, as axe, not about a page
            heard.append(f"console {message.type}: {message.text} {message.location['url']}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            heard.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.on("response", on_response)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _chromium() -> str:
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.fail("Chromium is missing: apt-get install -y chromium, or name one in CHROMIUM.")
