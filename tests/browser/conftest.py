"""A chromium, and JupyterLab as `autograder start` opens it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from fmnist_lab.data import cache_directory
from support.browser import CHROMIUM, OPTIONS, SECONDS, TOKEN, WIDE, Lab, Watched, missing, watch
from support.course import ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One chromium for all tests."""
    from playwright.sync_api import expect, sync_playwright

    missing(CHROMIUM)
    expect.set_options(timeout=1000 * SECONDS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture()
def watched(browser: Any) -> Iterator[Watched]:
    """An empty tab of its own, watched."""
    context = browser.new_context(viewport=WIDE)
    yield watch(context.new_page())
    context.close()


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
