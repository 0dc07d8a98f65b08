"""A vocabulary of the test's own: common words whole, all others letter by letter."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

if TYPE_CHECKING:
    from pathlib import Path

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_WORDS = (
    "a and at bedroom brightness by close color degrees dim door down eight five for front half hall heater "
    "hour in is it kitchen lamp light lights living lock make minutes off on open percent please room set "
    "ten the thirty to turn twenty up warm what zorblax"
).split()


def write_vocabulary(path: Path) -> None:
    """Write a tokenizer file like the shipped one, with a small vocabulary."""
    letters = string.ascii_lowercase + string.digits + string.punctuation
    pieces = [*_SPECIAL, *letters, *(f"##{letter}" for letter in letters), *_WORDS]
    vocabulary = {piece: row for row, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    ends = [(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    tokenizer.save(str(path))
