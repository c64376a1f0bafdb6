/*
 * The lesson zone, zonefile/lesson.zone, as it is in the file: the assembler
 * takes it in, so that there is one copy to edit.
 */
#include "zonefile/zonefile.h"

__asm__(".section .rodata\n"
        ".global lesson_text, lesson_text_end\n"
        "lesson_text:\n"
        ".incbin \"zonefile/lesson.zone\"\n"
        "lesson_text_end:\n"
        ".byte 0\n"
        ".previous\n");
