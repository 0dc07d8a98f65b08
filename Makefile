# HomeFuse. `make run` is all that a newcomer needs; `make help` lists the rest.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input

# Each stamp is newer than pyproject.toml while what is installed is what that file asks for.
RUN    := $(VENV)/.installed-run
DEV    := $(VENV)/.installed-dev
BENCH  := $(VENV)/.installed-bench
TRAIN  := $(VENV)/.installed-train

.DEFAULT_GOAL := help
.PHONY: help run test check format bench bench-peers faults train docs clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/' | sort | while IFS="$$(printf '\t')" read -r name what; \
		do printf '  make %-12s %s\n' "$$name" "$$what"; done

run: $(RUN) ## Start the daemon with a simulated home to talk to
	@$(BIN)/homefuse demo

test: $(DEV) ## Run the tests
	@$(BIN)/python -m pytest

check: $(DEV) ## Lint, types, import contracts, and whether generated files are fresh
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@if $(BIN)/python -c 'import torch' 2>/dev/null; then echo "$(BIN)/mypy -p training"; $(BIN)/mypy -p training; \
		else echo "training/ is not type-checked: no torch here (make train installs it)"; fi
	$(BIN)/lint-imports --no-logo
	@$(BIN)/homefuse devices schema | cmp - devices/schema.json \
		|| { echo "devices/schema.json is stale: make docs"; exit 1; }

format: $(DEV) ## Format the code and sort its imports
	$(BIN)/ruff check --select I --fix
	$(BIN)/ruff format

bench: $(BENCH) ## Time a command from the text topic to the device topic
	@$(BIN)/python -m tests.bench.latency

bench-peers: $(BENCH) ## Understanding beside Home Assistant's; needs HOMEFUSE_DATA
	@$(BIN)/python -m tests.bench.peers

faults: $(DEV) ## Kill, cut, flood and damage it, a tenth of the full counts; SCALE=1 for all
	@$(BIN)/python -m tests.faults.run --scale $(or $(SCALE),0.1)

train: $(TRAIN) ## Make data, train, compare, export: everything in models/
	@$(BIN)/python -m training all

docs: $(DEV) ## Make again what is generated: the schema and the README's picture
	$(BIN)/homefuse devices schema > devices/schema.json
	$(BIN)/python docs/picture.py docs/picture.svg

clean: ## Remove the environment and all caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(BIN)/python:
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "HomeFuse needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

$(RUN): pyproject.toml | $(BIN)/python
	@$(PIP) install -e '.[cpu,broker]'
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	@$(PIP) install -e '.[cpu,broker,dev]'
	@touch $@ $(RUN)

$(BENCH): $(DEV)
	@$(PIP) install -e '.[cpu,broker,dev,bench]'
	@touch $@

$(TRAIN): pyproject.toml | $(BIN)/python
	@$(PIP) install -e '.[cpu,broker,train]'
	@touch $@ $(RUN)
