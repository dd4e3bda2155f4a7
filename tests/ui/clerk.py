"""Somebody who has only the keyboard, in a visit on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dtcoach.app.counter import Counter
from dtcoach.domain.content import StepInput
from dtcoach.domain.visit import PlaceKind
from dtcoach.ui.shell import Shell
from dtcoach.ui.visit.page import VisitPage
from dtcoach.ui.visit.state import Scene
from tests.ui.gallery_visit import FACTS

Key = Qt.Key
TYPED = {
    StepInput.TEXT: "DL 2028-05",
    StepInput.NUMBER: "101-017",
    StepInput.STAFF: "Sato",
    StepInput.DATETIME: "1/5 23:00",
    StepInput.DATE: "R7.1.6",
}


class Clerk:
    """Somebody who has only the keyboard, and presses it where the keys go."""

    def __init__(self, counter: Counter, window: Shell, page: VisitPage) -> None:
        self.counter, self.window, self.page = counter, window, page
        self.presses = 0
        self.troubles = QSignalSpy(page.troubled)
        self.acts = QSignalSpy(page.acted)

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        assert target.isVisible()
        assert self.window.isAncestorOf(target)
        QTest.keyClick(target, key, modifier)
        self.presses += 1

    def type(self, words: str) -> None:
        """As an input method commits it."""
        target = QApplication.focusWidget()
        assert isinstance(target, QLineEdit), target
        event = QInputMethodEvent("", [])
        event.setCommitString(words)
        QApplication.sendEvent(target, event)

    def undo(self) -> None:
        self.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    @property
    def scene(self) -> Scene:
        scene = self.page._scene
        assert scene is not None
        return scene

    @property
    def at(self) -> str:
        model = self.scene.model
        if model.question is not None:
            return model.question.fact
        return model.step.id if model.step is not None else model.kind.value

    def go(self, until: str = "finished", facts: Mapping[str, str] = FACTS) -> None:
        """Answers, takes and does with one key each, typing where a value is asked."""
        while until not in (self.at, *(step.id for step in self.scene.place.page)):
            self.go_one(facts)

    def go_one(self, facts: Mapping[str, str] = FACTS) -> None:
        self.type_what_is_asked(facts)
        self.decide(facts)

    def type_what_is_asked(self, facts: Mapping[str, str] = FACTS) -> None:
        """What stands in the field before the key that ends the page; often nothing."""
        question, step = self.scene.model.question, self.scene.model.step
        if question is not None and question.is_date:
            self.type(facts.get(question.fact, "R7.1.6"))
        elif step is not None and step.input is not StepInput.NONE:
            self.type(TYPED[step.input])

    def decide(self, facts: Mapping[str, str] = FACTS) -> None:
        """The one key that leads to the next page."""
        model = self.scene.model
        assert model.question or model.step or model.kind is PlaceKind.OFFERS, model.kind
        if model.question is None or model.question.is_date:
            self.press(Key.Key_Return)
        else:
            self.press(self.key_of(facts.get(model.question.fact, "yes")))

    def answer(self, value: str) -> None:
        question = self.scene.model.question
        assert question is not None
        if question.is_date:
            self.type(value)
            self.press(Key.Key_Return)
            return
        self.press(self.key_of(value))

    def key_of(self, value: str) -> Qt.Key:
        """The number before that answer; 0 for わからない."""
        question = self.scene.model.question
        assert question is not None
        values = [known for known, _ in question.choices]
        return Key(Key.Key_1 + values.index(value)) if value in values else Key.Key_0

    @property
    def visit(self):
        assert self.page.visit_id is not None
        return self.counter.desk.visit(self.page.visit_id)
