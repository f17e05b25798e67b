"""What became of the bundles of one run, as a list that can be kept: spreadsheet, CSV or a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms import render_hasil_gabung
from desktop_app.forms.tabel import render_csv, render_xlsx
from desktop_app.forms.values_setoran import FormHasilGabung
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan

AKHIRAN = (".pdf", ".xlsx", ".csv")


@dataclass(frozen=True)
class BarisHasil:
    """One file of a run as its line on the screen said it: office and number, name of the file, state, remark."""

    paket: str
    berkas: str
    keadaan: str
    keterangan: str
    kode_terima: str = ""


@intention(Wewenang.TERIMA)
def save_hasil(kantor: Kantor, baris: Sequence[BarisHasil], out: Path) -> int:
    """Write the list to ``out`` (``.pdf``, ``.xlsx`` or ``.csv``) and return how many lines it has.

    Raises ``UserError`` ``hasil_akhiran_salah`` for another ending, ``SystemProblem`` where the disk fails; leaves an
    audit row.
    """
    akhiran = out.suffix.casefold()
    if akhiran not in AKHIRAN:
        raise UserError("hasil_akhiran_salah", berkas=out.name)
    judul = ("PAKET", "BERKAS", "KEADAAN", "KETERANGAN", "KODE TERIMA")
    sel = [(satu.paket, satu.berkas, satu.keadaan, satu.keterangan, satu.kode_terima) for satu in baris]
    if akhiran == ".pdf":
        claim = kantor.claim()
        form = FormHasilGabung(
            instansi=kantor.profil.instansi,
            kantor=kantor.profil.nama,
            baris=tuple(sel),
            waktu=format_waktu(kantor.jam()) + ("; jam komputer diragukan" if claim.doubt else ""),
            dicetak=kantor.jam().date(),
        )
        isi = render_hasil_gabung(form, kertas=read_pengaturan(kantor).kertas)
    else:
        isi = render_csv(judul, sel) if akhiran == ".csv" else render_xlsx(judul, sel, nama="Penerimaan")
    try:
        place_file(isi, out, replace=True)
    except SystemProblem as error:
        raise SystemProblem("cetak_tidak_tersimpan", berkas=out.name, folder=str(out.parent)) from error
    with kantor.write("simpan_hasil_gabung", detail={"jumlah": len(sel)}):
        pass
    return len(sel)
