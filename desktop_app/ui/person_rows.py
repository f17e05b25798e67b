"""PersonRows: a list of what concerns one person, with the choice of the person for whoever sees others too."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.services.pegawai import BarisPegawai, list_pegawai
from desktop_app.ui.row_list import RowList, RowT
from desktop_app.ui.widgets.combo import ComboField


class PersonRows(RowList[RowT]):
    """Who sees nobody else finds himself. A list of a kind asks for the rows of the person in ``_load_rows``."""

    def _add_person(self, name: str, letters: int, *, offered: bool) -> None:
        """Add the choice of the person to the heading; ``letters`` is its least width."""
        self._person = ComboField(name, _("Pegawai"))
        self._person.setMinimumContentsLength(letters)
        self._header.add_action(self._person)
        self._person.setVisible(offered)
        self._person.answered.connect(lambda _key: self._load_rows())

    def load(self) -> None:
        """Ask for the people to choose from, where he sees others; then for the rows."""
        if self._person.isHidden():
            self._load_rows()
        else:
            self._page.ask(list_pegawai, on_done=self._on_people)

    def _on_people(self, people: tuple[BarisPegawai, ...]) -> None:
        chosen = self._person.answer() or self._page.desk.pelaku.pegawai_id
        self._person.set_choices([(one.id, one.nama) for one in people])
        self._person.set_answer(chosen or (people[0].id if people else ""))
        self._load_rows()

    def _load_rows(self) -> None:
        """Ask for the rows of the person; each list asks for its own."""
