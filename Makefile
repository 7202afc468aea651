# Jindu 进度看板. `make` shows what there is.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench chaos

VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make the environment in .venv, nothing else

$(READY): requirements.txt
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(READY_TO_TEST): requirements-dev.txt $(READY)
	$(PYTHON) -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: setup ## the demo: a whole shop at work, at 20 times the speed (BOARD_DEMO_SPEED=…; 0: nobody moves)
	BOARD_DATA_DIR=data/demo $(PYTHON) -m app demo --serve

test: $(READY_TO_TEST) ## all tests; what fails is tried once more, alone, and named as unstable
	$(PYTHON) -m tests.run

lint: $(READY_TO_TEST) ## style, mistakes, types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check -q .
	$(VENV)/bin/mypy
	$(VENV)/bin/oxlint --deny-warnings static tests

bench: $(READY_TO_TEST) ## what a command costs, beside its baseline
	$(PYTHON) -m tests.bench

chaos: $(READY_TO_TEST) ## large doses: kills, races, broken links
	JINDU_DOSE=chaos $(PYTHON) -m pytest tests/chaos tests/live tests/door/test_consent.py -s
