"""The collector under the name that courses have in their nbgrader_config.py."""

from autograder.nbgrader_plugin.collect import LmsCollector

__all__ = ["LmsCollector"]
