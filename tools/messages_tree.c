#include "tools/messages_text.h"

#define AT(id) [SAY_##id - SAY_TREE_BEGIN]

const struct message_text messages_tree[SAY_TREE_END - SAY_TREE_BEGIN] = {
    AT(TREE_ZONE) = { "zone {1}", "区 {1}" },
    AT(TREE_CUT) = { "delegated to {1}", "委派给 {1}" },
    AT(TREE_BELOW) = { "not our data below this line", "线下不是我们的数据" },
    AT(TREE_DNAME) = { "DNAME: all names below go there",
                       "DNAME: 下面的名字都转到那里" },
    AT(TREE_STAR) = { "any other name below {1}", "{1} 下面的其他任何名字" },
    AT(TREE_EMPTY) = { "empty", "空" },
    AT(TREE_REVERSE) = { "{1} PTR {1|record|records} made from addresses",
                         "由地址生成的 {1} 条 PTR 记录" },
    AT(TREE_MORE) = { "{1} more", "另外 {1} 个" },
    AT(TREE_NAMES) = { "{1} {1|name|names}", "{1} 个名字" },
    AT(TREE_LEVELS) = { "{1} {1|level|levels} below the root", "根下 {1} 层" },
    AT(TREE_RECORDS) = { "{1} {1|record|records}", "{1} 条记录" },
    AT(TREE_EMPTIES) = { "{1} empty {1|name|names}", "{1} 个空名字" },
    AT(TREE_CUTS) = { "{1} {1|delegation|delegations}", "{1} 处委派" },
    AT(TREE_ZONES) = { "{1} {1|zone|zones}", "{1} 个区" },
    AT(TREE_LEGEND) = { "thick: a zone begins; dashed: an empty name; round: a "
                        "wildcard; ✂: delegated; dotted arrow: an alias; "
                        "numbers: the way to the name",
                        "粗框: 区的起点; 虚框: 空名字; 圆框: 通配符; ✂: 委派; "
                        "点线箭头: 别名; 数字: 找到名字的路" },
    AT(TREE_TABLE) = { "All records of these names", "这些名字的全部记录" },
    AT(TREE_NAME) = { "name", "名字" },
    AT(TREE_DATA) = { "records", "记录" },
};
