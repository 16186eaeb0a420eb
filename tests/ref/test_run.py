"""The command fmnist-ref run: what it leaves, that it repeats, goes on, and refuses."""

from __future__ import annotations

import copy
import html.parser
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest

from fmnist_lab import data
from fmnist_ref import report
from fmnist_ref.conclusions import conclusions
from support.tables import another_division, csv_lines, write_csv

FIGURES = {"samples", "class_counts", "curves", "comparison", "confusion"}
TIMINGS = ("seconds", "seconds_training", "peak_memory_bytes")
COMMAND = [sys.executable, "-m", "fmnist_ref.cli"]


def fmnist_ref(*arguments, **kwargs):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=900, **kwargs
    )


def without_timings(metrics):
    return {key: value for key, value in metrics.items() if key not in TIMINGS}


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory, train_table):
    """An undisturbed run of the rehearsal recipe."""
    out = tmp_path_factory.mktemp("rehearsal")
    finished = fmnist_ref("run", "--recipe", "rehearsal", "--seed", 7, "--out", out)
    assert finished.returncode == 0, finished.stderr
    return out, finished, json.loads((out / "metrics.json").read_text())


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.addresses, self.alternatives, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in ("img", "script", "iframe", "link"):
            self.addresses.append(attributes.get("src") or attributes.get("href"))
        if tag == "img":
            self.alternatives.append(attributes.get("alt"))

    def handle_data(self, text):
        self.text.append(text)


