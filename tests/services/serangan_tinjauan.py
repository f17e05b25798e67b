"""What the attacks on objection and decision share: logging in anybody, deciding on paper, the code of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.jalan_dokumen import read_jalan_dokumen
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.putusan import (
    IsiPutusan,
    begin_paper,
    decide_objection,
)
from desktop_app.services.putusan_berlaku import decided_results
from tests.services.dunia_keberatan import Kecamatan

TERIMA = date(2026, 4, 20)
PUTUS = date(2026, 4, 22)
UBAH = IsiPutusan(
    keputusan=KeputusanKeberatan.MENGUBAH,
    rekomendasi="Naikkan",
    penjelasan="lisan",
    rating_hasil=Rating.DIATAS,
    rating_perilaku=Rating.DIATAS,
)


def code_of(call: Callable[..., object], *args: object, **kata: object) -> str:
    """Return the code with which a call is refused, empty where it is not."""
    try:
        call(*args, **kata)
    except LuringError as error:
        return error.code
    return ""


@contextmanager
def login(kantor: Kantor, orang: str, *peran: P, nama: str = "X") -> Iterator[Kantor]:
    lama, who = kantor.pelaku, kantor.who
    kantor.pelaku, kantor.who = Pelaku("cd" * 16, nama, frozenset(peran), orang), "cd" * 16
    try:
        yield kantor
    finally:
        kantor.pelaku, kantor.who = lama, who


def decide_on_paper(kec: Kecamatan) -> str:
    with kec.sebagai("sekda") as kantor:
        doc, _ = begin_paper(kantor, kec.penilaian, "Saya keberatan", TERIMA)
        decide_objection(kantor, doc, UBAH, PUTUS)
    return doc


def counted(kantor: Kantor) -> list[Predikat | None]:
    return [satu.predikat for satu in decided_results(kantor).values()]


def new_person(kantor: Kantor, nama: str, nip: str = "197001011995031099", **jabatan: Any) -> str:
    pos = RiwayatJabatan(id="z", mulai=date(2020, 1, 1), jabatan="Kepala Seksi", **jabatan)
    doc_id, _ = create_pegawai(kantor, Pegawai(nama=nama, nip=nip, riwayat=(pos,)))
    return doc_id


def limits(kantor: Kantor, penilaian: str) -> dict[str, tuple[str, str]]:
    semua = read_jalan_dokumen(kantor, penilaian).tenggat
    return {t.tenggat.aturan.kode: (str(t.tenggat.batas), t.tenggat.hasil.value) for t in semua}
