"""Edit a 3x3 kernel and see the feature map that it gives."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fmnist_lab import plots
from fmnist_lab.widgets.controls import box_of, draw_on_change, number_field, row_of, show_panel

KERNELS: dict[str, tuple[tuple[float, ...], ...]] = {
    "vertical edges": ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
    "horizontal edges": ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
    "all edges": ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
    "blur": ((0.1, 0.1, 0.1), (0.1, 0.2, 0.1), (0.1, 0.1, 0.1)),
    "sharpen": ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "leave as it is": ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
}


def convolution_explorer(images: ArrayLike, static: bool = False) -> None:
    """Edit a 3x3 kernel and see the feature map: valid cross-correlation, as Conv2D does it."""
    pictures = plots.as_images(images)
    first = explorer_figure(pictures[0], np.array(KERNELS["vertical edges"]))
    show_panel(lambda: explorer_box(pictures), first, static)


def correlate(image: NDArray[Any], kernel: NDArray[Any]) -> NDArray[np.float64]:
    """Valid cross-correlation: (h, w) and (kh, kw) give (h-kh+1, w-kw+1)."""
    windows = np.lib.stride_tricks.sliding_window_view(
        np.asarray(image, dtype=np.float64), kernel.shape
    )
    result: NDArray[np.float64] = np.einsum("ijkl,kl->ij", windows, kernel)
    return result


def pool(image: NDArray[Any]) -> NDArray[Any]:
    """2x2 max pooling; an odd last row or column is dropped, as Keras does by default."""
    height, width = (length // 2 for length in image.shape)
    blocks = image[: 2 * height, : 2 * width].reshape(height, 2, width, 2)
    result: NDArray[Any] = blocks.max(axis=(1, 3))
    return result


def explorer_figure(image: NDArray[Any], kernel: NDArray[Any], pooled: bool = False) -> plots.Chart:
    """The image, the kernel and the feature map, pooled if asked."""
    result = correlate(image, kernel)
    return plots.feature_maps(image, kernel, result, pool(result) if pooled else None)


def explorer_box(images: NDArray[Any]) -> Any:
    """The controls of :func:`convolution_explorer`: ``.cells .preset .number .pooling .picture``."""
    import ipywidgets as widgets

    preset = widgets.Dropdown(options=[*KERNELS, "own numbers"], description="Kernel")
    cells = [
        widgets.FloatText(
            value=KERNELS["vertical edges"][k // 3][k % 3],
            step=0.1,
            description=f"row {k // 3 + 1}, col {k % 3 + 1}",
            layout=widgets.Layout(width="190px"),
            style={"description_width": "95px"},
        )
        for k in range(9)
    ]
    number, steps = number_field("Image", len(images))
    pooling = widgets.Checkbox(description="then 2x2 max pooling", indent=False)
    picture = widgets.HTML()
    loading = False

    def draw(_: Any) -> None:
        kernel = np.array([cell.value for cell in cells]).reshape(3, 3)
        figure = explorer_figure(images[number.value - 1], kernel, pooling.value)
        picture.value = plots.html(figure)

    def load(_: Any) -> None:
        nonlocal loading
        if preset.value not in KERNELS:
            return
        loading = True
        for cell, weight in zip(cells, np.ravel(KERNELS[preset.value]), strict=True):
            cell.value = float(weight)
        loading = False
        draw(_)

    def edit(_: Any) -> None:
        if not loading:
            preset.value = "own numbers"
            draw(_)

    for cell in cells:
        cell.observe(edit, "value")
    preset.observe(load, "value")
    draw_on_change(draw, number, pooling)
    rows = [row_of(cells[start : start + 3]) for start in (0, 3, 6)]
    return box_of(
        [row_of([preset, pooling]), *rows, steps, picture],
        cells=cells,
        preset=preset,
        number=number,
        pooling=pooling,
        picture=picture,
    )
