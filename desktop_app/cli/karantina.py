"""The command about records that were held back."""

from __future__ import annotations

import click

from desktop_app.cli.bahasa import Perintah
from desktop_app.cli.keluaran import Keluaran
from desktop_app.services.karantina import Catatan, list_karantina, reason_of
from desktop_app.services.karantina_banyak import admit_catatan, admit_reason, leave_catatan


@click.command(cls=Perintah)
@click.option(
    "--admit",
    metavar="ID",
    default=None,
    help="Menilai ulang satu catatan menurut aturan sekarang; menyetujui penghapusan yang diminta unit",
)
@click.option("--admit-reason", "alasan", default="", help="Menilai ulang semua catatan dengan alasan ini")
@click.option("--leave", "biarkan", metavar="ID", default="", help="Memutuskan membiarkan satu catatan; perlu --note")
@click.option("--note", "kata", default="", help="Kata-kata keputusan itu")
@click.pass_obj
def quarantine(keluaran: Keluaran, admit: str | None, alasan: str, biarkan: str, kata: str) -> None:
    """Mendaftar catatan yang ditahan beserta alasannya, atau memutuskan tentangnya."""
    with keluaran.kantor() as kantor:
        if alasan:
            banyak = admit_reason(kantor, alasan)
            keluaran.result(
                {
                    "ok": True,
                    "admitted": banyak.diterima,
                    "waiting": banyak.menunggu,
                    "still_held": [{"rev": rev, "message": teks} for rev, teks in banyak.tetap],
                },
                f"{banyak.diterima} catatan masuk, {banyak.menunggu} menunggu, {len(banyak.tetap)} tetap ditahan.",
            )
            return
        if biarkan:
            leave_catatan(kantor, biarkan, kata)
            keluaran.result({"ok": True, "rev": biarkan}, "Dicatat. Catatannya tetap disimpan.")
            return
        if admit is not None:
            hasil = admit_catatan(kantor, admit)
            keluaran.result(
                {
                    "ok": True,
                    "rev": hasil.rev_id,
                    "waiting": hasil.menunggu,
                    "erased": hasil.dihapus,
                    "documents": list(hasil.changed.doc_ids),
                },
                f"Penghapusan disetujui: isi {hasil.dihapus} versi dihapus di sini."
                if hasil.dihapus
                else "Catatan ini kini memenuhi aturan; "
                + ("ia menunggu versi pendahulunya." if hasil.menunggu else "sudah digabungkan."),
            )
            return
        semua = list_karantina(kantor)
    keluaran.result(
        [
            {
                "rev": satu.rev_id,
                "reason": satu.alasan,
                "message": reason_of(satu.alasan),
                "erasure": satu.rincian,
                "kind": satu.jenis,
                "scope": satu.kantor,
                "id": satu.doc_id,
                "sender": satu.pengirim,
                "who": satu.siapa,
                "at": satu.waktu,
                "doubt": satu.ragu,
                "source": satu.sumber,
            }
            for satu in semua
        ],
        "\n".join([*map(_in_words, semua), f"{len(semua)} catatan ditahan."]) if semua else "Tidak ada yang ditahan.",
    )


def _in_words(satu: Catatan) -> str:
    ragu = " (jam diragukan)" if satu.ragu else ""
    asal = f", dari {satu.pengirim}" if satu.pengirim else ""
    hapus = f"\n    {satu.rincian}\n    Setujui: skp-luring quarantine --admit {satu.rev_id[:12]}"
    return (
        f"{satu.rev_id[:12]}  {satu.jenis or 'tidak terbaca'}  kantor {satu.kantor or '–'}{asal}; "
        f"{satu.siapa or '–'}, {satu.waktu or '–'}{ragu}\n    {reason_of(satu.alasan)}"
        + (hapus if satu.rincian else "")
    )
