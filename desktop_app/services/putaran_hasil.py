"""What closed rounds tell: by value from the person himself, his superior and the others, and in words.

Seen by the person and who assesses him, like his evaluation. It is information, never an element of the predicate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.domain.codec import decode_as
from desktop_app.domain.hitung_putaran import ANONIM, edges_of
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab
from desktop_app.domain.putaran import HasilPutaran, KelompokHasil
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import find_reached, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.putaran import names_of

HASIL = "hasil_putaran"


@dataclass(frozen=True)
class BarisHasil:
    """One result of the list."""

    id: str
    pegawai_id: str
    pegawai: str
    nama: str
    periode: str
    ditutup: date | None


@dataclass(frozen=True)
class NilaiTanya:
    """One question: its words, and the mean from each side; None where nothing is told."""

    id: str
    teks: str
    nilai: str
    diri: Decimal | None
    atasan: Decimal | None
    lain: Decimal | None


@dataclass(frozen=True)
class HasilTerbuka:
    """One result as people read it."""

    id: str
    pegawai: str
    isi: HasilPutaran
    baris: tuple[NilaiTanya, ...]


@intention(Wewenang.LIHAT_PENILAIAN)
def list_hasil_putaran(kantor: Kantor, pegawai_id: str = "") -> tuple[BarisHasil, ...]:
    """Return the results that who acts may see, the newest first."""
    where = {"pegawai_id": pegawai_id} if pegawai_id else None
    semua = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, HASIL, where=where, bodies=False)
    nama = names_of(kantor, {str(s.columns["pegawai_id"]) for s in semua})
    baris = [
        BarisHasil(
            s.doc_id,
            str(s.columns["pegawai_id"]),
            nama.get(str(s.columns["pegawai_id"]), ""),
            str(s.columns["nama"]),
            str(s.columns["periode"] or ""),
            date.fromisoformat(str(s.columns["ditutup"])) if s.columns["ditutup"] else None,
        )
        for s in semua
    ]
    baris.sort(key=lambda s: (s.pegawai.casefold(), s.id))
    return tuple(sorted(baris, key=lambda s: s.ditutup or date.min, reverse=True))


@intention(Wewenang.LIHAT_PENILAIAN)
def get_hasil_putaran(kantor: Kantor, doc_id: str) -> HasilTerbuka:
    """Return one result; that somebody else's was looked at is noted as with his evaluation."""
    dokumen = read_document(kantor, doc_id, HASIL)
    isi = decode_as(HasilPutaran, dokumen.body)
    pegawai = names_of(kantor, (isi.pegawai_id,)).get(isi.pegawai_id, "")
    return HasilTerbuka(doc_id, pegawai, isi, question_rows(isi))


def question_rows(isi: HasilPutaran) -> tuple[NilaiTanya, ...]:
    """Return the means by question; the others' is over all groups that are told, which tells no more than they do."""
    baris = []
    for tanya in isi.pertanyaan:
        diri = mean_of(_groups(isi, KelompokPenjawab.DIRI), tanya.id)
        atasan = mean_of(_groups(isi, KelompokPenjawab.ATASAN), tanya.id)
        lain = mean_of(tuple(k for k in isi.kelompok if set(k.gabungan) & set(ANONIM)), tanya.id)
        baris.append(NilaiTanya(tanya.id, tanya.teks, tanya.nilai.value if tanya.nilai else "", diri, atasan, lain))
    return tuple(baris)


def mean_of(kelompok: tuple[KelompokHasil, ...], pertanyaan_id: str) -> Decimal | None:
    """Return the mean of the answers of these groups to one question, to two places; None without any."""
    nilai = [n for k in kelompok for n in k.nilai if n.id == pertanyaan_id and n.jumlah > 0]
    jumlah = sum(n.jumlah for n in nilai)
    if not jumlah:
        return None
    return (Decimal(sum(n.total for n in nilai)) / jumlah).quantize(Decimal("0.01"), ROUND_HALF_UP)


def edge_of(jumlah: int, total: int) -> str:
    """Return "≥" or "≤" where the told sum of a hidden group stands for itself and all beyond it, else ""."""
    bawah, atas = edges_of(jumlah)
    if total >= atas:
        return "≥"
    return "≤" if total <= bawah else ""


def _groups(isi: HasilPutaran, kelompok: KelompokPenjawab) -> tuple[KelompokHasil, ...]:
    return tuple(satu for satu in isi.kelompok if satu.gabungan == (kelompok,))
