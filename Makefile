# One word runs everything. Paths are relative on purpose: the checkout may stand in a folder with blanks in its name.
# Addresses and the clock come from the environment: SITE_URL, REPO_URL, SECURITY_CONTACT, SOURCE_DATE_EPOCH; so do pip's
# options (PIP_…).

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SITE_READY := $(VENV)/ready-for-site
TEST_READY := $(VENV)/ready-for-test
# npm writes this file when it has installed what package-lock.json names.
NODE_READY := node_modules/.package-lock.json
PEERS_READY := tools/peers/node_modules/.package-lock.json

FUZZ_MINUTES ?= 10
# The tests of a file share what was made for it. The slowest files come first, so that no core is left alone at the end.
SIDE_BY_SIDE ?= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# With -j2 too, only one target at a time may install into .venv or write site/.
.NOTPARALLEL:
.PHONY: site serve compress put test fuzz bench lock clean help

site: $(SITE_READY)  ## Build the site into site/ (ENGINE=zensical for another engine than MkDocs)
	@$(PY) build_timeline.py build $(if $(ENGINE),--engine $(ENGINE))

serve: $(SITE_READY)  ## Show the site at http://127.0.0.1:8000/ and rebuild when a file is saved (PORT=8001 for another port)
	@$(PY) build_timeline.py serve $(if $(PORT),--port $(PORT)) $(if $(ENGINE),--engine $(ENGINE))

compress: $(SITE_READY)  ## Lay packed copies beside every file of site/ that packs well, for nginx and Apache (see deploy/)
	@$(PY) -m tools.compress site

put: $(SITE_READY)  ## Put site/ where a server shows it: TO=/var/www/tijdlijn; earlier pages keep their styles and scripts
	@$(PY) -m tools.put site "$(TO)"

# Quick checks first; the first that fails ends the run. A missing browser or server is a failure: a skipped test tells
# nothing.
test: $(TEST_READY) $(NODE_READY)  ## Run every check: form, types, data, tests, browser (ARGS="-k dates" for some of the tests)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) build_timeline.py check
	@CHROMIUM="$$($(PY) -m tools.ensure_chromium)" && FIREFOX_PROGRAM="$$($(PY) -m tools.ensure_firefox)" && \
	    NGINX_PROGRAM="$$($(PY) -m tools.ensure_nginx)" && \
	    export CHROMIUM FIREFOX_PROGRAM NGINX_PROGRAM && $(PY) -m pytest $(SIDE_BY_SIDE) $(ARGS)

# Hypothesis keeps what it found in .hypothesis/ and tries it first the next time.
fuzz: $(TEST_READY)  ## Look for inputs that break something, for FUZZ_MINUTES=10 minutes or until one is found
	@end=$$(($$(date +%s) + $(FUZZ_MINUTES) * 60)); round=0; \
	while [ $$(date +%s) -lt $$end ]; do \
	    round=$$((round + 1)); echo "Fuzz: round $$round" >&2; \
	    EXPLORE=1 $(PY) -m pytest -q -x tests/test_fuzz.py tests/test_properties.py $(ARGS) || exit 1; \
	done

bench: $(TEST_READY) $(NODE_READY) $(PEERS_READY)  ## Run the benchmarks, other timelines beside this one, and print the tables
	@CHROMIUM="$$($(PY) -m tools.ensure_chromium)" && NGINX_PROGRAM="$$($(PY) -m tools.ensure_nginx)" && \
	    WRK_PROGRAM="$$($(PY) -m tools.ensure_wrk)" && export CHROMIUM NGINX_PROGRAM WRK_PROGRAM && $(PY) -m tools.bench

lock: $(TEST_READY)  ## Write the lock files from requirements*.in (UPGRADE=1 for the newest versions)
	@for name in requirements requirements-dev; do \
	    echo "Lock: $$name.txt" >&2; \
	    $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --strip-extras \
	        --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
	        $$name.in --output-file $$name.txt || exit 1; \
	done

clean:  ## Remove what was generated: build/, site/ and caches (.venv stays)
	@rm -rf build site .site.packed .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -path ./.venv -prune -o -path ./.git -prune -o -name __pycache__ -prune -exec rm -rf {} +
	@echo "Clean: removed build/, site/ and caches. To set up afresh as well: rm -r .venv"

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

# Setting up. A stamp in .venv is newer than the lock file that was installed last. An environment whose lock changed,
# or whose installing was interrupted, is made afresh, so nothing stays behind in it. What the tests need includes what
# the site needs, in the same versions.

$(SITE_READY): requirements.txt
	@$(call set-up,$<)
	@touch $@

$(TEST_READY): requirements-dev.txt requirements.txt
	@$(call set-up,$<)
	@touch $(SITE_READY) $@

# No package's own scripts run, and npm asks nobody for advice or money.
$(NODE_READY): package-lock.json | $(TEST_READY)
	@echo "Set up: installing the tests' packages from npm into node_modules (once)" >&2
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# Only the benchmarks need other timelines. What npm cannot install is unpacked after it.
$(PEERS_READY): tools/peers/package-lock.json tools/peers/package.json tools/peers/.npmrc | $(TEST_READY)
	@echo "Set up: installing other timelines from npm into tools/peers/node_modules (once)" >&2
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" && export PATH && \
	    npm --prefix tools/peers ci --ignore-scripts --no-audit --no-fund --silent && \
	    $(PY) -m tools.install_peers "$(CURDIR)/$(VENV)/bin/npm"
	@touch $@

# The machine's Python was upgraded or removed: an environment that cannot start is as good as none.
ifneq ($(wildcard $(VENV)/.),)
ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null),1)
.PHONY: $(SITE_READY) $(TEST_READY)
endif
endif

# 1: the lock file. Hashes of every package are checked by pip, which also refuses a package that the lock file forgot.
define set-up
set -eu; \
say() { printf '%s\n' "$$@" >&2; }; \
command -v "$(PYTHON)" >/dev/null || { \
    say "Python 3.11 of nieuwer is nodig; $(PYTHON) is niet gevonden." \
        "Python 3.11 or newer is needed; $(PYTHON) was not found."; exit 2; }; \
"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
    found="$$("$(PYTHON)" --version 2>&1)"; \
    say "Python 3.11 of nieuwer is nodig; $(PYTHON) is $$found. Een andere kiest u zo: make PYTHON=python3.12 …" \
        "Python 3.11 or newer is needed; $(PYTHON) is $$found. Choose another like this: make PYTHON=python3.12 …"; exit 2; }; \
has_venv() { "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; }; \
has_venv || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && { \
    say "Set up: installing Debian's python3-venv"; \
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null && has_venv; }; } || { \
    say "Python mist de module venv. Op Debian en Ubuntu: sudo apt install python3-venv" \
        "Python lacks the module venv. On Debian and Ubuntu: sudo apt install python3-venv"; exit 2; }; \
[ $(SITE_READY) -nt requirements.txt ] && [ ! -e $(TEST_READY) ] && $(PY) -c '' 2>/dev/null || \
    "$(PYTHON)" -m venv --clear $(VENV); \
rm -f $(SITE_READY) $(TEST_READY); \
say "Set up: installing $$(grep -c '==' $(1)) packages into $(VENV) (once)"; \
$(PY) -m pip install -qq --disable-pip-version-check --require-hashes -r $(1)
endef
