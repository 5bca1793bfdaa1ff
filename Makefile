# Needs: make and Python 3.11 or newer. Everything else goes into .venv, pinned by version and hash.

MAKEFLAGS += --no-print-directory
BIN := .venv/bin

# Which Python makes .venv: the first of these that is new enough. Or say: make run PYTHON=/path/to/python
PYTHONS = $(PYTHON) python3.11 python3.12 python3.13 python3 python

# A stamp's name holds the checksum of its lock files, so a changed lock is a missing stamp.
RUN_STAMP := .venv/.run-$(firstword $(shell cat requirements/run.lock | cksum))
BENCH_STAMP := .cache/bench/.bench-$(firstword $(shell cat requirements/bench.lock | cksum))
DEV_STAMP := .venv/.dev-$(firstword $(shell cat requirements/run.lock requirements/dev.lock | cksum))

define with_python
for python in $(PYTHONS); do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
		exec "$$python" $(1); \
	fi; \
done; \
echo "Python 3.11 or newer was not found (looked for: $(PYTHONS)). Install it, or say: make PYTHON=/path/to/python" >&2; \
exit 1
endef

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: export HOST := $(or $(HOST),127.0.0.1)
run: export PORT := $(or $(PORT),8000)
run: $(RUN_STAMP) ## start the service on HOST:PORT (127.0.0.1:8000)
	@exec $(BIN)/python -m dosing serve

.PHONY: test
test: lint ## everything that must hold before a change goes in: lint, then the fast tests
	@echo "== pytest, fast lane"
	@$(BIN)/python -m pytest -q -n auto -m "not deep and not node" $(ARGS)

.PHONY: test-deep
test-deep: $(DEV_STAMP) ## all that takes hours: all tests (Hypothesis profile: deep), mutants, 20 million comparisons
	@echo "== pytest, all lanes"
	@HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -q -n auto -m "not node" $(ARGS)
	@$(MAKE) mutation
	@$(MAKE) differential

# How far it came is printed with the command that goes on from there: SEED and START make the same cases again.
.PHONY: differential
differential: $(DEV_STAMP) ## 20 million answers beside those of the oracle (SEED=1 START=0 CASES=20000000)
	@echo "== service and oracle"
	@$(BIN)/python -m tests.differential --seed $(or $(SEED),1) --start $(or $(START),0) \
		--cases $(or $(CASES),20000000) --record docs/evidence/differential.json

# Tests of `make test` that ask much of little: comparisons and laws would take their time and cover nothing more.
COVERING = tests/core tests/formulary tests/wire tests/nearest tests/mutation tests/texts tests/docs/test_rules_document.py \
	tests/contract/test_generated.py tests/contract/test_types.py tests/interfaces/test_http.py \
	tests/interfaces/test_library.py tests/interfaces/test_numbers.py tests/fhir tests/hooks dosing

.PHONY: coverage
coverage: $(DEV_STAMP) ## lines and branches of what decides: 100 %, or it fails; of FHIR and CDS Hooks: told
	@echo "== coverage"
	@$(BIN)/python -m coverage run -m pytest -q -p no:xdist -m "not deep" $(COVERING)
	@$(BIN)/python -m tests.evidence.coverage

.PHONY: evidence
evidence: $(DEV_STAMP) ## docs/evidence.md, from what the tests come to now (ARGS=--again: from the records as they are)
	@$(BIN)/python -m tests.evidence $(ARGS)

.PHONY: mutation
mutation: $(DEV_STAMP) ## mutants of core and translate: which of them no test notices (PROCESSES=all; ARGS=--again goes on)
	@echo "== mutants"
	@$(BIN)/python -m tests.mutation $(if $(PROCESSES),--processes $(PROCESSES)) $(ARGS)

# npm installs what its lock file pins, by hash, and runs no script of any package.
NODE := tests/contract/node
NODE_STAMP := $(NODE)/node_modules/.installed-$(firstword $(shell cat $(NODE)/package.json $(NODE)/package-lock.json | cksum))

.PHONY: test-contract
test-contract: $(DEV_STAMP) $(NODE_STAMP) ## the contract as Node's linters and a TypeScript client see it (Node 20 or newer)
	@echo "== redocly, every warning an error"
	@cd $(NODE) && REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true \
		node_modules/.bin/redocly lint --extends=recommended-strict $(CURDIR)/openapi.yaml
	@echo "== spectral, every hint an error"
	@cd $(NODE) && node_modules/.bin/spectral lint --ruleset spectral.yaml --fail-severity=hint $(CURDIR)/openapi.yaml
	@echo "== pytest, what needs Node"
	@$(BIN)/python -m pytest -q -m node tests/contract $(ARGS)

