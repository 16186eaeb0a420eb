"""JupyterLab as `autograder start` opens it, and Debian's chromium to look at it with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest
from course_fixture import ROOT

from fmnist_lab.data._cache import cache_directory

CHROMIUM = Path("/usr/bin/chromium")
AXE = ROOT / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 120  # for one condition, on a busy machine; where all is well they take a second or two
TOKEN = "course"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 400, "height": 800}


def missing(what: Path) -> None:
    """Fail, and say what to do: a test in a browser is never left out silently."""
    if not what.exists():
        pytest.fail(f"{what} is missing: run `make browser`, which installs what it can.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One chromium for all tests."""
    from playwright.sync_api import sync_playwright

    missing(CHROMIUM)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        yield opened
        opened.close()


@dataclass
class Watched:
    """What a page did that a reader doesn't see: errors on the console, requests to others."""

    page: Any
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def picture(self, name: str) -> None:
        """Keep what the page looks like in the directory PICTURES, if that is set."""
        if kept := os.environ.get("PICTURES"):
            self.page.screenshot(path=Path(kept) / f"{name}.png")


def watch(page: Any) -> Watched:
    """Note errors and requests to other hosts; such requests are not let through."""
    seen = Watched(page)
    page.set_default_timeout(1000 * SECONDS)

    def asked(route: Any) -> None:
        address = urlparse(route.request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            seen.elsewhere.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/*", asked)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on(
        "console",
        lambda message: seen.errors.append(message.text) if message.type == "error" else None,
    )
    return seen


@pytest.fixture()
def watched(browser: Any) -> Iterator[Watched]:
    """An empty tab of its own, watched."""
    context = browser.new_context(viewport=WIDE)
    yield watch(context.new_page())
    context.close()


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, and the course directory in which it was started."""

    url: str
    course: Path
    process: subprocess.Popen[bytes]

    @property
    def work(self) -> Path:
        return self.course / "work"

    def ask(self, path: str, method: str = "GET") -> Any:
        """An answer of the server's own interface, such as api/kernels."""
        request = urllib.request.Request(
            f"{self.url}/{path}", method=method, headers={"Authorization": f"token {TOKEN}"}
        )
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def address(self, path: str = "START.ipynb") -> str:
        """A file of work/, opened in JupyterLab, with nothing left open from before."""
        return f"{self.url}/lab/tree/{path}?token={TOKEN}&reset"


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """`autograder start` in a copy of the course; whatever it wants from outside fails at once."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "lessons", course / "lessons")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    nowhere = "http://127.0.0.1:9"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "FMNIST"))}
    environment |= {
        "HOME": str(home),
        "FMNIST_CACHE": str(cache_directory()),
        "OMP_NUM_THREADS": "1",
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere),
        **dict.fromkeys(("no_proxy", "NO_PROXY"), "127.0.0.1,localhost"),
    }
    options = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    options += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.shutdown_no_activity_timeout=900"]
    if os.getuid() == 0:
        options.append("--allow-root")
    command = [sys.executable, "-m", "autograder.cli", "start", "--", *options]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=course, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    running = Lab(f"http://127.0.0.1:{port}", course, process)
    try:
        _wait_for(running, home / "log")
        yield running
    finally:
        for kernel in _kernels(running):
            running.ask(f"api/kernels/{kernel}", "DELETE")
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


def _wait_for(running: Lab, log: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and running.process.poll() is None:
        with suppress(OSError):
            running.ask("api/status")
            return
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


def _kernels(running: Lab) -> list[str]:
    try:
        return [kernel["id"] for kernel in running.ask("api/kernels")]
    except OSError:
        return []


def violations(page: Any, within: str = "html") -> list[str]:
    """What axe-core finds against the WCAG rules of levels A and AA, a line each."""
    missing(AXE)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async within => await axe.run(within, {runOnly: "
        "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})",
        within,
    )
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {rule['help']}: {node['html']:.200} {node['failureSummary']:.300}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def too_wide(page: Any) -> int:
    """By how many pixels the page is wider than its window: sideways scrolling, on a phone."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
