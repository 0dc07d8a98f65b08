"""The fusion model: words meet devices, their states and their abilities.

Axis letters: B batch, T word pieces, N devices, M items (commands, arguments, options, properties), D width.

The attention is the additive form of Bahdanau et al. (2015), `score = V^T tanh(W1 x_A + W2 x_B)`, used both
ways: every item reads the utterance (`Reader`), and the utterance reads the devices (`Additive`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.preprocess.batch import ITEM_FEATURES, TAGS
from homefuse.preprocess.lexical import DEVICE_CHANNELS, ITEM_CHANNELS
from homefuse.preprocess.state import CONTEXT_FEATURES, DYNAMIC_FEATURES, STATIC_FEATURES

Fusion = Literal["attention", "concatenation", "sum"]
TEXT = 384
DEVICE_FEATURES = STATIC_FEATURES + DYNAMIC_FEATURES
RELEVANCE_FEATURES = 2 * len(DEVICE_CHANNELS) + DEVICE_FEATURES + 2


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes that a card records."""

    width: int = 128
    hidden: int = 64
    """Width of the tanh in the additive attention; its cost grows with it."""
    heads: int = 4
    layers: int = 2
    dropout: float = 0.1
    fusion: Fusion = "attention"


class Inputs(NamedTuple):
    """One padded batch; masks are 1 where something is there."""

    tokens: Tensor  # (B, T, 384) features of the text tower
    token_mask: Tensor  # (B, T)
    pooled: Tensor  # (B, 384) unit length
    tags: Tensor  # (B, T, TAGS)
    context: Tensor  # (B, X)
    last: Tensor  # (B, 384) description of the last command, 0 if none
    names: Tensor  # (B, N, 384)
    abouts: Tensor  # (B, N, 384)
    features: Tensor  # (B, N, F)
    device_mask: Tensor  # (B, N)
    lexical: Tensor  # (B, N, T, 12)
    items: Tensor  # (B, M, 384)
    item_device: Tensor  # (B, M) int64
    item_features: Tensor  # (B, M, ITEM_FEATURES)
    item_mask: Tensor  # (B, M)
    item_lexical: Tensor  # (B, M, T, 3)


class Outputs(NamedTuple):
    """Raw scores; what they mean is read in `homefuse.infer.readout`."""

    outcome: Tensor  # (B, len(OUTCOMES))
    fire: Tensor  # (B, M)
    mode: Tensor  # (B, M, len(MODES))
    size: Tensor  # (B, M, len(SIZES))
    when: Tensor  # (B, M, len(WHENS))
    point: Tensor  # (B, M, T, 3) first token of the value, its last token, the time's first token
    attention: Tensor  # (B, M, T) which words carried each item
    device_attention: Tensor  # (B, N) which devices the utterance looked at


