"""Spread of ratings per assessor: what the pure ``domain/sebaran.py`` is told, and who may look at whose picture.

An assessor sees his own before he signs; the kabupaten sees everybody's, by name and in no order of merit. Shown, never
enforced: no rating is refused because of it. Formulas: docs/spec/fairness.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db import Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah_kinerja import ResponUmpanBalik, StatusUmpanBalik
from desktop_app.domain.jurnal import Jurnal
from desktop_app.domain.penilaian import Penilaian, UmpanBalik
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.sebaran import N_TERKECIL, NilaiRingkas, Sebaran, compare
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms.tabel import render_csv, render_xlsx
from desktop_app.i18n import _
from desktop_app.services.aturan_nilai import predikat_now
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import days_between, weeks_touching
from desktop_app.services.sebaran_kata import JUDUL, cells_of

AKHIRAN = (".xlsx", ".csv")


@dataclass(frozen=True)
class BarisSebaran:
    """The picture of one assessor in one period; ``pembanding`` says with whom he stands beside, in words."""

    penilai_id: str
    nama: str
    unit_kode: str
    periode: str
    pembanding: str
    sebaran: Sebaran


@dataclass(frozen=True)
class _Nilai:
    """One rated evaluation with whom it belongs to."""

    penilai_id: str
    unit_kode: str
    ringkas: NilaiRingkas


@intention(Wewenang.LIHAT_SEBARAN)
def read_sebaran(kantor: Kantor, periode: str, penilai_id: str = "") -> BarisSebaran:
    """Return the picture of one assessor, who acts without one; drafts count, as far as both ratings are set.

    Raises ``wewenang_kurang`` where he may not look at that one.
    """
    siapa = penilai_id or kantor.pelaku.pegawai_id
    if kantor.pelaku.reach(Wewenang.LIHAT_SEBARAN) is not Jangkauan.SEMUA and siapa != kantor.pelaku.pegawai_id:
        kantor.refuse(Wewenang.LIHAT_SEBARAN, siapa)
    if not siapa:
        raise UserError("umpan_balik_tanpa_orang")
    return _row(kantor, siapa, parse_periode(periode).kode, _collect(kantor, parse_periode(periode)))


@intention(Wewenang.LIHAT_SEBARAN)
def list_sebaran(kantor: Kantor, periode: str) -> tuple[BarisSebaran, ...]:
    """Return the pictures of the assessors of a period by their names; one's own alone without a right over everybody.

    Never sorted by a figure: it is no list of who is strict.
    """
    waktu = parse_periode(periode)
    nilai = _collect(kantor, waktu)
    orang = {satu.penilai_id for satu in nilai} - {""}
    if kantor.pelaku.reach(Wewenang.LIHAT_SEBARAN) is not Jangkauan.SEMUA:
        orang &= {kantor.pelaku.pegawai_id}
    baris = [_row(kantor, satu, waktu.kode, nilai) for satu in orang]
    return tuple(sorted(baris, key=lambda satu: (satu.nama.casefold(), satu.penilai_id)))


@intention(Wewenang.LIHAT_SEBARAN)
def export_sebaran(kantor: Kantor, periode: str, out: Path) -> int:
    """Write ``list_sebaran`` to ``out`` (``.xlsx`` or ``.csv``) and return how many assessors it names.

    Raises ``UserError`` ``daftar_akhiran_salah`` for another ending and ``sebaran_terlalu_sedikit`` where nobody is
    rated yet; ``SystemProblem`` where the disk fails. Leaves an audit row.
    """
    if out.suffix.casefold() not in AKHIRAN:
        raise UserError("daftar_akhiran_salah", berkas=out.name)
    baris = list_sebaran(kantor, periode)
    if not baris:
        raise UserError("sebaran_terlalu_sedikit")
    sel = [cells_of(satu.nama, satu.unit_kode, satu.pembanding, satu.sebaran) for satu in baris]
    isi = render_csv(JUDUL, sel) if out.suffix.casefold() == ".csv" else render_xlsx(JUDUL, sel, nama="Sebaran")
    try:
        place_file(isi, out, replace=True)
    except SystemProblem as error:
        raise SystemProblem("cetak_tidak_tersimpan", berkas=out.name, folder=str(out.parent)) from error
    with kantor.write("ekspor_sebaran", detail={"periode": parse_periode(periode).kode, "jumlah": len(baris)}):
        pass
    return len(baris)


def _row(kantor: Kantor, penilai_id: str, periode: str, nilai: Sequence[_Nilai]) -> BarisSebaran:
    """Return one assessor beside whom others rate in his unit, or everywhere known here where that are too few."""
    milik = [satu for satu in nilai if satu.penilai_id == penilai_id]
    unit = milik[0].unit_kode if milik else ""
    semua = [satu for satu in nilai if satu.penilai_id != penilai_id]
    seunit = [satu for satu in semua if satu.unit_kode == unit]
    cukup = len(seunit) >= N_TERKECIL
    dokumen = kantor.store.document(penilai_id)
    return BarisSebaran(
        penilai_id=penilai_id,
        nama=dokumen.label if dokumen is not None and not dokumen.deleted else "–",
        unit_kode=unit,
        periode=periode,
        pembanding=_("unit yang sama") if cukup else _("semua unit di data ini"),
        sebaran=compare([satu.ringkas for satu in milik], [satu.ringkas for satu in (seunit if cukup else semua)]),
    )


def _collect(kantor: Kantor, waktu: Periode) -> list[_Nilai]:
    """Return every evaluation of a period whose two ratings are set."""
    umpan = _umpan_balik_of(kantor, waktu)
    # What the assessor has typed and not left yet counts too: the picture is looked at before signing.
    terbuka = {satu.doc_id: satu.body for satu in kantor.store.workings(kantor.who) if satu.kind == "penilaian"}
    semua = kantor.store.find("penilaian", where={"periode": waktu.kode})
    dinilai = [decode_as(Penilaian, terbuka.get(satu.doc_id, satu.body)) for satu in semua]
    diam = {isi.pegawai_id for isi in dinilai if isi.pegawai_id not in umpan and not _has_umpan_balik(isi)}
    bekerja = _with_journal(kantor, waktu, diam)
    hasil = []
    for isi in dinilai:
        if isi.rating_hasil is None or isi.rating_perilaku is None or isi.tidak_dinilai is not None:
            continue
        tercatat = umpan.get(isi.pegawai_id, [])
        ringkas = NilaiRingkas(
            hasil=isi.rating_hasil,
            perilaku=isi.rating_perilaku,
            predikat=predikat_now(kantor, isi),
            tanda=_signs(isi, tercatat),
            berdasar=bool(tercatat) or _has_umpan_balik(isi) or isi.pegawai_id in bekerja,
        )
        hasil.append(_Nilai(isi.penilai_id, isi.unit_kode, ringkas))
    return hasil


def _has_umpan_balik(isi: Penilaian) -> bool:
    return any(satu.umpan_balik for satu in isi.perilaku) or any(satu.umpan_balik for satu in isi.realisasi)


def _signs(isi: Penilaian, tercatat: Iterable[UmpanBalikBerkelanjutan]) -> tuple[frozenset[str], ...]:
    """Return for each core value with feedback how it looks: the signs recorded on it, else the words printed."""
    tanda: dict[str, set[str]] = defaultdict(set)
    for satu in tercatat:
        if satu.nilai is not None and satu.respon is not None:
            tanda[satu.nilai.value].add(ResponUmpanBalik(satu.respon).value)
    for perilaku in isi.perilaku:
        kata = {_plain(umpan) for umpan in perilaku.umpan_balik} - {""}
        if kata and perilaku.nilai.value not in tanda:
            tanda[perilaku.nilai.value] = kata
    return tuple(frozenset(tanda[kunci]) for kunci in sorted(tanda))


def _plain(umpan: UmpanBalik) -> str:
    return " ".join(umpan.teks.casefold().split()).strip(" .!")


def _umpan_balik_of(kantor: Kantor, waktu: Periode) -> Mapping[str, list[UmpanBalikBerkelanjutan]]:
    """Return the feedback given in a period by whom it is about."""
    hari = days_between(waktu.mulai, waktu.selesai)
    hasil: dict[str, list[UmpanBalikBerkelanjutan]] = defaultdict(list)
    for satu in kantor.store.find("umpan_balik", where={"status": StatusUmpanBalik.DIBERIKAN.value, "tanggal": hari}):
        hasil[str(satu.columns["pegawai_id"])].append(decode_as(UmpanBalikBerkelanjutan, satu.body))
    return hasil


def _with_journal(kantor: Kantor, waktu: Periode, orang: Collection[str]) -> set[str]:
    """Return who of these people has an entry in the journal on a day of the period.

    It is asked only of whom nothing else is said: at a kabupaten the journals are by far the longest to read.
    """
    di = {"minggu": weeks_touching(waktu.mulai, waktu.selesai), "pegawai_id": sorted(orang)}
    bekerja: set[str] = set()
    for satu in kantor.store.find("jurnal", where=di) if orang else ():
        siapa = str(satu.columns["pegawai_id"])
        if siapa not in bekerja and _worked(satu, waktu):
            bekerja.add(siapa)
    return bekerja


def _worked(satu: Found, waktu: Periode) -> bool:
    return any(waktu.mulai <= entri.tanggal <= waktu.selesai for entri in decode_as(Jurnal, satu.body).entri)
