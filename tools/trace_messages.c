#include "tools/trace_messages.h"

#define LAME "LAME DELEGATION: {1} says that {3} ({4}) serves {2}, but "
#define LAME_ZH "无效委派 (lame delegation): {1} 说 {3} ({4}) 负责 {2}, 但是"
#define BAD "BAD REFERRAL: {3} ({4}) is to serve {2}, but "
#define BAD_ZH "错误转介 (bad referral): {3} ({4}) 本应负责 {2}, 却"

const struct message_text trace_messages[TRACE_MESSAGES] = {
    [WALK_START] = { "start: {1} (you said: ask here first)",
                     "起点: {1} (你说的: 先问这里)" },
    [WALK_START_HINTS] = { "start: {1} (from the hints in {2})",
                           "起点: {1} (来自提示文件 {2})" },
    [WALK_START_ROOT] = { "start: {1} (a root server of the Internet)",
                          "起点: {1} (互联网的根服务器)" },
    [WALK_ASKED] = { "asked", "询问" },
    [WALK_BYTES] = { "{1} {1|byte|bytes}  {2} ms", "{1} 字节  {2} 毫秒" },
    [WALK_WE_ASK] = { "we ask", "我们问" },
    [WALK_IT_SAYS] = { "it says", "它回答" },
    [WALK_AND_HELPS] = { "and helps", "并附上" },
    [WALK_RD_0] = { "RD=0: only what you know yourself",
                    "RD=0: 只说你自己知道的" },
    [WALK_REFERRAL] = { "not mine (AA=0): a REFERRAL to zone \"{1}\"",
                        "不归我管 (AA=0): 转介 (REFERRAL) 到区 \"{1}\"" },
    [WALK_REFERRAL_BAD] = { "a REFERRAL to zone \"{1}\"",
                            "转介 (REFERRAL) 到区 \"{1}\"" },
    [WALK_ANSWER] = { "ANSWER (AA=1: I own this data)",
                      "答案 (AA=1: 这是我自己的数据)" },
    [WALK_ALIAS] = { "ALIAS (AA=1): it is another name of {1}",
                     "别名 (AA=1): 它是 {1} 的另一个名字" },
    [WALK_NO_NAME] = { "NXDOMAIN (AA=1): there is no {1}",
                       "NXDOMAIN (AA=1): {1} 不存在" },
    [WALK_NO_DATA] = { "NODATA (AA=1): {1} has no {2}",
                       "NODATA (AA=1): {1} 没有 {2} 记录" },
    [WALK_ERROR] = { "{1}: no answer, and no way on",
                     "{1}: 没有答案, 也没有去路" },
    [WALK_NOT_OURS] = { "AA=0: I do not own this data; and no referral",
                        "AA=0: 这不是我的数据; 也没有转介" },
    [WALK_ALIAS_CIRCLE] = { "ALIAS that leads back to itself",
                            "别名又指回了自己" },
    [WALK_GLUE] = { "<- glue", "<- 胶水记录 (glue)" },
    [WALK_GLUE_IGNORED] = { "<- ignored: not for {1} to say",
                            "<- 不采信: 轮不到 {1} 来说" },
    [WALK_WHY_GLUE] = { "why glue? {1} is itself inside {2}: without the "
                        "address we would have to ask {2} where {2} is.",
                        "为什么要胶水? {1} 自己就在 {2} 里面: "
                        "没有这个地址, 就得去问 {2}, {2} 在哪里。" },
    [WALK_NO_REPLY_TIMEOUT] = { "no reply in {1} s", "{1} 秒内没有应答" },
    [WALK_NO_REPLY_NOBODY] = { "no reply: connection refused",
                               "没有应答: 连接被拒绝" },
    [WALK_NO_REPLY_UNREACHABLE] = { "no reply: it cannot be reached",
                                    "没有应答: 无法到达" },
    [WALK_NO_REPLY_BROKEN] = { "a reply that cannot be read", "应答无法读懂" },
    [WALK_NEXT] = { "next: {1}", "下一站: {1}" },
    [WALK_NEXT_GLUE] = { "next: {1} = {2} (from the glue)",
                         "下一站: {1} = {2} (来自胶水记录)" },
    [WALK_NEXT_SOUGHT] = { "next: {1} = {2} (as we have found)",
                           "下一站: {1} = {2} (刚查到的)" },
    [WALK_NEXT_OTHER] = { "next: {1} = {2}, who is to know it, too",
                          "下一站: {1} = {2}, 它也应该知道" },
    [WALK_NEXT_ROOT] = { "next: from the root again, for {1}",
                         "下一站: 回到根, 从头查 {1}" },
    [WALK_SEEK] = { "no address came along for {1}, which is outside {2}: "
                    "looking it up first",
                    "{1} 没有附带地址, 它在 {2} 之外: 先把它查出来" },
    [WALK_SOUGHT] = { "found: {1} = {2}", "查到了: {1} = {2}" },
    [WALK_SUM] = { "{1} {1|zone|zones}, {2} {2|question|questions}, {3} ms.",
                   "{1} 个区, {2} 次询问, {3} 毫秒。" },
    [WALK_LABELS] = { "{1} labels but {2} {2|zone|zones}: \"{3}\" is a name "
                      "inside {4}",
                      "{1} 个标签, 却只有 {2} 个区: \"{3}\" 是 {4} "
                      "里面的一个名字。" },
    [WALK_AN_ALIAS] = { "(an alias)", "(别名)" },
    [WALK_FAILED] = { "The name was not found: exit {1}",
                      "没有查到这个名字: 退出码 {1}" },

    [FAULT_TIMEOUT] = { LAME "nothing answered there in {5} s.",
                        LAME_ZH " {5} 秒内没有应答。" },
    [FAULT_NOBODY] = { LAME "nothing listens there.",
                       LAME_ZH "那里没有程序在监听。" },
    [FAULT_UNREACHABLE] = { LAME "there is no way there.",
                            LAME_ZH "无法到达那里。" },
    [FAULT_BROKEN] = { LAME "its reply breaks the rules of the DNS.",
                       LAME_ZH "它的应答违反 DNS 的规则。" },
    [FAULT_ERROR] = { LAME "it says {5}.", LAME_ZH "它回答 {5}。" },
    [FAULT_NOT_OURS] = { LAME "it is not authoritative (AA=0).",
                         LAME_ZH "它不是权威服务器 (AA=0)。" },
    [FAULT_UPWARD] = { BAD "sends us back up to \"{5}\". Going up again is "
                           "not allowed: it would be a loop.",
                       BAD_ZH "把我们送回上面的 \"{5}\"。"
                              "不允许再往上走: 那样会绕圈子。" },
    [FAULT_SIDEWAYS] = { BAD "sends us to the servers of {5}, where we are. "
                             "It would be a loop.",
                         BAD_ZH "让我们去问 {5} 的服务器, 而我们就在这里。"
                                "那样会绕圈子。" },
    [FAULT_BESIDE] = { BAD "sends us to {5}, which is not on the way to {6}",
                       BAD_ZH "把我们送到 {5}, 那不在去 {6} 的路上。" },
    [FAULT_NO_GLUE] = { "MISSING GLUE: {3} is itself inside {2}, and {1} gave "
                        "no address for it: nobody can say where it is.",
                        "缺少胶水记录 (glue): {3} 自己就在 {2} 里面, 而 {1} "
                        "没有给出它的地址: 谁也说不出它在哪里。" },
    [FAULT_NO_ADDRESS] = { "NO ADDRESS: {1} says that {3} serves {2}, but no "
                           "address was found for {3}",
                           "没有地址: {1} 说 {3} 负责 {2}, 但是查不到 {3} "
                           "的地址。" },
    [FAULT_LITERAL] = { "NO ADDRESS: {1} names {3} as a server of {2}, which "
                        "looks like an address, but is taken for a name.",
                        "没有地址: {1} 说 {3} 是 {2} 的服务器。"
                        "它看起来像地址, 却被当作名字。" },
    [FAULT_CIRCLE] = { "LOOP: to find {5} we need the address of {3}, and to "
                       "find that we need {5}",
                       "循环: 要查 {5}, 先要知道 {3} 的地址; 而要查 {3}, "
                       "又要先知道 {5} 在哪里。" },
    [FAULT_BARRED] = { "NOT ASKED: {3} serves {2}, but has no address that "
                       "may be asked: this walk stays at home, off the "
                       "Internet.",
                       "没有去问: {3} 负责 {2}, 但没有可以询问的地址: "
                       "这次查找只在本地进行, 不上互联网。" },
    [FAULT_ALIAS_CIRCLE] = { "LOOP: the aliases of {6} lead in a circle, or "
                             "are far too many.",
                             "循环: {6} 的别名绕成了圈, 或者实在太多。" },
    [FAULT_TOO_DEEP] = { "TOO DEEP: more than {5} delegations, one inside the "
                         "other.",
                         "太深: 一层套一层的委派超过 {5} 个。" },
    [FAULT_TOO_MANY] = { "TOO LONG: {5} questions, and no end.",
                         "太长: 问了 {5} 次, 还没有尽头。" },
    [START_TIMEOUT] = { "NO START: nothing answered at {4} in {5} s.",
                        "无法起步: {4} 在 {5} 秒内没有应答。" },
    [START_NOBODY] = { "NO START: nothing listens at {4}.",
                       "无法起步: {4} 上没有程序在监听。" },
    [START_UNREACHABLE] = { "NO START: there is no way to {4}.",
                            "无法起步: {4} 无法到达。" },
    [START_BROKEN] = { "NO START: the reply of {4} breaks the rules of the "
                       "DNS.",
                       "无法起步: {4} 的应答违反 DNS 的规则。" },
    [START_ERROR] = { "NO START: {4} says {5}: it serves no zone that {6} is "
                      "in.",
                      "无法起步: {4} 回答 {5}: 它不负责 {6} 所在的任何区。" },
    [START_NOT_OURS] = { "NO START: {4} is not authoritative (AA=0) for a "
                         "zone that {6} is in.",
                         "无法起步: 对于 {6} 所在的区, {4} "
                         "都不是权威服务器 (AA=0)。" },
    [START_REFERRAL] = { "BAD REFERRAL: {4} sends us to \"{5}\", which is not "
                         "on the way down to {6}",
                         "错误转介 (bad referral): {4} 把我们送到 \"{5}\", "
                         "那不在往下去 {6} 的路上。" },
    [START_BARRED] = { "NOT ASKED: {3}, which serves the root, has no address "
                       "that may be asked: this walk stays at home, off the "
                       "Internet.",
                       "没有去问: {3} 负责根, 但没有可以询问的地址: "
                       "这次查找只在本地进行, 不上互联网。" },

    [MEND] = { "Fix: {1}", "修复: {1}" },
    [MEND_START] = { "Start that server, or correct the NS and glue lines of "
                     "{2} in the zone {1}",
                     "启动那台服务器, 或者改正区 {1} 中 {2} 的 NS "
                     "和胶水记录。" },
    [MEND_ZONE] = { "Give that server the zone {2}, or correct the NS lines "
                    "of {2} in the zone {1}",
                    "让那台服务器负责区 {2}, 或者改正区 {1} 中 {2} 的 "
                    "NS 记录。" },
    [MEND_REPAIR] = { "Repair that server: twig +explain shows which byte is "
                      "wrong.",
                      "修好那台服务器: twig +explain 能指出错在哪个字节。" },
    [MEND_GLUE] = { "Add to the zone {1} the line: {3} A ADDRESS",
                    "在区 {1} 中加上一行: {3} A 地址" },
    [MEND_ADDRESS] = { "Give {3} an address, or correct the NS lines of {2} "
                       "in the zone {1}",
                       "给 {3} 一个地址, 或者改正区 {1} 中 {2} 的 "
                       "NS 记录。" },
    [MEND_LITERAL] = { "An NS line has a name, and the name has an A line: "
                       "change that in the zone {1}",
                       "NS 行里要写名字, 再给名字写一行 A 记录: "
                       "请这样修改区 {1} 的文件。" },
    [MEND_CIRCLE] = { "Let one of the two zones have a server inside itself, "
                      "with glue in the zone above.",
                      "让其中一个区有一台在自己里面的服务器, "
                      "并在上一级区里写胶水记录。" },
    [MEND_BARRED] = { "Allow the Internet with --real-root, or write an "
                      "address of this machine into the zone {1}",
                      "用 --real-root 允许上互联网, 或者在区 {1} "
                      "里写本机的地址。" },
    [MEND_ALIAS] = { "Let the last CNAME lead to a name that has data.",
                     "让最后一个 CNAME 指向一个有数据的名字。" },
    [MEND_DEEP] = { "Look for a server that delegates whatever it is asked.",
                    "找找看哪台服务器不管问什么都往下委派。" },
    [MEND_MANY] = { "Look for servers that do not answer, and for zones that "
                    "need one another.",
                    "找找看哪些服务器不应答, 哪些区互相依赖。" },
    [MEND_BEGIN] = { "Is the server running? Is the port right? @ADDRESS and "
                     "-p PORT say where to begin.",
                     "服务器在运行吗? 端口对吗? 用 @地址 和 -p 端口 "
                     "指定起点。" },
    [MEND_BEGIN_HIGHER] = { "Begin at a server of the root, or of a zone "
                            "above {6}",
                            "从根的服务器, 或者 {6} 上级区的服务器开始。" },
};

void trace_add(struct text *t, enum lang lang, enum trace_message id, ...)
{
    va_list list;
    va_start(list, id);
    messages_fill(t, lang, &trace_messages[id], list);
    va_end(list);
}
