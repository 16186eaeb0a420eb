"""Recorded networks: a package so that an installed course has its files too."""
