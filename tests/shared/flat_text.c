#include "tests/shared/flat_text.h"

#include "tests/shared/test.h"

struct zone_load flat_load(const char *text)
{
    zone_write("world", text);
    struct zone_load l = zone_load_file("world", FORMAT_FLAT);
    if (l.done < 0)
        fail_msg("%s", zone_said(&l));
    return l;
}
