"""The published edition: found or fetched once, verified, and mapped from the cache."""

from __future__ import annotations

import os
import warnings

from fmnist_lab.data import _cache, _sums
from fmnist_lab.errors import DataError, MachineError


def table(subset: _sums.Subset, progress: bool = True) -> _sums.Table:
    """The published table of ``subset``, read-only. Raises `DataError` and `MachineError`."""
    fill((subset,), progress)
    return cached(subset)


def cached(subset: _sums.Subset) -> _sums.Table:
    """The table that was just put into the cache. Raises `MachineError` when it is not there."""
    found = _cache.load(subset)
    if found is None:
        raise MachineError(
            f"{_cache.array_file(subset)} was written but can't be read: is something else "
            "changing the cache? Set FMNIST_CACHE to another directory."
        )
    return found


def at_hand() -> dict[_sums.Subset, _sums.Table] | None:
    """Both published tables, fetched if need be; None where they can't be had."""
    try:
        return {subset: table(subset) for subset in _sums.SUBSETS}
    except (DataError, MachineError):
        return None


def fill(subsets: tuple[_sums.Subset, ...], progress: bool) -> None:
    """Bring ``subsets`` into the cache from the first source that has them."""
    if all(_cache.load(subset) is not None for subset in subsets):
        return
    if os.environ.get("FMNIST_IN_BOX"):
        # It is set in a box: there is no network, and all data that the notebook may see is there.
        raise DataError(
            f"The {' and '.join(subsets)} data is not available while this notebook is graded: "
            "the test images are there in lesson 07 alone, and there is no network. Use "
            "`fmnist_lab.recorded.training_arrays()`, whose validation images are for trying out."
        )
    # Both subsets are fetched together, since whoever needs one will need the other.
    missing = [subset for subset in _sums.SUBSETS if _cache.load(subset) is None]
    from fmnist_lab.data._formats import Place
    from fmnist_lab.data._sources import SourceUnavailableError, sources

    _cache.prepare()
    tried = []
    for source in sources():
        try:
            with source.open(progress) as directory:
                place = Place(directory)
                tables = {subset: place.read_published(subset) for subset in missing}
        except SourceUnavailableError as reason:
            tried.append(f"{source.name} ({reason})")
            continue
        except DataError as error:
            warnings.warn(f"Passing over {source.name}: {error}", stacklevel=5)
            tried.append(f"{source.name} (damaged: {error})")
            continue
        except OSError as error:  # no room for temporary files
            tried.append(f"{source.name} ({error.strerror or error})")
            continue
        for subset, (found, subset_files) in tables.items():
            files = [member.path.name for member in subset_files.members]
            _cache.store(subset, found, {"source": source.sentence, "files": files})
        return
    raise MachineError(
        f"Fashion-MNIST could not be found or fetched; tried {', '.join(tried)}. Download the "
        "four .gz files from https://github.com/zalandoresearch/fashion-mnist or Kaggle's archive "
        "from https://www.kaggle.com/datasets/zalando-research/fashionmnist, and give their "
        "directory as path=, --data or FMNIST_DATA."
    )