class Block(nn.Module):
    """A pre-norm transformer layer."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm_in, self.norm_mid = nn.LayerNorm(width), nn.LayerNorm(width)
        self.project = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.feed = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (S, T, D), `mask` (S, T) -> (S, T, D)."""
        size, length, width = x.shape
        q, k, v = self.project(self.norm_in(x)).chunk(3, -1)

        def split(y: Tensor) -> Tensor:
            return y.view(size, length, self.heads, width // self.heads).transpose(1, 2)

        scores = split(q) @ split(k).transpose(2, 3) / (width // self.heads) ** 0.5  # (S, H, T, T)
        scores = scores + (1.0 - mask[:, None, None, :]) * -1e4
        mixed = (scores.softmax(-1) @ split(v)).transpose(1, 2).reshape(size, length, width)
        x = x + self.dropout(self.out(mixed))
        fed: Tensor = x + self.dropout(self.feed(self.norm_mid(x)))
        return fed


class Additive(nn.Module):
    """`score_AB(i, j) = V^T tanh(W1 a_i + W2 b_j)`, softmax over j, weighted sum of b."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.w1, self.w2 = nn.Linear(width, hidden), nn.Linear(width, hidden, bias=False)
        self.v = nn.Linear(hidden, 1, bias=False)

    def forward(self, a: Tensor, b: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`a` (B, I, D), `b` (B, J, D), `mask` (B, J) -> mixed (B, I, D), weights (B, I, J)."""
        scores = self.v(torch.tanh(self.w1(a)[:, :, None] + self.w2(b)[:, None])).squeeze(-1)
        weights = (scores + (1.0 - mask[:, None]) * -1e4).softmax(-1)
        return weights @ b, weights


class Reader(nn.Module):
    """Every item reads the utterance as its own device understood it; pointers share the same tanh."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.fusion = shape.fusion
        self.w1, self.w2 = nn.Linear(width, shape.hidden), nn.Linear(width, shape.hidden, bias=False)
        self.w3 = nn.Linear(len(ITEM_CHANNELS), shape.hidden, bias=False)
        self.v = nn.Linear(shape.hidden, 4, bias=False)
        fused = {"attention": 3, "concatenation": 2, "sum": 1}[shape.fusion] * width
        self.fuse = nn.Sequential(
            nn.Linear(fused + 2 * len(ITEM_CHANNELS), 2 * width), nn.GELU(), nn.Dropout(shape.dropout)
        )
        self.fire, self.mode = nn.Linear(2 * width, 1), nn.Linear(2 * width, len(MODES))
        self.size, self.when = nn.Linear(2 * width, len(SIZES)), nn.Linear(2 * width, len(WHENS))

    def forward(self, query: Tensor, words: Tensor, lexical: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """`query` (B, M, D), `words` (B, M, T, D), `lexical` (B, M, T, 3), `mask` (B, T)."""
        hidden = torch.tanh(self.w1(query)[:, :, None] + self.w2(words) + self.w3(lexical))  # (B, M, T, H)
        scores = self.v(hidden) + (1.0 - mask[:, None, :, None]) * -1e4  # (B, M, T, 4)
        weights = scores[..., 0].softmax(-1)
        if self.fusion == "attention":
            context = (weights[:, :, None] @ words).squeeze(2)
            fused = torch.cat([query, context, query * context], -1)
        else:
            flat = mask[:, None, :, None]
            context = (words * flat).sum(2) / flat.sum(2)
            fused = torch.cat([query, context], -1) if self.fusion == "concatenation" else query + context
        seen = torch.cat([lexical.amax(2), (lexical * weights[..., None]).sum(2)], -1)
        z = self.fuse(torch.cat([fused, seen], -1))
        return self.fire(z).squeeze(-1), self.mode(z), self.size(z), self.when(z), scores[..., 1:], weights


class FusionModel(nn.Module):
    """Scores what to do with every device at hand."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.token_in = nn.Linear(TEXT, width)
        self.tag_in = nn.Linear(TAGS, width, bias=False)
        self.token_norm = nn.LayerNorm(width)
        self.utterance = Block(width, shape.heads, shape.dropout)
        self.name_in, self.about_in = nn.Linear(TEXT, width), nn.Linear(TEXT, width, bias=False)
        self.feature_in = nn.Linear(DEVICE_FEATURES + 2 + 2 * len(DEVICE_CHANNELS), width)
        self.context_in = nn.Linear(CONTEXT_FEATURES, width)
        self.last_in = nn.Linear(TEXT, width, bias=False)
        self.lexical_in = nn.Linear(len(DEVICE_CHANNELS), width, bias=False)
        self.reread = nn.ModuleList(Block(width, shape.heads, shape.dropout) for _ in range(shape.layers))
        self.exchange = Block(width, shape.heads, shape.dropout)
        self.item_in = nn.Linear(TEXT, width)
        self.item_feature_in = nn.Linear(ITEM_FEATURES + 1, width, bias=False)
        self.item_owner_in = nn.Linear(width, width, bias=False)
        self.item_norm, self.words_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.reader = Reader(shape)
        self.look = Additive(width, shape.hidden)
        self.pool = Additive(width, shape.hidden)
        self.outcome = nn.Sequential(
            nn.Linear(4 * width + 6, width),
            nn.GELU(),
            nn.Dropout(shape.dropout),
            nn.Linear(width, len(OUTCOMES)),
        )

    def forward(self, x: Inputs) -> Outputs:
        """Read the utterance once for each device, then once for each item."""
        near = self._near(x)
        tokens = self.token_norm(self.token_in(x.tokens) + self.tag_in(x.tags))
        moment = self.context_in(x.context) + self.last_in(x.last)  # (B, D)
        tokens = self.utterance(tokens + moment[:, None], x.token_mask)
        words, devices = self._reread(x, tokens, near)
        items = self._items(x, devices)
        rows = torch.arange(len(words), device=words.device)[:, None]
        read = self.reader(items, self.words_norm(words)[rows, x.item_device], x.item_lexical, x.token_mask)
        fire, mode, size, when, point, attention = read
        outcome, looked = self._outcome(x, tokens + moment[:, None], devices, fire)
        return Outputs(outcome, fire, mode, size, when, point, attention, looked)

    def _near(self, x: Inputs) -> Tensor:
        """(B, N, ...): closeness in meaning and letters, then the device's features."""
        pooled = x.pooled[:, :, None]
        close = torch.cat([x.names @ pooled, x.abouts @ pooled], -1)
        mean = x.lexical.sum(2) / x.token_mask.sum(1)[:, None, None]
        return torch.cat([close, x.lexical.amax(2), mean, x.features], -1)

    def _reread(self, x: Inputs, tokens: Tensor, near: Tensor) -> tuple[Tensor, Tensor]:
        """Words as each device hears them (B, N, T, D), and each device having heard them (B, N, D)."""
        size, count, length, _ = x.lexical.shape
        device = self.name_in(x.names) + self.about_in(x.abouts) + self.feature_in(near)
        words = tokens[:, None] + self.lexical_in(x.lexical) + 0.3 * device[:, :, None]
        sequence = torch.cat([device[:, :, None], words], 2).flatten(0, 1)  # (B*N, 1+T, D)
        mask = torch.cat([torch.ones_like(x.token_mask[:, :1]), x.token_mask], 1)
        mask = mask[:, None].expand(size, count, length + 1).flatten(0, 1)
        for index, layer in enumerate(self.reread):
            sequence = layer(sequence, mask)
            if index == 0:  # devices see each other once: "the other one", "the only lamp here"
                heads = self.exchange(sequence[:, 0].view(size, count, -1), x.device_mask)
                sequence = torch.cat([heads.flatten(0, 1)[:, None], sequence[:, 1:]], 1)
        sequence = sequence.view(size, count, length + 1, -1)
        return sequence[:, :, 1:], sequence[:, :, 0]

    def _items(self, x: Inputs, devices: Tensor) -> Tensor:
        close = (x.items * x.pooled[:, None]).sum(-1, keepdim=True)
        features = self.item_feature_in(torch.cat([x.item_features, close], -1))
        rows = torch.arange(len(devices), device=devices.device)[:, None]
        owner = self.item_owner_in(devices)[rows, x.item_device]
        described: Tensor = self.item_norm(self.item_in(x.items) + features + owner)
        return described

    def _outcome(self, x: Inputs, tokens: Tensor, devices: Tensor, fire: Tensor) -> tuple[Tensor, Tensor]:
        """The utterance reads the devices; then everything at once."""
        seen, looked = self.look(tokens, devices, x.device_mask)
        query = self.last_in(x.last)[:, None] + self.context_in(x.context)[:, None]
        utterance, weights = self.pool(query, tokens + seen, x.token_mask)
        heard = (weights @ seen).squeeze(1)
        strongest = (devices + (1.0 - x.device_mask[:, :, None]) * -1e4).amax(1)
        mean = (devices * x.device_mask[:, :, None]).sum(1) / x.device_mask.sum(1, keepdim=True)
        both = torch.cat([utterance.squeeze(1), heard, strongest, mean, self._best(x, fire)], -1)
        return self.outcome(both), (weights @ looked).squeeze(1)

    def _best(self, x: Inputs, fire: Tensor) -> Tensor:
        """(B, 6): the highest and the expected number of fired commands, options and properties."""
        parts = []
        for kind in (0, 2, 3):
            mask = x.item_features[..., kind] * x.item_mask
            share = torch.sigmoid(fire) * mask
            parts += [share.amax(1), torch.log1p(share.sum(1))]
        return torch.stack(parts, -1).detach()


class Filter(nn.Module):
    """A cheap guess of which devices an utterance is about, so that only those are read closely."""

    def __init__(self) -> None:
        super().__init__()
        self.score = nn.Sequential(nn.Linear(RELEVANCE_FEATURES, 48), nn.GELU(), nn.Linear(48, 1))

    def forward(self, pooled: Tensor, names: Tensor, abouts: Tensor, features: Tensor) -> Tensor:
        """`pooled` (B, 384), `names`/`abouts` (B, N, 384), `features` (B, N, R) -> (B, N) logits."""
        query = F.normalize(pooled, dim=-1)[:, :, None]
        scores: Tensor = self.score(torch.cat([names @ query, abouts @ query, features], -1))
        return scores.squeeze(-1)
