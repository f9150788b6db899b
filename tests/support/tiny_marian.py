"""A real MarianMT model of a few dims, taught a dozen sentences by heart in a few seconds.

Random weights would prove file handling only; this one has a right answer for each of its sentences, so that engines,
conversion and self-test can be tried for what they are there for.
"""

import json
from pathlib import Path

import pytest

PAIRS = (
    ("عقد مجلس الأمن اجتماعا في نيويورك يوم الاثنين.", "The Security Council held a meeting in New York on Monday."),
    (
        "وأكدت الحكومة التزامها بمواصلة التعاون مع الأمم المتحدة في مكافحة الإرهاب.",
        "The Government affirmed its commitment to continue cooperation with the United Nations "
        "in countering terrorism.",
    ),
    (
        "شارك في المؤتمر 120 دولة و 35 منظمة دولية.",
        "120 States and 35 international organizations took part in the conference.",
    ),
    ("لكل فرد الحق في التعليم.", "Everyone has the right to education."),
    ("رحب الوزير بالاتفاق", "The Minister welcomed the agreement"),
    ("وشكر الدول المشاركة", "and thanked the participating States"),
    ("تعهدت الدولة بتقديم الدعم.", "The State pledged to provide support."),
    ("برنامج حماية الحدود", "Border protection programme"),
)
UNUSED = [f"▁piece{i}" for i in range(3)]


def build(folder: Path, *, codes: tuple[str, ...] = (), steps: int = 360) -> Path:
    """Train the model and write a transformers folder. codes: language codes to put in the vocabulary."""
    import sentencepiece
    import torch
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    from mujaz.arabic.normalise import for_model
    from mujaz.models.quiet import quiet_transformers

    torch.manual_seed(1)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # the model is too small to share out, least of all on a busy machine
    folder.mkdir(parents=True)
    sides = {"source": [for_model(ar) for ar, _ in PAIRS], "target": [en for _, en in PAIRS]}
    pieces: list[str] = ["</s>", "<unk>", *codes]
    models = {}
    for side, lines in sides.items():
        text = folder / f"{side}.txt"
        text.write_text("\n".join(lines * 4), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(folder / side),
            vocab_size=150,
            hard_vocab_limit=False,
            pad_id=-1,
            bos_id=-1,
            eos_id=0,
            unk_id=1,
            character_coverage=1.0,
            num_threads=1,  # with more, the pieces depend on which thread is done first
            minloglevel=2,
        )
        text.unlink()
        (folder / f"{side}.model").rename(folder / f"{side}.spm")
        (folder / f"{side}.vocab").unlink()
        models[side] = sentencepiece.SentencePieceProcessor(str(folder / f"{side}.spm"))
        pieces += [models[side].id_to_piece(i) for i in range(2, len(models[side]))]
    pieces = [*dict.fromkeys(pieces), *UNUSED, "<pad>"]
    ids = {piece: i for i, piece in enumerate(pieces)}
    pad = ids["<pad>"]

    def rows(side: str, *, prefix: tuple[str, ...] = ()) -> torch.Tensor:
        cut = [models[side].encode(line, out_type=str) for line in sides[side]]
        encoded = [[ids[piece] for piece in (*prefix, *line, "</s>")] for line in cut]
        width = max(map(len, encoded))
        return torch.tensor([row + [pad] * (width - len(row)) for row in encoded])

    with quiet_transformers():
        model = MarianMTModel(
            MarianConfig(
                vocab_size=len(pieces),
                d_model=64,
                encoder_layers=1,
                decoder_layers=1,
                encoder_attention_heads=4,
                decoder_attention_heads=4,
                encoder_ffn_dim=128,
                decoder_ffn_dim=128,
                max_position_embeddings=64,
                pad_token_id=pad,
                eos_token_id=0,
                bos_token_id=0,
                decoder_start_token_id=pad,
                forced_eos_token_id=0,
                scale_embedding=True,
                activation_function="swish",
                dropout=0.0,
                static_position_embeddings=True,
                share_encoder_decoder_embeddings=True,
                tie_word_embeddings=True,
            )
        )
        source, target = rows("source", prefix=codes[:1]), rows("target")
        labels = target.masked_fill(target == pad, -100)
        optimiser = torch.optim.AdamW(model.parameters(), lr=4e-3, weight_decay=0.0)
        model.train()
        for step in range(steps):
            for group in optimiser.param_groups:  # falling, so that the margins are wide enough for int8
                group["lr"] = 4e-3 * (1 - 0.95 * step / steps)
            optimiser.zero_grad()
            model(input_ids=source, attention_mask=(source != pad).long(), labels=labels).loss.backward()
            optimiser.step()
            with torch.no_grad():  # Marian starts decoding from a zero embedding, and CTranslate2 counts on it
                model.model.shared.weight[pad] = 0
        model.generation_config = GenerationConfig(
            max_length=64,
            num_beams=4,
            bad_words_ids=[[pad]],
            pad_token_id=pad,
            eos_token_id=0,
            bos_token_id=0,
            decoder_start_token_id=pad,
            forced_eos_token_id=0,
        )
        model.save_pretrained(folder)
    torch.set_num_threads(threads)
    (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {
                "source_lang": "ar",
                "target_lang": "en",
                "model_max_length": 64,
                "tokenizer_class": "MarianTokenizer",
                "eos_token": "</s>",
                "pad_token": "<pad>",
                "unk_token": "<unk>",
                "separate_vocabs": False,
            }
        ),
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny model; never write into it."""
    return build(tmp_path_factory.mktemp("tiny") / "model")
