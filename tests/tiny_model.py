"""A Whisper model small enough for tests (0.4 MB, made in 0.03 s, no download): it always says the same text.

The decoder is a chain of words, each followed by the next whatever the sound; probabilities are real and can
be chosen. The recogniser, the voice detector and everything around the model are the real ones. Needs the
extra `speech`. How and why it works: facts/speech.md section 1.
"""

import json
import math
import pathlib
import typing

# Byte-level words: the space before a word belongs to it. No word may come twice.
GREETING = (" Bonjour,", " ici", " Optéos.", " Rappelez", "-moi", " demain.")
LOCKED_OUT = (" Bonjour,", " je", " suis", " bloqué", " dehors,", " devant", " la", " porte.")
SUBTITLE_CREDIT = (" Sous", "-titrage", " Société", " Radio", "-Canada")

_TIMESTAMPS = 1501  # <|0.00|> to <|30.00|>
_END = "<|3.00|>"
_MEL_BANDS = 80
_GAIN = 4.0  # a scripted token's lead over all others, in units of sqrt(width)


def make(
    out_dir: pathlib.Path,
    words: tuple[str, ...] = GREETING,
    *,
    doubtful: dict[str, float] | None = None,
    no_speech: float = 0.02,
) -> pathlib.Path:
    """Write into `out_dir` a model that hears `words`; `doubtful` gives some a probability below 1."""
    import ctranslate2.specs

    if len(set(words)) != len(words):
        raise ValueError("each word leads to one next word: none may come twice")
    rivals = {word: _rivals(word, probability) for word, probability in (doubtful or {}).items()}
    out_dir.mkdir(parents=True, exist_ok=True)
    text, special, stamps = _vocabulary([*words, *(rival for some in rivals.values() for rival in some)])
    tokens = [*text, *special, *stamps]
    spec = ctranslate2.specs.WhisperSpec(1, 2, 1, 2)
    width = 32 * math.ceil((len(words) + 4) / 32)
    _fill(spec, width=width)
    _script(spec.decoder, tokens, words, rivals, no_speech=no_speech, width=width)
    _configure(spec, tokens)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(out_dir))
    _tokenizer(text, special).save(str(out_dir / "tokenizer.json"), pretty=False)
    features = {
        "feature_size": _MEL_BANDS,
        "sampling_rate": 16000,
        "hop_length": 160,
        "chunk_length": 30,
        "n_fft": 400,
    }
    (out_dir / "preprocessor_config.json").write_text(json.dumps(features), encoding="utf-8")
    return out_dir


def _rivals(word: str, probability: float) -> dict[str, float]:
    """Share what `probability` leaves among so many other words that `word` stays the likeliest."""
    count = math.ceil((1 - probability) / probability) + 1
    return {f"{word}~{number}": (1 - probability) / count / probability for number in range(count)}


def _languages() -> list[str]:
    from faster_whisper import tokenizer

    return [code for code in tokenizer._LANGUAGE_CODES if code != "yue"]  # 99, as in the first releases


