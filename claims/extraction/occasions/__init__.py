"""When a statement was made, from its article alone: the first rule that fires, with its basis.

`date_statements` is the one entry; `RULES` in `dating.py` has the rules in their order. On which
occasion it was, in the article's words, tells `name_occasions`.
"""

from claims.extraction.occasions.dating import date_statements
from claims.extraction.occasions.named import Occasion, name_occasions
from claims.extraction.occasions.told import Dated

__all__ = ["Dated", "Occasion", "date_statements", "name_occasions"]
