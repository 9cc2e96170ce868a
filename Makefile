# Two commands do everything: `make audit` shows what textaudit does, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

.PHONY: audit test lint types bench schemas clean-venv

audit: $(VENV)/.runs
	$(BIN)/textaudit audit corpus --statistics --exit-zero

test: $(VENV)/.tests
	$(BIN)/python -m pytest

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

schemas: $(VENV)/.tests
	$(BIN)/python -m textaudit.cli.schemas

bench: $(VENV)/.tests
	$(BIN)/python -m benchmarks.speed

$(VENV)/.runs: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.runs dev-requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r dev-requirements.txt
	@touch $@

clean-venv:
	rm -rf $(VENV)
