"""Interactive views: an image browser, a convolution explorer, a curve clinic, an error gallery.

Each function shows its widget and returns nothing. With ``static=True``, and where
ipywidgets is not installed, it shows its first picture with a text alternative. The picture
also stands beside the widget in the cell's output, for pages where no widget can run.

What a widget shows is computed by a plain function of its state (``*_figure``); the
``*_box`` functions build the controls around it and can be driven without a browser.
"""

from __future__ import annotations

from fmnist_lab.widgets.clinic import curve_clinic
from fmnist_lab.widgets.convolution import convolution_explorer
from fmnist_lab.widgets.gallery import error_gallery
from fmnist_lab.widgets.image_browsing import image_browser

__all__ = ["convolution_explorer", "curve_clinic", "error_gallery", "image_browser"]
