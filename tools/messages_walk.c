#include "tools/messages_text.h"

#define AT(id) [SAY_##id - SAY_WALK_BEGIN]

const struct message_text messages_walk[SAY_WALK_END - SAY_WALK_BEGIN] = {
    AT(WALK_START) = { "start at the root", "从根开始" },
    AT(WALK_ABOVE) = { "above the zones here", "在这里的各区之上" },
    AT(WALK_NAME) = { "there: {1}", "有: {1}" },
    AT(WALK_EMPTY) = { "there, but empty: something is below",
                       "有, 但是空的: 下面还有名字" },
    AT(WALK_MISSING) = { "no such child", "没有这个子节点" },
    AT(WALK_STAR) = { "the wildcard stands in: {1}", "由通配符代替: {1}" },
    AT(WALK_ADDRESS) = { "there, by an address", "有, 由地址生成" },
    AT(WALK_APEX) = { "the zone {1} begins here", "区 {1} 从这里开始" },
    AT(WALK_CUT) = { "zone cut: what is below is elsewhere",
                     "区切割: 下面归别的服务器管" },
    AT(WALK_DNAME) = { "DNAME: all below goes elsewhere",
                       "DNAME: 下面的名字都转到别处" },
    AT(WALK_CHILDREN) = { "children: {1}", "子节点: {1}" },
    AT(WALK_MORE) = { "{1} … {2} more", "{1} … 另外 {2} 个" },
};
