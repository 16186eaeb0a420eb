"""The sources of Fashion-MNIST that are tried when no path is given, from near to far."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from fmnist_lab.data._formats import IDX_FILES

SYSTEM_DIRECTORY = Path("/usr/share/datasets/fashion-mnist")
ADDRESSES = (
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
)
PACKAGE = "dataset-fashion-mnist"
_CONNECT_SECONDS, _READ_SECONDS, _APT_SECONDS = 4, 30, 300


class SourceUnavailableError(Exception):
    """This source is not available here; the message says why in a few words."""


@dataclass(frozen=True)
class Source:
    """``open(progress)`` gives a directory that lives as long as the context."""

    name: str
    sentence: str
    open: Callable[[bool], AbstractContextManager[Path]]


def sources() -> Iterator[Source]:
    """All sources, in the order in which they are tried."""
    package = f"the system's package {PACKAGE} ({SYSTEM_DIRECTORY})"
    yield Source(str(SYSTEM_DIRECTORY), package, lambda _: _directory(SYSTEM_DIRECTORY))
    keras = _keras_directory()
    yield Source(str(keras), f"Keras's cache ({keras})", lambda _: _directory(keras))
    for address in ADDRESSES:
        yield Source(
            address,
            f"downloaded from {address}",
            lambda progress, address=address: _download(address, progress),  # type: ignore[misc]
        )
    yield Source(f"apt-get download {PACKAGE}", f"the package {PACKAGE}, fetched by apt-get", _apt)


def _keras_directory() -> Path:
    home = os.environ.get("KERAS_HOME")
    base = Path(home) if home else Path("~/.keras").expanduser()
    return base / "datasets" / "fashion-mnist"


@contextmanager
def _directory(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        raise SourceUnavailableError("not there")
    yield path


@contextmanager
def _download(address: str, progress: bool) -> Iterator[Path]:
    import pooch
    from requests.exceptions import RequestException

    # The downloaded files need no checksums of their own: what they decode to is checked anyway.
    bar = progress and find_spec("tqdm") is not None
    pooch.get_logger().setLevel("ERROR")
    fetch = pooch.HTTPDownloader(progressbar=bar, timeout=(_CONNECT_SECONDS, _READ_SECONDS))
    with tempfile.TemporaryDirectory(prefix="fmnist-") as name:
        for file in IDX_FILES:
            try:
                pooch.retrieve(address + file, None, fname=file, path=name, downloader=fetch)
            except (RequestException, OSError, ValueError) as error:
                raise SourceUnavailableError(_reason(error)) from None
        yield Path(name)


def _reason(error: Exception) -> str:
    """A network error in a few words: requests' own messages run over several lines."""
    response = getattr(error, "response", None)
    if response is not None:
        return f"HTTP status {response.status_code}"
    kind = type(error).__name__
    named = {
        "ConnectTimeout": "no connection in time",
        "ReadTimeout": "no answer in time",
        "ProxyError": "the proxy can't be reached",
        "SSLError": "no trusted TLS connection",
        "ConnectionError": "no connection",
    }
    return named.get(kind, f"{kind}: {str(error)[:80]}")


@contextmanager
def _apt(progress: bool) -> Iterator[Path]:
    """Debian's and Ubuntu's own copy, without root and without touching the system's apt.

    Lists and downloads go to a private directory. The system's hooks are cleared, since some
    (Docker's images have one) would empty the system's package cache.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise SourceUnavailableError("no apt-get on this machine")
    if progress:
        print(f"Fetching {PACKAGE} through apt-get (about 30 MB) ...", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="fmnist-") as name:
        directory = Path(name)
        directory.chmod(0o755)  # started by root, apt downloads as its own user
        for part in ("state/lists/partial", "cache/archives/partial", "log", "unpacked"):
            (directory / part).mkdir(parents=True)
        settings = directory / "apt.conf"
        settings.write_text(
            f'Dir::State "{directory}/state";\n'
            f'Dir::State::Lists "{directory}/state/lists";\n'
            f'Dir::Cache "{directory}/cache";\n'
            f'Dir::Cache::Archives "{directory}/cache/archives";\n'
            f'Dir::Log "{directory}/log";\n'
            "#clear APT::Update::Pre-Invoke;\n"
            "#clear APT::Update::Post-Invoke;\n"
            "#clear APT::Update::Post-Invoke-Success;\n"
            'Acquire::Languages "none";\n'
            'Acquire::Retries "1";\n'
            'Acquire::http::Timeout "15";\n'
            'Acquire::https::Timeout "15";\n'
        )
        apt = ["apt-get", "-c", str(settings), "-qq"]
        # The package may be there although the update of another repository fails.
        _run([*apt, "update"], directory)
        complaint = _run([*apt, "download", PACKAGE], directory)
        package = next(directory.glob(f"{PACKAGE}_*.deb"), None)
        if package is None:
            raise SourceUnavailableError(complaint or "no package came")
        complaint = _run(["dpkg-deb", "-x", str(package), "unpacked"], directory)
        unpacked = directory / "unpacked" / SYSTEM_DIRECTORY.relative_to("/")
        if not unpacked.is_dir():
            raise SourceUnavailableError(complaint or "the package holds no data")
        yield unpacked


def _run(command: list[str], directory: Path) -> str:
    """Run a command, and return the last error that it reports, or ""."""
    try:
        result = subprocess.run(
            command,
            cwd=directory,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_APT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} took more than {_APT_SECONDS} seconds"
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    lines = [line for line in result.stderr.splitlines() if line.startswith(("E:", "dpkg-deb:"))]
    return lines[-1][:200] if lines else ""
