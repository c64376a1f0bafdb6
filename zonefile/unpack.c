#include "zonefile/unpack.h"

void unpack_begin(struct unpack *u, const struct node *node,
                  const struct rrset *set)
{
    u->shape = rdata_shape(set->type);
    u->left = set->records;
    u->records = reader_over(rrset_records(set), set->len);
    if (!u->shape.compress)
        return;
    struct writer w = writer_over(u->message, sizeof u->message);
    memset(write_room(&w, DNS_QNAME_AT), 0, DNS_QNAME_AT);
    write_bytes(&w, node_name(node), node->name_len);
    write_u16(&w, set->type);
    write_u16(&w, CLASS_IN);
    u->records = reader_over(w.at, set->len);
    write_bytes(&w, rrset_records(set), set->len);
}

/* The data with its names whole.  Names that are none, in an image that lies,
 * are left out. */
static struct bytes whole(struct unpack *u, struct reader data)
{
    struct writer w = writer_over(u->room, sizeof u->room);
    struct bytes message = { u->message, (size_t)(data.end - u->message) };
    const uint8_t *front = read_bytes(&data, u->shape.skip);
    write_bytes(&w, front, front ? u->shape.skip : 0);
    for (int i = 0; i < u->shape.names && !data.bad; i++) {
        uint8_t name[DNS_NAME_MAX];
        size_t at = (size_t)(data.at - u->message);
        write_bytes(&w, name, name_unpack(name, message, at));
        name_skip(&data);
    }
    write_bytes(&w, data.at, reader_left(&data));
    return (struct bytes){ u->room, (size_t)(w.at - u->room) };
}

bool unpack_next(struct unpack *u)
{
    enum { OWNER_TYPE_CLASS = 6 };
    if (u->left == 0)
        return false;
    u->left--;
    read_bytes(&u->records, OWNER_TYPE_CLASS);
    u->ttl = read_u32(&u->records);
    size_t n = read_u16(&u->records);
    const uint8_t *at = read_bytes(&u->records, n);
    u->data = (struct bytes){ at, n };
    if (u->shape.compress)
        u->data = whole(u, reader_over(at, n));
    return true;
}
