"""`make gallery`: the screens as pictures, on a day like the 品川 outage, while the clock stands.

A new screen is a `Screen` in the module of its place; `catalogue.py` lists the places. By hand:
`python -m tools.gallery DIR --only 'visit-*'`, or one look of all: `--only '*-200-1366'`. Which of
the pictures are kept in the repository says `docs/screenshots/.gitignore`.
"""
