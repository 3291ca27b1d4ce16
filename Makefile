# Two commands do everything on a fresh machine: make run, make test. Only python3 and make needed.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8344
JOBS ?= 2
BIN := $(VENV)/bin
PIP_WHEEL := $(wildcard tools/bootstrap/pip-*.whl)
export PYTHONDONTWRITEBYTECODE :=

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*##/  make \1 \t/p' $(MAKEFILE_LIST)

$(VENV)/ready-to-run: requirements/run.txt pyproject.toml tools/bootstrap/install.sh
	@sh tools/bootstrap/install.sh "$(PYTHON)" "$(VENV)" "$(PIP_WHEEL)" requirements/run.txt
	@touch $@

$(VENV)/ready-to-develop: requirements/develop.txt pyproject.toml tools/bootstrap/install.sh
	@sh tools/bootstrap/install.sh "$(PYTHON)" "$(VENV)" "$(PIP_WHEEL)" requirements/develop.txt
	@touch $(VENV)/ready-to-run $@

run: $(VENV)/ready-to-run  ## start Baken with the bundled real data: make run PORT=8344
	@BAKEN_PORT=$(PORT) BAKEN_DEMO=1 $(BIN)/baken run

check: $(VENV)/ready-to-develop  ## the walls: style, types, imports, sizes, locks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/check_sizes.py
	$(BIN)/python tools/audit_lock.py
	$(BIN)/python tools/messages.py check

test: $(VENV)/ready-to-develop  ## all tests, browser included where Chromium is found
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadgroup tests --ignore tests/soak

bench: $(VENV)/ready-to-develop  ## measure our engines beside their peers, in one run
	@for bench in bench/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

soak: $(VENV)/ready-to-develop  ## kill everything at random moments and see it recover
	BAKEN_SOAK_MOMENTS=$${BAKEN_SOAK_MOMENTS:-50} $(BIN)/python -m pytest -q -p no:xdist tests/soak \
	  --ignore tests/soak/test_import_kill.py --ignore tests/soak/test_job_kill.py \
	  --ignore tests/soak/test_upload_kill.py
	BAKEN_SOAK_MOMENTS=$${BAKEN_SOAK_MOMENTS:-100} $(BIN)/python -m pytest -q -s -p no:xdist \
	  tests/soak/test_import_kill.py tests/soak/test_job_kill.py tests/soak/test_upload_kill.py
	$(BIN)/python -m pytest -q -p no:xdist --hypothesis-profile=searching tests/engines

docs: $(VENV)/ready-to-develop  ## make the reference pages and the HTML manual in docs/site
	$(BIN)/python tools/build_reference.py
	$(BIN)/python tools/build_site.py

lock: $(VENV)/ready-to-develop  ## renew the locks from requirements/*.in
	cd requirements && for part in run develop; do \
	  ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header $$part.in -o $$part.txt || exit 1; done

stop:  ## stop the embedded database
	@$(BIN)/baken database stop

.PHONY: help run check test bench soak docs lock stop
