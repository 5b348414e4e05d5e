# Two commands are enough: `make demo` shows deskbot, `make test` runs the tests. Needs Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo script test check fix bench eval lock clean

demo: .venv/demo
	$(BIN)/deskbot demo

script: .venv/demo
	$(BIN)/deskbot demo --script

test: .venv/test
	$(BIN)/pytest

check: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/test
	$(BIN)/python -m tools.bench

eval: .venv/test
	$(BIN)/python tools/evaluate.py

# Versions and hashes only, no index address: what `make demo` and `make test` install. With their extras: an older
# pip takes `coverage[toml]` for another package than the pinned `coverage`, and refuses any release but the newest.
lock: .venv/test
	for name in base charts dev speech; do \
	  $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	    --no-emit-find-links requirements/$$name.in -o requirements/$$name.lock; done

clean:
	rm -rf .venv

# Made last: where `venv` fails (no python3-venv on a bare Debian), the next try starts anew.
.venv/made:
	rm -rf .venv
	$(PYTHON) -m venv .venv
	touch $@

# Without the speech extra: a demo must come up fast, and says plainly that nothing is transcribed.
.venv/demo: .venv/made requirements/base.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements/base.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

.venv/test: .venv/demo requirements/charts.lock requirements/dev.lock requirements/speech.lock
	$(INSTALL) --require-hashes -r requirements/charts.lock -r requirements/dev.lock -r requirements/speech.lock
	touch $@
