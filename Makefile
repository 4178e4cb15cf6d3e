# Two commands are enough: `make serve` and `make test`. `make help` lists the others.
# Everything is installed into .venv; nothing outside this folder is touched.

PYTHON ?= python3.14 python3.13 python3.12 python3.11 python3 python
OUT := $(or $(KG_OUT),out)
SOURCES := $(or $(KG_DATA),data) $(or $(KG_ONTOLOGY),ontology) $(or $(KG_SHAPES),shapes)

BIN := .venv/bin
BROWSER := kg/web/browser
PARTS := $(BROWSER)/node_modules/.package-lock.json
W3C := .cache/w3c/unpacked
PIP := $(BIN)/python -m pip --no-cache-dir --no-input --disable-pip-version-check -qq
COMPILE := .venv/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-header

# Scripts in .venv hold the path of this folder, so a moved or copied folder starts afresh,
# and so does one whose Python is gone.
HERE := $(shell $(BIN)/python -c "print(open('.venv/folder').read())" 2>/dev/null)
ifneq ($(HERE),$(CURDIR))
.PHONY: .venv/folder
endif

# The release is out of date when it is gone, or when a source or the program is newer than the
# stamp. A folder of sources counts too: its time changes when a file leaves it.
NEWER := $(shell find $(SOURCES) kg pyproject.toml -path '$(BROWSER)/node_modules' -prune -o \
	\( -name '*.pyc' -o -path 'kg/*' -type d \) -o \
	-newer $(OUT)/.built -print 2>&1 | head -n 1)
ifneq ($(if $(wildcard $(OUT)/current),$(NEWER),gone),)
.PHONY: $(OUT)/.built
endif

.PHONY: help setup parts build serve test reference fuzz bench lint types validate lock clean
.DEFAULT_GOAL := help

help:  ## say what each target does
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

setup: .venv/dev $(PARTS) $(W3C)  ## install all that tests need into .venv

build: .venv/run  ## build the release from data/
	$(BIN)/kg build

serve: .venv/run $(PARTS) $(OUT)/.built  ## build the release if need be, and serve it at http://127.0.0.1:8000
	@exec $(BIN)/kg serve

test: .venv/dev $(PARTS) $(W3C)  ## run every test; ARGS="-k dates" chooses some
	@$(BIN)/python -m tests $(if $(AGAIN),--again) $(ARGS)

reference: .venv/dev  ## compare the whole corpus with stock pyshacl and owlrl, an hour or more
	POLPROS_TEST_REFERENCE=1 $(BIN)/pytest tests/conformance/test_reference.py $(ARGS)

parts: $(PARTS)  ## fetch the libraries that pages bring to a browser

fuzz: .venv/dev  ## feed all that reads requests with anything, some ten minutes; EXAMPLES=20000 for longer
	POLPROS_TEST_FUZZ=$(or $(EXAMPLES),5000) $(BIN)/pytest tests/property/test_fuzz_http.py $(ARGS)

bench: .venv/bench  ## measure the endpoint beside other servers, ten minutes; ARGS="--size 100k"
	@$(BIN)/python -m tests.benchmark $(ARGS)
	@$(BIN)/python -m tests.benchmark.bench_search

lint: .venv/dev  ## check form and style
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: .venv/dev  ## check the types
	$(BIN)/mypy

validate: .venv/run  ## check the data without building a release
	$(BIN)/kg validate

lock: .venv/folder  ## pin the newest versions that pyproject.toml allows
	$(BIN)/python -m venv .venv/lock
	.venv/lock/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools>=7.5,<8'
	$(COMPILE) --upgrade --build-deps-for=editable -o requirements/run.txt pyproject.toml
	$(COMPILE) --upgrade --extra dev -c requirements/run.txt -o requirements/dev.txt pyproject.toml
	$(COMPILE) --upgrade --extra npm -c requirements/run.txt -o requirements/npm.txt pyproject.toml
	$(COMPILE) --upgrade --extra bench -c requirements/run.txt -o requirements/bench.txt pyproject.toml

clean:  ## remove the environment and the caches; releases stay
	rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache *.egg-info build $(BROWSER)/node_modules
	find kg tests -name __pycache__ -prune -exec rm -rf {} +

$(OUT)/.built: .venv/run
	$(BIN)/kg build
	@touch $@

.venv/folder:
	@for python in $(PYTHON); do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then echo "Making .venv with $$($$python --version)"; $$python -m venv --clear .venv && \
	    printf %s "$(CURDIR)" > $@; exit; fi; done; \
	echo "No Python 3.11 or newer with the venv module was found (tried: $(PYTHON))." >&2; \
	echo "Install one (Debian: apt-get install python3-venv) or name it: make PYTHON=/path/to/python3" >&2; \
	exit 1

.venv/run: .venv/folder requirements/run.txt pyproject.toml
	@echo "Installing the pinned packages (once, about a minute)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@echo "Installing what the tests need (once)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/bench: .venv/run requirements/bench.txt
	@echo "Installing the servers that ours is measured beside (once)"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

# npm comes from a package of Python's where the machine has none.
$(PARTS): $(BROWSER)/package-lock.json | .venv/run
	@echo "Fetching the libraries for browsers (once)"
	@command -v npm >/dev/null || [ -x $(BIN)/npm ] || \
	  $(PIP) install --require-hashes -r requirements/npm.txt
	@cd $(BROWSER) && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent
	@touch $@

# W3C's SPARQL suites come with the source of rdflib: the version and the checksum that run.txt
# pins. rdflib itself is installed from its wheel; only the suites are kept of this archive.
$(W3C): requirements/run.txt | .venv/dev
	@echo "Fetching the W3C test suites (once)"
	@rm -rf $(@D) && mkdir -p $(@D)
	@sed -n '/^rdflib==/,/[^\\]$$/p' requirements/run.txt > $(@D)/rdflib.txt
	@$(PIP) download --dest $(@D) --no-deps --no-binary rdflib --no-build-isolation \
	  --require-hashes --requirement $(@D)/rdflib.txt
	@source=$$(basename $(@D)/rdflib-*.tar.gz .tar.gz) && suites=$$source/test/data/suites/w3c && \
	  tar -xzf $(@D)/$$source.tar.gz -C $(@D) --strip-components=5 \
	    $$suites/sparql11 $$suites/dawg-data-r2 && rm $(@D)/$$source.tar.gz
	@touch $@