$(NODE_STAMP):
	@command -v npm >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || \
		{ echo "make test-contract needs Node 20 or newer, with npm. Install it and try again." >&2; exit 1; }
	@echo "Installing the packages for Node into $(NODE)/node_modules …"
	@cd $(NODE) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Each goes on where it was stopped, as long as the code is the same.
.PHONY: fuzz-deep
fuzz-deep: $(DEV_STAMP) ## the three engines for hours, into docs/evidence.md (MINUTES: begin nothing after so many)
	@echo "== fuzzing"
	@$(BIN)/python -m tests.fuzz $(if $(MINUTES),--minutes $(MINUTES)) $(if $(PROCESSES),--processes $(PROCESSES))
	@$(MAKE) evidence ARGS=--again

.PHONY: fuzz-faults
fuzz-faults: $(DEV_STAMP) ## seeded faults on five seeds, into docs/fuzz-faults.md (PROCESSES=all)
	@echo "== seeded faults"
	@$(BIN)/python -m tests.fuzz.faults $(if $(PROCESSES),--processes $(PROCESSES))
	@$(MAKE) evidence ARGS=--again

.PHONY: fuzz-coverage
fuzz-coverage: $(DEV_STAMP) ## which branches the engines reach without unit tests, into docs/fuzz-coverage.md
	@echo "== coverage of fuzzing"
	@$(BIN)/python -m tests.fuzz.coverage --out docs/fuzz-coverage.md

.PHONY: lint
lint: $(DEV_STAMP) ## ruff, mypy, import contracts
	@echo "== ruff check"
	@$(BIN)/ruff check -q
	@echo "== ruff format --check"
	@$(BIN)/ruff format -q --check
	@echo "== mypy"
	@$(BIN)/python -m mypy --no-error-summary $(wildcard dosing tests bench requirements/*.py)
	@echo "== lint-imports"
	@report=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$report"; exit 1; }

.PHONY: format
format: $(DEV_STAMP) ## put the code into the form that lint asks for
	@$(BIN)/ruff check -q --fix-only
	@$(BIN)/ruff format -q

.PHONY: generate
generate: $(DEV_STAMP) ## write openapi.yaml, schemas/ and what answers say anew from the code
	@$(BIN)/python -m dosing openapi --out openapi.yaml
	@$(BIN)/python -m dosing schemas --out schemas
	@$(BIN)/python -m tests.texts

.PHONY: bench
bench: $(BENCH_STAMP) ## measure beside the peers, write docs/performance.md, and hold the ratios
	@.cache/bench/bin/python -m compileall -q dosing bench # as installing compiles the peers: Python may be told to write none
	@.cache/bench/bin/python -m bench --out docs/performance.md $(ARGS)

# Pins stay as they are unless a .in file asks for more; newest versions: make lock UPGRADE=--upgrade
UV := $(or $(shell command -v uv 2>/dev/null),.cache/uv/bin/uv)
COMPILE = $(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 $(UPGRADE)

.PHONY: lock
lock: $(UV) ## write requirements/*.lock anew from requirements/*.in
	@cd requirements && $(subst .cache,../.cache,$(COMPILE)) run.in -o run.lock
	@cd requirements && $(subst .cache,../.cache,$(COMPILE)) dev.in -o dev.lock
	@cd requirements && $(subst .cache,../.cache,$(COMPILE)) bench.in -o bench.lock

.PHONY: setup
setup: $(DEV_STAMP) ## make .venv with everything that tests and lint need

.PHONY: clean
clean: ## remove .venv and all caches
	@rm -rf $(NODE)/node_modules $(NODE)/build .venv .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist

# The development lock holds all of the run lock, so it writes both stamps.
HAS_PYTHON := $(wildcard .venv/bin/python)
$(RUN_STAMP): $(if $(HAS_PYTHON),,FORCE)
	@$(call with_python,requirements/install.py requirements/run.lock $(RUN_STAMP))

$(DEV_STAMP): $(if $(HAS_PYTHON),,FORCE)
	@$(call with_python,requirements/install.py requirements/dev.lock $(RUN_STAMP) $(DEV_STAMP))

# What is measured beside the service has an environment of its own.
$(BENCH_STAMP): export VENV := .cache/bench
$(BENCH_STAMP): $(if $(wildcard .cache/bench/bin/python),,FORCE)
	@$(call with_python,requirements/install.py requirements/bench.lock $(BENCH_STAMP))

.cache/uv/bin/uv:
	@echo "Installing uv into .cache/uv …"
	@($(call with_python,-m venv .cache/uv))
	@.cache/uv/bin/python -m pip --disable-pip-version-check -qq install uv

.PHONY: FORCE
FORCE:
