#include "tools/messages_text.h"

#define AT(id) [SAY_##id - SAY_WORDS_BEGIN]

const struct message_text messages_words[SAY_WORDS_END - SAY_WORDS_BEGIN] = {
    AT(WORDS_TIMEOUT) = { "Nothing answered in {2} s. Is the server running at "
                          "{1}? Is the port right? Does a firewall swallow the "
                          "packets?",
                          "{2} 秒内没有任何应答。{1} 上的服务器在运行吗? "
                          "端口对吗? 是不是被防火墙挡住了?" },
    AT(WORDS_TIMEOUT_CUT) = { "Over TCP {1} did not answer in {2} s. Does a "
                              "firewall swallow the packets?",
                              "{1} 在 {2} 秒内没有用 TCP 应答。"
                              "是不是被防火墙挡住了?" },
    AT(WORDS_NOBODY) = { "Nothing listens on {1}: the machine is there, and "
                         "says so itself. Start the server, or ask at the "
                         "right port.",
                         "{1} 上没有程序在监听: 机器在线, "
                         "是它自己说的。请启动服务器, 或换正确的端口。" },
    AT(WORDS_NOBODY_TCP) = { "Nothing listens for TCP on {1}: the machine is "
                             "there, and says so itself. Every server must "
                             "(RFC 7766).",
                             "{1} 上没有程序在监听 TCP: 机器在线, "
                             "是它自己说的。服务器都必须用 TCP 应答 "
                             "(RFC 7766)。" },
    AT(WORDS_UNREACHABLE) = { "There is no way to {1}: the network says that "
                              "it cannot be reached.",
                              "到不了 {1}: 网络报告无法送达。" },
    AT(WORDS_CLOSED) = { "{1} closed the connection without a reply.",
                         "{1} 没有应答就关闭了连接。" },
    AT(WORDS_UNSENT) = { "This machine could not send the question to {1}: "
                         "look at its firewall, and at -b.",
                         "本机没能把问题发给 {1}: 请检查防火墙和 -b。" },
    AT(WORDS_NO_SERVER) = { "There is no server to ask: those that are given "
                            "do not go with -4, -6 or -b.",
                            "没有可问的服务器: 所给的与 -4, -6 或 -b 不符。" },
    AT(WORDS_CUT_AGAIN) = { "The answer did not fit into one UDP packet and "
                            "was cut (TC=1), so it was asked for again over "
                            "TCP.",
                            "回答太长, 一个 UDP 包放不下, 被截断了 (TC=1), "
                            "所以改用 TCP 再问。" },
    AT(WORDS_IGNORE) = { "+ignore shows what came over UDP.",
                         "+ignore 会显示 UDP 带来的部分。" },
    AT(WORDS_STRANGE) = { "{1} sent a message that is no reply to our "
                          "question, and nothing else.",
                          "{1} 只发来一个报文, 它不是对我们所提问题的应答。" },
    AT(WORDS_STRANGE_WHY) = { "What is wrong stands at byte {1}: {2}. Nothing "
                              "was trusted from it.",
                              "错在第 {1} 字节: {2}。其内容一概不采信。" },
    AT(WORDS_BROKEN) = { "The reply breaks the rules of the DNS at byte {1}: "
                         "{2}. Nothing was trusted from it.",
                         "应答在第 {1} 字节处违反了 DNS 的规则: "
                         "{2}。其内容一概不采信。" },
    AT(WORDS_BROKEN_PASTED) = { "The message breaks the rules of the DNS at "
                                "byte {1}: {2}.",
                                "这个报文在第 {1} 字节处违反了 DNS 的规则: "
                                "{2}。" },
    AT(WORDS_OTHER) = { "This is not the reply to our question. Nothing was "
                        "trusted from it.",
                        "这不是对我们所提问题的应答。其内容一概不采信。" },
    AT(WORDS_A_QUERY) = { "This is a question: {1}, type {2}.",
                          "这是一个查询: {1}, 类型 {2}。" },
    AT(WORDS_QUERY_ONLY) = { "A server looks at what is asked, and sends a "
                             "reply with the same ID.",
                             "服务器看过问题后, 会发回带同一个 ID 的应答。" },
    AT(WORDS_NO_QUESTION) = { "The message asks nothing.",
                              "这个报文什么也没问。" },
    AT(WORDS_OPCODE) = { "The message is no look-up, but {1}: {2}.",
                         "这不是查询, 而是 {1}: {2}。" },
    AT(WORDS_CUT) = { "The answer did not fit into one UDP packet and was cut "
                      "(TC=1). Ask again over TCP: +tcp.",
                      "回答太长, 一个 UDP 包放不下, 被截断了 (TC=1)。请用 TCP "
                      "再问: +tcp。" },
    AT(WORDS_CUT_TCP) = { "The server says that it had to cut the answer "
                          "(TC=1), though TCP has room enough.",
                          "服务器说回答被截断了 (TC=1), 可是 TCP "
                          "本来放得下。" },
    AT(WORDS_REFUSED) = { "{1} refuses: it does not serve {2} and does not "
                          "search for you. Start at a server of the root: "
                          "twig +trace @ADDRESS {2}.",
                          "{1} 拒绝回答: 它不负责 {2}, "
                          "也不替你去查。从一个根服务器开始可以查到: "
                          "twig +trace @ADDRESS {2}。" },
    AT(WORDS_REFUSED_RA) = { "{1} refuses to answer you about {2}: it searches "
                             "for others, or not for this name.",
                             "{1} 拒绝回答关于 {2} 的问题: 它只替别人查, "
                             "或不查这个名字。" },
    AT(WORDS_REFUSED_BARE) = { "{1} refuses to answer this question about "
                               "{2}.",
                               "{1} 拒绝回答这个关于 {2} 的问题。" },
    AT(WORDS_SERVFAIL) = { "{1} could not find the answer: something went "
                           "wrong on its side, or behind it.",
                           "{1} 没能找到答案: "
                           "它自己或它背后的服务器出了问题。" },
    AT(WORDS_FORMERR) = { "{1} did not understand the query. A very old server "
                          "may stumble over EDNS: try +noedns.",
                          "{1} 读不懂这个查询。很旧的服务器可能不懂 EDNS: 试试 "
                          "+noedns。" },
    AT(WORDS_NOTIMP) = { "{1} does not do what was asked of it.",
                         "{1} 不会做所要求的事。" },
    AT(WORDS_BADVERS) = { "{1} does not speak this version of EDNS: try "
                          "+edns=0.",
                          "{1} 不懂这个版本的 EDNS: 试试 +edns=0。" },
    AT(WORDS_BADCOOKIE) = { "{1} wants to see its cookie before it answers: "
                            "ask again with the one it sent.",
                            "{1} 要先看到它发的 cookie 才回答: 请带上它发来的 "
                            "cookie 再问。" },
    AT(WORDS_RCODE) = { "{1} answers with the error {2}.",
                        "{1} 回答的是错误 {2}。" },
    AT(WORDS_EXPLAINS) = { "It says why: {1}.", "它说明了原因: {1}。" },
    AT(WORDS_EXPLAINS_TEXT) = { "It says why: {1}: {2}.",
                                "它说明了原因: {1}: {2}。" },
    AT(WORDS_OWNER) = { "{1} is responsible for this name (AA=1).",
                        "{1} 负责这个名字 (AA=1)。" },
    AT(WORDS_CACHE) = { "{1} is not responsible for this name (AA=0); it has "
                        "it from elsewhere.",
                        "{1} 不负责这个名字 (AA=0), 回答是从别处得来的。" },
    AT(WORDS_VALIDATED) = { "It has checked the signatures (AD=1).",
                            "它验证过签名 (AD=1)。" },
    AT(WORDS_ALIAS) = { "{1} is an alias: its real name is {2}.",
                        "{1} 是别名, 它的正名是 {2}。" },
    AT(WORDS_ALIAS_BELOW) = { "All names below {1} are found below {2} "
                              "instead.",
                              "{1} 之下的名字都改到 {2} 之下去找。" },
    AT(WORDS_ALIAS_END) = { "Here the server stops: ask for {1} to go on.",
                            "服务器到此为止: 要继续, 请查 {1}。" },
    AT(WORDS_ALIAS_LOOP) = { "The aliases lead in a circle: there is no end to "
                             "them.",
                             "这些别名绕成了一圈, 没有尽头。" },
    AT(WORDS_HAS_A) = { "{1} has {2} IPv4 {2|address|addresses}: {3}.",
                        "{1} 有 {2} 个 IPv4 地址: {3}。" },
    AT(WORDS_HAS_AAAA) = { "{1} has {2} IPv6 {2|address|addresses}: {3}.",
                           "{1} 有 {2} 个 IPv6 地址: {3}。" },
    AT(WORDS_HAS_NS) = { "The {1} has {2} name {2|server|servers}: {3}.",
                         "{1} 有 {2} 台域名服务器: {3}。" },
    AT(WORDS_HAS_MX) = { "Mail for {1} goes to {3}.",
                         "发给 {1} 的邮件交给 {3}。" },
    AT(WORDS_HAS_PTR) = { "The name for {1} is {3}.",
                          "{1} 对应的名字是 {3}。" },
    AT(WORDS_HAS_ALIAS) = { "{1} is an alias for {3}.", "{1} 是 {3} 的别名。" },
    AT(WORDS_HAS) = { "{1} has {2} {2|record|records} of type {3}.",
                      "{1} 有 {2} 条 {3} 类型的记录。" },
    AT(WORDS_HAS_TOLD) = { "{1} has {2} {2|record|records} of type {3} ({4}).",
                           "{1} 有 {2} 条 {3} 类型的记录 ({4})。" },
    AT(WORDS_HAS_ANY) = { "{1} has {2} {2|record|records}.",
                          "{1} 有 {2} 条记录。" },
    AT(WORDS_MORE) = { "{1} and {2} more", "{1} 以及另外 {2} 个" },
    AT(WORDS_KEEP) = { "Anybody may remember that for {1}.",
                       "任何人都可以把它记住 {1}。" },
    AT(WORDS_KEEP_NOT) = { "Nobody may remember that: the TTL is 0.",
                           "谁也不可以记住它: TTL 是 0。" },
    AT(WORDS_WILDCARD) = { "There is no such name of its own: the signature "
                           "says that the answer comes from the wildcard {1}.",
                           "本没有这个名字: 签名表明回答来自通配符 {1}。" },
    AT(WORDS_ZONE) = { "zone {1}", "区 {1}" },
    AT(WORDS_ZONE_ROOT) = { "root zone", "根区 \".\"" },
    AT(WORDS_NO_NAME) = { "There is no name {1} in the {2}.",
                          "{2} 里没有 {1} 这个名字。" },
    AT(WORDS_NO_CHILD) = { "{1} exists, but has no child {2}.",
                           "{1} 存在, 但没有叫 {2} 的子节点。" },
    AT(WORDS_NO_NAME_BARE) = { "There is no name {1}.", "没有 {1} 这个名字。" },
    AT(WORDS_KEEP_NO) = { "This No may be remembered for {1}.",
                          "这个否定回答可以记住 {1}。" },
    AT(WORDS_NO_TYPE) = { "The name {1} exists, but it has no record of type "
                          "{2}.",
                          "{1} 这个名字存在, 但没有 {2} 类型的记录。" },
    AT(WORDS_NO_TYPE_TOLD) = { "The name {1} exists, but it has no record of "
                               "type {2} ({3}).",
                               "{1} 这个名字存在, 但没有 {2} 类型的记录 "
                               "({3})。" },
    AT(WORDS_EMPTY) = { "{1} is an empty name: it has no records, and exists "
                        "because there is {2} below it.",
                        "{1} 是空名字: 它没有记录, 因为下面有 {2} 才存在。" },
    AT(WORDS_NOTHING) = { "{1} reports no error, and has nothing to say about "
                          "{2}: that is no proper reply.",
                          "{1} 没有报错, 对 {2} 却无话可说: "
                          "这不是合格的应答。" },
    AT(WORDS_REFERRAL) = { "{1} says: not mine, the {2} has servers of "
                           "its own. Ask {3}.",
                           "{1} 说: 不归我管, {2} 有自己的服务器。请去问 "
                           "{3}。" },
    AT(WORDS_REFERRAL_AT) = { "{1} at {2}", "{1} (地址 {2})" },
    AT(WORDS_GLUE) = { "{1|The address is|The addresses are} glue: without "
                       "{1|it|them} one would not know where to ask.",
                       "附带的 {1} 个地址是粘连(胶水)记录: 没有它, "
                       "就不知道去哪里问。" },
    AT(WORDS_REFERRAL_UP) = { "{1} points back up, to the {2}: it does "
                              "not serve {3}, though it may be listed as its "
                              "server.",
                              "{1} 往上指回{2}: 它并不负责 {3}, "
                              "尽管可能被列为它的服务器。" },
    AT(WORDS_SERVER) = { "This server", "该服务器" },
    AT(WORDS_TRANSFER) = { "The whole {1}, or a part of it: {2} "
                           "{2|record|records} in this message.",
                           "整个{1} 或其中一部分: 这个报文里有 {2} "
                           "条记录。" },
    AT(WORDS_TRANSFER_REFUSED) = { "{3} refuses to transfer the {1}: it "
                                   "does not serve it, or does not give it to "
                                   "this address or without a key (-y).",
                                   "{3} 拒绝传送{1}: 它不负责这个区, "
                                   "或不传给这个地址, 或要求密钥 (-y)。" },
    AT(WORDS_TRANSFER_FAILED) = { "The transfer of the {1} failed.",
                                  "{1} 的传送失败了。" },
    AT(WORDS_TRANSFER_EMPTY) = { "The transfer of the {1} failed: {3} "
                                 "sends no records.",
                                 "{1} 的传送失败了: {3} 没有发来记录。" },
    AT(WORDS_TRANSFER_NO_SOA) = { "The transfer of the {1} failed: it "
                                  "does not begin with the SOA record.",
                                  "{1} 的传送失败了: "
                                  "开头不是 SOA 记录。" },
    AT(WORDS_TRANSFER_MORE) = { "The transfer goes on: {2} {2|record|records} "
                                "in this message.",
                                "传送继续: 这个报文里有 {2} 条记录。" },
    AT(WORDS_TRANSFER_ENDS) = { "The transfer broke off.", "传送中途断了。" },
};
