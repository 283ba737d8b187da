# Two commands do everything: make run, make test. Windows: see docs/guide.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# A browser on a busy machine now and then waits too long: what fails is tried once more, and said.
AGAIN := --reruns 1

# Only what is imported is compiled, when it first is: half as long to install.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

RECENT := import sys; sys.exit(sys.version_info < (3, 11))
# The environment, made anew where its own Python is too old.
ENVIRONMENT = @$(BIN)/python -c "$(RECENT)" 2>/dev/null || { \
	$(PYTHON) -c "$(RECENT)" 2>/dev/null || { \
	echo "Crossings needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 | tail -1)." >&2; \
	echo "Name one that is new enough: make $(or $(MAKECMDGOALS),run) PYTHON=python3.12" >&2; exit 1; }; \
	$(PYTHON) -m venv --clear $(VENV); }

.PHONY: run test coverage setup build check lint browser client bench soak pythons lock clean

run: $(VENV)/run.stamp
	@test "$(PORT)" -ge 1 2>/dev/null && test "$(PORT)" -le 65535 || { \
	echo "PORT=$(PORT) is no port; name a number from 1 to 65535, as in make run PORT=8600" >&2; exit 1; }
	$(BIN)/python -m catalog intact
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: setup
	$(MAKE) --jobs 3 browser lint check
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "browser and not quiet" $(AGAIN)
	$(BIN)/python -m pytest -m quiet $(AGAIN)

# How much of the code the tests without a browser run; beside make test, which it would slow.
coverage: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser and not quiet" --cov --cov-report=term:skip-covered

setup: $(VENV)/dev.stamp

build: setup
	$(BIN)/python -m catalog build

check: setup
	$(BIN)/python -m catalog check

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tests.node check types

# The map's client anew from its sources in layers/web/src.
client: setup
	$(BIN)/python -m tests.client.command_types
	$(BIN)/python -m tests.node format build

browser: setup
	$(BIN)/python -m tests.chromium

bench: setup browser
	$(BIN)/python -m bench

# What make test does for half a minute, for long: readers, exports at once, killed processes.
soak: setup
	$(BIN)/python -m bench.closures
	$(BIN)/python -m bench.soak
	CROSSINGS_SOAK=1 $(BIN)/python -m pytest tests/briefing/page/test_many.py
	$(BIN)/python -m bench.together

# The tests without a browser on the newer Pythons too, each in an environment of its own beside
# .venv. One that is not here is said and left out: name its program, as in
# make pythons PYTHONS=/opt/python3.13/bin/python3
PYTHONS ?= python3.12 python3.13
TESTS ?= tests
pythons: setup
	@for python in $(PYTHONS); do \
	version=$$($$python -c "import sys; print('%d.%d' % sys.version_info[:2])" 2>/dev/null) || { \
	echo "$$python is not here: left out; name another as in make pythons PYTHONS=/path/to/python" >&2; continue; }; \
	echo "Python $$version"; bin=$(VENV)-$$version/bin; \
	$$python -m venv $(VENV)-$$version && \
	$(BIN)/python -m uv pip install --quiet --python $$bin/python -r requirements-dev.txt && \
	$(BIN)/python -m uv pip install --quiet --python $$bin/python --no-deps --no-build-isolation -e . && \
	$$bin/python -m pytest -n 2 --dist worksteal -m "not browser and not quiet" $(TESTS) || exit 1; \
	done

$(VENV)/run.stamp: requirements.txt
	$(ENVIRONMENT)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt pyproject.toml
	$(ENVIRONMENT)
	$(PIP) -r requirements-dev.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/run.stamp

# Both lists anew from pyproject.toml, with hashes, for every system and Python that the guide names.
LOCK := $(BIN)/python -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command 'make lock'
lock: setup
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) $(VENV)-* node_modules shots bench/out .pytest_cache .mypy_cache .ruff_cache .hypothesis
