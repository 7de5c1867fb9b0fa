# Two commands matter: make run and make test. Both first make what they need.
PYTHON ?= python3
IN_VENV = .venv/bin/python

.PHONY: help setup run test lint test-sqlite test-postgresql bench docs format lock clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /make \1|/' | column -t -s '|'

setup: ## make .venv and install what the lock names, development tools included
	@$(PYTHON) -m scripts.setup

run: setup ## serve Sightline on this machine, with a fictional partnership to try it on; PORT=8010 serves it there
	@$(if $(PORT),SIGHTLINE_PORT=$(PORT)) $(IN_VENV) -m scripts.run

test: setup ## everything that CI runs
	@$(IN_VENV) -m scripts.check

lint: setup ## the part of `make test` that starts no database and no browser
	@$(IN_VENV) -m scripts.check lint

test-sqlite: setup ## the tests, browser included, on SQLite
	@$(IN_VENV) -m scripts.check sqlite

test-postgresql: setup ## the tests on a PostgreSQL server that is thrown away afterwards
	@$(IN_VENV) -m scripts.check postgresql

bench: setup ## measure the speed, and write docs/performance.md
	@$(IN_VENV) -m bench

docs: setup ## write the documentation that is made from the code
	@$(IN_VENV) -m scripts.docs

format: setup ## put code and templates in their usual form
	@$(IN_VENV) -m scripts.format

lock: setup ## pin the newest versions that pyproject.toml allows, with their hashes
	@$(IN_VENV) -m scripts.lock

clean: ## remove what was made here, but not var/, where your own data are
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
