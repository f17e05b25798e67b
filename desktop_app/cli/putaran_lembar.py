"""Commands of who answers in a round: his sheets, and one answer.

A code, the chosen numbers and the words come from a file or from input, never as arguments: those stay in the shell's
history and are seen in the list of processes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.putaran import Pertanyaan
from desktop_app.services.berkas import read_input
from desktop_app.services.kantor import Kantor
from desktop_app.services.putaran_jawab import (
    PutaranDiminta,
    answer_putaran,
    answer_with_code,
    list_lembar_putaran,
    open_with_code,
)
from desktop_app.services.putaran_kata import name_group

MAKS_BYTE = 64 * 1024
_KODE = click.option("--with-code", "pakai_kode", is_flag=True, help="Dengan kode sekali pakai: baris pertama masukan")
_BERKAS = click.option("--file", "berkas", type=BERKAS, default=None, help="Berkas masukan; tanpa ini masukan baku")


@click.command("sheets")
@_KODE
@_BERKAS
@click.pass_obj
def putaran_sheets(keluaran: Keluaran, pakai_kode: bool, berkas: Path | None) -> None:
    """Menampilkan lembar yang menunggu jawaban Anda, atau pemegang kode."""
    kode = _Masukan(berkas).code() if pakai_kode else ""
    with keluaran.kantor() as kantor:
        semua = _asked(kantor, kode)
    baris = [
        [
            s.id,
            s.tentang,
            name_group(s.kelompok),
            "tidak" if s.tanpa_nama else "ya",
            "ya" if s.sudah else "",
        ]
        for p in semua
        for s in p.lembar
    ]
    judul = ["LEMBAR", "TENTANG", "SEBAGAI", "NAMA DIKETAHUI", "SUDAH"]
    tanya = "\n".join(f"{q.id}: {q.teks}" for p in semua[:1] for q in p.lembar[0].pertanyaan) if baris else ""
    keluaran.result(
        [msgspec.to_builtins(p) for p in semua],
        f"{table(judul, baris)}\n\n{tanya}" if baris else "Tidak ada lembar yang menunggu.",
    )


@click.command("answer")
@click.argument("lembar_id", metavar="LEMBAR")
@_KODE
@_BERKAS
@click.pass_obj
def putaran_answer(keluaran: Keluaran, lembar_id: str, pakai_kode: bool, berkas: Path | None) -> None:
    """Menjawab satu lembar; jawaban tidak dapat diubah.

    Masukan: baris seperti p1=3 (1–4 satu pertanyaan), lalu tulisan bebas. Di terminal, pertanyaannya diajukan satu per
    satu.
    """
    masukan = _Masukan(berkas)
    kode = masukan.code() if pakai_kode else ""
    with keluaran.kantor() as kantor:
        milik = next((p for p in _asked(kantor, kode) if any(s.id == lembar_id for s in p.lembar)), None)
        if milik is None:
            raise UserError("putaran_kode_salah" if kode else "putaran_bukan_lembar_anda")
        lembar = next(s for s in milik.lembar if s.id == lembar_id)
        nilai, teks = masukan.answer(lembar.pertanyaan, milik.pertanyaan_terbuka)
        if kode:
            answer_with_code(kantor, kode, lembar_id, nilai, teks)
        else:
            answer_putaran(kantor, milik.id, lembar_id, nilai, teks)
    keluaran.result({"ok": True}, "Jawaban diterima.")


class _Masukan:
    """Where a code and an answer come from: a file, input, or one question after the other at a terminal."""

    def __init__(self, berkas: Path | None) -> None:
        self._bertanya = berkas is None and sys.stdin.isatty()
        self._baris: list[str] = []
        if self._bertanya:
            return
        data = sys.stdin.read(MAKS_BYTE + 1).encode() if berkas is None else read_input(berkas, MAKS_BYTE)
        if len(data) > MAKS_BYTE:
            raise UserError("putaran_masukan_panjang", batas=MAKS_BYTE // 1024)
        try:
            self._baris = [satu for satu in data.decode("utf-8-sig").splitlines() if satu.strip()]
        except UnicodeDecodeError as error:
            raise UserError("putaran_masukan_salah") from error

    def code(self) -> str:
        """Return the code; it is not shown while it is typed."""
        if self._bertanya:
            return str(click.prompt("Kode", hide_input=True, err=True))
        return self._baris.pop(0) if self._baris else ""

    def answer(self, pertanyaan: tuple[Pertanyaan, ...], terbuka: str) -> tuple[Mapping[str, int], str]:
        """Return the numbers by question and the words; raises ``UserError`` ``putaran_nilai_salah``."""
        if self._bertanya:
            kata = {
                q.id: str(click.prompt(f"{q.teks} (1–4)", default="", show_default=False, err=True)) for q in pertanyaan
            }
            teks = str(click.prompt(terbuka or "Tulisan bebas", default="", show_default=False, err=True))
            return {kunci: _number(isi) for kunci, isi in kata.items() if isi.strip()}, teks
        nilai: dict[str, int] = {}
        dikenal = {q.id for q in pertanyaan}
        while self._baris:
            kunci, ada, isi = self._baris[0].partition("=")
            if not ada or kunci.strip() not in dikenal:
                break
            nilai[kunci.strip()] = _number(isi)
            self._baris.pop(0)
        return nilai, "\n".join(self._baris)


def _asked(kantor: Kantor, kode: str) -> tuple[PutaranDiminta, ...]:
    return (open_with_code(kantor, kode),) if kode else list_lembar_putaran(kantor)


def _number(isi: str) -> int:
    if not isi.strip().isdecimal():
        raise UserError("putaran_nilai_salah")
    return int(isi)
