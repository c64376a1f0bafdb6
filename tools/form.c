#include "tools/form.h"

#include "tools/json.h"
#include "tools/yaml.h"

void form_message(struct text *t, const struct shown *s)
{
    switch (s->settings->form) {
    case FORM_DIG:
        print_sections(t, s);
        break;
    case FORM_YAML:
        yaml_message(t, s);
        break;
    case FORM_JSON:
        json_message(t, s);
        break;
    case FORM_EXPLAIN:
    case FORM_HEXDUMP:
        break; /* of the whole exchange: tell.h */
    }
}

void form_statistics(struct text *t, const struct shown *s)
{
    if (s->settings->form == FORM_DIG)
        print_statistics(t, s);
}

void form_failure(struct text *t, enum form form, const struct failure *f)
{
    switch (form) {
    case FORM_DIG:
    case FORM_EXPLAIN:
    case FORM_HEXDUMP:
        break;
    case FORM_YAML:
        yaml_failure(t, f);
        break;
    case FORM_JSON:
        json_failure(t, f);
        break;
    }
}
