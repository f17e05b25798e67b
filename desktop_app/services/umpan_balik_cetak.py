"""Printing of the record of feedback: B.1.3, B.1.4 or B.1.5, of one plan and one period (P6:71-77).

All feedback of the period stands on it (Article 17 paragraph 3), as the employee is told of it. What was reached is
what the evaluation of that period says so far, else what the journal proposes. It is no decision: neither seal nor
mark of a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop_app.domain.butir_realisasi import ButirRealisasi, butir_realisasi, realisasi_dari
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import KelompokSkp, NilaiDasar, Pendekatan
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator, UmpanBalik, UmpanBalikPerilaku
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_rekaman
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_umpan_balik import FormUmpanBalik
from desktop_app.services.aturan_nilai import aturan_for
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.cetak_pilihan import find_printable
from desktop_app.services.jangkauan import read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import get_skp_evaluated
from desktop_app.services.skp import settled_identity
from desktop_app.services.umpan_balik import skp_on
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik, copy_for_penilaian, umpan_balik_rows
from desktop_app.services.usulan_realisasi import read_usulan

_TINDAK_LANJUT = {
    "apresiasi": "apresiasi",
    "penugasan_baru": "penugasan baru",
    "penyesuaian_ekspektasi": "penyesuaian ekspektasi",
    "penyesuaian_sumber_daya": "penyesuaian dukungan sumber daya",
    "pembinaan": "pembinaan kinerja",
    "ambil_alih": "hasil kerja diambil alih pimpinan",
}


@dataclass(frozen=True)
class _Asal:
    """What a record is printed of: the plan, the period, whose, by whom assessed, and what was reached so far."""

    doc_id: str
    skp: Skp
    skp_id: str
    periode: Periode
    penilai_id: str
    instansi: str
    tempat: str
    nilai: Penilaian | None


@intention(Wewenang.CETAK)
def print_rekaman(
    kantor: Kantor, doc_id: str, kertas: Kertas | None = None, *, kode: str = "", periode: str = ""
) -> HasilCetak:
    """Return the record of feedback of an evaluation's plan and period, or of an SKP (``doc_id``) and ``periode``.

    Of a person it is the SKP that covers the last day of the period. Raises ``UserError`` ``umpan_balik_tanpa_skp``
    without one, ``formulir_lain`` where ``kode`` is not the form of that plan, ``dokumen_berkonflik`` while versions
    disagree, ``periode_salah`` for an SKP without a period.
    """
    asal = _source(kantor, doc_id, periode)
    form = _form(kantor, asal)
    benar = code_of_rekaman(form.skp)
    if kode and kode != benar:
        raise UserError("formulir_lain", diminta=kode, benar=benar)
    pdf = render_rekaman(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("umpan-balik", form.pegawai.nama, form.pegawai.nip, asal.periode.kode)
    return HasilCetak(nama, pdf, f"Rekaman umpan balik ({benar})", JenisCetak.REKAMAN, asal.doc_id)


@intention(Wewenang.CETAK)
def find_rekaman(kantor: Kantor, kode: str, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the evaluations of a person whose plan and period a record is printed of, those of the form first."""
    semua = find_printable(kantor, JenisCetak.EVALUASI, pegawai_id, waktu)
    isi = kantor.store.documents(list(semua))

    def is_other(doc_id: str) -> bool:
        skp = get_skp_evaluated(kantor, decode_as(Penilaian, isi[doc_id].body))
        return bool(kode) and code_of_rekaman(skp) != kode

    return tuple(sorted(semua, key=is_other))


def code_of_rekaman(skp: Skp) -> str:
    """Return the code of the record that fits a plan: B.1.3 qualitative, B.1.4 for leaders, B.1.5 for all others."""
    if skp.pendekatan is Pendekatan.KUALITATIF:
        return "B.1.3"
    return "B.1.4" if skp.kelompok is KelompokSkp.JPT_MANDIRI else "B.1.5"


def _source(kantor: Kantor, doc_id: str, periode: str) -> _Asal:
    dokumen = read_document(kantor, doc_id, "", Wewenang.CETAK)
    if dokumen.kind == "pegawai":
        doc_id = skp_on(kantor, doc_id, parse_periode(periode).selesai)
        if not doc_id:
            raise UserError("umpan_balik_tanpa_skp")
        dokumen = read_document(kantor, doc_id, "", Wewenang.CETAK)
    if dokumen.kind not in ("skp", "penilaian"):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    if dokumen.kind == "skp":
        skp, waktu = decode_as(Skp, dokumen.body), parse_periode(periode)
        nilai = _penilaian_of(kantor, doc_id, waktu.kode)
        return _Asal(doc_id, skp, doc_id, waktu, skp.penilai_id, skp.instansi, skp.tempat, nilai)
    kerja = kantor.store.working(doc_id, kantor.who)
    nilai = decode_as(Penilaian, kerja.body if kerja is not None else dokumen.body)
    skp, waktu = get_skp_evaluated(kantor, nilai), parse_periode(nilai.periode)
    return _Asal(doc_id, skp, nilai.skp_id, waktu, nilai.penilai_id, nilai.instansi, nilai.tempat, nilai)


