# 标尺 Biaochi. `make help` lists what can be asked for.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PY := .venv/bin/python
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help install run test test-browser test-services test-long check bench bench-long bench-memory shots lock words

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(PY):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 1; }
	python3 -m venv .venv

# --no-deps: the lock files are complete, so nothing is left to resolve, and a newer release of an extra's
# package can't disturb an install.
.venv/installed: requirements.lock | $(PY)
ifdef UV
	uv pip install -q --python $(PY) --no-deps --require-hashes -r requirements.lock
else
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
endif
	@touch $@

.venv/installed-dev: requirements-dev.lock | .venv/installed
ifdef UV
	uv pip install -q --python $(PY) --no-deps --require-hashes -r requirements-dev.lock
else
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
endif
	@touch $@

install: .venv/installed  ## environment and locked dependencies into .venv, nothing else

.venv/installed-spark: requirements-spark.lock | .venv/installed-dev
ifdef UV
	uv pip install -q --python $(PY) --no-deps --require-hashes -r requirements-spark.lock
else
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
endif
	@touch $@

run: install  ## set up the demo province at the first start, then the dashboard at http://127.0.0.1:8501
	$(PY) manage.py serve

test: .venv/installed-dev  ## the test suite: no root, no system services
	$(PY) -m pytest -q -n 2 --dist loadfile -m "not browser and not services and not long" --cov --cov-report=term:skip-covered

test-browser: .venv/installed-dev  ## tests in Chromium
	@command -v chromium >/dev/null || { echo "缺少 Chromium：请先安装（Debian: apt-get install chromium）/ Chromium is missing: install it first"; exit 1; }
	$(PY) -m pytest -q -m browser tests/browser

test-long: .venv/installed-dev  ## tests that take minutes: 300 processes killed at random
	$(PY) -m pytest -q -m long tests

test-services: .venv/installed-spark  ## tests on LibreOffice, poppler, a PostgreSQL server and a Spark cluster (Java)
	@command -v soffice >/dev/null || { echo "缺少 LibreOffice：请先安装（Debian: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui）/ LibreOffice is missing: install it first"; exit 1; }
	@command -v pdftotext >/dev/null || { echo "缺少 pdftotext：请先安装（Debian: apt-get install poppler-utils）/ pdftotext is missing: install it first"; exit 1; }
	@command -v java >/dev/null || { echo "缺少 Java 17：请先安装（Debian: apt-get install openjdk-17-jre-headless）/ Java 17 is missing: install it first"; exit 1; }
	$(PY) -m pytest -q -m "services and not long" tests

check: .venv/installed-dev  ## format, lint, types, import contracts, YAML, rule cases, docs tests, licences
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache
	.venv/bin/yamllint -s .
	$(PY) manage.py rules check
	$(PY) -m pytest -q tests/house tests/rules
	.venv/bin/pip-licenses --python=$(PY) --partial-match --allow-only "$$(grep -v '^#' docs/licences.txt | paste -sd';')" --ignore-packages yamllint >/dev/null

bench: .venv/installed-dev  ## side-by-side table of ratios
	$(PY) -m bench.run

bench-long: .venv/installed-dev  ## the same on 10 million service rows, a new month of 4 million
	$(PY) -m bench.run --rows 10000000

bench-memory: .venv/installed-dev  ## the memory that 100 million service rows take
	$(PY) -m bench.memory

shots: .venv/installed-dev  ## screenshots of every page in both sizes into ./shots
	$(PY) -m tests.browser.shots

lock:  ## renew the lock files (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	grep -o 'pyspark>[^"]*' pyproject.toml | uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements-dev.lock - -o requirements-spark.lock

words: .venv/installed-dev  ## compile the catalogues of words, renew the list of metrics and the schemas of rule files
	$(PY) -m tests.words
	$(PY) -m tests.measure_list
	$(PY) -m tests.schema_files
