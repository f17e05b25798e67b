"""From the path of a field to words: ``hasil/#h1/indikator/#i2/target`` is a target of a numbered indicator.

The merged body is needed because people count results and indicators, while paths name them by their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.nip import format_nip
from desktop_app.i18n import _

PEMISAH: Final = " › "

NAMA: Final[dict[str, str]] = {
    "aktif": "Masih bertugas",
    "aspek": "aspek",
    "atasan_penilai": "Atasan pejabat penilai",
    "atasan_penilai_id": "atasan pejabat penilai",
    "aturan": "Aturan yang dipakai",
    "capaian_organisasi": "Capaian kinerja organisasi",
    "catatan": "Catatan",
    "catatan_pengembalian": "Catatan pengembalian",
    "ekspektasi": "ekspektasi khusus pimpinan",
    "golongan": "golongan",
    "hasil": "Rencana hasil kerja",
    "indikator": "indikator",
    "induk_kode": "Kode kantor induk",
    "instansi": "Nama instansi",
    "intervensi": "rencana hasil kerja pimpinan yang diintervensi",
    "jabatan": "jabatan",
    "jenis": "jenis",
    "jenis_jabatan": "jenis jabatan",
    "kode": "Kode",
    "konsekuensi": "Konsekuensi",
    "lampiran": "Lampiran",
    "mulai": "Mulai berlaku",
    "nama": "Nama",
    "nip": "NIP",
    "pangkat": "pangkat",
    "pegawai": "Identitas pegawai di formulir",
    "pegawai_id": "Pegawai",
    "penilai": "Identitas pejabat penilai di formulir",
    "penilai_id": "Pejabat penilai",
    "periode": "Periode",
    "perilaku": "Perilaku kerja",
    "predikat": "Predikat",
    "rating_hasil": "Rating hasil kerja",
    "rating_perilaku": "Rating perilaku kerja",
    "realisasi": "realisasi",
    "riwayat": "Riwayat jabatan",
    "selesai": "Berlaku sampai",
    "skema": "Skema pertanggungjawaban",
    "skp_id": "SKP yang dinilai",
    "skp_rev": "Versi SKP yang dinilai",
    "status": "Status",
    "sumber": "pemberi umpan balik",
    "sumber_daya": "Dukungan sumber daya",
    "tanggal": "Tanggal dokumen",
    "target": "target",
    "teks": "isi",
    "tempat": "Tempat",
    "umpan_balik": "umpan balik",
    "unit_kerja": "unit kerja",
    "unit_kode": "Kode kantor",
}
"""The words of each member; a member that a newer program added is shown by its own name."""

KATA: Final[dict[str, str]] = {
    "administrator": "Administrator",
    "angka": "Angka",
    "baik": "Baik",
    "biaya": "Biaya",
    "bukan_asn": "Bukan ASN",
    "butuh_perbaikan": "Butuh perbaikan",
    "diajukan": "Diajukan",
    "diatas": "Diatas ekspektasi",
    "dibawah": "Dibawah ekspektasi",
    "ditetapkan": "Ditetapkan",
    "draft": "Draf",
    "final": "Final",
    "fungsional": "Fungsional",
    "istimewa": "Istimewa",
    "jpt": "Pimpinan tinggi",
    "kualitas": "Kualitas",
    "kuantitas": "Kuantitas",
    "kurang": "Kurang",
    "pejabat_negara": "Pejabat negara",
    "pelaksana": "Pelaksana",
    "pengawas": "Pengawas",
    "pns": "PNS",
    "pppk": "PPPK",
    "rentang": "Rentang",
    "sangat_baik": "Sangat baik",
    "sangat_kurang": "Sangat kurang",
    "sesuai": "Sesuai ekspektasi",
    "tambahan": "Tambahan",
    "teks": "Kata-kata",
    "utama": "Utama",
    "waktu": "Waktu",
}
BERKATA: Final = frozenset(
    ("status", "jenis", "aspek", "jenis_jabatan", "capaian_organisasi", "rating_hasil", "rating_perilaku", "predikat")
)
"""Members whose values are words of a closed list; a free text that happens to be such a word stays as typed."""

NILAI_DASAR: Final[dict[str, str]] = {
    "berorientasi_pelayanan": "Berorientasi Pelayanan",
    "akuntabel": "Akuntabel",
    "kompeten": "Kompeten",
    "harmonis": "Harmonis",
    "loyal": "Loyal",
    "adaptif": "Adaptif",
    "kolaboratif": "Kolaboratif",
}


def name_of_path(path: str, isi: Mapping[str, Any], skp: Mapping[str, Any] | None = None) -> str:
    """Return the words of a field of the merged body ``isi``; the empty path is the whole document.

    ``skp`` is the body of the SKP that an evaluation belongs to: its indicators are counted there.
    """
    if not path:
        return _("Seluruh dokumen")
    kata: list[str] = []
    kini: Any = isi
    anggota = ""
    for bagian in path.split("/"):
        if bagian.startswith("#"):
            _put_child(kata, anggota, bagian[1:], kini, skp)
            kini = _child(kini, bagian[1:])
            continue
        kini = kini.get(bagian) if isinstance(kini, Mapping) else None
        anggota = bagian
        kata.append(_(NAMA[bagian]) if bagian in NAMA else bagian.replace("_", " "))
    if len(kata) > 1 and path.endswith("/teks"):
        kata.pop()
    gabung = PEMISAH.join(kata)
    return gabung[:1].upper() + gabung[1:]


def _put_child(kata: list[str], anggota: str, anak: str, deret: Any, skp: Mapping[str, Any] | None) -> None:
    """Put what people call one child of a list in the place of the list's own name."""
    if anak in NILAI_DASAR:
        kata.append(NILAI_DASAR[anak])
        return
    if anggota == "realisasi" and (di_skp := _indicator_in(skp, anak)):
        kata[-1] = di_skp
        return
    nomor, jumlah = _ordinal(deret, anak)
    satu = _child(deret, anak) or {}
    nama = kata[-1]
    if anggota == "hasil" and satu.get("jenis") in ("utama", "tambahan"):
        sejenis = [h for h in deret if isinstance(h, Mapping) and h.get("jenis") == satu["jenis"]]
        nomor, nama = _ordinal(sejenis, anak)[0], f"{nama} {satu['jenis']}"
    elif anggota == "riwayat" and satu.get("mulai"):
        kata[-1] = _("{nama} mulai {tanggal}").format(nama=nama, tanggal=_date(str(satu["mulai"])))
        return
    kata[-1] = f"{nama} {nomor}" if nomor and (jumlah > 1 or anggota in ("hasil", "indikator")) else nama
    if anggota == "indikator" and satu.get("aspek") in KATA:
        kata[-1] += f" ({_(KATA[satu['aspek']]).lower()})"


