"""Checks that explain, and the tools that release and grade the lessons."""
