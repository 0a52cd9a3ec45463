# Careway. `make help` says what there is; README.md says what it is for.
SHELL := /bin/bash
DATA_DIR ?= $(CURDIR)/var
PORT ?= 8000
BIN := .venv/bin
# What a database other than SQLite could answer differently: not files, feeds over the network, nor the search index.
ON_POSTGRESQL_TOO := tests/store tests/web/referrals --ignore tests/store/search --ignore tests/store/proofs \
  --ignore tests/store/sources/test_a_feed_that_lies.py --ignore tests/store/sources/test_spreadsheet_command.py
export DATA_DIR PORT

.DEFAULT_GOAL := help
.PHONY: help run test check prove shots bench journeys translations content lock look clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## serve the site on http://127.0.0.1:$(PORT) with a sample council and directory
	@deploy/prepare run
	@deploy/run

test: ## install what the tests need and run them all
	@deploy/prepare test
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --database postgresql $(ON_POSTGRESQL_TOO)

check: ## exactly what CI runs: tests, types, lint, import contracts, translations
	@deploy/prepare test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory translations CHECK=1
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --database postgresql $(ON_POSTGRESQL_TOO)

prove: ## the long proofs: kill loops, exhaustive walks; up to two hours
	@deploy/prepare test
	$(BIN)/python -m tests.proofs

shots: ## picture every kind of page at 320, 768 and 1280 pixels into var/shots
	@deploy/prepare test
	$(BIN)/python -m tests.shots

bench: ## time what matters beside its rivals, in one run
	@deploy/prepare bench
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/site.py
	$(BIN)/python benchmarks/peers.py

journeys: ## the browser journeys alone
	@deploy/prepare test
	$(BIN)/pytest tests/journeys

content: ## check questions, words, numbers and listings alone
	@deploy/prepare test
	$(BIN)/pytest tests/content
	$(BIN)/flask --app wsgi assessment verify

translations: ## gather the words to translate, and compile those that are (CHECK=1: only say whether they are current)
	@deploy/translations $(if $(CHECK),check,update)

lock: ## choose dependencies anew and write uv.lock and both requirements files
	uv lock
	uv export -q --no-dev --no-emit-project -o requirements.txt
	uv export -q --group dev --group bench --no-emit-project -o requirements-dev.txt

look: ## compile the style sheet and the script again (needs Node)
	frontend/build.sh

clean: ## remove the environment and all data of this checkout
	rm -rf .venv var
