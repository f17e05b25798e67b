"""What the map of what was handed in leaves on paper and in tables: letters that remind, and lists of offices or names.

Letters are made for those offices alone that lack something which is due; a day that is not believed is left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from db import Found
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms import render_surat_setoran
from desktop_app.forms.tabel import render_csv, render_xlsx
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_setoran import FormSuratSetoran, KurangSetoran
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.paket import PaketMasuk
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.setoran import MENUNGGAK, BarisSetoran, KolomSetoran, PetaSetoran, missing_of, read_setoran
from desktop_app.services.setoran_kata import (
    cell_words,
    column_title,
    column_words,
    made_words,
    person_words,
    receipt_words,
)
from desktop_app.services.waktu import read_time

AKHIRAN = (".xlsx", ".csv")
HAL = "Pengingat setoran SKP dan evaluasi kinerja {tahun}"
MAKS_ISIAN = 120
_PIMPINAN = re.compile(
    r"(plt\.? |plh\.? |pj\.? )?(camat|kepala (dinas|badan|satuan|kantor)|inspektur|direktur|lurah)\b", re.I
)
"""Posts that lead an office, as they are written into lists of people."""


class IsianSurat(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs the letters, and the number of the first one; kept for the next time but for the number."""

    nomor: str = ""
    jabatan: str = ""
    nama: str = ""
    nip: str = ""


@intention(Wewenang.TERIMA)
def read_isian_surat(kantor: Kantor) -> IsianSurat:
    """Return who signed the letters last time."""
    raw = kantor.store.get("kantor", "surat_setoran")
    return msgspec.json.decode(raw, type=IsianSurat) if raw else IsianSurat()


@intention(Wewenang.TERIMA)
def make_surat(
    kantor: Kantor, tahun: int, kode: Sequence[str], isian: IsianSurat, out: Path, kertas: Kertas | None = None
) -> int:
    """Write the letters to these offices (none: to all that lack something) into one PDF; return how many there are.

    Each has the same number with its own place in the file behind it, as ``800/12/2027-3``, where several are made.
    Raises ``UserError`` ``setoran_tidak_kurang`` where nobody of them lacks anything that is due, ``isian_panjang``.
    """
    for teks in (isian.nomor, isian.jabatan, isian.nama, isian.nip):
        if len(teks) > MAKS_ISIAN or not teks.isprintable():
            raise UserError("isian_panjang", batas=MAKS_ISIAN)
    peta = read_setoran(kantor, tahun)
    baris = [satu for satu in peta.baris if satu.kurang and (not kode or satu.kode in kode)]
    if not baris:
        raise UserError("setoran_tidak_kurang", tahun=tahun)
    pimpinan = _leaders(kantor)
    surat = [
        _letter(kantor, peta, satu, isian, pimpinan.get(satu.kode), f"-{ke}" if len(baris) > 1 else "")
        for ke, satu in enumerate(baris, 1)
    ]
    _write(render_surat_setoran(surat, kertas=kertas or read_pengaturan(kantor).kertas), out)
    with kantor.write("surat_setoran", detail={"jumlah": len(surat), "periode": str(tahun)}) as tx:
        tx.put("kantor", "surat_setoran", msgspec.json.encode(msgspec.structs.replace(isian, nomor="")))
    return len(surat)


@intention(Wewenang.TERIMA)
def export_setoran(kantor: Kantor, tahun: int, out: Path, *, nama: bool = False) -> int:
    """Write the map to ``out`` (``.xlsx`` or ``.csv``), or with ``nama`` who lacks what; return how many rows it has.

    Every cell is text. Raises ``UserError`` ``daftar_akhiran_salah`` for another ending, ``SystemProblem`` where the
    disk fails; leaves an audit row.
    """
    if out.suffix.casefold() not in AKHIRAN:
        raise UserError("daftar_akhiran_salah", berkas=out.name)
    peta = read_setoran(kantor, tahun)
    judul, baris = _names(peta) if nama else _map(peta)
    csv = out.suffix.casefold() == ".csv"
    _write(render_csv(judul, baris) if csv else render_xlsx(judul, baris, nama="Setoran"), out)
    with kantor.write("ekspor_setoran", detail={"jumlah": len(baris), "periode": str(tahun)}):
        pass
    return len(baris)


def _map(peta: PetaSetoran) -> tuple[list[str], list[list[str]]]:
    judul = ["KODE", "KANTOR", "PEGAWAI", *(column_title(satu).upper() for satu in peta.kolom)]
    judul += ["PAKET TERAKHIR", "WAKTU MENURUT KOMPUTER"]
    baris = [
        [
            *(satu.kode, satu.nama, str(satu.pegawai)),
            *(cell_words(sel) for sel in satu.sel),
            *(receipt_words(satu), made_words(satu.paket) if satu.paket is not None else ""),
        ]
        for satu in peta.baris
    ]
    return judul, baris


