"""The command about the quality of an SKP: what it still lacks, and advice on its wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from desktop_app.cli.bahasa import Bilangan, Perintah
from desktop_app.cli.keluaran import Keluaran
from desktop_app.cli.skp import find_skp
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.messages import sentence_for
from desktop_app.services.lembar_skp import check_lembar


@click.command("quality", cls=Perintah)
@click.argument("skp_or_person", metavar="NIP|ID")
@click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP, bila disebut orangnya")
@click.pass_obj
def quality(keluaran: Keluaran, skp_or_person: str, year: int | None) -> None:
    """Memperlihatkan yang masih kurang pada SKP, mana yang menghalangi Ajukan, dan saran mutunya."""
    with keluaran.kantor() as kantor:
        doc_id = find_skp(kantor, skp_or_person, year)
        skp, kurang, saran = check_lembar(kantor, doc_id)
    halang = [satu for satu in kurang if satu.penting]
    lain = [satu for satu in kurang if not satu.penting]
    baris = ["Menghalangi Ajukan:", *(f"- {_told(skp, satu)}" for satu in halang)] if halang else []
    if lain:
        baris += ["Perlu diperhatikan (tidak menghalangi Ajukan):", *(f"- {_told(skp, satu)}" for satu in lain)]
    baris = baris or ["Tidak ada yang kurang."]
    if saran:
        baris += ["Saran mutu (tidak menghalangi pengajuan):", *(f"- {_told(skp, satu)}" for satu in saran)]
    keluaran.result({"id": doc_id, "lacks": _data(kurang), "advice": _data(saran)}, "\n".join(baris))


def _told(skp: Skp, temuan: Temuan) -> str:
    """Return the sentence of a finding with the place that the form gives its result: ``utama 2: …``."""
    kalimat = sentence_for(temuan.kode, temuan.fakta)
    for jenis in JenisHasil:
        for nomor, hasil in enumerate(skp.hasil_jenis(jenis), start=1):
            if temuan.jalur.startswith(f"hasil/#{hasil.id}/"):
                return f"{jenis.value} {nomor}: {kalimat}"
    return kalimat


def _data(temuan: Sequence[Temuan]) -> list[dict[str, Any]]:
    return [
        {"kode": satu.kode, "jalur": satu.jalur, "blocks": satu.penting, "pesan": sentence_for(satu.kode, satu.fakta)}
        for satu in temuan
    ]


MUTU_COMMANDS: tuple[click.Command, ...] = (quality,)
