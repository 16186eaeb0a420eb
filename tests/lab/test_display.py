"""What `fmnist-ref run` shows while it trains."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from fmnist_ref.display import Display
from fmnist_ref.recipes import RECIPES
from fmnist_ref.training import TrainingProgress

LOGS = {"accuracy": 0.8531, "loss": 0.4217, "val_accuracy": 0.8712, "val_loss": 0.3824}


def lines(display: Display, width: int) -> list[str]:
    rendered = Console(width=width, force_terminal=True).render_lines(display, pad=False)
    return ["".join(segment.text for segment in line).rstrip() for line in rendered]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("recipe", RECIPES.values(), ids=lambda recipe: recipe.name)
def test_the_longest_line_of_a_recipe_is_shown_whole(recipe, width):
    stages = {"baseline": recipe.baseline.training.epochs, "final": recipe.final.training.epochs}
    stages |= {f"dropout {rate:g}": max(recipe.epochs_compared) for rate in recipe.dropout_rates}
    for stage, epochs in stages.items():
        display = Display(Console(file=io.StringIO()), total=200.0)
        report = display.trainer(stage, 100.0)
        report(TrainingProgress(1, epochs, 0.0, LOGS))
        report(TrainingProgress(epochs, epochs, 0.0, LOGS))
        numbers, bar = lines(display, width)
        assert numbers == (
            f"{stage}: epoch {epochs} of {epochs}, accuracy 0.853, loss 0.422, "
            "validation 0.871 / 0.382"
        )
        assert "50%" in bar
        assert bar.endswith("s left")


def test_a_narrow_terminal_breaks_between_words_and_drops_nothing():
    display = Display(Console(file=io.StringIO()), total=100.0)
    display.trainer("dropout 0.4", 100.0)(TrainingProgress(9, 9, 0.0, LOGS))
    shown = " ".join(lines(display, 50))
    assert "accuracy 0.853, loss 0.422, validation 0.871 / 0.382" in shown
    assert "100%" in shown


@pytest.mark.parametrize("term, redraws", [("xterm", True), ("dumb", False)])
def test_a_terminal_that_cannot_redraw_gets_plain_lines(term, redraws):
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, _environ={"TERM": term})
    with Display(console, total=100.0) as display:
        report = display.trainer("final", 100.0)
        for epoch in (1, 2):
            report(TrainingProgress(epoch, 2, 0.0, LOGS))
    assert ("\x1b[?25l" in file.getvalue()) is redraws  # hides the cursor
    assert file.getvalue().endswith("\x1b[?25h") is redraws  # and gives it back
    assert file.getvalue().count("epoch 1 of 2") == (not redraws)
