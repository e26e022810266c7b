# Two commands a newcomer needs: make run, make test.  `make check` before a commit; `make bench` to see the speed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
TESTERS ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')  # many tests wait for a server
FORM   ?= examples/anlan-water-2025.docx

.PHONY: run test check bench conformance audit wheel pins clean

run: $(VENV)/ready-run                 ## check the example form, print the verdict, write its report
	@mkdir -p out
	@$(BIN)/steelyard check $(FORM) --fail-on never
	@$(BIN)/steelyard report $(FORM) -o out/report.html

test: $(VENV)/ready-test               ## the whole suite
	$(BIN)/python -m pytest -n $(TESTERS) --dist worksteal

check: $(VENV)/ready-check             ## format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(TESTERS) --dist worksteal

bench: $(VENV)/ready-bench             ## speed beside other readers, growth, processes
	$(BIN)/python -m bench

conformance: $(VENV)/ready-test        ## pass rates of outside suites (../shared/suites, or DATA=folder)
	$(BIN)/python -m conformance $(if $(DATA),--data $(DATA))

audit: $(VENV)/ready-audit             ## which of the web application's pinned packages are known to be vulnerable (asks a service)
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements/web.txt

wheel: $(VENV)/ready-test              ## dist/*.whl
	$(BIN)/python -m build --no-isolation --wheel --outdir dist

pins:                                  ## compile requirements/*.txt anew (needs uv)
	requirements/compile.sh

clean:
	rm -rf $(VENV) out dist build src/*.egg-info

# One environment; each target adds what it needs, from pinned and hashed requirements.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("steelyard needs Python 3.11 or newer: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready-%: requirements/%.txt pyproject.toml | $(VENV)/bin/python
	@echo "setting up $(VENV) for $* …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$*.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
