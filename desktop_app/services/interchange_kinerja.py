"""The kinds of documentation, feedback and evaluation documents in an interchange file (docs/spec/interchange.md, 13).

They are read by their own types as those of the planning stage are; what a type cannot say stands here. A file never
carries the bytes of evidence and names no path: it says which hash is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from desktop_app.domain.angka_kredit import RincianFungsional
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import KINDS
from desktop_app.domain.dokumen_evaluasi import PeristiwaDokumen
from desktop_app.domain.evaluasi_diri import RealisasiDiri
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan, TindakLanjut
from desktop_app.domain.jurnal import EntriJurnal
from desktop_app.domain.rencana_aksi import RealisasiAksi
from desktop_app.services.interchange_baca import MISSING, ObjectReader, point
from desktop_app.services.interchange_bagian import (
    assign_ids,
    put_reference,
    put_signed_on,
    put_skp_of_period,
    put_unit,
    read_children,
    read_period,
)
from desktop_app.services.interchange_rencana import ORANG, Khusus, read_fields

POLA_SIDIK = re.compile(r"[0-9a-f]{64}")
_POLA_ID = re.compile(r"[0-9a-f]{32}")
_TETAP = frozenset({"penilaian_rev", "predikat", "aturan", "pegawai", "penilai", "atasan_penilai"})
DIHITUNG: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "dokumen_evaluasi": frozenset({"penilaian_rev"}),
        "putusan_keberatan": _TETAP | {"pembukaan"},
        "angka_kredit": frozenset({"predikat", "persen", "koefisien", "angka", "aturan", "pegawai", "penilai"}),
    }
)
"""What the program writes itself, by kind."""
BERPERIODE = frozenset({"rencana_aksi", "capaian_unit", "evaluasi_diri"})
"""Kinds that are of a period themselves; those of an evaluation have its period."""
DARI_PENILAIAN = frozenset({"dokumen_evaluasi", "putusan_keberatan"})
DITETAPKAN = frozenset({"putusan_keberatan", "angka_kredit"})
"""Kinds that are signed, so that their date must stand with ``ditetapkan``."""


def read_performed(r: ObjectReader) -> None:
    """Read the body of a kind of the stages after planning."""
    jenis, isi = r.item.jenis, r.item.isi
    dihitung = DIHITUNG.get(jenis, frozenset())
    lewati = dihitung | ({"tanggal"} if jenis in DITETAPKAN else frozenset()) | {"unit_kode"}
    bebas: frozenset[str] = frozenset()
    if jenis in BERPERIODE:
        waktu = read_period(r, "periode")
        isi["periode"] = waktu.kode if waktu is not None else ""
        lewati |= {"periode"}
    if jenis in DARI_PENILAIAN:
        bebas = frozenset({"periode"})
    if jenis in ("rencana_aksi", "evaluasi_diri"):
        put_reference(r, isi, "pegawai", ORANG, wajib=True)
        put_skp_of_period(r, isi, waktu)
        lewati |= {"pegawai_id", "skp_id"}
    read_fields(r, isi, KINDS[jenis], lewati, bebas, KHUSUS)
    put_unit(r, isi)
    if jenis in DITETAPKAN:
        put_signed_on(r, StatusPutusan.DITETAPKAN)
    if jenis == "jurnal":
        _check_week(r)
    if jenis == "putusan_keberatan":
        _check_decision(r)
    r.close(dihitung)


def _check_week(r: ObjectReader) -> None:
    """Refuse a week that does not begin on a Monday, and an entry of another week."""
    if not (senin := r.item.isi.get("minggu")):
        return
    mulai = date.fromisoformat(senin)
    if mulai.weekday():
        harus = (mulai - timedelta(days=mulai.weekday())).isoformat()
        r.refuse("interchange_nilai_salah", "minggu", harus=f"hari Senin, {harus}")
        return
    for index, satu in enumerate(r.item.isi["entri"]):
        hari = satu.get("tanggal")
        if hari and not mulai <= date.fromisoformat(hari) <= mulai + timedelta(days=6):
            jalur = point(point(point(r.jalur, "entri"), index), "tanggal")
            r.refusals.add("interchange_nilai_salah", jalur, r.item, harus=f"hari dalam minggu mulai {senin}")


def _check_decision(r: ObjectReader) -> None:
    """Refuse new ratings where a decision does not change the result, and a change without them."""
    isi = r.item.isi
    mengubah = isi.get("keputusan") == KeputusanKeberatan.MENGUBAH
    for nama in ("rating_hasil", "rating_perilaku"):
        if isi.get(nama) and not mengubah:
            r.refuse("interchange_nilai_salah", nama, harus="kosong bila hasil dikuatkan")
        elif mengubah and not isi.get(nama) and isi.get("status") == StatusPutusan.DITETAPKAN:
            r.refuse("interchange_kolom_wajib", nama)
    if isi.get("status") == StatusPutusan.DITETAPKAN and not isi.get("keputusan"):
        r.refuse("interchange_kolom_wajib", "keputusan")


def _children(nama: str, huruf: str, tipe: Any, hitung: frozenset[str] = frozenset()) -> Khusus:
    """Return a reader of a list of children of one type; ``hitung`` are members that the program writes."""

    def read(r: ObjectReader) -> list[dict[str, Any]]:
        hasil: list[dict[str, Any]] = []
        for anak, satu in read_children(r, nama, huruf):
            read_fields(anak, satu, tipe, hitung, khusus=KHUSUS)
            anak.close(hitung)
            hasil.append(satu)
        return hasil

    return read


def _evidence(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the evidence that is named; the hash of the chosen file is that of the stored bytes where none stands."""
    hasil: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "bukti", "b"):
        satu["sidik"] = anak.name("sidik", POLA_SIDIK, "SHA-256, 64 angka heksadesimal huruf kecil", wajib=True)
        satu["asal"] = anak.name("asal", POLA_SIDIK, "SHA-256, 64 angka heksadesimal huruf kecil") or satu["sidik"]
        read_fields(anak, satu, BuktiDukung, frozenset({"sidik", "asal"}), khusus=KHUSUS)
        anak.close()
        hasil.append(satu)
    return hasil


