"""Every form that can be printed, by the code that the regulation gives it: what it is printed of, and what prints it.

One row per code; whoever adds a form adds its row here, and the command line and the batch know it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from desktop_app.domain.bentuk_evaluasi import code_of_dokumen
from desktop_app.domain.codec import decode_as, decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.values import Kertas
from desktop_app.services.adendum_cetak import find_adendum, print_adendum
from desktop_app.services.angka_kredit_cetak import find_angka_kredit, print_angka_kredit
from desktop_app.services.bimbingan_cetak import find_bimbingan, print_bimbingan, print_umpan_bimbingan
from desktop_app.services.cetak import (
    HasilCetak,
    JenisCetak,
    code_of,
    print_dokumen,
    print_evaluasi,
    print_lampiran,
    print_putusan,
    print_skp,
)
from desktop_app.services.cetak_evaluasi import layout_of
from desktop_app.services.cetak_pilihan import find_printable
from desktop_app.services.cetak_rencana import find_rencana, print_rencana
from desktop_app.services.isi_ulang import print_isi_ulang
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kompetensi_cetak import find_kompetensi, print_kompetensi
from desktop_app.services.konseling_cetak import find_laporan, print_laporan
from desktop_app.services.mengapa_cetak import find_mengapa, print_mengapa
from desktop_app.services.pengembangan_cetak import find_pengembangan, print_pengembangan
from desktop_app.services.putaran_cetak import find_hasil_putaran, print_hasil_putaran
from desktop_app.services.rencana_aksi_cetak import find_rencana_aksi, print_pendokumentasian, print_rencana_aksi
from desktop_app.services.serah_terima_cetak import find_serah_terima, print_serah_terima
from desktop_app.services.umpan_balik_cetak import find_rekaman, print_rekaman

Cetak = Callable[[Kantor, str, Kertas | None, str], HasilCetak]
Cari = Callable[[Kantor, str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Formulir:
    """One form: its code, its name, the kind of document behind it, and the use cases that find and print it.

    ``cari`` returns the documents of a person (document id) and a period or year ("" for any), newest first; ``cetak``
    prints one on a paper (None for the office's), as the version it is given ("" for what holds now). ``satu`` tells
    that each person has at most one for a period, so that the period must be said where there are several, ``semua``
    that he may have many, each of its own, which are printed together.
    """

    kode: str
    nama: str
    kind: str
    cari: Cari
    cetak: Cetak
    satu: bool = False
    semua: bool = False


def form_of_code(kode: str) -> Formulir:
    """Return the form with a code or a plain word for it; raises ``UserError`` ``formulir_tidak_dikenal``."""
    satu = FORMULIR.get(kode.strip().upper()) or KATA.get(kode.strip().lower())
    if satu is None:
        raise UserError("formulir_tidak_dikenal", kode=kode, kode_ada=", ".join(sorted(FORMULIR)))
    return satu


def _find_skp(kode: str, kantor: Kantor, pegawai_id: str, waktu: str) -> tuple[str, ...]:
    """Return the SKP of a person, those that are printed on the form ``kode`` before the others."""
    semua = find_printable(kantor, JenisCetak.SKP, pegawai_id, waktu)
    isi = kantor.store.documents(list(semua))
    return tuple(sorted(semua, key=lambda satu: code_of(kantor, decode_as(Skp, isi[satu].body)) != kode))


def layout_of_document(kantor: Kantor, keluarga: str, kind: str, body: bytes) -> str:
    """Return the code of the form on which a document of a family of forms (``SKP``, ``EVALUASI``, ``DOKUMEN``) is."""
    isi = decode_kind(kind, body)
    if keluarga == "SKP":
        return code_of(kantor, isi) if isinstance(isi, Skp) else ""
    if not isinstance(isi, Penilaian):
        return ""
    return layout_of(kantor, isi) if keluarga == "EVALUASI" else code_of_dokumen(isi)


def _find_layout(keluarga: str, kode: str, kantor: Kantor, pegawai_id: str, waktu: str) -> tuple[str, ...]:
    """Return the evaluations of a person, those that are printed on the form ``kode`` before the others."""
    semua = find_printable(kantor, JenisCetak.EVALUASI, pegawai_id, waktu)
    isi = kantor.store.documents(list(semua))

    def is_other(doc_id: str) -> bool:
        return layout_of_document(kantor, keluarga, "penilaian", isi[doc_id].body) != kode

    return tuple(sorted(semua, key=is_other))


@intention(Wewenang.CETAK)
def list_rivals(kantor: Kantor, formulir: Formulir, dokumen: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``dokumen`` that are as much meant as the first: SKPs of its year and form after a move (P6:65).

    Of evaluations those of its very period and form; of every other form only the first.
    """
    if formulir.kind not in ("skp", "penilaian") or len(dokumen) < 2:
        return tuple(dokumen[:1])
    isi = kantor.store.documents(list(dokumen))
    keluarga = family_of(formulir.kode)

    def mark(doc_id: str) -> tuple[object, ...]:
        badan = decode_kind(formulir.kind, isi[doc_id].body)
        bentuk = layout_of_document(kantor, keluarga, formulir.kind, isi[doc_id].body) if keluarga else ""
        if isinstance(badan, Skp):
            return (badan.mulai.year, bentuk)
        return (getattr(badan, "periode", ""), bentuk)

    return tuple(satu for satu in dokumen if mark(satu) == mark(dokumen[0]))


def _print_skp(kode: str, kantor: Kantor, doc_id: str, kertas: Kertas | None, rev_id: str) -> HasilCetak:
    return print_skp(kantor, doc_id, kertas, kode=kode, rev_id=rev_id)


def _print_lampiran(kantor: Kantor, doc_id: str, kertas: Kertas | None, rev_id: str) -> HasilCetak:
    return print_lampiran(kantor, doc_id, kertas, rev_id=rev_id)


def _as_it_is(cetak: Callable[[Kantor, str, Kertas | None], HasilCetak]) -> Cetak:
    """Return what prints a form that is only printed as it is now; an earlier version is refused, not passed over."""

    def print_now(kantor: Kantor, doc_id: str, kertas: Kertas | None, rev_id: str) -> HasilCetak:
        if rev_id:
            raise UserError("versi_hanya_skp")
        return cetak(kantor, doc_id, kertas)

    return print_now


def _find(jenis: JenisCetak) -> Cari:
    return lambda kantor, pegawai_id, waktu: find_printable(kantor, jenis, pegawai_id, waktu)


def _find_rencana(kind: str, kantor: Kantor, pegawai_id: str, waktu: str) -> tuple[str, ...]:
    return find_rencana(kantor, kind, pegawai_id, waktu)


def _find_credit(jenis: str, kantor: Kantor, pegawai_id: str, waktu: str) -> tuple[str, ...]:
    return find_angka_kredit(kantor, jenis, pegawai_id, waktu)


_CREDIT = (
    ("KONVERSI AK", "Konversi predikat ke angka kredit", "konversi", print_angka_kredit),
    ("AKUMULASI AK", "Akumulasi angka kredit", "penetapan", partial(print_angka_kredit, akumulasi=True)),
    ("PENETAPAN AK", "Penetapan angka kredit", "penetapan", print_angka_kredit),
)


def _find_rekaman(kode: str, kantor: Kantor, pegawai_id: str, waktu: str) -> tuple[str, ...]:
    return find_rekaman(kantor, kode, pegawai_id, waktu)


def _rekaman(kode: str) -> Cetak:
    return _as_it_is(lambda kantor, doc_id, kertas: print_rekaman(kantor, doc_id, kertas, kode=kode))


_REKAMAN = (
    ("B.1.3", "Rekaman umpan balik, kualitatif"),
    ("B.1.4", "Rekaman umpan balik, kuantitatif, JPT dan pimpinan unit kerja mandiri"),
    ("B.1.5", "Rekaman umpan balik, kuantitatif, pejabat administrasi dan fungsional"),
)


def _evaluasi(kode: str) -> Cetak:
    return _as_it_is(lambda kantor, doc_id, kertas: print_evaluasi(kantor, doc_id, kertas, kode=kode))


def _dokumen(kode: str) -> Cetak:
    return _as_it_is(lambda kantor, doc_id, kertas: print_dokumen(kantor, doc_id, kertas, kode=kode))


_SKP = (
    ("A.1.1", "SKP kualitatif, JPT dan pimpinan unit kerja mandiri"),
    ("A.1.2", "SKP kuantitatif, JPT dan pimpinan unit kerja mandiri"),
    ("A.1.6", "SKP kualitatif, pejabat administrasi dan fungsional"),
    ("A.1.7", "SKP kuantitatif, pejabat administrasi dan fungsional"),
)
_NILAI = (
    ("C.1.1", "Hasil evaluasi kinerja, kualitatif", "EVALUASI", _evaluasi),
    ("C.1.2", "Hasil evaluasi kinerja, kuantitatif, JPT dan pimpinan unit kerja mandiri", "EVALUASI", _evaluasi),
    ("C.1.3", "Hasil evaluasi kinerja, kuantitatif, pejabat administrasi dan fungsional", "EVALUASI", _evaluasi),
    ("D.1.1", "Dokumen evaluasi kinerja", "DOKUMEN", _dokumen),
    ("D.1.2", "Dokumen evaluasi kinerja oleh atasan pejabat penilai", "DOKUMEN", _dokumen),
)
KELUARGA: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "SKP": tuple(kode for kode, _ in _SKP),
        **{nama: tuple(kode for kode, _, satu, _ in _NILAI if satu == nama) for nama in ("EVALUASI", "DOKUMEN")},
    }
)
"""The forms of one thing in several layouts, by the word that is whichever of them fits."""


