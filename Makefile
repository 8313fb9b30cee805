# Each target is one call of tools/run.py, which works without make too.
# ARGS hands options on: make check ARGS="--lang en".
PYTHON ?= python3

.PHONY: help serve preview test lint check readability spell publisher build zip bench format lock clean

help:
	@$(PYTHON) tools/run.py help

serve:
	@$(PYTHON) tools/run.py serve

preview:
	@$(PYTHON) tools/run.py preview

test:
	@$(PYTHON) tools/run.py test

lint:
	@$(PYTHON) tools/run.py lint

check:
	@$(PYTHON) tools/run.py check $(ARGS)

readability:
	@$(PYTHON) tools/run.py readability $(ARGS)

spell:
	@$(PYTHON) tools/run.py spell

publisher:
	@$(PYTHON) tools/run.py publisher

build:
	@$(PYTHON) tools/run.py build

zip:
	@$(PYTHON) tools/run.py zip

bench:
	@$(PYTHON) tools/run.py bench $(ARGS)

format:
	@$(PYTHON) tools/run.py format

lock:
	@$(PYTHON) tools/run.py lock

clean:
	@$(PYTHON) tools/run.py clean
