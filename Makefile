# Two commands do everything: `make audit` shows what textaudit does, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

.PHONY: audit test lint types bench schemas languagetool clean-venv

audit: $(VENV)/.runs
	$(BIN)/textaudit audit corpus --statistics --exit-zero

test: $(VENV)/.tests
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tests
	$(BIN)/mypy

schemas: $(VENV)/.tests
	$(BIN)/python -m textaudit.cli.schemas

bench: $(VENV)/.tests
	$(BIN)/python -m benchmarks.speed

# LanguageTool's server, for --grammar and its tests. Java and Maven come from Debian's packages where they are missing.
languagetool: $(VENV)/.runs
	@if ! { command -v java && command -v mvn; } >/dev/null; then \
		root=; [ "$$(id -u)" = 0 ] || root=sudo; \
		$$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless maven; \
	fi
	$(BIN)/textaudit grammar install

$(VENV)/.runs: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.tests: $(VENV)/.runs dev-requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r dev-requirements.txt
	@touch $@

clean-venv:
	rm -rf $(VENV)
