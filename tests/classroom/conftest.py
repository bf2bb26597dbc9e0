"""What the classroom's tests share: a session that has saved nothing and said nothing yet."""

import pytest

from salesmark.classroom import record


@pytest.fixture(autouse=True)
def new_session(monkeypatch):
    """Begin as a learner's kernel does: not building, not graded, nothing kept in memory."""
    monkeypatch.delenv("SALESMARK_BUILD", raising=False)
    monkeypatch.delenv("SALESMARK_GRADED", raising=False)
    monkeypatch.setattr(record, "_session", {})
    monkeypatch.setattr(record, "_said", set())
