"""Tells where output goes: to a notebook, to a terminal or to a page made from a notebook."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any


def in_notebook() -> bool:
    """Whether a Jupyter kernel runs this, so that a display can hold HTML and be updated."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    return shell is not None and hasattr(shell, "kernel")


def has_front_end() -> bool:
    """Whether a browser with running widgets is probably attached to the notebook.

    Jupyter's server names the notebook to the kernels that it starts; whoever runs a
    notebook to make a page or a grade of it does not.
    """
    return in_notebook() and "JPY_SESSION_NAME" in os.environ


def show(bundle: Mapping[str, Any], handle: Any = None) -> Any:
    """Display a MIME bundle, in place of ``handle``'s if given; its plain text in a script.

    Returns the handle to update it by, or None in a script.
    """
    if not in_notebook():
        print(bundle["text/plain"])
        return None
    from IPython.display import display

    if handle is None:
        return display(dict(bundle), raw=True, display_id=True)
    handle.update(dict(bundle), raw=True)
    return handle