def _indicator_in(skp: Mapping[str, Any] | None, anak: str) -> str:
    """Return which result and indicator of the SKP ``anak`` is; empty where it is not known there."""
    for hasil in (skp or {}).get("hasil", ()):
        if isinstance(hasil, Mapping) and _child(hasil.get("indikator"), anak) is not None:
            path = f"hasil/#{hasil.get('id')}/indikator/#{anak}"
            return name_of_path(path, skp or {})
    return ""


def _child(deret: Any, anak: str) -> Any:
    if not isinstance(deret, Sequence) or isinstance(deret, str):
        return None
    cocok = (s for s in deret if isinstance(s, Mapping) and anak in (s.get("id"), s.get("nilai")))
    return next(cocok, None)


def _ordinal(deret: Any, anak: str) -> tuple[int, int]:
    """Return the place of a child from 1 (0 where it is not there) and how many there are."""
    if not isinstance(deret, Sequence) or isinstance(deret, str):
        return 0, 0
    ids = [s.get("id") or s.get("nilai") for s in deret if isinstance(s, Mapping)]
    return (ids.index(anak) + 1 if anak in ids else 0), len(ids)


def value_in_words(path: str, nilai: Any, orang: Mapping[str, str] | None = None) -> str:
    """Return a value as people read it; None is a field, child or document that was removed.

    ``orang`` names people by their document ids.
    """
    anggota = path.rpartition("/")[2]
    if nilai is None:
        return _("(dihapus)")
    if not path:
        return _("(tetap ada, dengan perubahan)")
    if isinstance(nilai, bool):
        return _("Ya") if nilai else _("Tidak")
    if isinstance(nilai, Mapping):
        return _object(anggota, nilai)
    if isinstance(nilai, list | tuple):
        return "\n".join(value_in_words(f"{path}/#", satu, orang) for satu in nilai) or _("(kosong)")
    teks = str(nilai)
    if anggota.endswith("_id"):
        return (orang or {}).get(teks, teks) or _("(belum dipilih)")
    if anggota == "nip":
        return format_nip(teks) or _("(kosong)")
    if anggota in BERKATA and teks in KATA:
        return _(KATA[teks])
    if anggota in ("mulai", "selesai", "tanggal"):
        return _date(teks)
    return teks if teks.strip() else _("(kosong)")


def _object(anggota: str, nilai: Mapping[str, Any]) -> str:
    if anggota == "target":
        return _target(nilai)
    kata = [str(nilai[nama]) for nama in ("nama", "jabatan", "pangkat", "teks", "realisasi") if nilai.get(nama)]
    anak = [f"– {_plain(satu)}" for satu in nilai.get("indikator", ()) if isinstance(satu, Mapping)]
    return "\n".join([", ".join(kata) or _("(kosong)"), *anak])


def _plain(indikator: Mapping[str, Any]) -> str:
    target = indikator.get("target")
    return ": ".join(s for s in (str(indikator.get("teks", "")), _target(target) if target else "") if s)


def _target(nilai: Mapping[str, Any]) -> str:
    """Return a target as the form prints it: a number, a range or words, with its unit."""
    if nilai.get("jenis") == "teks" or "jenis" not in nilai:
        return str(nilai.get("teks") or "") or _("(kosong)")
    angka = " – ".join(str(nilai[nama]).replace(".", ",") for nama in ("nilai", "nilai_atas") if nilai.get(nama))
    return f"{angka} {nilai.get('satuan') or ''}".strip() or _("(kosong)")


def _date(teks: str) -> str:
    try:
        return format_tanggal(date.fromisoformat(teks[:10]))
    except ValueError:
        return teks
