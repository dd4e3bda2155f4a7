"""May the list make this call, or send this letter? What is not known safe goes to the lead.

Design §6 rule 3. The answer is a yes or a no and never a reason, so that whoever reads the list,
prints it or stands beside it learns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from enum import StrEnum

from dtcoach.domain.words import PromiseKind

LEAD_ONLY = frozenset({"support-measures-request"})
"""Requests after which nobody but the lead calls or writes, about whatever else the same visit
brought: what was filed today is not in the record that was looked up."""


class Handling(StrEnum):
    """Who makes the contact."""

    LIST = "list"
    LEAD = "lead"


def may_call(facts: Mapping[str, str], procedures: Set[str]) -> bool:
    """Only where a call was agreed to, and the record was looked up and says nothing else.

    A fact that nobody asked, that is わからない, or that was erased, is no yes. `procedures` are
    all that the visit brought.
    """
    agreed = facts.get("contact_safe") == "yes"
    return agreed and _is_quiet(facts) and LEAD_ONLY.isdisjoint(procedures)


def may_write(facts: Mapping[str, str], procedures: Set[str]) -> bool:
    """Where the record says nothing else. Who did not want to be called is asked by the lead before
    something lies in the letter box."""
    asked_not_to = facts.get("contact_safe", "yes") != "yes"
    return _is_quiet(facts) and not asked_not_to and LEAD_ONLY.isdisjoint(procedures)


def handling(kind: PromiseKind, facts: Mapping[str, str], procedures: Set[str]) -> Handling:
    """Who keeps a promise of that kind. Where nobody is contacted, anybody does."""
    match kind:
        case PromiseKind.PHONE:
            free = may_call(facts, procedures)
        case PromiseKind.POST:
            free = may_write(facts, procedures)
        case PromiseKind.RETURN_VISIT | PromiseKind.BACK_ENTRY | PromiseKind.RECHECK:
            free = True
    return Handling.LIST if free else Handling.LEAD


def _is_quiet(facts: Mapping[str, str]) -> bool:
    return facts.get("support_measures") == "no"
