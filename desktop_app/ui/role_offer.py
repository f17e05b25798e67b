"""The roles that matrices give to the person of an SKP, to be taken into it: opened from the SKP sheet."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.i18n import _
from desktop_app.services.kantor import Changed
from desktop_app.services.peran import DAPAT_DIBERI, NasibPeran, StatusPeran, list_peran, take_roles
from desktop_app.ui.page import Page
from desktop_app.ui.role_words import role_fate_text
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.ticks import TickList

DIAMBIL = (*DAPAT_DIBERI, NasibPeran.BERUBAH)


def offer_roles(page: Page, skp_id: str, on_taken: Callable[[Changed], object]) -> None:
    """Ask which roles of matrices the SKP is to take; ``on_taken`` is called after it was stored.

    What was typed in the sheet has to be on its way to the store before (``Draft.push``).
    """

    def show(roles: tuple[StatusPeran, ...]) -> None:
        if not roles:
            text = _("Belum ada matriks yang memberi peran kepada pegawai ini. Matriks disusun di halaman Perencanaan.")
            page.banner.show_message(State.INFO, text)
            return
        dialog = TickList(
            page.window(),
            name="peran-ambil",
            title=_("Peran dari matriks"),
            text=_("Peran yang dicentang menjadi hasil kerja di SKP ini. Yang sudah ada tidak digandakan."),
            yes=_("Ambil ke SKP"),
        )
        for one in roles:
            giver = f"{one.pimpinan} · {one.tim}" if one.tim else one.pimpinan
            line = f"{one.teks}\n{giver} – {one.kolom}\n→ {role_fate_text(one)}"
            # A role of somebody who is not the assessor is taken only where it is ticked by hand.
            ticked = one.nasib in DAPAT_DIBERI and not one.bukan_penilai
            dialog.add_line(one.kunci, line, ticked=ticked, allowed=one.nasib in DIAMBIL)
        dialog.on_taken = take
        dialog.ready()

    def take(peran_ids: tuple[str, ...]) -> None:
        def done(result: tuple[tuple[StatusPeran, ...], Changed]) -> None:
            taken, changed = result
            on_taken(changed)
            page.banner.show_message(State.OK, _("{n} peran diambil dari matriks.").format(n=len(taken)))

        page.ask(take_roles, skp_id, peran_ids, on_done=done, writes=True)

    page.ask(list_peran, skp_id, on_done=show)
