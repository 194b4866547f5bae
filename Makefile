.DEFAULT_GOAL := help
SHELL := bash
PORT ?= 8000
BIN := .venv/bin

.PHONY: help run test test-nightly lint types bench requirements clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 24

run:  ## Start the site with a demo on PORT (8000); ONCE=1 stops after one round
	@bash .ci/setup run
	@$(BIN)/assess serve --port $(PORT) --demo $(if $(ONCE),--once)

test:  ## Run every test; ARGS="-k report" passes options to pytest
	@bash .ci/setup test
	@$(BIN)/pytest -n 2 --dist worksteal $(ARGS)

test-nightly:  ## Run the tests that try the same thing very often
	@bash .ci/setup test
	@$(BIN)/pytest -n 2 --dist worksteal -m night $(ARGS)

lint:  ## Check style, imports and templates
	@bash .ci/setup test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint templates

types:  ## Check types
	@bash .ci/setup test
	$(BIN)/mypy

bench:  ## Measure speed beside rivals; ARGS="--only P1" measures less, ARGS=--markdown prints for docs
	@bash .ci/setup bench
	@$(BIN)/python -m tests.bench $(ARGS)

requirements:  ## Pin the dependencies of pyproject.toml; ARGS=--upgrade takes newer ones
	@bash .ci/pin $(ARGS)

clean:  ## Remove what set-up, tests and tools made
	rm -rf .venv build dist .coverage htmlcov .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
