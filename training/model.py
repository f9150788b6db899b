"""The MarianMT network in plain PyTorch, with the parameter names of transformers' MarianMTModel.

Plain PyTorch so that training needs nothing else; the same names so that a checkpoint loads into `MarianMTModel`
unchanged. Post-norm Transformer, sinusoidal positions, one embedding table shared by both sides and the output.
"""

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Config:
    """Shape of the network and the numbers of the two special pieces."""

    vocab_size: int
    d_model: int = 512
    ffn_dim: int = 2048
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 6
    dropout: float = 0.1
    max_positions: int = 512
    activation: str = "swish"
    pad: int = 0
    eos: int = 0

    def to_dict(self) -> dict[str, int | float | str]:
        """Plain values, as they are stored beside the weights."""
        return asdict(self)


ACTIVATIONS = {"relu": functional.relu, "swish": functional.silu}
Pair = tuple[Tensor, Tensor]


def sinusoids(count: int, dim: int) -> Tensor:
    """The (count, dim) table of position embeddings that transformers' Marian uses: all sines, then all cosines."""
    position = torch.arange(count, dtype=torch.float64)[:, None]
    i = torch.arange(dim // 2, dtype=torch.float64)[None]
    angle = position / torch.pow(10000.0, 2 * i / dim)
    return torch.cat([angle.sin(), angle.cos()], dim=1).float()


class Attention(nn.Module):  # type: ignore[misc]
    """Multi-head attention; keys and values are projected apart so that the caller may reuse them."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.v_proj, self.out_proj = nn.Linear(dim, dim), nn.Linear(dim, dim)

    def split(self, x: Tensor) -> Tensor:
        """(B,T,D) -> (B,H,T,D/H)."""
        return x.view(x.size(0), x.size(1), self.heads, -1).transpose(1, 2)

    def keys_values(self, x: Tensor) -> Pair:
        """Project a memory (B,S,D) to keys and values, each (B,H,S,D/H)."""
        return self.split(self.k_proj(x)), self.split(self.v_proj(x))

    def forward(self, x: Tensor, kv: Pair, bias: Tensor) -> Tensor:
        """X (B,T,D); bias is added to the scores (B,H,T,S) and is -inf where nothing may be seen.

        Written out instead of `scaled_dot_product_attention`: on a CPU the backward pass of the fused kernel takes
        15 % of a step at sentence lengths, plain matrix products take a third of that.
        """
        q = self.split(self.q_proj(x))
        scores = q @ kv[0].transpose(2, 3) * (q.size(-1) ** -0.5) + bias
        y = scores.softmax(-1).to(kv[1].dtype) @ kv[1]
        out: Tensor = self.out_proj(y.transpose(1, 2).reshape(x.shape))
        return out


class FeedForward(nn.Module):  # type: ignore[misc]
    """The part of a layer that encoder and decoder share."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.fc1 = nn.Linear(config.d_model, config.ffn_dim)
        self.fc2 = nn.Linear(config.ffn_dim, config.d_model)
        self.final_layer_norm = nn.LayerNorm(config.d_model)
        self.drop = nn.Dropout(config.dropout)
        self.activation = ACTIVATIONS[config.activation]

    def feed(self, x: Tensor) -> Tensor:
        """Feed-forward sublayer with residual and norm."""
        y: Tensor = self.final_layer_norm(x + self.drop(self.fc2(self.activation(self.fc1(x)))))
        return y


class EncoderLayer(FeedForward):
    """Self-attention, then feed-forward; norm after each residual."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.self_attn = Attention(config.d_model, config.heads)
        self.self_attn_layer_norm = nn.LayerNorm(config.d_model)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """X (B,S,D) -> (B,S,D)."""
        x = self.self_attn_layer_norm(x + self.drop(self.self_attn(x, self.self_attn.keys_values(x), bias)))
        return self.feed(x)


class DecoderLayer(FeedForward):
    """Causal self-attention, attention to the source, feed-forward."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.self_attn = Attention(config.d_model, config.heads)
        self.self_attn_layer_norm = nn.LayerNorm(config.d_model)
        self.encoder_attn = Attention(config.d_model, config.heads)
        self.encoder_attn_layer_norm = nn.LayerNorm(config.d_model)

    def forward(self, x: Tensor, past: Tensor, memory: Tensor, bias: Tensor) -> Tensor:
        """X (B,T,D) attends to itself under `past` and to memory (B,S,D) under `bias`."""
        x = self.self_attn_layer_norm(x + self.drop(self.self_attn(x, self.self_attn.keys_values(x), past)))
        kv = self.encoder_attn.keys_values(memory)
        x = self.encoder_attn_layer_norm(x + self.drop(self.encoder_attn(x, kv, bias)))
        return self.feed(x)


class Stack(nn.Module):  # type: ignore[misc]
    """Only a name level, so that parameters are called `encoder.layers.0…`."""

    def __init__(self, layers: list[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)


class Marian(nn.Module):  # type: ignore[misc]
    """Encoder and decoder; `hidden` gives the last decoder states, `candidate_loss` the training loss."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.config = config
        self.model = nn.Module()
        self.model.shared = nn.Embedding(config.vocab_size, config.d_model)
        self.model.encoder = Stack([EncoderLayer(config) for _ in range(config.encoder_layers)])
        self.model.decoder = Stack([DecoderLayer(config) for _ in range(config.decoder_layers)])
        self.final_logits_bias = nn.Parameter(torch.zeros(1, config.vocab_size))
        self.register_buffer("positions", sinusoids(config.max_positions, config.d_model), persistent=False)
        self.drop = nn.Dropout(config.dropout)
        for name, p in self.named_parameters():
            if p.dim() > 1 and name != "final_logits_bias":
                nn.init.xavier_uniform_(p)
        nn.init.normal_(self.model.shared.weight, std=config.d_model**-0.5)

    def embed(self, ids: Tensor) -> Tensor:
        """Piece numbers (B,T) -> (B,T,D), positions added."""
        x = self.model.shared(ids) * math.sqrt(self.config.d_model)
        y: Tensor = self.drop(x + self.positions[: ids.size(1)])
        return y

    def hidden(self, src: Tensor, tgt: Tensor) -> Tensor:
        """Src (B,S) and tgt (B,T), both padded, tgt ending in eos -> decoder states (B,T,D) that predict tgt."""
        bias = torch.zeros(src.shape).masked_fill(src == self.config.pad, -1e9)[:, None, None, :].to(src.device)
        x = self.embed(src)
        for layer in self.model.encoder.layers:
            x = layer(x, bias)
        start = torch.full_like(tgt[:, :1], self.config.pad)
        y = self.embed(torch.cat([start, tgt[:, :-1]], 1))
        past = torch.full((tgt.size(1), tgt.size(1)), -1e9, device=tgt.device).triu(1)
        for layer in self.model.decoder.layers:
            y = layer(y, past, x, bias)
        return y

    def loss(self, src: Tensor, tgt: Tensor, smoothing: float = 0.0) -> Tensor:
        """Mean label-smoothed cross-entropy over the whole vocabulary."""
        keep = tgt != self.config.pad
        logits = functional.linear(self.hidden(src, tgt)[keep], self.model.shared.weight, self.final_logits_bias[0])
        return functional.cross_entropy(logits.float(), tgt[keep], label_smoothing=smoothing)

    def candidate_loss(self, src: Tensor, tgt: Tensor, pieces: Tensor, log_share: Tensor, smoothing: float) -> Tensor:
        """Cross-entropy over `pieces` (sorted; must hold every piece of tgt) instead of the whole vocabulary.

        `log_share` is the log of the probability with which each piece came into `pieces`: 0 for those always there,
        negative for sampled ones, whose scores are raised by as much so that they stand for all not sampled.
        """
        keep = tgt != self.config.pad
        weight, bias = self.model.shared.weight[pieces], self.final_logits_bias[0][pieces] - log_share
        logits = functional.linear(self.hidden(src, tgt)[keep], weight, bias)
        return functional.cross_entropy(
            logits.float(), torch.searchsorted(pieces, tgt[keep]), label_smoothing=smoothing
        )
