"""What the pages of addenda call states and changes."""

from __future__ import annotations

from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum
from desktop_app.i18n import _
from desktop_app.ui.theme import State


def status_text(status: StatusAdendum) -> str:
    """Return a state in words."""
    return {
        StatusAdendum.DRAFT: _("Draf"),
        StatusAdendum.DIAJUKAN: _("Diajukan"),
        StatusAdendum.DITERIMA: _("Diterima", "disetujui"),
        StatusAdendum.DITOLAK: _("Ditolak"),
    }[status]


def status_state(status: StatusAdendum) -> State | None:
    """Return how a state is marked in a list."""
    marks = {StatusAdendum.DITERIMA: State.OK, StatusAdendum.DIAJUKAN: State.INFO, StatusAdendum.DITOLAK: State.WARNING}
    return marks.get(status)


def change_text(kind: JenisPerubahan) -> str:
    """Return what is done to a result, in words."""
    return {
        JenisPerubahan.TAMBAH: _("Hasil ditambah"),
        JenisPerubahan.UBAH: _("Hasil diubah"),
        JenisPerubahan.HAPUS: _("Hasil dihapus"),
    }[kind]
