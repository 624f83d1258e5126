# make verify   fetch libz3, build, and verify the village's regulation
# make test     the same, then every test (fetches cvc5, with which they compare answers)
# make …  Z3=/path/to/lib   with the libz3 (4.13.3 or newer) of that folder, and no fetching

RULES ?= rules/shinto
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

.PHONY: verify test build fetch fetch-second

# Claims that are not proved (exit code 1) are shown, and are no failure of the tool.
verify: build
	@$(CARGO) run --release --locked --quiet --bin kitei -- verify $(RULES); code=$$?; \
	case $$code in \
	  0) what='every claim is as the rules expect it' ;; \
	  1) what='claims are not proved; they are listed above' ;; \
	  2) what='the rules could not be read' ;; \
	  *) what='kitei failed' ;; \
	esac; \
	echo "kitei: exit code $$code ($$what)"; \
	test $$code -le 1

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
