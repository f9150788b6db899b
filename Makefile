# Two commands do everything on a fresh machine: `make brief` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: brief test slow lint types check bench clean
.DELETE_ON_ERROR:

brief: $(VENV)/.installed          ## briefings from samples/ into briefings/
	$(BIN)/mujaz brief samples --out briefings --config samples/mujaz.toml

test: $(VENV)/.installed-dev       ## lint, types and the whole test suite
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile

slow: $(VENV)/.installed-dev       ## the tests that need minutes or large downloads
	$(BIN)/python -m pytest -m slow

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

bench: $(VENV)/.installed-dev      ## speed, as ratios within one run
	$(BIN)/python benchmarks/translate.py
	$(BIN)/python benchmarks/statements.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Mujaz needs Python 3.11 or newer; try: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) briefings build dist .pytest_cache .mypy_cache .ruff_cache
