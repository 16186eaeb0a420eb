"""JupyterLab as `autograder start` opens it, and Debian's chromium to look at it with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

from support.course import ROOT

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


def cell(page: Any, source: str) -> Any:
    """The code cell that has this text, scrolled into view."""
    editor = page.locator(".jp-InputArea-editor", has_text=source)
    found = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell", has=editor).first
    found.scroll_into_view_if_needed()
    return found


def run(page: Any, where: Any) -> None:
    """Shift+Enter in a cell; returns when its number says that it has run."""
    from playwright.sync_api import expect

    # JupyterLab drops what is run before it has found the page's kernel
    page.get_by_text("| Idle").wait_for()
    before = where.locator(".jp-InputPrompt").inner_text()
    editor = where.locator(".cm-content")
    editor.click()
    expect(editor).to_be_focused()
    page.keyboard.press("Shift+Enter")
    finished(where, before)


def finished(where: Any, before: str = "") -> None:
    """Wait until a cell has run, which gives it another number."""
    from playwright.sync_api import expect

    prompt = where.locator(".jp-InputPrompt")
    if before:
        expect(prompt).not_to_have_text(before, timeout=1000 * SECONDS)
    expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=1000 * SECONDS)


def saves(text: str) -> Callable[[Any], bool]:
    """Whether an answer of the server is to a notebook with this text: JupyterLab saves by itself, too."""

    def answered(answer: Any) -> bool:
        asked = answer.request
        return asked.method == "PUT" and text in (asked.post_data or "")

    return answered
