"""The list of people as a file that the import of lists reads back, for the personnel office or another computer."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms.tabel import render_csv, render_xlsx
from desktop_app.services.kantor import Kantor, intention

JUDUL_ROSTER = ("NAMA", "NIP", "PANGKAT", "GOLONGAN", "JABATAN", "UNIT KERJA", "NIP PENILAI")
AKHIRAN = (".xlsx", ".csv")


@intention(Wewenang.TERAPKAN_BERKAS)
def export_roster(kantor: Kantor, out: Path) -> int:
    """Write everybody who works here to ``out`` (``.xlsx`` or ``.csv``) and return how many people it names.

    The newest post of each person counts. An earlier file is only replaced by a whole one. Raises ``UserError`` for
    another ending, ``SystemProblem`` where the disk is full or fails; leaves an audit row.
    """
    if out.suffix.casefold() not in AKHIRAN:
        raise UserError("daftar_akhiran_salah", berkas=out.name)
    orang = [
        decode_as(Pegawai, satu.body) for satu in kantor.store.find("pegawai", where={"aktif": 1}, order=("nama",))
    ]
    nip = {satu.doc_id: str(satu.columns["nip"] or "") for satu in kantor.store.find("pegawai")}
    baris = [_row(satu, nip) for satu in orang]
    isi = (
        render_csv(JUDUL_ROSTER, baris)
        if out.suffix.casefold() == ".csv"
        else render_xlsx(JUDUL_ROSTER, baris, nama="Pegawai")
    )
    try:
        place_file(isi, out, replace=True)
    except SystemProblem as error:
        if error.code == "stick_full":
            raise SystemProblem("cetak_disk_penuh", folder=str(out.parent)) from error
        raise SystemProblem("cetak_tidak_tersimpan", berkas=out.name, folder=str(out.parent)) from error
    with kantor.write("ekspor_daftar", detail={"jumlah": len(baris)}):
        pass
    return len(baris)


def _row(satu: Pegawai, nip: dict[str, str]) -> tuple[str, ...]:
    pos = satu.jabatan_pada(None)
    if pos is None:
        return (satu.nama, satu.nip, "", "", "", "", "")
    penilai = nip.get(pos.penilai_id, "")
    return (satu.nama, satu.nip, pos.pangkat, pos.golongan, pos.jabatan, pos.unit_kerja, penilai)
