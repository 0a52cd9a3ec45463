"""The words of a text as the index keeps them: in small letters and without their endings."""

from functools import lru_cache

from whoosh.analysis import RegexTokenizer, StemFilter

from app.needs.domain import words

analyse = RegexTokenizer(r"\S+") | StemFilter(cachesize=50_000)


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The words of a text as the index keeps them."""
    return tuple(token.text for token in analyse(" ".join(words(text))))