def _penilaian_of(kantor: Kantor, skp_id: str, periode: str) -> Penilaian | None:
    """Return the evaluation of a plan in a period where it was begun; versions that disagree tell nothing."""
    ada = kantor.store.find("penilaian", where={"skp_id": skp_id, "periode": periode})
    return decode_as(Penilaian, ada[0].body) if ada and not ada[0].conflicts else None


def _form(kantor: Kantor, asal: _Asal) -> FormUmpanBalik:
    skp, hari = asal.skp, asal.periode.selesai
    baris = tuple(reversed(umpan_balik_rows(kantor, skp.pegawai_id, asal.periode.kode)))
    tempat = [(butir, _keys(butir, skp)) for butir in butir_realisasi(skp)]
    terpakai = {kunci for _, semua in tempat for kunci in semua} | {satu.value for satu in NilaiDasar}
    realisasi = _reached(kantor, asal)
    return FormUmpanBalik(
        skp=skp,
        penilaian=Penilaian(
            pegawai_id=skp.pegawai_id,
            skp_id=asal.skp_id,
            periode=asal.periode.kode,
            realisasi=tuple(
                RealisasiIndikator(id=butir.id, realisasi=realisasi.get(butir.id, ""), umpan_balik=_on(baris, semua))
                for butir, semua in tempat
            ),
            perilaku=tuple(UmpanBalikPerilaku(nilai=n, umpan_balik=_on(baris, (n.value,))) for n in NilaiDasar),
        ),
        periode=asal.periode,
        pegawai=settled_identity(kantor, skp.pegawai_id, hari),
        penilai=settled_identity(kantor, asal.penilai_id, hari),
        aturan=aturan_for(kantor, asal.periode.kode),
        tanggal_berkas=hari,
        instansi=asal.instansi,
        tempat=asal.tempat or kantor.profil.tempat,
        umum=tuple(_printed(satu) for satu in baris if satu.kunci not in terpakai),
    )


def _keys(butir: ButirRealisasi, skp: Skp) -> tuple[str, ...]:
    """Return what feedback stands at a place of the form: on it, and on its whole result where it is the first."""
    hasil = butir.hasil
    if skp.pendekatan is Pendekatan.KUALITATIF:
        return (hasil.id, *(satu.id for satu in hasil.indikator))
    pertama = bool(hasil.indikator) and butir.indikator is hasil.indikator[0]
    return (butir.id, hasil.id) if pertama else (butir.id,)


def _on(baris: Sequence[BarisUmpanBalik], kunci: Sequence[str]) -> tuple[UmpanBalik, ...]:
    return tuple(_printed(satu) for satu in baris if satu.kunci in kunci)


def _printed(satu: BarisUmpanBalik) -> UmpanBalik:
    """Return a feedback as the record prints it: its words, the names of its evidence, and what follows."""
    kata = satu.ucapan
    if satu.bukti:
        kata += f" (bukti: {', '.join(b.keterangan.strip() or b.nama.strip() or 'berkas' for b in satu.bukti)})"
    if satu.tindak_lanjut:
        kata += f". Tindak lanjut: {', '.join(_TINDAK_LANJUT[t.value] for t in satu.tindak_lanjut)}"
        kata += f" – {satu.catatan_tindak_lanjut}" if satu.catatan_tindak_lanjut else ""
    return msgspec.structs.replace(copy_for_penilaian(satu, kata), id=satu.id)


def _reached(kantor: Kantor, asal: _Asal) -> dict[str, str]:
    """Return what was reached at each place: by the evaluation where it says so, else as the journal proposes."""
    kosong = Penilaian(pegawai_id=asal.skp.pegawai_id, skp_id=asal.skp_id, periode=asal.periode.kode)
    tertulis = {
        butir.id: realisasi_dari(asal.nilai or kosong, butir).realisasi.strip() for butir in butir_realisasi(asal.skp)
    }
    usulan = read_usulan(kantor, asal.skp.pegawai_id, asal.skp_id, asal.periode.kode)
    for satu in usulan:
        if not tertulis.get(satu.id, "-"):
            tertulis[satu.id] = satu.teks
    return tertulis
