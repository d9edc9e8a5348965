# Copydesk's commands. Each does its own set-up on a machine that has only Python 3.11
# and make; a second call finds that done and starts at once.
#
#   make run       open the workstation on the sample desk (without a display: the demo)
#   make test      all tests but the ordeal             make quick    those that take no patience
#   make lint      style, types and the doors           make bench    speeds, as ratios
#   make shots     pictures of the window               make ordeal   the large sizes
#   make package   a folder that runs without Python    make lock     the locks, written anew
#                                                       (ARGS=--upgrade: newer releases)
#   make no-qt     the quick tests that need no window, in an environment without Qt
#   make catalogues   the translations, brought up to date and compiled

SHELL := /bin/sh
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := run
.PHONY: run test quick lint bench shots package ordeal no-qt catalogues lock ready ready-to-test \
    ready-for-servers clean

ready:
	@packaging/setup.sh system run
	@packaging/setup.sh environment

ready-to-test:
	@packaging/setup.sh system run test
	@packaging/setup.sh environment

run: ready
	@packaging/run.sh

ready-for-servers: ready-to-test
	@packaging/setup.sh servers

# Tests run side by side in two processes (tests/conftest.py says which together);
# ARGS=-n0 runs them in one, as pdb and -s want it.
test: ready-for-servers
	@$(PYTEST) -n 2 --dist loadgroup $(ARGS)

quick: ready-to-test
	@$(PYTEST) -n 2 --dist worksteal -m "not patient" $(ARGS)

ordeal: ready-for-servers
	@HYPOTHESIS_PROFILE=ordeal $(PYTEST) -m ordeal --timeout 3600 -o faulthandler_timeout=0 $(ARGS)

lint: ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: ready-for-servers
	@$(BIN)/python -m tests.bench $(ARGS)

shots: ready-to-test
	@$(BIN)/python -m tests.shots $(ARGS)

package: ready
	@packaging/setup.sh system package
	@$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath build/package \
	    --workpath build/pyinstaller packaging/copydesk.spec
	@packaging/try_bundle.sh build/package/copydesk

no-qt: ready-to-test
	@packaging/setup.sh environment-without-qt
	@.venv-without-qt/bin/python -m pytest --ignore tests/ui --ignore tests/end_to_end --ignore tests/kills \
	    -n 2 --dist worksteal -m "not patient" $(ARGS)

catalogues: ready
	@$(BIN)/python packaging/catalogues.py $(ARGS)

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-emit-index-url --no-header --no-annotate
QT := pyside6-essentials pyside6-addons shiboken6 pytest-qt pyinstaller pyinstaller-hooks-contrib

lock: ready
	@$(LOCK) $(ARGS) pyproject.toml requirements/dev.in -o requirements/dev.lock
	@$(LOCK) pyproject.toml -c requirements/dev.lock -o requirements/run.lock
	@$(LOCK) pyproject.toml requirements/dev.in -c requirements/dev.lock \
	    $(addprefix --no-emit-package ,$(QT)) -o requirements/without-qt.lock

clean:
	rm -rf .venv .venv-without-qt .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
