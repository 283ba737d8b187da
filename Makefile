# Two commands do everything: make run, make test. Windows: see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# A browser on a busy machine now and then waits too long: what fails is tried once more, and said.
AGAIN := --reruns 1

# Only what is imported is compiled, when it first is: half as long to install.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.PHONY: run test setup build check lint browser bench soak clean

run: $(VENV)/run.stamp
	$(BIN)/python -m catalog intact
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: setup
	$(MAKE) --jobs 3 browser lint check
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "browser and not quiet" $(AGAIN)
	$(BIN)/python -m pytest -m quiet $(AGAIN)

setup: $(VENV)/dev.stamp

build: setup
	$(BIN)/python -m catalog build

check: setup
	$(BIN)/python -m catalog check

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

browser: setup
	$(BIN)/python -m tests.chromium

bench: setup browser
	$(BIN)/python -m bench

# What make test does for half a minute, for long: readers, exports at once, killed processes.
soak: setup
	$(BIN)/python -m bench.soak
	$(BIN)/python -m bench.together

$(VENV)/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-dev.txt
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) shots bench/out .pytest_cache .mypy_cache .ruff_cache .hypothesis
