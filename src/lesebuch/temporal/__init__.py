"""Time expressions: a small rule engine; the rules of a language are data.

`tag` finds them and says what they mean. The steps: `match` finds where rules of a `language` match, `builders`
gives each match its meaning in its `context`, `tagger` puts the two together. `suggest` drafts a chronology from them.
"""

from lesebuch.model.times import TimeExpression
from lesebuch.temporal.chapters import tag_chapter
from lesebuch.temporal.sentences import dated_times
from lesebuch.temporal.suggest import Suggestion, disagreements, suggest
from lesebuch.temporal.tagger import tag

__all__ = ["Suggestion", "TimeExpression", "dated_times", "disagreements", "suggest", "tag", "tag_chapter"]
