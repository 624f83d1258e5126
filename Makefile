# make verify   fetch libz3, build, and verify the village's regulation and the hospital's
# make test     the same, then every test (fetches cvc5, with which they compare answers)
# make documents   write docs/findings-shinto.md, docs/proposals-shinto.md and their Japanese counterparts anew (minutes)
# make …  Z3=/path/to/lib   with the libz3 (4.13.3 or newer) of that folder, and no fetching

RULES ?= rules/shinto rules/hospital
CARGO ?= cargo
PYTHON ?= python3
Z3 ?= $(Z3_LIBRARY_PATH_OVERRIDE)

ifneq ($(Z3),)
export Z3_LIBRARY_PATH_OVERRIDE := $(abspath $(Z3))
# No interface newer than the oldest libz3 that is accepted.
export Z3_SYS_Z3_VERSION ?= 4.13.3
endif

# Goldens are compared here, never rewritten.
export INSTA_UPDATE ?= no

# What fetch-cvc5.py unpacks where nothing may be installed; only the tests need it.
export PATH := $(CURDIR)/.z3/cvc5/bin:$(PATH)

.PHONY: verify test build fetch fetch-second documents

KITEI := $(CARGO) run --release --locked --quiet --bin kitei --

# Nothing may be left unexplained: every claim is proved or expected, every finding allowed, every scenario as written.
# And what docs/findings-NAME.md says of the rules must be what is proved.
verify: build
	@for rules in $(RULES); do \
	  $(KITEI) verify --gate $$rules; code=$$?; \
	  case $$code in \
	    0) what='everything is proved or explained' ;; \
	    1) what='something is neither proved nor explained; it is listed above' ;; \
	    2) what='the rules could not be read' ;; \
	    *) what='kitei failed' ;; \
	  esac; \
	  echo "kitei: $$rules: exit code $$code ($$what)"; \
	  test $$code -eq 0 || exit $$code; \
	  page=docs/findings-$$(basename $$rules); \
	  test ! -f $$page.md || $(KITEI) findings $$rules --lang en --output $$page.md --output $$page.ja.md --check || exit 1; \
	done

# Of the proposals for the village, all but `separate-posts`: to examine that takes more than ten minutes.
PROPOSALS := $(filter-out %/separate-posts,$(patsubst %/,%,$(sort $(wildcard rules/shinto-proposals/*/))))

# The documents about the village, made anew.
documents: build
	@$(KITEI) findings rules/shinto --lang en --output docs/findings-shinto.md --output docs/findings-shinto.ja.md
	@$(KITEI) proposals rules/shinto $(PROPOSALS) --lang en --output docs/proposals-shinto.md --output docs/proposals-shinto.ja.md

test: verify fetch-second
	$(CARGO) test --locked

build: fetch
	$(CARGO) build --release --locked

# The solver with which the tests compare every answer.
fetch-second:
	@$(PYTHON) .cargo/fetch-cvc5.py

# Everything that is ever needed, so that the tests too work offline from here on.
fetch:
	@$(CARGO) fetch --locked --quiet --target "$$(rustc -vV | sed -n 's/^host: //p')"
ifeq ($(Z3),)
	@$(PYTHON) .cargo/fetch-libz3.py
else
	@ls $(Z3)/libz3.* >/dev/null || { echo "there is no libz3 in $(Z3)" >&2; exit 1; }
endif
