# make run      install what is missing, build, serve the lesson zone
# make test     install what is missing, build, test
# make install  install what is missing, build, put all in its place
# make          build, into build/; README.md lists the rest
B ?= build
FUZZ_SECONDS ?= 60
CPPFLAGS = -D_GNU_SOURCE -I.
CFLAGS ?= -O2 -g
WARN = -std=gnu11 -Wall -Wextra -Wshadow -Wconversion $(WERROR)
# ldns is linked in: as a shared library it brings libssl along, and 0.4 MB more.
# So are libsodium, of which SipHash and a comparison are taken, 1 KB, libseccomp
# and libcap-ng: each a library less for the dynamic linker to look for.
LDLIBS = -l:libldns.a -l:libsodium.a -l:libseccomp.a -l:libcap-ng.a -Wl,--as-needed -lssl -lcrypto -lidn2

# On all CPUs, unless it was said on how many.
sub_make = $(MAKE) --no-print-directory \
             $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
objects = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard $(1))))
folders = $(patsubst %,$(B)/%.a,$(1))
mains   := $(patsubst %,$(B)/%.o,resolver/main tools/twig tools/twig-zone tools/udplab/main \
             tests/peers/main \
             tests/golden/broken tests/hostile/hostile tests/hostile/slow)
programs := $(B)/twigd $(B)/twig $(B)/twig-zone $(B)/udplab
unit     := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/test_*.c)))
replay   := $(patsubst tests/fuzz_%.c,$(B)/tests/replay_%,$(wildcard tests/fuzz_*.c))
single   := $(patsubst %.c,$(B)/%,$(wildcard tests/bench/*.c tests/e2e/*.c))
hostile  := $(B)/tests/hostile/hostile $(B)/tests/hostile/slow
others   := $(B)/tests/peers/peers $(B)/tests/golden/broken $(B)/tests/conformance
build-tests := $(programs) $(unit) $(replay) $(filter-out $(B)/tests/bench/%,\
                 $(single)) $(hostile) $(others)

all: $(programs)
	@:
build-tests: $(build-tests)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(WARN) $(CFLAGS) -MMD -MP -c $< -o $@

$(B)/zonefile/lesson.o: zonefile/lesson.zone

# What of a folder is in a program: as much as it calls.
.SECONDEXPANSION:
$(B)/%.a: $$(filter-out $$(mains),$$(call objects,$$*/*.c))
	@rm -f $@
	@ar rcs $@ $^

# Each program is its own file and these folders.
$(B)/twigd: $(B)/resolver/main.o $(call folders,resolver zonefile)
$(B)/twig: $(B)/tools/twig.o $(call folders,tools zonefile)
$(B)/udplab: $(B)/tools/udplab/main.o $(call folders,tools/udplab tools zonefile)
$(B)/twig-zone: $(B)/tools/twig-zone.o $(call folders,tools zonefile)
$(filter $(B)/tests/test_trace%,$(unit)): $(call folders,tests/trace)
$(filter $(B)/tests/test_udplab%,$(unit)): $(call folders,tools/udplab)
$(unit): $(B)/%: $(B)/%.o $(call folders,tests/shared tools resolver zonefile)
$(replay): $(B)/tests/replay_%: $(B)/tests/fuzz_%.o $(B)/tests/replay.o \
           $(call folders,tools resolver zonefile)
$(single): $(B)/%: $(B)/%.o
$(hostile): $(B)/%: $(B)/%.o $(call folders,tests/hostile)
$(B)/tests/peers/peers: $(B)/tests/peers/main.o $(call folders,tests/peers)
$(B)/tests/golden/broken: $(B)/tests/golden/broken.o $(call folders,tests/golden)
$(B)/tests/conformance: $(B)/tests/conformance.o $(call folders,tests/shared zonefile)

# The client starts often: nothing that the dynamic linker has to look for.
$(B)/twig: LDLIBS = -l:libcrypto.a -lidn2
$(B)/udplab: LDLIBS = -lidn2
$(unit) $(B)/tests/conformance: LDLIBS := -lcmocka $(LDLIBS)
$(sort $(build-tests) $(single)):
	$(CC) $(CFLAGS) $(LDFLAGS) $(filter %.o,$^) $(filter %.a,$^) $(LDLIBS) -o $@

run: deps
	@$(sub_make) all
	$(B)/twigd --walk zonefile/lesson.zone

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
	@$(sub_make) $(filter $(B)/tests/bench/%,$(single))
	@tests/bench/bench.sh $(B) $(N)

# make saves N=200: how long after a zone file is saved, in each way, the new
# answer is there
saves: all
	@$(sub_make) $(B)/tests/bench/saves
	@$(B)/tests/bench/saves $(B)/twigd $(or $(N),200)

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

completions := $(addprefix $(B)/completion.,bash zsh fish)
$(completions): $(B)/completion.%: $(B)/twig
	$< -r --completion=$* >$@

install: deps
	@$(sub_make) all $(completions)
	tools/install.sh install $(B)

uninstall:
	tools/install.sh uninstall $(B)

# The pictures of the README, by the programs themselves.
pictures: all
	tools/pictures/draw.sh $(B) tools/pictures

deps deps-test deps-check deps-bench deps-peers deps-fuzz:
	@.ci/deps $@

clean:
	rm -rf build

.PHONY: all build-tests run test check lint bench saves conformance matrix peers \
        fuzz cover pictures install uninstall clean deps deps-test deps-check deps-bench deps-peers deps-fuzz
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
