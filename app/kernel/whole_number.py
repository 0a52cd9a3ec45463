"""Whole numbers as people and programs send them, as far as our tables can hold one."""

MOST_FIGURES = 9


def whole_number(typed: str) -> int:
    """The number in up to nine figures. Raises ValueError: a longer one is nothing of ours, and breaks a database."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= MOST_FIGURES):
        raise ValueError("not a whole number of at most nine figures")
    return int(typed)


def whole_number_or(typed: str | None, otherwise: int) -> int:
    """The same; `otherwise` for what is none."""
    try:
        return whole_number(typed or "")
    except ValueError:
        return otherwise
