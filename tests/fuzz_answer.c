/* Any request at all, answered from zones with every kind of data. */
#include "tests/fuzz.h"
#include "zonefile/check.h"

static struct image world;

/* The reply in memory of just the size it may have; its length. */
static size_t ask(struct bytes request, enum transport by, uint8_t **out,
                  int fill)
{
    size_t room = by == BY_UDP ? DNS_UDP_EDNS : DNS_MESSAGE_MAX;
    *out = malloc(room);
    memset(*out, fill, room);
    return fuzz_answer(&world, request, by, *out);
}

/* The reply's head and its counts, judged; false when there was none. */
static bool judge(struct bytes request, enum transport by, uint8_t head[12])
{
    uint8_t *first, *second;
    struct query q;
    size_t n = ask(request, by, &first, 0);
    must(ask(request, by, &second, 0xff) == n && !memcmp(first, second, n),
         "asking twice gives the same octets");
    query_parse(&q, request);
    must((n == 0) == (q.verdict == ASK_DROP), "silence is for what is dropped");
    if (n) {
        fuzz_judge(&world, &q, (struct bytes){ first, n }, by);
        memcpy(head, first, DNS_HEADER);
    }
    free(first);
    free(second);
    return n > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct bytes request = { data, n };
    uint8_t udp[DNS_HEADER], tcp[DNS_HEADER];
    if (!world.base)
        must(image_open(&world, fuzz_world(true)) == 0, "the image is good");
    bool replies = judge(request, BY_UDP, udp);
    must(judge(request, BY_TCP, tcp) == replies,
         "UDP and TCP are silent together");
    if (!replies)
        return 0;
    must(!LDNS_TC_WIRE(tcp), "nothing here is too big for TCP");
    if (LDNS_TC_WIRE(udp))
        return 0;
    must(LDNS_RCODE_WIRE(udp) == LDNS_RCODE_WIRE(tcp) &&
             LDNS_AA_WIRE(udp) == LDNS_AA_WIRE(tcp) &&
             LDNS_ANCOUNT(udp) == LDNS_ANCOUNT(tcp) &&
             LDNS_NSCOUNT(udp) == LDNS_NSCOUNT(tcp) &&
             LDNS_ARCOUNT(udp) <= LDNS_ARCOUNT(tcp),
         "TCP says what UDP says, and perhaps more addresses");
    return 0;
}
