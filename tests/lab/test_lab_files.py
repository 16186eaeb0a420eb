"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fmnist_lab.errors import MachineError
from fmnist_lab.files import write_json


def test_a_directory_in_place_of_a_file_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"is a directory; expected the path of a file\.$"):
        write_json(tmp_path, {})
    assert list(tmp_path.parent.glob(f".{tmp_path.name}-*")) == []
