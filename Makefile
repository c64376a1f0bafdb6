# make run    install what is missing, build, serve the lesson zone
# make test   install what is missing, build, test
# make        build, into build/; README.md lists the rest
B ?= build
CC ?= gcc
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
CPPFLAGS = -D_GNU_SOURCE -I.
CFLAGS ?= -O2 -g
WARN = -std=gnu11 -Wall -Wextra -Wshadow -Wconversion $(WERROR)
# ldns is linked in: as a shared library it brings libssl along, and 0.4 MB more.
# So is libsodium: of it SipHash and a comparison are taken, 1 KB.
LDLIBS = -l:libldns.a -l:libsodium.a -Wl,--as-needed -lssl -lcrypto -lidn2

sub_make = $(MAKE) --no-print-directory
objects = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard $(1))))
zonefile := $(call objects,zonefile/*.c)
tools    := $(filter-out $(B)/tools/twig.o,$(call objects,tools/*.c))
names    := $(patsubst %,$(B)/zonefile/%.o,name nametext idn)
resolver := $(filter-out $(B)/resolver/main.o,$(call objects,resolver/*.c))
programs := $(B)/twigd $(B)/twig
shared   := $(call objects,tests/shared/*.c)
cases    := $(call objects,tests/shared/cases*.c tests/shared/serve_caller.c \
              tests/shared/serve_path.c)
unit     := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/test_*.c)))
client   := $(filter $(unit),$(patsubst tools/%.c,$(B)/tests/test_%,$(wildcard \
              tools/*.c)))
fuzzers  := $(patsubst tests/fuzz_%.c,%,$(sort $(wildcard tests/fuzz_*.c)))
replay   := $(addprefix $(B)/tests/replay_,$(fuzzers))
bench    := $(patsubst %.c,$(B)/%,$(wildcard tests/bench/*.c))
e2e      := $(patsubst %.c,$(B)/%,$(wildcard tests/e2e/*.c))
peers    := $(call objects,tests/peers/*.c)
hostile  := $(addprefix $(B)/tests/hostile/,hostile slow)
besiege  := $(filter-out $(hostile:=.o),$(call objects,tests/hostile/*.c))
golden   := $(B)/tests/golden/broken

all: $(programs)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP -c $< -o $@

$(B)/zonefile/lesson.o: zonefile/lesson.zone

$(B)/twigd: $(B)/resolver/main.o $(resolver) $(zonefile)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

# The client starts often: nothing that the dynamic linker has to look for.
$(B)/twig: $(B)/tools/twig.o $(tools) $(names)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -l:libcrypto.a -lidn2 -o $@

$(filter-out $(client),$(unit)): $(B)/%: $(B)/%.o $(shared) $(resolver) $(zonefile)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

$(filter $(B)/tests/test_trace%,$(client)): $(call objects,tests/trace/*.c)

$(client): $(B)/%: $(B)/%.o $(B)/tests/shared/guard.o $(tools) $(names)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -lcmocka -lcrypto -lidn2 -o $@

$(B)/tests/replay_%: $(B)/tests/fuzz_%.o $(B)/tests/replay.o $(tools) $(resolver) $(zonefile)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(bench) $(e2e): $(B)/%: $(B)/%.o
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(B)/tests/peers/peers: $(peers)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(hostile): $(B)/%: $(B)/%.o $(besiege)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

$(golden): $(call objects,tests/golden/*.c)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -o $@

# A client of any server: nothing of ours is in it but the list of questions.
$(B)/tests/conformance: $(B)/tests/conformance.o $(cases) $(B)/zonefile/name.o
	$(CC) $(CFLAGS) $(LDFLAGS) $^ -lcmocka $(LDLIBS) -o $@

build-tests: $(programs) $(unit) $(replay) $(e2e) $(hostile) \
             $(B)/tests/conformance $(B)/tests/peers/peers $(golden)

run: deps all
	$(B)/twigd

test: deps-test
	@$(sub_make) build-tests
	@tests/run.sh $(B)

check: deps-check deps-peers lint
	@$(sub_make) B=build/strict WERROR=-Werror build-tests
	@$(sub_make) B=build/asan CFLAGS="-O1 -g -fno-omit-frame-pointer \
	  -fsanitize=address,undefined -fno-sanitize-recover=all" build-tests
	@tests/run.sh build/asan
	@build/asan/tests/peers/peers -n 4000 -z 20 -b 4 -s 5 build/asan/twigd

lint: deps-check
	@tests/lint.sh

bench: deps-bench all
	@$(sub_make) $(bench)
	@tests/bench/bench.sh $(B) $(N)

# make conformance SERVER=192.0.2.1 PORT=53: of any server that has the zones
# tests/conformance.zone and tests/conformance-other.zone
conformance: deps-test all
	@$(sub_make) $(B)/tests/conformance
	@$(B)/tests/conformance $(or $(SERVER),127.0.0.1) $(or $(PORT),5300)

# make peers N=1000000 SEED=7: random zones, beside NSD, Knot and BIND
peers: deps-peers all
	@$(sub_make) $(B)/tests/peers/peers
	@$(B)/tests/peers/peers -n $(or $(N),100000) $(if $(SEED),-s $(SEED)) \
	  $(B)/twigd

matrix: deps-peers all
	@$(sub_make) $(B)/tests/conformance
	@tests/matrix.sh $(B)

# make fuzz T=answer FUZZ_SECONDS=600: with clang's libFuzzer, from tests/corpus
fuzz: deps-fuzz
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz.sh $(T)

cover: deps-check
	@tests/cover.sh

install: all
	install -D -m 755 $(B)/twigd $(DESTDIR)$(PREFIX)/sbin/twigd
	install -D -m 755 $(B)/twig $(DESTDIR)$(PREFIX)/bin/twig
	install -D -m 644 resolver/twigd.8 $(DESTDIR)$(PREFIX)/share/man/man8/twigd.8

deps deps-test deps-check deps-bench deps-peers deps-fuzz:
	@.ci/deps $@

clean:
	rm -rf build

.PHONY: all build-tests run test check lint bench conformance matrix peers \
        fuzz cover install clean deps deps-test deps-check deps-bench deps-peers deps-fuzz
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
