"""The fixed words of the field (design §3), spelt once."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """State of one system. `degraded` still does the job; `unknown` is never treated as `up`."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"


WORKING = frozenset({Status.UP, Status.DEGRADED})


class WorldKey(StrEnum):
    """The systems that fail, and come back, separately."""

    RESIDENT_RECORD = "resident-record"
    DOWNTIME_SERVER = "downtime-server"
    JUKI_NET = "juki-net"
    FAMILY_REGISTER = "family-register"
    FAMILY_REGISTER_LINK = "family-register-link"
    TAX = "tax"
    INSURANCE_PENSION = "insurance-pension"
    JPKI = "jpki"
    KONBINI = "konbini"
    MOVING_ONESTOP = "moving-onestop"
    POST = "post"
    PHONE = "phone"
    PRINTER = "printer"
    NETWORK = "network"
    POWER = "power"


RECORDS = (
    WorldKey.RESIDENT_RECORD,
    WorldKey.JUKI_NET,
    WorldKey.FAMILY_REGISTER,
    WorldKey.FAMILY_REGISTER_LINK,
    WorldKey.TAX,
    WorldKey.INSURANCE_PENSION,
)
"""Systems into which something is entered. Of the others (a printer, the post) the board tells."""


class Route(StrEnum):
    """The ways a request can go; also the outcome it ends in."""

    COUNTER = "counter"
    DOWNTIME_CERTIFICATE = "downtime-certificate"
    ACCEPT_AND_HOLD = "accept-and-hold"
    POST = "post"
    KONBINI = "konbini"
    MOVING_ONESTOP = "moving-onestop"
    RETURN_VISIT = "return-visit"
    OTHER_OFFICE = "other-office"
    HOTLINE = "hotline"
    ESCALATE = "escalate"
    WITHDRAWN = "withdrawn"


class StepKind(StrEnum):
    """What one step of a route asks of the clerk (design §2)."""

    SAY = "say"
    DO = "do"
    CHECK = "check"
    ASK = "ask"
    RECORD = "record"
    PRINT = "print"
    APPROVE = "approve"
    NEVER = "never"
    OUTCOME = "outcome"


class PromiseKind(StrEnum):
    """What the ward still owes the resident, or itself, after the visit."""

    PHONE = "phone"
    POST = "post"
    RETURN_VISIT = "return-visit"
    BACK_ENTRY = "back-entry"
    RECHECK = "recheck"


class TryResult(StrEnum):
    """What came of one try to keep a promise, or to reach who has a document."""

    TOLD = "told"
    CALL_AGAIN = "call-again"
    ABSENT = "absent"
    BUSY = "busy"
    MESSAGE = "message"
    WRONG_NUMBER = "wrong-number"
    SENT = "sent"
    RETURNED = "returned"
    CAME = "came"
    NOT_COME = "not-come"
    DONE = "done"


class DropReason(StrEnum):
    """Why a promise ends without having been kept."""

    UNREACHABLE = "unreachable"
    DECLINED = "declined"
    OTHER_WAY = "other-way"


class RecallEnding(StrEnum):
    """How it ended with a document that no longer holds."""

    TAKEN_BACK = "taken-back"
    EXCHANGED = "exchanged"
    HANDED_IN = "handed-in"
    UNREACHABLE = "unreachable"
    NOT_RETURNED = "not-returned"


class FeeStanding(StrEnum):
    """How it stands with a fee. The ward decides which it is (要確認)."""

    TAKEN = "taken"
    OWED = "owed"
    WAIVED = "waived"
    REFUNDED = "refunded"


class PaperWay(StrEnum):
    """How a form went out."""

    PRINTER = "printer"
    FILE = "file"
    VIEWER = "viewer"
    HAND = "hand"


class IncidentKind(StrEnum):
    """本番, 訓練, 再現. The last two never enter real lists and reports (rule 11)."""

    REAL = "real"
    DRILL = "drill"
    REPLAY = "replay"


class LeadList(StrEnum):
    """The lead's lists of a scenario."""

    FIRST = "first-minutes"
    HOURLY = "hourly"
    HANDOVER = "handover"
    RECOVERY = "recovery"


class ReportPart(StrEnum):
    """What people write in the outage report (議会への報告の項目, domain.md E). Never invented."""

    WHAT = "what"
    CAUSE = "cause"
    IMPACT = "impact"
    RESPONSE = "response"
    PREVENTION = "prevention"


class VisitStatus(StrEnum):
    """Where a visit is in its life."""

    OPEN = "open"
    PARKED = "parked"
    CLOSED = "closed"


class ResidentField(StrEnum):
    """What can be written down of the person at the counter; all of it personal, none required."""

    NAME = "name"
    KANA = "kana"
    PHONE = "phone"
    CONTACT = "contact"
    POSTCODE = "postcode"
    ADDRESS = "address"
    BIRTH_DATE = "birth-date"


class PlaceKind(StrEnum):
    """What the clerk has in front of them."""

    NO_REQUEST = "no-request"
    QUESTION = "question"
    OFFERS = "offers"
    STEP = "step"
    FINISHED = "finished"
    NOT_COVERED = "not-covered"
    """The content version of this visit has no such procedure."""


FIRST_ENTRIES = frozenset({"support-measures-request", "seal-stop", "death-notification"})
"""Until these are entered no certificate is issued (design §6 rule 12, domain.md E 3)."""

PROCEDURES = (
    "move-in",
    "move-in-special",
    "move-out",
    "move-out-card",
    "move-within",
    "household-change",
    "seal-registration",
    "seal-stop",
    "seal-certificate",
    "residence-certificate",
    "residence-certificate-wide",
    "family-register-certificate",
    "family-register-certificate-wide",
    "family-register-filing",
    "death-notification",
    "card-pickup",
    "card-update",
    "card-certificate-renewal",
    "card-loss",
    "health-insurance",
    "national-pension",
    "tax-certificate",
    "child-allowance",
    "residence-card-address",
    "family-register-attachment",
    "record-matters",
    "medical-certificates",
    "support-measures-request",
    "non-acceptance-request",
)

CERTIFICATES = frozenset(
    {
        "residence-certificate",
        "residence-certificate-wide",
        "seal-certificate",
        "family-register-certificate",
        "family-register-certificate-wide",
        "family-register-attachment",
        "record-matters",
        "tax-certificate",
    }
)
"""Procedures whose counter route hands out a certificate."""

ISSUED_HERE = CERTIFICATES - {"residence-certificate-wide", "family-register-certificate-wide"}
"""Those from this ward's own records; of the others another municipality decides."""

RECEIVED_TODAY = frozenset(
    {
        "family-register-filing",
        "death-notification",
        "support-measures-request",
        "non-acceptance-request",
    }
)
"""届出 and 申出 that are received today in every world (rule 5)."""

UNKNOWN = "unknown"
"""わからない: an answer to a fact, not the lack of one. Such a fact is not asked again."""

PERSONAL_FACTS = frozenset({"support_measures", "contact_safe", "stop_list_hit"})
"""Answers kept apart from the events and out of every export and bundle (design §7)."""

SCAN_MARK = "*"
"""In the barcode of a paper before the number: what a scanner types is told from what hands do."""
