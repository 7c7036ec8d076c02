# Thin on purpose: `make demo` and `make test` are the two commands of the README.
# The first Python that runs and is new enough; a name on the path may be a mere pointer to nothing.
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11 python; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test wheel clean
.DEFAULT_GOAL = demo

$(VENV)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo 'portfoliogen needs Python 3.11 or later: make PYTHON=/path/to/python'; exit 1; }
	@echo 'Setting up in $(VENV); this takes a minute or two, and needs the internet …'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all]'
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev]'
	@touch $@

demo: $(VENV)/.ready ## set up, build the sample school, say where to look
	$(BIN)/portfoliogen build sample-school
	@echo 'The errors above are meant: Bertie, who is invented, makes every mistake on purpose.'
	@echo 'To have the command portfoliogen in this terminal, type: . $(VENV)/bin/activate'

test: $(VENV)/.ready-for-tests ## set up and run the whole suite, browser tests included
	$(BIN)/python tests/find_programs.py
	$(BIN)/python tests/check.py

wheel: $(VENV)/.ready-for-tests ## build the wheel and try it in an empty environment
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build
	$(BIN)/python -m build --wheel --outdir dist .
	$(BIN)/python tests/try_wheel.py dist

clean:
	rm -rf $(VENV) dist build sample-school/_site