def _names(peta: PetaSetoran) -> tuple[list[str], list[list[str]]]:
    judul = ["KODE", "KANTOR", "NAMA", "NIP", "JABATAN", "YANG KURANG", "KEADAAN"]
    kata = {satu.kode: column_words(satu, peta.tahun) for satu in peta.kolom}
    baris = [
        [satu.kode, satu.nama, orang.nama, orang.nip, orang.jabatan, kata[kode], person_words(orang, kode)]
        for satu in peta.baris
        for orang in missing_of(peta, satu.kode)
        for kode in orang.kurang
    ]
    return judul, baris


def _letter(
    kantor: Kantor, peta: PetaSetoran, baris: BarisSetoran, isian: IsianSurat, kepala: Found | None, ekor: str
) -> FormSuratSetoran:
    orang = missing_of(peta, baris.kode)
    kurang = tuple(
        KurangSetoran(
            judul=column_words(kolom, peta.tahun),
            jumlah=len(sel.kurang),
            dari=sel.wajib,
            batas=_limit(kolom),
            orang=tuple(
                (satu.nama, satu.nip, person_words(satu, kolom.kode)) for satu in orang if kolom.kode in satu.kurang
            ),
        )
        for kolom, sel in zip(peta.kolom, baris.sel, strict=True)
        if sel.keadaan in MENUNGGAK
    )
    hari = kantor.jam().date()
    return FormSuratSetoran(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        tempat=kantor.profil.tempat,
        tanggal=peta.hari_ini,
        nomor=f"{isian.nomor}{ekor}" if isian.nomor else "",
        hal=HAL.format(tahun=peta.tahun),
        kepada=_address(baris.nama, kepala),
        kurang=kurang,
        terakhir=_last(baris.paket),
        jabatan=isian.jabatan,
        penanda=Identitas(nama=isian.nama, nip=isian.nip),
        dicetak=hari,
    )


def _limit(kolom: KolomSetoran) -> str:
    """Return the limit of a column as an official letter has it: the letter speaks, not the program."""
    # The longer words first: what follows the colon is the day itself.
    dasar = kolom.aturan.dasar
    for kata, ganti in (("batas aplikasi ini: ", "surat ini memakai "), ("batas aplikasi ini", "menurut surat ini")):
        dasar = dasar.replace(kata, ganti)
    if kolom.batas is None:
        return f"{dasar[:1].upper()}{dasar[1:]}."
    return f"Batas {format_tanggal(kolom.batas)} ({dasar})."


def _last(paket: PaketMasuk | None) -> str:
    """Return the bundle that came last with the days as the office and the kabupaten wrote them down."""
    if paket is None:
        return "belum pernah ada"
    dibuat, diterima = read_time(paket.dibuat), read_time(paket.waktu)
    teks = f"paket nomor {paket.seq}"
    if dibuat is not None:
        teks += f", dibuat {format_tanggal(dibuat.date())} menurut catatan kantor Saudara"
    if diterima is not None:
        teks += f", kami terima {format_tanggal(diterima.date())}"
    return teks + ("; tanggal-tanggal ini belum pasti" if paket.ragu else "")


def _address(kantor: str, kepala: Found | None) -> tuple[str, ...]:
    if kepala is None:
        return ("Kepada Yth.", f"Pimpinan {kantor}", "di tempat")
    jabatan = str(kepala.columns["jabatan"] or "Pimpinan")
    penuh = jabatan if kantor.casefold() in jabatan.casefold() else f"{jabatan}, {kantor}"
    return ("Kepada Yth.", f"Sdr. {kepala.label}", penuh, "di tempat")


def _leaders(kantor: Kantor) -> dict[str, Found]:
    """Return who leads each office: whose post says so, else whom most of its people have as assessor."""
    hasil: dict[str, tuple[tuple[bool, int, str], Found]] = {}
    aktif = [satu for satu in kantor.store.find("pegawai", bodies=False) if is_active(satu.columns["aktif"])]
    dinilai: dict[str, int] = {}
    for satu in aktif:
        penilai = str(satu.columns["penilai_id"] or "")
        dinilai[penilai] = dinilai.get(penilai, 0) + 1
    for satu in aktif:
        memimpin = _PIMPINAN.match(str(satu.columns["jabatan"] or "").strip()) is not None
        nilai = (memimpin, dinilai.get(satu.doc_id, 0), satu.doc_id)
        if (memimpin or nilai[1]) and (satu.scope not in hasil or nilai > hasil[satu.scope][0]):
            hasil[satu.scope] = (nilai, satu)
    return {kode: satu for kode, (_, satu) in hasil.items()}


def _write(isi: bytes, out: Path) -> None:
    try:
        place_file(isi, out, replace=True)
    except SystemProblem as error:
        if error.code == "stick_full":
            raise SystemProblem("cetak_disk_penuh", folder=str(out.parent)) from error
        raise SystemProblem("cetak_tidak_tersimpan", berkas=out.name, folder=str(out.parent)) from error
