"""A question as the resident hears it in another language than the clerk's."""

from __future__ import annotations

from dtcoach.domain.content import Content, FactDefinition
from dtcoach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class SaidQuestion:
    """The question in the resident's language, for the clerk to say or to show."""

    question: str
    answers: tuple[str, ...]
    language: str
    unchecked: bool

    @property
    def listed(self) -> str:
        """The answers in one line."""
        return "　/　".join(self.answers)

    @property
    def whole(self) -> str:
        return "\n".join(filter(None, (self.question, self.listed)))


def said_question(
    content: Content, definition: FactDefinition, language: str
) -> SaidQuestion | None:
    """None in the clerk's own language, and for what is not asked aloud."""
    asked = content.asked(definition)
    if asked is None or language not in asked.words or language == "ja":
        return None
    labels = [] if definition.is_date else [choice.label for choice in definition.choices]
    answers = [content.questions[label] for label in labels if label in content.questions]
    unknown = content.resident.labels.get("unknown")
    if answers and unknown is not None:
        answers.append(unknown)
    return SaidQuestion(
        question=asked.in_language(language),
        answers=tuple(answer.in_language(language) for answer in answers),
        language=language,
        unchecked=any(language in phrase.unchecked for phrase in (asked, *answers)),
    )
