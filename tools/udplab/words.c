#include "tools/udplab/words.h"

#include <string.h>

const struct message_text words_table[] = {
    { "udplab upper                   a lesson: both sides, "
      "shown to you\n"
      "udplab upper serve             its server; and in a "
      "second terminal\n"
      "udplab upper ask hello         its client\n"
      "udplab chat talk               a client that sends what "
      "you type\n"
      "udplab lost --seed 7           the same accidents each "
      "time\n"
      "\n"
      "Usage: udplab LESSON [serve | ask [TEXT]... | talk] "
      "[OPTION]...\n"
      "Without a TEXT the lines of standard input are sent.\n"
      "\n",
      "udplab upper                   一课: 两端一起演示\n"
      "udplab upper serve             它的服务器; 然后在另一个终端里\n"
      "udplab upper ask hello         它的客户端\n"
      "udplab chat talk               你输入什么, 客户端就发送什么\n"
      "udplab lost --seed 7           每次都发生同样的意外\n"
      "\n"
      "用法: udplab LESSON [serve | ask [TEXT]... | talk] "
      "[OPTION]...\n"
      "没有 TEXT 时, 发送标准输入的每一行。\n"
      "\n" },
    { "\n"
      "  -a, --address=ADDRESS  where the server is "
      "[127.0.0.1]\n"
      "  -p, --port=PORT        its port [1688]\n"
      "      --seed=N           what is left to chance, begun "
      "with N\n"
      "      --lang=LANG        en or zh\n"
      "  -h, --help  -V, --version\n",
      "\n"
      "  -a, --address=ADDRESS  服务器的地址 [127.0.0.1]\n"
      "  -p, --port=PORT        它的端口 [1688]\n"
      "      --seed=N           随机数的种子\n"
      "      --lang=LANG        en 或 zh\n"
      "  -h, --help  -V, --version\n" },
    { "the echo in capitals: a server and a client, as small "
      "as can be",
      "大写回声: 最小的服务器和客户端" },
    { "datagrams keep their edges; a stream, TCP, does not",
      "数据报保持边界; 字节流 (TCP) 不保持" },
    { "how much goes into one datagram, and what happens above "
      "that",
      "一个数据报能装多少, 再多会怎样" },
    { "a protocol of your own: the time, in the format that "
      "you send",
      "自己的协议: 按你发送的格式回答时间" },
    { "a server that remembers its clients, and passes on what "
      "they say",
      "服务器记住客户端, 并转发他们的话" },
    { "one process, then several, on one port; measured",
      "同一个端口上, 先一个进程, 再几个; 实测" },
    { "what UDP does not promise, and the retry that mends it",
      "UDP 不保证什么, 以及怎样用重试补救" },
    { "server: %s; Ctrl-C ends it\n", "服务器: %s; 按 Ctrl-C 结束\n" },
    { "%s is taken: another server has it.\n"
      "End that one, or take another port with -p PORT, on "
      "both sides.\n",
      "%s 已被占用: 另一个服务器正在使用它。\n"
      "请结束那个服务器, 或者两端都用 -p PORT 换一个端口。\n" },
    { "you may not have %s.\n"
      "Ports below 1024 are for root: take another with -p "
      "PORT.\n",
      "不允许使用 %s。\n"
      "1024 以下的端口属于 root: 请用 -p PORT 换一个。\n" },
    { "%s is no address of this machine.\n"
      "ip address lists those it has; 127.0.0.1 always is.\n",
      "%s 不是本机的地址。\n"
      "用 ip address 查看本机的地址; 127.0.0.1 总是可用的。\n" },
    { "nobody listens at %s: the machine there sent an ICMP "
      "message, \"port unreachable\".\n"
      "Start the server first, in another terminal: udplab %s "
      "serve\n",
      "%s 没有程序在监听: 那台机器发回了 ICMP 消息 \"端口不可达\"。\n"
      "请先在另一个终端里启动服务器: udplab %s serve\n" },
    { "no answer from %s in %d s. The question was lost, or "
      "the answer, or nobody reads there: UDP does not say.\n"
      "Ask again: that is what DNS does.\n",
      "%s 在 %d 秒内没有回答。也许问题丢了, 也许回答丢了, "
      "也许那里没有程序在读: UDP 不会告诉你。\n"
      "再问一次: DNS 就是这样做的。\n" },
    { "too long: one datagram carries 65507 bytes by IPv4.\n"
      "Send less, or in several (udplab big shows more).\n",
      "太长了: 一个 IPv4 数据报最多装 65507 字节。\n"
      "请少发一些, 或者分几个发 (详见 udplab big)。\n" },
    { "server: %s sent %zd bytes: %s\n", "服务器: %s 发来 %zd 字节: %s\n" },
    { "client: the answer is %s\n", "客户端: 回答是 %s\n" },
    { "Four datagrams each way. There was no connection to "
      "open or to close.\n",
      "来去各四个数据报。没有连接需要建立, 也没有连接需要关闭。\n" },
    { "server: a datagram of %zd bytes, my buffer has %d: %s\n",
      "服务器: 数据报有 %zd 字节, 我的缓冲区有 %d: %s\n" },
    { "client: sent %zu bytes, it has seen %zu of %lu\n",
      "客户端: 发送了 %zu 字节, 服务器看到了 %zu / %lu\n" },
    { "tcp: sent 3, 3 and 5 bytes; one recv() got %zd: %s\n",
      "tcp: 分别发送 3, 3, 5 字节; 一次 recv() 得到 %zd: %s\n" },
    { "UDP keeps the edges: 4 sent, 4 received. The long one "
      "lost its end, the next came whole.\n"
      "TCP keeps every byte, and forgets where each send() "
      "ended.\n",
      "UDP 保持边界: 发送 4 个, 收到 4 个。太长的那个丢了尾部, "
      "下一个完好无损。\n"
      "TCP 保住每个字节, 但忘记了每次 send() 到哪里为止 (粘包)。\n" },
    { "  bytes  packet  frames  what happens here\n",
      "  bytes  packet  frames  实际结果\n" },
    { "send() fails: EMSGSIZE, message too long\n",
      "send() 失败: EMSGSIZE, 消息太长\n" },
    { "%s bytes arrived\n", "到达 %s 字节\n" },
    { "%s is no size: 0 to 65536\n", "%s 不是长度: 应为 0 到 65536\n" },
    { "\"frames\": so many an Ethernet would need, each with "
      "%d bytes.\n",
      "frames: 在以太网上需要多少帧, 每帧 %d 字节。\n" },
    { "To %s there is no way from here.\n", "从这里没有到 %s 的路。\n" },
    { "To %s: packets of %d bytes, %zu of them yours.\n",
      "到 %s: 每个 IP 包 %d 字节, 其中 %zu 归你用。\n" },
    { "  %zu, not to be cut into fragments: EMSGSIZE\n",
      "  %zu 字节, 并且不许分片: EMSGSIZE\n" },
    { "To %s: packets of %d bytes; nothing is ever cut.\n",
      "到 %s: 每个 IP 包 %d 字节; 什么都不必分片。\n" },
    { "server: %s asked for %s: code %c\n", "服务器: %s 请求 %s: 代码 %c\n" },
    { "client: %s\n", "客户端: %s\n" },
    { "client: refused: the format or the result is too long\n",
      "客户端: 被拒绝: 格式或结果太长\n" },
    { "client: refused: there is a NUL byte in the format\n",
      "客户端: 被拒绝: 格式里有 NUL 字节\n" },
    { "client: refused: nothing comes of that format\n",
      "客户端: 被拒绝: 这个格式的结果是空的\n" },
    { "client: an answer that this protocol does not have\n",
      "客户端: 这个协议里没有这样的回答\n" },
    { "And two that strftime() refuses; the server tells, and "
      "lives.\n",
      "再来两个 strftime() 拒绝的格式; 服务器说明原因, 继续运行。\n" },
    { "%s: seat %ld is yours\n", "%s: 你的座位是 %ld 号\n" },
    { "%s: to all: %s\n", "%s: 已发给所有人: %s\n" },
    { "%s: seat %ld says: %s\n", "%s: %ld 号说: %s\n" },
    { "%s: too fast: %d messages in %d s are enough\n",
      "%s: 太快了: %d 条消息 / %d 秒, 足够了\n" },
    { "%s: too long: %d bytes at most\n", "%s: 太长了: 最多 %d 字节\n" },
    { "%s: no seat is free\n", "%s: 没有空座位\n" },
    { "%s: good-bye, you were silent; say something to come "
      "back\n",
      "%s: 再见, 你沉默太久了; 说句话就能回来\n" },
    { "%s: a datagram that this protocol does not have\n",
      "%s: 这个协议里没有这样的数据报\n" },
    { "--- ann says hello; the server passes it to all\n",
      "--- ann 打招呼; 服务器转发给所有人\n" },
    { "--- eve sends %d messages at once\n", "--- eve 一下子发送 %d 条消息\n" },
    { "--- nobody says anything; what is remembered has an "
      "end\n",
      "--- 谁也不说话; 服务器的记忆是有期限的\n" },
    { "workers  clients       ms   CPU ms  at once  each "
      "worker's\n",
      "workers  clients       ms   CPU ms  at once  每个进程服务了几个\n" },
    { "server: that is no number up to %d; 1 worker\n",
      "服务器: 这不是 %d 以内的数; 用 1 个进程\n" },
    { "Concurrency: one worker served %d clients that waited "
      "at the same time, in turn.\n",
      "并发 (concurrency): 一个进程轮流服务了同时等待的 %d 个客户端。\n" },
    { "Parallelism: several were at work at the same instant, "
      "%.2f on the average, on %ld CPUs.\n",
      "并行 (parallelism): 几个进程在同一时刻工作, 平均 %.2f 个, 共有 %ld 个 "
      "CPU。\n" },
    { "No parallelism was seen: %.2f at work at once. Are "
      "there free CPUs? (%ld are there.)\n",
      "没有看到并行: 平均 %.2f 个同时工作。有空闲的 CPU 吗? (共有 %ld "
      "个。)\n" },
    { "server: %zd bytes: %s\n", "服务器: %zd 字节: %s\n" },
    { "client: ID %u, sent %d times, %d others thrown away: "
      "%s\n",
      "客户端: ID %u, 发送 %d 次, 丢弃 %d 个不相干的回答: %s\n" },
    { "client: ID %u, sent %d times, no answer\n",
      "客户端: ID %u, 发送 %d 次, 没有回答\n" },
    { "Without the mend: questions 1 to %d, each sent once. "
      "Answers:\n"
      " ",
      "不加补救: 问题 1 到 %d, 各发送一次。回答:\n"
      " " },
    { "\n"
      "With an ID, a timeout and a retry:\n",
      "\n"
      "加上 ID, 超时和重试:\n" },
};
const size_t words_n = sizeof words_table / sizeof *words_table;

const char *in_words(enum lang lang, const char *english)
{
    for (size_t i = 0; lang == LANG_ZH && i < words_n; i++)
        if (strcmp(words_table[i].en, english) == 0)
            return words_table[i].zh;
    return english;
}
