"""The prediction service's side in the judge, without a process."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks import CheckFailedError, Network, small_cnn
from autograder.judge.predictor import PredictionService


class Maps(PredictionService):
    """Gives maps for every network."""

    def _load(self, network: Network) -> None:
        self._network = network

    def _ask(self, request: dict[str, Any]) -> Any:
        return np.zeros((len(request["x"]), 26, 26, 4), dtype=np.float32)


def test_a_claimed_shape_holds_and_a_part_of_a_network_claims_none() -> None:
    service, x = Maps(lambda: None), np.zeros((3, 28, 28, 1), dtype=np.float32)
    whole = small_cnn()
    with pytest.raises(CheckFailedError, match="it was said"):
        service.predict(whole, x)
    claims = {key: v for key, v in whole.architecture.items() if key != "output_shape"}
    assert service.predict(replace(whole, architecture=claims), x).shape == (3, 26, 26, 4)
