# Thin on purpose: the README gives the plain commands for people without make.

# The first Python that the course supports; override with `make run PYTHON=python3.12`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$p && break; done)
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

# Where `python -m venv` fails half-way, its python goes too: the next make tries again.
.DELETE_ON_ERROR:

.PHONY: run test check start demo browser postgres site clean

run: .venv/installed
	$(BIN)/fmnist-ref run

test: .venv/installed-dev browser postgres
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/structure.py
	$(BIN)/autograder release --check

site: .venv/installed-dev
	$(BIN)/autograder site

browser: .venv/bin/python
	@.ci/browser

postgres:
	@.ci/postgres

start: .venv/installed
	$(BIN)/autograder start

demo: .venv/installed-grade
	$(BIN)/autograder demo

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11, 3.12 or 3.13 found on PATH; install one, or name it: make run PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing TensorFlow, JupyterLab and the course into .venv: 3 GB, a few quiet minutes."
	$(INSTALL) -e .
	@touch $@

.venv/installed-grade: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing the course and what grading needs into .venv: 3 GB, a few quiet minutes."
	$(INSTALL) -e '.[grade]'
	@touch $@ .venv/installed

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing the course and what its tests need into .venv: 3 GB, a few quiet minutes."
	$(INSTALL) -e '.[dev]'
	@touch $@ .venv/installed .venv/installed-grade

clean:
	rm -rf .venv build *.egg-info
