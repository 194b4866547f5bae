"""What a library of CISO Assistant says, in each of its languages."""

from __future__ import annotations

from assess.core.faults import N_
from assess.definitions.declared import MOST_LANGUAGES
from assess.definitions.importing.account import Account
from assess.definitions.importing.texts import Words, cleaned, code_meant
from assess.definitions.importing.trees import Branch

SOURCE = "en"


class Spoken:
    """The texts of a library; its own language comes first, then those of its translations."""

    def __init__(self, library: Branch, account: Account) -> None:
        self.account = account
        given = library.text("locale")
        source = code_meant(given) or SOURCE
        if not code_meant(given):
            message = N_("no language that is known; taken as {language}")
            account.changed(library.where("locale"), message, given, language=source)
        codes = {written: code_meant(written) for written in library.languages()}
        known = tuple(dict.fromkeys([source, *filter(None, codes.values())]))
        self.languages = known[:MOST_LANGUAGES]
        self._codes = {each: code for each, code in codes.items() if code in self.languages}

    def __call__(self, branch: Branch, key: str) -> Words:
        """A text in every language in which it is there."""
        said = self.said(branch.text(key), branch.where(key))
        for code, translated in branch.translations():
            ours = self._codes.get(code, "")
            if ours and ours not in said:
                text = cleaned(translated.text(key), self.account, translated.where(key))
                said |= {ours: text} if text else {}
        return said

    def said(self, text: str, where: str) -> dict[str, str]:
        """What is said in the source language only."""
        plain = cleaned(text, self.account, where)
        return {self.languages[0]: plain} if plain else {}
