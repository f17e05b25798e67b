"""Commands of the survey that tell its result: figures, report, notice, answers as a workbook, feedback to people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Perintah, SalahPakai
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.cli.survei import ID, KERTAS, OUT, place_file_of, survey
from desktop_app.domain.istilah_pengembangan import StatusSurvei, UnsurSkm
from desktop_app.forms.values import Kertas
from desktop_app.messages import sentence_for
from desktop_app.services.lihat import find_id
from desktop_app.services.skm_cetak import (
    export_jawaban,
    print_laporan_skm,
    print_pengumuman_skm,
    shown_figure,
)
from desktop_app.services.skm_hasil import HasilSkm, skm_result, skm_trend
from desktop_app.services.skm_umpan_balik import give_umpan_balik_skm, propose_umpan_balik_skm


@survey.command("result", cls=Perintah)
@ID
@click.pass_obj
def survey_result(keluaran: Keluaran, survei_id: str) -> None:
    """Menghitung hasil: NRR tiap unsur, IKM, mutu, dan unsur terendah."""
    with keluaran.kantor() as kantor:
        hasil = skm_result(kantor, survei_id)
        tren = skm_trend(kantor, hasil.survei.unit_kode)
    baris = [
        [u.unsur.value, hasil.name_of(u.unsur), str(u.n), str(u.jumlah), f"{float(u.nrr):.4f}" if u.nrr else "–"]
        for u in hasil.indeks.unsur
    ]
    data = _result_data(hasil) | {
        "tren": [
            {
                "nama": t.nama,
                "ikm": str(t.ikm) if t.ikm is not None else "",
                "sebanding": t.sebanding,
                "sementara": t.status is not StatusSurvei.DITUTUP,
            }
            for t in tren
        ]
    }
    mutu = hasil.indeks.mutu
    nilai = f"IKM {shown_figure(hasil.indeks.ikm)}" if hasil.indeks.ikm is not None else "IKM belum ada"
    teks = [
        table(["UNSUR", "NAMA", "MENJAWAB", "JUMLAH", "NRR"], baris),
        f"{nilai}{f', mutu {mutu.kode} ({mutu.kinerja})' if mutu else ''}; {hasil.indeks.responden} responden.",
        f"Terendah: {', '.join(f'{u.value} {hasil.name_of(u)}' for u in hasil.indeks.terendah) or '–'}",
        *(f"- {sentence_for(t.kode, t.fakta)}" for t in hasil.temuan),
    ]
    keluaran.result(data, "\n".join(teks))


def _result_data(hasil: HasilSkm) -> dict[str, Any]:
    indeks = hasil.indeks
    return {
        "ok": True,
        "id": hasil.survei_id,
        "responden": indeks.responden,
        "perlu": hasil.sampel.perlu,
        "unsur": {
            u.unsur.value: {"n": u.n, "jumlah": u.jumlah, "nrr": float(u.nrr) if u.nrr is not None else None}
            for u in indeks.unsur
        },
        "ikm": str(indeks.ikm) if indeks.ikm is not None else "",
        "mutu": indeks.mutu.kode if indeks.mutu else "",
        "terendah": [u.value for u in indeks.terendah],
        "temuan": [{"kode": t.kode, "fakta": t.fakta} for t in hasil.temuan],
    }


@survey.command("report", cls=Perintah)
@ID
@click.option("--notice", "umum", is_flag=True, help="Halaman pengumuman IKM, bukan laporannya")
@KERTAS
@OUT
@click.pass_obj
def survey_report(keluaran: Keluaran, survei_id: str, umum: bool, kertas: str, out: Path) -> None:
    """Mencetak laporan SKM, atau halaman pengumumannya."""
    with keluaran.kantor() as kantor:
        cetak = print_pengumuman_skm if umum else print_laporan_skm
        hasil = cetak(kantor, survei_id, Kertas(kertas))
    place_file_of(keluaran, hasil, out)


@survey.command("export", cls=Perintah)
@ID
@OUT
@click.pass_obj
def survey_export(keluaran: Keluaran, survei_id: str, out: Path) -> None:
    """Menyimpan jawaban yang dihitung sebagai XLSX, dengan hitungan sebagai rumus."""
    with keluaran.kantor() as kantor:
        hasil = export_jawaban(kantor, survei_id)
    place_file_of(keluaran, hasil, out)


@survey.command("feedback", cls=Perintah)
@ID
@click.argument("pegawai", metavar="[NIP|ID]", required=False, default="")
@click.option("--element", "unsur", type=click.Choice([u.value for u in UnsurSkm]), default=None, help="Unsur")
@click.option("--text", "teks", default="", help="Kalimatnya; kosong: seperti yang diusulkan")
@click.pass_obj
def survey_say(keluaran: Keluaran, survei_id: str, pegawai: str, unsur: str | None, teks: str) -> None:
    """Mengusulkan umpan balik dari hasil survei; dengan NIP dan --element mencatatnya untuk pegawai itu."""
    if bool(pegawai) != bool(unsur):
        raise SalahPakai("Sebutkan pegawai dan --element bersama-sama, atau tidak keduanya.")
    with keluaran.kantor() as kantor:
        if pegawai and unsur:
            doc_id, _ = give_umpan_balik_skm(kantor, survei_id, find_id(kantor, pegawai), UnsurSkm(unsur), teks)
            return keluaran.result({"ok": True, "id": doc_id}, f"Umpan balik {doc_id} dicatat.")
        usulan = propose_umpan_balik_skm(kantor, survei_id)
    baris = [f"{s.unsur.value} ({s.nilai.value.replace('_', ' ')}): {s.teks}" for s in usulan]
    keluaran.result([msgspec.to_builtins(s) for s in usulan], "\n".join(baris) or "Belum ada jawaban.")
    return None


SURVEI_COMMANDS: tuple[click.Command, ...] = (survey,)