def family_of(kode: str) -> str:
    """Return the word of the family that a form's code belongs to, empty where it stands alone."""
    return next((nama for nama, bentuk in KELUARGA.items() if kode in bentuk), "")


_ALAT = (
    ("A.1.3", "Manual indikator kinerja", "manual_indikator"),
    ("A.1.4", "Workblock", "workblock"),
    ("A.1.5", "Matriks pembagian peran dan hasil", "matriks"),
)
_BIMBINGAN = (
    ("B.1.6", "Pelaksanaan coaching", "coaching", print_bimbingan),
    ("B.1.7", "Pelaksanaan mentoring", "mentoring", print_bimbingan),
    ("B.1.8", "Umpan balik pelaksanaan bimbingan kinerja", "umpan_balik_bimbingan", print_umpan_bimbingan),
)


def _find_bimbingan(kind: str, kantor: Kantor, pegawai_id: str, waktu: str) -> tuple[str, ...]:
    return find_bimbingan(kantor, kind, pegawai_id, waktu)


FORMULIR: Mapping[str, Formulir] = MappingProxyType(
    {
        satu.kode: satu
        for satu in (
            *(Formulir(kode, nama, "skp", partial(_find_skp, kode), partial(_print_skp, kode)) for kode, nama in _SKP),
            *(
                Formulir(kode, nama, kind, partial(_find_rencana, kind), _as_it_is(print_rencana), semua=True)
                for kode, nama, kind in _ALAT
            ),
            Formulir("A.1.8", "Lampiran SKP", "skp", _find(JenisCetak.LAMPIRAN), _print_lampiran),
            Formulir(
                "SERAH TERIMA",
                "Serah terima pejabat penilai",
                "serah_terima",
                find_serah_terima,
                _as_it_is(print_serah_terima),
            ),
            *(
                Formulir(kode, nama, "angka_kredit", partial(_find_credit, jenis), _as_it_is(cetak))
                for kode, nama, jenis, cetak in _CREDIT
            ),
            Formulir(
                "B.1.1",
                "Rencana aksi",
                "rencana_aksi",
                find_rencana_aksi,
                _as_it_is(print_rencana_aksi),
                satu=True,
            ),
            Formulir(
                "B.1.2",
                "Pendokumentasian kinerja",
                "rencana_aksi",
                find_rencana_aksi,
                _as_it_is(print_pendokumentasian),
                satu=True,
            ),
            Formulir(
                "MENGAPA", "Mengapa predikat saya", "penilaian", find_mengapa, _as_it_is(print_mengapa), satu=True
            ),
            Formulir(
                "HASIL PUTARAN",
                "Hasil putaran umpan balik",
                "hasil_putaran",
                find_hasil_putaran,
                _as_it_is(print_hasil_putaran),
            ),
            Formulir(
                "ISI ULANG",
                "Lembar isi ulang e-Kinerja",
                "penilaian",
                _find(JenisCetak.ISI_ULANG),
                _as_it_is(print_isi_ulang),
                satu=True,
            ),
            *(
                Formulir(kode, nama, "penilaian", partial(_find_rekaman, kode), _rekaman(kode), satu=True)
                for kode, nama in _REKAMAN
            ),
            *(
                Formulir(kode, nama, kind, partial(_find_bimbingan, kind), _as_it_is(cetak), semua=True)
                for kode, nama, kind, cetak in _BIMBINGAN
            ),
            Formulir(
                "B.1.10",
                "Laporan permasalahan perilaku kerja",
                "konseling",
                find_laporan,
                _as_it_is(print_laporan),
                semua=True,
            ),
            Formulir(
                "B.1.9",
                "Evaluasi kompetensi pegawai",
                "evaluasi_kompetensi",
                find_kompetensi,
                _as_it_is(print_kompetensi),
            ),
            Formulir(
                "PENGEMBANGAN",
                "Rencana pengembangan individu",
                "rencana_pengembangan",
                find_pengembangan,
                _as_it_is(print_pengembangan),
                satu=True,
            ),
            Formulir("ADENDUM SKP", "Adendum SKP", "adendum", find_adendum, _as_it_is(print_adendum)),
            *(
                Formulir(kode, nama, "penilaian", partial(_find_layout, keluarga, kode), cetak(kode), satu=True)
                for kode, nama, keluarga, cetak in _NILAI
            ),
            Formulir(
                "D.1.3",
                "Dokumen evaluasi kinerja dengan keputusan atas keberatan",
                "putusan_keberatan",
                _find(JenisCetak.PUTUSAN),
                _as_it_is(print_putusan),
                satu=True,
            ),
        )
    }
)
"""The forms by their codes."""

