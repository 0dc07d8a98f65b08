"""Utterances and descriptions as word pieces for the text tower."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from pathlib import Path

MAX_TOKENS = 48
"""Longer utterances are cut: 48 word pieces are about 35 spoken words, more than any command."""

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the utterance, lower case, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text as the tower reads it."""

    ids: npt.NDArray[np.int64]  # (T,)
    offsets: npt.NDArray[np.int64]  # (T, 2) characters; [CLS] and [SEP] are (0, 0)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text: letters and digits, apostrophes kept inside."""
    return tuple(Word(m.group().lower(), *m.span()) for m in _WORD.finditer(text.replace(_CURLY, "'")))


class TextEncoder:
    """The word-piece vocabulary of the text tower."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, text: str) -> Encoded:
        """Word-piece ids and their characters; at most MAX_TOKENS."""
        piece = self._tokenizer.encode(text)
        return Encoded(np.array(piece.ids, np.int64), np.array(piece.offsets, np.int64))

    def batch(self, texts: list[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Ids and mask of several texts, both (B, T), padded with 0."""
        pieces = [piece.ids for piece in self._tokenizer.encode_batch(texts)]
        ids = np.zeros((len(pieces), max(map(len, pieces), default=1)), np.int64)
        for row, piece in zip(ids, pieces, strict=True):
            row[: len(piece)] = piece
        return ids, (ids > 0).astype(np.int64)
