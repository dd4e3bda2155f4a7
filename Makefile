# The same commands on every machine, and CI runs `make test`.
.DEFAULT_GOAL := help
.PHONY: help run test check format bench gallery crash hunt soak build ready-run ready-test

PY := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: ready-run ## open the app
	@$(PY) -m dtcoach

test: check ## everything CI runs: check, all tests, the frozen folder and a trial of it
	$(PY) -m pytest -n 2 -m 'not slow'
	@$(MAKE) --no-print-directory build
	sh tools/frozen_test.sh

check: ready-test ## format, lint, types, import contracts
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

format: ready-test ## put the code in its format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

bench: ready-test ## measures the levels to reach, also into build/bench.json
	$(PY) -m tools.bench

crash: ready-test ## kill -9 at random moments, DTCOACH_KILLS times (1,000)
	DTCOACH_KILLS=$${DTCOACH_KILLS:-1000} $(PY) -m pytest tests/store/test_crash.py

hunt: ready-test ## property tests with other examples each time, DTCOACH_HUNT rounds (10)
	for round in $$(seq $${DTCOACH_HUNT:-10}); do DTCOACH_HUNT=1 $(PY) -m pytest -q -n 2 -m 'hypothesis and not slow' || exit 1; done

soak: ready-test ## 200 visits in one window on a virtual screen: nothing may grow (DTCOACH_SOAK_VISITS)
	$(PY) -m pytest -s tests/ui/whole/test_soak.py -m slow

gallery: ready-test ## every screen as PNG in docs/screenshots/
	$(PY) -m tools.gallery

build: ready-test ## the frozen folder in dist/, to copy to a terminal
	$(PY) -m PyInstaller --noconfirm --log-level ERROR --workpath build/pyinstaller build.spec

ready-run:
	@sh tools/bootstrap.sh run

ready-test:
	@sh tools/bootstrap.sh test