KATA: Mapping[str, Formulir] = MappingProxyType(
    {
        JenisCetak.SKP.value: Formulir(
            "SKP", "SKP pada formulirnya sendiri", "skp", _find(JenisCetak.SKP), partial(_print_skp, "")
        ),
        JenisCetak.LAMPIRAN.value: FORMULIR["A.1.8"],
        JenisCetak.EVALUASI.value: Formulir(
            "EVALUASI", "Hasil evaluasi kinerja", "penilaian", _find(JenisCetak.EVALUASI), _evaluasi(""), satu=True
        ),
        JenisCetak.DOKUMEN.value: Formulir(
            "DOKUMEN", "Dokumen evaluasi kinerja", "penilaian", _find(JenisCetak.DOKUMEN), _dokumen(""), satu=True
        ),
        JenisCetak.PUTUSAN.value: FORMULIR["D.1.3"],
        JenisCetak.MANUAL.value: FORMULIR["A.1.3"],
        JenisCetak.WORKBLOCK.value: FORMULIR["A.1.4"],
        JenisCetak.MATRIKS.value: FORMULIR["A.1.5"],
        JenisCetak.ADENDUM.value: FORMULIR["ADENDUM SKP"],
        JenisCetak.SERAH_TERIMA.value: FORMULIR["SERAH TERIMA"],
        JenisCetak.ISI_ULANG.value: FORMULIR["ISI ULANG"],
        JenisCetak.HASIL_PUTARAN.value: FORMULIR["HASIL PUTARAN"],
        JenisCetak.MENGAPA.value: FORMULIR["MENGAPA"],
        JenisCetak.RENCANA_AKSI.value: FORMULIR["B.1.1"],
        JenisCetak.PENDOKUMENTASIAN.value: FORMULIR["B.1.2"],
        JenisCetak.ANGKA_KREDIT.value: FORMULIR["KONVERSI AK"],
        JenisCetak.COACHING.value: FORMULIR["B.1.6"],
        JenisCetak.MENTORING.value: FORMULIR["B.1.7"],
        JenisCetak.UMPAN_BIMBINGAN.value: FORMULIR["B.1.8"],
        JenisCetak.LAPORAN_PERILAKU.value: FORMULIR["B.1.10"],
        JenisCetak.KOMPETENSI.value: FORMULIR["B.1.9"],
        JenisCetak.PENGEMBANGAN.value: FORMULIR["PENGEMBANGAN"],
        JenisCetak.REKAMAN.value: Formulir(
            "REKAMAN", "Rekaman umpan balik", "penilaian", partial(_find_rekaman, ""), _rekaman(""), satu=True
        ),
    }
)
"""The same forms by a plain word; ``skp``, ``evaluasi`` and ``dokumen`` are whichever layout fits."""