def _realisations(r: ObjectReader) -> list[dict[str, Any]]:
    """Return what was reached: of a plan by results, in a self-evaluation by the ids of indicators or results."""
    if r.item.jenis == "rencana_aksi":
        hasil: list[dict[str, Any]] = _children("realisasi", "r", RealisasiAksi)(r)
        return hasil
    anak = r.objects("realisasi")
    for satu in anak:
        if not satu.has("id"):
            satu.refuse("interchange_kolom_wajib", "id")
    anak = [satu for satu in anak if satu.has("id")]
    ids = assign_ids((satu, "") for satu in anak)
    r.item.urutan[point(r.jalur, "realisasi")] = ids
    diri: list[dict[str, Any]] = []
    for satu, child in zip(anak, ids, strict=True):
        isi: dict[str, Any] = {"id": child}
        read_fields(satu, isi, RealisasiDiri, khusus=KHUSUS)
        satu.close()
        diri.append(isi)
    return diri


def _values(r: ObjectReader) -> list[dict[str, Any]]:
    """Return what somebody says of himself about core values, in their order, each at most once."""
    isi: dict[str, str] = {}
    urutan: list[str] = []
    for anak in r.objects("perilaku"):
        nilai = anak.choice("nilai", NilaiDasar, wajib=True) or ""
        teks = anak.text("teks")
        anak.close()
        if nilai in isi:
            anak.refuse("interchange_id_ganda", "nilai", isi=nilai)
        elif nilai:
            isi[nilai] = teks
        urutan.append(nilai)
    r.item.urutan[point(r.jalur, "perilaku")] = urutan
    return [{"nilai": satu.value, "teks": isi[satu.value]} for satu in NilaiDasar if satu.value in isi]


def _follow_up(r: ObjectReader) -> list[str]:
    """Return the words of what follows a feedback, each at most once, in their order."""
    kata = [satu.value for satu in TindakLanjut]
    dipilih: set[str] = set()
    for index, satu in enumerate(r.members("tindak_lanjut")):
        if satu not in kata:
            jalur = point(point(r.jalur, "tindak_lanjut"), index)
            r.refusals.add("interchange_nilai_salah", jalur, r.item, harus=" / ".join(kata))
        else:
            dipilih.add(satu)
    return [satu for satu in kata if satu in dipilih]


def _details(r: ObjectReader) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    if (dalam := r.inside("rincian")) is not None:
        read_fields(dalam, isi, RincianFungsional, khusus=KHUSUS)
        dalam.close()
    return isi


def _conversions(r: ObjectReader) -> list[str]:
    """Return the ids of the conversions that a determination adds up."""
    hasil: list[str] = []
    for index, satu in enumerate(r.members("sumber")):
        if isinstance(satu, str) and _POLA_ID.fullmatch(satu):
            hasil.append(satu)
        elif satu is not MISSING:
            jalur = point(point(r.jalur, "sumber"), index)
            r.refusals.add("interchange_nilai_salah", jalur, r.item, harus="32 angka heksadesimal huruf kecil")
    return hasil


KHUSUS: Mapping[str, Khusus] = MappingProxyType(
    {
        "entri": _children("entri", "j", EntriJurnal, frozenset({"sidik"})),
        "peristiwa": _children("peristiwa", "p", PeristiwaDokumen),
        "bukti": _evidence,
        "realisasi": _realisations,
        "perilaku": _values,
        "tindak_lanjut": _follow_up,
        "rincian": _details,
        "sumber": _conversions,
    }
)
"""Lists and objects with a rule of their own, by name."""
