# Lesebuch: `make` builds the reader, `make test` tests the software. `make help` lists the rest.
#
# EDITION=class (default): full texts wherever they are found, for private use; EDITION=public: never a restricted text.
# LESEBUCH_SEEDS=DIR: a folder with sources that lie elsewhere; they are found by checksum, whatever their names.

EDITION ?= class
PYTHON ?= python3
PORT ?= 8000
OUT := docs/_build/$(EDITION)
BIN := .venv/bin
SPHINX := $(BIN)/python -m sphinx -W --keep-going -q -j auto -d $(OUT)/doctrees -D lesebuch_edition=$(EDITION)

# All that the reader is made of, folders included: a file that is gone has changed its folder.
INPUT := $(shell find reader.toml corpus glossary seeds docs src $(subst :, ,$(LESEBUCH_SEEDS)) \
  -not -path 'docs/_build*' -not -path 'docs/chapters*' -not -path docs -not -name '__pycache__' -not -name '*.pyc' 2>/dev/null)

.DEFAULT_GOAL := all
.PHONY: all html pdf check serve test lint clean distclean help setup test-setup lock FORCE

all: html pdf ## Set up, build the site and the book, say where they are
	@echo
	@echo "The reader ($(EDITION) edition) is ready:"
	@echo "  site  $(OUT)/html/index.html   (open it in a browser)"
	@echo "  book  $(OUT)/pdf/reader.pdf"

html: setup $(OUT)/html/.built ## Build the site
	@echo "Site: $(OUT)/html/index.html"

pdf: setup $(OUT)/pdf/.built ## Build the book as PDF
	@echo "Book: $(OUT)/pdf/reader.pdf"

$(OUT)/html/.built: .venv/reader-ready $(OUT)/seeds $(INPUT)
	@echo "Building the site ($(EDITION) edition) ..."
	@$(SPHINX) -b html docs $(OUT)/html
	@touch $@

$(OUT)/pdf/.built: .venv/reader-ready $(OUT)/seeds $(INPUT)
	@echo "Building the book ($(EDITION) edition) ..."
	@$(SPHINX) -b typst docs $(OUT)/pdf
	@touch $@

# Which folder the sources came from: another one makes another reader.
$(OUT)/seeds: FORCE
	@mkdir -p $(OUT)
	@echo '$(LESEBUCH_SEEDS)' | cmp -s - $@ || echo '$(LESEBUCH_SEEDS)' > $@

FORCE:

check: setup ## Say everything that is wrong with sources, notes, entries and events
	@$(BIN)/lesebuch check

serve: html ## Serve the site on this machine (PORT=8000)
	@echo "http://localhost:$(PORT)/  (Ctrl+C ends it)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(OUT)/html

test: test-setup lint ## Set up what tests need and run everything
	$(BIN)/python -m pytest

lint: test-setup ## Lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config pyproject.toml

setup: .venv/reader-ready

test-setup: .venv/test-ready

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Lesebuch needs Python 3.11 or newer. Name it: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; exit 2; }
	@echo "Setting up .venv (once; a minute or two) ..."
	@$(PYTHON) -m venv .venv

.venv/reader-ready: requirements/reader.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/reader.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test-ready: requirements/test.txt .venv/reader-ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/test.txt
	@sh scripts/system-packages.sh
	@touch $@

lock: setup ## Pin the newest versions of everything again (for maintainers)
	$(BIN)/python -m pip install -q pip-tools
	$(BIN)/pip-compile -q --upgrade $(LOCK) -o requirements/reader.txt pyproject.toml requirements/build.in
	$(BIN)/pip-compile -q --upgrade $(LOCK) --extra test -c requirements/reader.txt -o requirements/test.txt pyproject.toml

LOCK := --generate-hashes --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

clean: ## Remove what was built
	rm -rf docs/_build
	-@grep -ls "^% Made by Lesebuch" docs/chapters/*.md | while read -r stub; do rm "$$stub"; done; rmdir docs/chapters 2>/dev/null || true

distclean: clean ## Remove the set-up too
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help: ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
