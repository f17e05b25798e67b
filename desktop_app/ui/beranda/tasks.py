"""What waits, as short sentences that lead to the page where it is done."""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.i18n import _
from desktop_app.services.beranda import Ringkasan
from desktop_app.services.pekerjaan import Pekerjaan
from desktop_app.ui.theme import State
from desktop_app.ui.words import periode_text

FREEZE = 10
"""So many bundles without any answer are worth a question; days are not counted, because clocks are not believed."""


class Task(NamedTuple):
    """One thing that waits: its mark, its words, and the page where it is done."""

    key: str
    state: State
    text: str
    page: str


def unit_tasks(work: Pekerjaan, office: Ringkasan) -> list[Task]:
    """Return what waits in a kecamatan, in the order of the year's work."""
    if not work.pegawai and not office.konflik:
        return [Task("impor", State.INFO, _("Masukkan pegawai: impor daftar atau tambah satu per satu"), "pegawai")]
    wait, draft = State.INFO, State.WARNING
    rows = [
        (office.konflik, "konflik", State.ERROR, _("{n} dokumen berbeda versi, perlu dipilih"), "konflik"),
        (work.tanpa_penilai, "penilai", draft, _("{n} pegawai belum mempunyai pejabat penilai"), "pegawai"),
        (work.tanpa_skp, "tanpa-skp", wait, _("{n} pegawai belum mempunyai SKP {tahun}"), "skp"),
        (work.skp_draft, "skp-draf", draft, _("{n} SKP masih draf"), "skp"),
        (work.skp_diajukan, "skp-diajukan", wait, _("{n} SKP menunggu ditetapkan"), "skp"),
        (work.penilaian_belum, "nilai-belum", wait, _("{n} penilaian {periode} belum dimulai"), "penilaian"),
        (work.penilaian_draft, "nilai-draf", draft, _("{n} penilaian {periode} masih draf"), "penilaian"),
        (
            0 if office.terdaftar or office.diminta else 1,
            "daftar",
            wait,
            _("Kantor ini belum terdaftar di kabupaten; buat permintaan"),
            "kirim",
        ),
        (office.belum_dikirim, "kirim", wait, _("{n} dokumen belum dikirim ke kabupaten"), "kirim"),
        (
            office.tanpa_balasan if office.tanpa_balasan >= FREEZE else 0,
            "balasan",
            draft,
            _("{n} paket dikirim tanpa balasan; tanyakan ke kabupaten"),
            "kirim",
        ),
        (
            office.tanpa_flashdisk,
            "flashdisk",
            draft,
            _("Cadangan ke flashdisk: {n} perubahan belum di sana"),
            "pengaturan",
        ),
    ]
    return _fill(rows, work)


def kabupaten_tasks(work: Pekerjaan, office: Ringkasan) -> list[Task]:
    """Return what waits in the kabupaten."""
    rows = [
        (office.konflik, "konflik", State.ERROR, _("{n} dokumen berbeda versi, perlu dipilih"), "konflik"),
        (office.karantina, "karantina", State.WARNING, _("{n} catatan ditahan di karantina"), "masuk"),
        (office.menunggu, "menunggu", State.INFO, _("{n} catatan menunggu paket yang belum datang"), "masuk"),
        (office.belum_dibalas, "balas", State.INFO, _("{n} paket belum dibalas"), "masuk"),
        (
            office.tanpa_flashdisk,
            "flashdisk",
            State.WARNING,
            _("Cadangan ke flashdisk: {n} perubahan belum di sana"),
            "pengaturan",
        ),
        (1, "terima", State.INFO, _("Terima paket dari kecamatan"), "masuk"),
    ]
    return _fill(rows, work)


def _fill(rows: list[tuple[int, str, State, str, str]], work: Pekerjaan) -> list[Task]:
    periode = periode_text(work.periode)
    return [
        Task(key, state, text.format(n=count, tahun=work.tahun, periode=periode), page)
        for count, key, state, text, page in rows
        if count
    ]
