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
from desktop_app.services.nama_kolom_kata import BERKATA, DI_DALAM, KATA, NAMA, NILAI_DASAR

PEMISAH: Final = " › "
BERNOMOR: Final = frozenset(("hasil", "indikator", "kolom", "baris", "perubahan", "bawahan"))
"""Lists whose children are told by number also where there is only one."""


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
            _put_child(kata, anggota, bagian[1:], kini, skp, isi)
            kini = _child(kini, bagian[1:])
            continue
        kini = kini.get(bagian) if isinstance(kini, Mapping) else None
        kata.append(_word(bagian, anggota, "realisasi" in isi))
        anggota = bagian
    if len(kata) > 1 and path.endswith("/teks"):
        kata.pop()
    gabung = PEMISAH.join(kata)
    return gabung[:1].upper() + gabung[1:]


def _word(nama: str, induk: str, di_penilaian: bool = False) -> str:
    """Return the words of a member inside ``induk``; one that this program does not know is shown by its own name."""
    if nama == "skp_id" and not di_penilaian and (induk, nama) not in DI_DALAM:
        return _("SKP")
    kata = DI_DALAM.get((induk, nama)) or NAMA.get(nama)
    return _(kata) if kata else nama.replace("_", " ")


def word_of(nama: str, path: str) -> str:
    """Return the words of a member of the compound value at ``path``."""
    kata = _word(nama, path.rpartition("/")[2])
    return kata[:1].upper() + kata[1:]


def _put_child(
    kata: list[str], anggota: str, anak: str, deret: Any, skp: Mapping[str, Any] | None, isi: Mapping[str, Any]
) -> None:
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
        nomor, nama = _ordinal(sejenis, anak)[0], f"{nama} {_(KATA[satu['jenis']]).lower()}"
    elif anggota == "libur":
        kata[-1] = f"{nama} {_date(anak)}"
        return
    elif anggota == "peran" and (kolom := _ordinal(isi.get("kolom"), str(satu.get("kolom_id") or ""))[0]):
        kata[-1] = _("{nama} pada kolom {nomor}").format(nama=nama, nomor=kolom)
        return
    elif anggota in ("riwayat", "keadaan") and satu.get("mulai"):
        kata[-1] = _("{nama} mulai {tanggal}").format(nama=nama, tanggal=_date(str(satu["mulai"])))
        return
    kata[-1] = f"{nama} {nomor}" if nomor and (jumlah > 1 or anggota in BERNOMOR) else nama
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
        # What a child is called depends on its list: its own id says nothing.
        daftar = next((satu for satu in reversed(path.split("/")) if not satu.startswith("#")), "")
        return _object(daftar, nilai, orang or {})
    if isinstance(nilai, list | tuple):
        return "\n".join(value_in_words(f"{path}/#", satu, orang) for satu in nilai) or _("(kosong)")
    teks = str(nilai)
    if anggota.endswith("_id"):
        return (orang or {}).get(teks, teks) or _("(belum dipilih)")
    if anggota == "nip":
        return format_nip(teks) or _("(kosong)")
    # Who gave feedback is typed freely, where a planned result comes from is not.
    if (anggota in BERKATA or (anggota == "sumber" and path.startswith("hasil/"))) and teks in KATA:
        return _(KATA[teks])
    if anggota in ("mulai", "selesai", "tanggal", "berakhir"):
        return _date(teks)
    return teks if teks.strip() else _("(kosong)")


def _object(anggota: str, nilai: Mapping[str, Any], orang: Mapping[str, str]) -> str:
    """Return a whole child or object: its main words, and below them what it holds; never its raw form."""
    if anggota == "target":
        return _target(nilai)
    kata = [str(nilai[nama]) for nama in ("nama", "jabatan", "pangkat", "teks", "realisasi") if nilai.get(nama)]
    siapa = orang.get(str(nilai.get("pegawai_id") or nilai.get("id") or ""), "")
    kata = [siapa, *kata] if siapa else kata
    baris = [", ".join(kata)] if kata else []
    if not kata:
        baris = [
            f"{_word(nama, anggota) if nama not in KATA else _(KATA[nama])}: {value_in_words(nama, satu, orang)}"
            for nama, satu in nilai.items()
            if satu and nama != "id" and not isinstance(satu, Mapping | list | tuple)
        ]
    for dalam in ("hasil", "peran", "dokumen", "ekspektasi"):
        isi = nilai.get(dalam)
        deret = [isi] if isinstance(isi, Mapping) else isi if isinstance(isi, list | tuple) else ()
        baris += [f"– {_object(dalam, satu, orang)}" for satu in deret if isinstance(satu, Mapping)]
    baris += [f"– {_plain(satu)}" for satu in nilai.get("indikator") or () if isinstance(satu, Mapping)]
    return "\n".join(baris) or _("(kosong)")


def _plain(indikator: Mapping[str, Any]) -> str:
    target = indikator.get("target")
    bagian = (str(indikator.get("teks", "")), _target(target) if target else "")
    return "; ".join(s for s in (": ".join(s for s in bagian if s), str(indikator.get("narasi") or "")) if s)


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
