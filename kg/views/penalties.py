"""What a sentence is, in words: "imprisonment, 1 year 6 months, general regime"."""

from __future__ import annotations

from kg.views import index
from kg.views.context import Context, best, literals, things
from kg.views.values import Text, Value
from kg.views.words import counted


def summary(made: Context, iri: str) -> tuple[Value, ...]:
    """Return kind, term, sum and regime of a penalty, then the words of the source."""
    parts = [*things(made, iri, "penaltyType")]
    parts += [Value(Text(words)) for words in (_term(made, iri), _amount(made, iri)) if words]
    parts += things(made, iri, "regime")
    wording = best(literals(made, iri, "penaltyText"), made.lang)
    if wording:
        quoted = made.words["quoted"].format(text=wording.text)
        parts.append(Value(Text(quoted, wording.lang)))
    return tuple(parts)


def _term(made: Context, iri: str) -> str:
    """Return the term in words, with its bounds where the source gives only these."""
    months, days = _number(made, iri, "termMonths"), _number(made, iri, "termDays")
    if months or days:
        return duration(months, days, made.lang)
    least, most = _number(made, iri, "termMonthsAtLeast"), _number(made, iri, "termMonthsAtMost")
    bounds = [("at_least", least), ("at_most", most)]
    said = [
        f"{made.words[key]} {duration(term, 0, made.lang, is_bound=True)}"
        for key, term in bounds if term
    ]  # fmt: skip
    return ", ".join(said)


def _amount(made: Context, iri: str) -> str:
    """Return a sum of money with its currency, with its bounds where only these are known."""
    names = (
        ("", "amount"),
        (made.words["at_least"], "amountAtLeast"),
        (made.words["at_most"], "amountAtMost"),
    )
    sums = [(word, index.first_text(made.index, iri, name)) for word, name in names]
    currency = index.first_text(made.index, iri, "currency")
    said = [f"{word} {_grouped(text)} {currency}".strip() for word, text in sums if text]
    return ", ".join(said)


def duration(months: int, days: int, lang: str, *, is_bound: bool = False) -> str:
    """Return a term as years, months and days in words; a bound is in the genitive."""
    years, rest = divmod(months, 12)
    kind = "duration_bound" if is_bound else "duration"
    parts = [(years, "year"), (rest, "month"), (days, "day")]
    return " ".join(counted(f"{kind}_{unit}", number, lang) for number, unit in parts if number)


def _number(made: Context, iri: str, name: str) -> int:
    """Return a whole number of the data, or 0 when there is none."""
    text = index.first_text(made.index, iri, name)
    return int(text) if text.isascii() and text.isdigit() else 0


def _grouped(text: str) -> str:
    """Return a sum with its thousands set apart by narrow spaces."""
    whole, dot, rest = text.partition(".")
    if not (whole.isascii() and whole.isdigit()):
        return text
    cents = f".{rest}" if dot and rest.strip("0") else ""
    return f"{int(whole):,}".replace(",", "\u202f") + cents
