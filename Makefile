# Everything here keeps its environment in .venv, made from the lock files: with uv where it is there, else venv and pip.
# ARGS is passed on: make demo ARGS=--once, make test ARGS="-k mabar". UV= (empty) does without uv.

VENV := .venv
BIN := $(VENV)/bin
UV ?= $(shell command -v uv 2>/dev/null)
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
ARGS ?=

# An environment whose Python does not run, or whose installation was cut short (.half), is made anew.
SOUND := $(shell test ! -e $(VENV)/.half && $(BIN)/python -c \
	'import sys; sys.exit(sys.prefix == sys.base_prefix or sys.version_info < (3, 11))' 2>/dev/null && echo yes)
REMAKE := $(if $(SOUND),,remake)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore

.NOTPARALLEL:
.PHONY: help demo test lint format types contracts bench lock clean remake

help:
	@echo "make demo       a page with two phones on local stand-ins (ARGS=--once: play a scene in the terminal)"
	@echo "make test       the tests (ARGS=... for pytest)"
	@echo "make lint       ruff: rules and format        make format   put both right"
	@echo "make types      pyright                       make contracts   who imports whom"
	@echo "make bench      what an event costs           make lock     renew the lock files (needs uv)"
	@echo "make clean      remove the environment and what the tools left"

demo: $(VENV)/.run
	@$(BIN)/python -m bots demo $(ARGS)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.dev
	@$(BIN)/python -m ruff check
	@$(BIN)/python -m ruff format --check

format: $(VENV)/.dev
	@$(BIN)/python -m ruff check --fix
	@$(BIN)/python -m ruff format

types: $(VENV)/.dev
	@$(BIN)/python -m pyright

contracts: $(VENV)/.dev
	@$(BIN)/lint-imports

bench: $(VENV)/.dev
	@$(BIN)/python -m bench $(ARGS)

$(VENV)/.run: requirements.lock pyproject.toml $(REMAKE)
	$(call prepare)
	$(call install,requirements.lock,to run)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml $(REMAKE)
	$(call prepare)
	$(call install,requirements-dev.lock,to test)
	@touch $(VENV)/.run $@

# Make the environment, unless there is one that works and can be installed into.
define prepare
@if [ -n "$(SOUND)" ] && { [ -n "$(UV)" ] || $(BIN)/python -c 'import pip' 2>/dev/null || \
	$(BIN)/python -m ensurepip >/dev/null 2>&1; }; then :; \
elif [ -n "$(UV)" ]; then \
	echo "Making $(VENV) with uv ..."; rm -rf $(VENV) && "$(UV)" venv --quiet --python '>=3.11' $(VENV); \
elif [ -n "$(PYTHON)" ]; then \
	echo "Making $(VENV) with $(PYTHON) ..."; rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); \
else \
	echo "Guyub needs Python 3.11 or newer (or uv), and found neither. Install one, or say where it is:" >&2; \
	echo "  make PYTHON=/path/to/python3" >&2; exit 1; \
fi
endef

# Install a lock file, every file of it checked against its hash, then Guyub itself.
define install
@echo "Installing what Guyub needs $(2) ($(1)) ..."
@: > $(VENV)/.half
@if [ -n "$(UV)" ]; then \
	VIRTUAL_ENV="$(CURDIR)/$(VENV)" "$(UV)" pip install --quiet --require-hashes -r $(1) && \
	VIRTUAL_ENV="$(CURDIR)/$(VENV)" "$(UV)" pip install --quiet --no-deps -e .; \
else \
	$(BIN)/python -m pip install --quiet --require-hashes -r $(1) && \
	$(BIN)/python -m pip install --quiet --no-deps -e .; \
fi
@rm -f $(VENV)/.half
endef

remake: ;

lock:
	@[ -n "$(UV)" ] || { echo "make lock needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	@"$(UV)" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml -o requirements.lock
	@"$(UV)" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@echo "Renewed requirements.lock and requirements-dev.lock."

clean:
	@rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed the environment and what the tools left. Your config.toml and data are as they were."
