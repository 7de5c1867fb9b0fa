"""The grammar of checks. Words are read in any case; dates and years are looked at once it is read."""

import re

BARE = re.compile(r"(?:[^\W_]|-)+")
"""A name that needs no quotation marks: letters, digits and hyphens."""

GRAMMAR = r"""
check: KEY where? _clause* _test
selection: KEY where? _clause*

where: "{" (_item (_COMMA _item)*)? "}"
_item: DIMENSION_IS? (WORD | STRING)

_clause: monthly | in_year | at_date | in_span | by | each
monthly: MONTHLY
in_year: _IN YEAR
at_date: _AT DATE
in_span: _FROM MONTH _TO MONTH
by: _BY DIMENSION
each: EACH

_test: compare | between | change | series | is_fact | is_not | includes
compare: _IS? OP NUMBER
between: _IS? _BETWEEN NUMBER _AND NUMBER
change: CHANGE [_BY OP NUMBER] _SINCE WHEN
series: _IS SERIES
is_fact: _IS STRING
is_not: _IS _NOT STRING
includes: _INCLUDES STRING

KEY: /[a-z][a-z0-9_]*(\.[a-z0-9_]+)+/i
DIMENSION: /(?!each\b)[a-z][a-z0-9_]*/i
DIMENSION_IS.2: /[a-z][a-z0-9_]*\s*=/i
WORD: /(?:[^\W_]|-)+/
STRING: /"(?:[^"\\]|\\.)*"|“(?:[^”\\]|\\.)*”/s
YEAR: /[0-9][\w\/‐‑–-]*/
DATE: /[0-9][\w\/‐‑–-]*/
MONTH: /[0-9][\w\/‐‑–-]*/
WHEN: /[0-9][\w\/‐‑–-]*/
NUMBER: /(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:\s*(?:%|per\s?cent\b|points?\b))?/i
OP.3: />=|=>|≥|<=|=<|≤|<>|!=|≠|==?|>|<|at\s+least\b|at\s+most\b|more\s+than\b|(?:less|fewer)\s+than\b/i
MONTHLY: /monthly\b/i
EACH: /each\b/i
CHANGE: /(?:falls|rises)\b/i
SERIES: /(?:improving|worsening|consistent)\b/i
_IN: /in\b/i
_AT: /at\b/i
_FROM: /from\b/i
_TO: /to\b/i
_BY: /by\b/i
_IS: /is\b/i
_NOT: /not\b/i
_BETWEEN: /between\b/i
_AND: /and\b/i
_SINCE: /since\b/i
_INCLUDES: /includes\b/i
_COMMA: /[,;]/

%ignore /\s+/
"""
