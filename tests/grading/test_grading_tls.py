"""A cluster that speaks TLS, set up exactly as docs/grading.md says."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from support.course import ROOT
from support.grading_course import NEARLY, RIGHT, Cluster, Course
from support.nbgrader_class import NAME

HOME = "/home/me/.config/dask"
GUIDE = (ROOT / "docs" / "grading.md").read_text()


def command(program: str) -> list[str]:
    """The guide's words after ``program``."""
    (line,) = [li.strip() for li in GUIDE.splitlines() if li.startswith(f"    {program} ")]
    return shlex.split(line)[len(program.split()) :]


def configure(place: Path) -> Path:
    """A machine's ``~/.config/dask``, with keys of its own."""
    place.mkdir()
    done = subprocess.run(
        ["openssl", *command("openssl")], cwd=place, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stderr
    assert (place / "key.pem").stat().st_mode & 0o077 == 0
    text = GUIDE.partition("```yaml\n")[2].partition("```")[0]
    (place / "tls.yaml").write_text(text.replace(HOME, str(place)))
    return place


class Secured(Cluster):
    """Its scheduler and workers are started with the guide's options."""

    def _start(
        self, kind: str, *arguments: str, cwd: Path | None = None, **more: str
    ) -> subprocess.Popen[bytes]:
        own = [
            word
            for word in command(f"dask {kind}")
            if "://" not in word and word != "--no-dashboard"
        ]
        if kind == "worker":
            at = own.index("--nworkers")
            del own[at : at + 2]  # one here
            arguments = tuple(
                word for word in arguments if word not in ("--no-nanny", "--nthreads", "1")
            )
        return super()._start(
            kind, *arguments, *own, cwd=cwd, DASK_CONFIG=str(self.place / "dask"), **more
        )


def test_a_cluster_with_tls(
    made: Course,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = tmp_path / "machines"
    place.mkdir()
    keys = configure(place / "dask")
    made.hand_in("ada", RIGHT)
    made.hand_in("cyd", NEARLY)
    cluster = Secured(made, place)
    try:
        assert cluster.address.startswith("tls://")
        cluster.worker("w0")

        def refuses(configuration: Path, address: str = cluster.address) -> str:
            """The whole command, in a process of its own, as its user sees it."""
            monkeypatch.setenv("DASK_CONFIG", str(configuration))
            process = made.start("--scheduler", address)
            out, err = process.communicate(timeout=300)
            assert process.returncode == 2 and out == "", (out, err)
            assert err.count("\n") == 1 and err.startswith("error: "), err
            assert not (made.course / "autograded").exists()
            assert not (made.course / "gradebook.db").exists()
            return err

        stranger = configure(tmp_path / "stranger")
        assert "don't trust each other's certificates" in refuses(stranger)
        assert "wants certificates" in refuses(tmp_path / "nothing")
        assert "requires encryption" in refuses(keys, cluster.address.replace("tls", "tcp"))
        (stranger / "key.pem").write_bytes((keys / "key.pem").read_bytes())
        assert "can't be used" in refuses(stranger)  # not the certificate's key
        (stranger / "key.pem").unlink()
        assert "key.pem can't be read" in refuses(stranger)

        monkeypatch.setenv("DASK_CONFIG", str(keys))
        summary = made.grade("--scheduler", cluster.address)
        assert summary["points"] == {"ada": 6, "cyd": 4} and summary["ran"] == 2
        state = json.loads((made.course / ".autograder" / f"{NAME}.json").read_text())
        assert state["workers"] == 1
    finally:
        cluster.close()