class TestWhatItLeaves:
    def test_files_and_nothing_else(self, rehearsal):
        out, _, _ = rehearsal
        assert {p.name for p in out.iterdir()} == {
            "metrics.json", "report.html", "model.keras", "figures",
        }  # fmt: skip
        names = {p.stem for p in (out / "figures").iterdir()}
        assert names >= FIGURES
        assert any(name.startswith("confused_") for name in names)
        for picture in (out / "figures").iterdir():
            assert picture.read_bytes().startswith(b"\x89PNG")

    def test_metrics(self, rehearsal):
        metrics = rehearsal[2]
        matrix = np.array(metrics["confusion_matrix"])
        assert matrix.sum() == 10_000
        assert np.trace(matrix) / 10_000 == pytest.approx(metrics["test_accuracy"])
        assert (metrics["recipe"], metrics["seed"]) == ("rehearsal", 7)
        assert metrics["versions"]["tensorflow"]
        assert metrics["data"]["sha256"].keys() == {
            "train_images", "train_labels", "test_images", "test_labels",
        }  # fmt: skip
        assert {"data", "baseline", "comparison", "final", "test", "total"} <= set(
            metrics["seconds"]
        )
        assert 0 < metrics["baseline"]["test_accuracy"] < 1
        assert metrics["validation_accuracy"] == metrics["final"]["history"]["val_accuracy"][-1]

    def test_report_is_one_page_that_says_in_words_what_it_shows(self, rehearsal):
        out, _, metrics = rehearsal
        page = Page()
        page.feed((out / "report.html").read_text())
        assert all(address.startswith("data:") for address in page.addresses)
        assert len(page.alternatives) >= len(FIGURES) + 1
        assert all(len(text) > 60 for text in page.alternatives)
        text = " ".join("".join(page.text).split())
        assert f"{100 * metrics['test_accuracy']:.2f} %" in text
        assert "edition" not in text.replace("the published edition", "")
        assert "misses the target" in text  # 6,000 images are not enough, and it says so
        assert all(sentence in text for sentence in conclusions(metrics))
        assert "@misc{xiao2017fashion," in text and f"--seed {metrics['seed'] + 1}" in text
        assert "Trained on 6,000 images only, so these sentences mean nothing" in text
        for pair in metrics["most_confused"]:
            assert (
                f"{data.CLASS_NAMES[pair['true']]} taken for "
                f"{data.CLASS_NAMES[pair['predicted']]}: {pair['images']} images" in text
            )

    def test_trained_on_all_images_the_report_tells_of_no_validation(self, rehearsal, tmp_path):
        out, _, metrics = rehearsal
        final = copy.deepcopy(metrics["final"]) | {"diagnosis": None}
        final["plan"]["training"]["validation_too"] = True
        for key in ("val_loss", "val_accuracy"):
            del final["history"][key]
        metrics = metrics | {"final": final, "validation_accuracy": None, "validation_loss": None}
        figures = {
            path.stem: report.Picture(path, "in words") for path in (out / "figures").iterdir()
        }
        report.write(tmp_path / "report.html", metrics, figures)
        page = Page()
        page.feed((tmp_path / "report.html").read_text())
        text = " ".join("".join(page.text).split())
        assert "was trained on all 60,000" in text
        assert "None" not in text
        assert "used for every choice" not in text

    def test_plain_lines_without_a_terminal(self, rehearsal):
        _, finished, _ = rehearsal
        assert finished.stderr == ""
        assert "\x1b" not in finished.stdout
        assert re.search(r"^final: epoch 3 of 3, accuracy 0\.\d+, loss", finished.stdout, re.M)
        assert re.search(r"about \d+ (s|min) left", finished.stdout)

    def test_the_model_gives_the_reported_score_in_a_fresh_process(self, rehearsal):
        out, _, metrics = rehearsal
        program = (
            "import sys, keras, numpy as np\n"
            "from fmnist_lab import recorded\n"
            "x, y = recorded.test_arrays()\n"
            "model = keras.models.load_model(sys.argv[1])\n"
            "print(np.mean(model.predict(x, batch_size=1000, verbose=0).argmax(1) == y))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, out / "model.keras"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert float(done.stdout) == pytest.approx(metrics["test_accuracy"], abs=1e-6)


class TestInterrupted:
    def kill_after(self, line, how, *arguments):
        """Start a run and end it as soon as a line of its output begins with `line`."""
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            # as in a terminal: what runs the tests in the background may ignore Ctrl-C
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        for text in process.stdout:
            if text.startswith(line):
                process.send_signal(how)
                break
        else:
            pytest.fail(f"it ended before '{line}': {process.stderr.read()}")
        _, errors = process.communicate(timeout=400)
        return process.returncode, errors

    def test_killed_twice_it_ends_with_the_undisturbed_numbers(self, rehearsal, tmp_path):
        arguments = ("run", "--recipe", "rehearsal", "--seed", 7, "--out", tmp_path)
        code, _ = self.kill_after("dropout 0.1: epoch 1", signal.SIGKILL, *arguments)
        assert code == -signal.SIGKILL
        assert not (tmp_path / "metrics.json").exists()
        assert not (tmp_path / "report.html").exists()

        code, errors = self.kill_after("final: epoch 1", signal.SIGINT, *arguments)
        assert code == 130
        assert errors.strip() == "stopped; the same command goes on after the last finished epoch."

        finished = fmnist_ref(*arguments)
        assert finished.returncode == 0, finished.stderr
        assert "final: epoch 1 of" not in finished.stdout
        metrics = json.loads((tmp_path / "metrics.json").read_text())
        assert without_timings(metrics) == without_timings(rehearsal[2])

    def test_another_run_clears_an_earlier_result_first(self, rehearsal, tmp_path):
        for name in ("report.html", "model.keras"):
            (tmp_path / name).write_text("of an earlier run")
        (tmp_path / "metrics.json").write_text(json.dumps(rehearsal[2]))
        (tmp_path / "notes.txt").write_text("mine")
        arguments = ("run", "--recipe", "rehearsal", "--out", tmp_path)
        self.kill_after("baseline: epoch 1", signal.SIGKILL, *arguments)
        assert {p.name for p in tmp_path.iterdir()} == {".unfinished", "notes.txt"}


class TestBadInput:
    def refused(self, status, *words, arguments, **kwargs):
        done = fmnist_ref(*arguments, **kwargs)
        assert done.returncode == status, done.stderr
        assert done.stderr.startswith("error: "), done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        for word in words:
            assert word in done.stderr
        return done

    def test_unknown_recipe(self, tmp_path):
        out = tmp_path / "out"
        self.refused(2, "'fats'", "fast", arguments=("run", "--recipe", "fats", "--out", out))
        assert not out.exists()

    def test_out_is_a_file(self, tmp_path):
        file = tmp_path / "taken"
        file.write_text("mine")
        self.refused(2, str(file), "directory", arguments=("run", "--out", file))
        assert file.read_text() == "mine"

    def test_out_has_files_of_somebody_else(self, tmp_path):
        (tmp_path / "figures").mkdir()
        mine = tmp_path / "figures" / "thesis.png"
        mine.write_bytes(b"years of work")
        arguments = ("run", "--recipe", "rehearsal", "--out", tmp_path)
        self.refused(2, str(tmp_path), "figures", "--out", arguments=arguments)
        (tmp_path / "metrics.json").write_text('{"accuracy": 1}')
        self.refused(2, "metrics.json", arguments=arguments)
        assert mine.read_bytes() == b"years of work"
        assert {p.name for p in tmp_path.iterdir()} == {"figures", "metrics.json"}

    def test_data_path_is_wrong(self, tmp_path):
        wrong, out = tmp_path / "nowhere", tmp_path / "out"
        self.refused(2, str(wrong), arguments=("run", "--data", wrong, "--out", out))
        self.refused(2, str(wrong), arguments=("data", "--data", wrong))
        assert not out.exists()

    def test_full_disk(self, tmp_path):
        def small_files_only():  # a write past the bound fails, as on a full disk, for any user
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        out = tmp_path / "out"
        self.refused(
            1,
            "can't be written",
            "baseline.npz",
            "make room",
            arguments=("run", "--recipe", "rehearsal", "--out", out),
            preexec_fn=small_files_only,
        )
        assert [p.name for p in out.rglob("*") if p.is_file()] == ["run.json"]

    @pytest.mark.parametrize("seed", ["-1", "one", str(2**32)])
    def test_seed(self, seed, tmp_path):
        done = fmnist_ref("run", f"--seed={seed}", "--out", tmp_path / "out")
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "--seed" in done.stderr


def test_kaggles_table_of_another_edition_goes_to_its_report(train_table, test_table, tmp_path):
    for subset, table in another_division(train_table, test_table).items():
        write_csv(tmp_path / f"fashion-mnist_{subset}.csv", csv_lines(table))
    out, environment = tmp_path / "out", {**os.environ, "FMNIST_CACHE": str(tmp_path / "cache")}
    shutil.copytree(data.cache_directory(), tmp_path / "cache", ignore=lambda *_: ["editions"])
    done = fmnist_ref(
        "run", "--recipe", "rehearsal", "--out", out,
        "--data", tmp_path / "fashion-mnist_train.csv", env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    metrics = json.loads((out / "metrics.json").read_text())
    foreign = metrics["data"]["training_rows_in_published_test"]
    assert metrics["data"]["edition"] == "another edition" and 8_000 < foreign < 9_000
    (line,) = [line for line in done.stdout.splitlines() if "edition" in line]
    assert f"{foreign:,} of its 60,000 training rows are test images of the published" in line
    page = Page()
    page.feed((out / "report.html").read_text())
    text = " ".join("".join(page.text).split())
    assert "This is another edition of the data set" in text and f"{foreign:,} of its" in text
    assert "Not the same test" in text and "this run (another edition)" in text


def test_data_command_verifies_and_says_where_from(train_table):
    done = fmnist_ref("data")
    assert done.returncode == 0, done.stderr
    assert "source:" in done.stdout
    assert "sha256" in done.stdout


def test_the_memory_of_the_process_that_started_it_is_not_counted():
    script = "from fmnist_ref import run; print(run._peak_memory_bytes())"
    ballast = bytearray(2**30)
    ballast[::4096] = bytes([1]) * len(ballast[::4096])
    started = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert 10 * 2**20 < int(started.stdout) < len(ballast)