def _vocabulary(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    from tokenizers import pre_tokenizers

    text = sorted(pre_tokenizers.ByteLevel.alphabet())
    text += [token for token in dict.fromkeys(_byte_level(word) for word in words) if token not in text]
    # CTranslate2 >= 4.7 takes a model for multilingual if, and only if, it has the empty token.
    text.append("")
    special = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|{code}|>" for code in _languages())]
    special += ["<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>"]
    special += ["<|nospeech|>", "<|notimestamps|>"]
    return text, special, [f"<|{index * 0.02:.2f}|>" for index in range(_TIMESTAMPS)]


def _byte_level(text: str) -> str:
    from tokenizers import pre_tokenizers

    pre = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return "".join(piece for piece, _ in pre.pre_tokenize_str(text))


def _tokenizer(text: list[str], special: list[str]) -> typing.Any:
    """Encode anything byte by byte (no merges), decode whole words."""
    import tokenizers

    made = tokenizers.Tokenizer(tokenizers.models.BPE(vocab={t: i for i, t in enumerate(text)}, merges=[]))
    made.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = tokenizers.decoders.ByteLevel()
    made.add_special_tokens([tokenizers.AddedToken(t, special=True, normalized=False) for t in special])
    return made


def _fill(spec: typing.Any, *, width: int) -> None:
    """Give every layer a shape that fits; the decoder's layers add nothing, so only the script decides."""
    import numpy as np

    random = np.random.default_rng(0)

    def some(*shape: int) -> typing.Any:
        return (random.standard_normal(shape) * 0.05).astype(np.float32)

    def none(*shape: int) -> typing.Any:
        return np.zeros(shape, dtype=np.float32)

    def norm(layer: typing.Any) -> None:
        layer.gamma, layer.beta = np.ones(width, np.float32), none(width)

    def linear(layer: typing.Any, rows: int, *, silent: bool = False) -> None:
        layer.weight, layer.bias = (none if silent else some)(rows, width), none(rows)

    def attention(layer: typing.Any, shares: tuple[int, ...], *, silent: bool) -> None:
        for part, share in zip(layer.linear, shares, strict=False):
            linear(part, share * width)
        linear(layer.linear[len(shares)], width, silent=silent)
        norm(layer.layer_norm)

    def feed_forward(layer: typing.Any, *, silent: bool) -> None:
        linear(layer.linear_0, width)
        linear(layer.linear_1, width, silent=silent)
        norm(layer.layer_norm)

    encoder, decoder = spec.encoder, spec.decoder
    encoder.conv1.weight, encoder.conv1.bias = some(width, _MEL_BANDS, 3), none(width)
    encoder.conv2.weight, encoder.conv2.bias = some(width, width, 3), none(width)
    encoder.position_encodings.encodings = some(1500, width)
    decoder.position_encodings.encodings = none(448, width)
    norm(encoder.layer_norm)
    norm(decoder.layer_norm)
    attention(encoder.layer[0].self_attention, (3,), silent=False)
    feed_forward(encoder.layer[0].ffn, silent=False)
    attention(decoder.layer[0].self_attention, (3,), silent=True)
    attention(decoder.layer[0].attention, (1, 2), silent=True)
    feed_forward(decoder.layer[0].ffn, silent=True)


def _script(
    decoder: typing.Any,
    tokens: list[str],
    words: tuple[str, ...],
    rivals: dict[str, dict[str, float]],
    *,
    no_speech: float,
    width: int,
) -> None:
    """Chain the words: each token has a one-hot embedding, whose column of the projection names the next."""
    import numpy as np

    index = {token: number for number, token in enumerate(tokens)}
    embedding = np.zeros((len(tokens), width), np.float32)
    projection = np.zeros((len(tokens), width), np.float32)
    states = iter(range(width))

    def state(*names: str) -> int:
        column = next(states)
        for name in names:
            embedding[index[name], column] = 1.0
        return column

    def against(ratio: float) -> float:
        """Give the strength of a token that is `ratio` times as likely as the scripted one."""
        return 1.0 + math.log(ratio) / (math.sqrt(width) * _GAIN)

    def follow(column: int, name: str, *, strength: float = 1.0) -> None:
        projection[index[name], column] = _GAIN * strength

    column = state("<|startoftranscript|>")
    follow(column, "<|fr|>")
    follow(column, "<|nospeech|>", strength=against(no_speech / (1 - no_speech)))
    follow(state("<|transcribe|>"), "<|0.00|>")
    column = state("<|0.00|>", "<|notimestamps|>")
    for word in words:
        follow(column, _byte_level(word))
        for rival, ratio in rivals.get(word, {}).items():
            follow(column, _byte_level(rival), strength=against(ratio))
        column = state(_byte_level(word), *map(_byte_level, rivals.get(word, {})))
    follow(column, _END)
    follow(column, "<|endoftext|>", strength=0.9)  # where timestamps are off
    follow(state(_END), "<|endoftext|>")
    decoder.embeddings.weight, decoder.projection.weight = embedding, projection


def _configure(spec: typing.Any, tokens: list[str]) -> None:
    index = {token: number for number, token in enumerate(tokens)}
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [index[_byte_level(" ")], index["<|endoftext|>"]]
    spec.config.lang_ids = [index[f"<|{code}|>"] for code in _languages()]
    spec.config.alignment_heads = [(0, 0), (0, 1)]
