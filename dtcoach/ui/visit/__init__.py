"""The place 対応: one resident at one counter, walked through from the request to 完了.

`*_model.py` are pure: domain objects in, frozen dataclasses out. The other modules only draw them.
"""
