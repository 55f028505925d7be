# Everyday commands; each sets up all that it needs. `make help` lists them.
PYTHON ?= python3
PAGES ?= en
BIN := .venv/bin
REAL_DATA ?= $(wildcard ../shared/data)
REAL_DATA_OPTION = $(if $(REAL_DATA),--real-data=$(REAL_DATA))

.DEFAULT_GOAL := help
.PHONY: help report test test-slow fuzz lint audit lab lock mutate clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*\#\#' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: .venv/.ok  ## read the bundled registers and make the pages in reports/site
	@$(BIN)/fivelens run data/pingyi --decisions data/decisions --out reports --language $(PAGES) --organisation "平邑案例（虚构）"

test: .venv/.ok lint  ## linters, types and the everyday tests
	$(BIN)/pytest -q -n 2 --dist loadgroup -m "not slow" $(REAL_DATA_OPTION)

test-slow: .venv/.ok  ## the tests that take longer; CI runs them too
	$(BIN)/pytest -q -n 2 --dist loadgroup -m slow $(REAL_DATA_OPTION)

fuzz: .venv/.ok  ## a million generated cases (hours); no part of CI, which runs 20,000
	FUZZ_CASES=1000000 $(BIN)/pytest -q tests/reliability/test_fuzzing.py

PART ?= statistics
mutate: .venv/.ok  ## small changes of the code that no test notices (PART=statistics, indicators, outcomes or match; long, no part of CI)
	$(BIN)/python -m benchmarks.mutation $(PART) $(if $(REAL_DATA),--real-data=$(REAL_DATA))

lint: .venv/.ok  ## ruff, import-linter and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

audit: .venv/.ok  ## compare the locked packages with known weaknesses (needs uv or pip-audit, and a network)
	@if command -v uvx >/dev/null 2>&1; then audit="uvx pip-audit"; else audit=pip-audit; fi; \
	if ! command -v $${audit%% *} >/dev/null 2>&1; then echo "Not audited: neither uvx nor pip-audit is here."; exit 0; fi; \
	if ! curl -sf --max-time 20 https://pypi.org/pypi/pip/json 2>/dev/null | grep -q '"vulnerabilities"'; then echo "Not audited: the advisories cannot be reached."; exit 0; fi; \
	$$audit --require-hashes --disable-pip -r requirements.lock >.venv/audit.txt 2>&1; code=$$?; \
	left=$$(grep -c 'could not be audited' .venv/audit.txt); \
	if [ "$$left" = 0 ]; then cat .venv/audit.txt; exit $$code; fi; \
	grep -vE 'could not be audited|^No known vulnerabilities found|^Name +Skip Reason|^-+ -+$$' .venv/audit.txt; \
	echo "Not audited: for $$left of $$(grep -c '==' requirements.lock) packages no advisories can be had here."; exit $$code

lab: .venv/.ok  ## open JupyterLab on the notebooks
	@if [ "$$(id -u)" = 0 ]; then echo "JupyterLab runs as root here, as in a container: it answers this machine only."; fi
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks

lock:  ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --extra build --extra lab --extra test \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
	sed -n 's/^spark = \["\(.*\)"\].*/\1/p' pyproject.toml | uv pip compile --universal --generate-hashes \
		--python-version 3.11 --custom-compile-command "make lock" - -o requirements-spark.lock

clean:  ## remove what was built (not the virtual environment)
	rm -rf reports/site reports/logs reports/warehouse.duckdb .pytest_cache .ruff_cache .mypy_cache

.venv/.ok: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Five Lenses needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 report")'
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --clear --python $(PYTHON) .venv && \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps -e . ; \
	else \
		$(PYTHON) -m venv --clear .venv && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e . ; \
	fi
	@touch $@
