"""Where forms and drills lie inside a content folder; apart, because a start asks for it."""

FORMS = "forms/"
DRILLS = "drills/"
