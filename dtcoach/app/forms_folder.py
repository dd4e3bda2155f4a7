"""Where forms lie inside a content folder; apart, because a start asks for it."""

FORMS = "forms/"
