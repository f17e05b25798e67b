"""Commands about conflicts: list, settle, settle many at once, decide later, undo."""

from __future__ import annotations

import json
from typing import Any

import click

from desktop_app.cli.bahasa import Kata, Perintah
from desktop_app.cli.keluaran import Keluaran, time_text
from desktop_app.domain.errors import UserError
from desktop_app.messages import sentence_for
from desktop_app.services.banding import Perbandingan, VersiBanding, compare_konflik, letter_of
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, get_konflik, list_konflik, resolve_konflik
from desktop_app.services.konflik_jawaban import DASAR, Ditulis, Jawaban, JenisIsian, isian_of
from desktop_app.services.konflik_kelompok import list_temuan, settle_kelompok
from desktop_app.services.konflik_tunda import postpone_konflik, read_jawaban, resume_konflik
from desktop_app.services.konflik_urung import list_selesai, undo_penyelesaian
from desktop_app.services.lihat import find_id

SISI = tuple(satu.value for satu in Pilihan)


@click.command(cls=Perintah)
@click.option("--settled", is_flag=True, help="Yang sudah diselesaikan di komputer ini, dan bagaimana keadaannya")
@click.option("--groups", is_flag=True, help="Isian yang dapat dijawab sekaligus untuk banyak dokumen")
@click.pass_obj
def conflicts(keluaran: Keluaran, settled: bool, groups: bool) -> None:
    """Mendaftar dokumen yang versinya berbeda."""
    with keluaran.kantor() as kantor:
        if settled or groups:
            (_show_settled if settled else _show_groups)(keluaran, kantor)
            return
        temuan = list_temuan(kantor)
        semua = [(satu, compare_konflik(kantor, satu.doc_id)) for satu in list_konflik(kantor)]
    baris: list[str] = []
    for satu, banding in semua:
        baris.append(f"{satu.doc_id}  {satu.judul}  (kantor {banding.kantor}, {len(satu.versi)} versi)")
        baris += [f"    {_version_in_words(nomor, versi, banding)}" for nomor, versi in enumerate(banding.versi)]
        if banding.tunda is not None:
            baris.append(f"    Ditunda {time_text(banding.tunda.waktu)}. {banding.tunda.catatan}".rstrip())
        for kolom in banding.baris:
            baris.append(f"    {kolom.nama} [{kolom.path}]" + (f" (semula: {kolom.dasar})" if kolom.dasar else ""))
            baris += [
                f"        {_label(nomor, banding)}: " + nilai.replace("\n", "\n            ")
                for nomor, nilai in enumerate(kolom.nilai)
            ]
    if semua:
        baris.append(f"{temuan.isian} isian berbeda dalam {len(temuan.baris)} dokumen dari {temuan.kantor} kantor.")
    keluaran.result(
        [
            {
                "id": satu.doc_id,
                "kind": satu.kind,
                "title": satu.judul,
                "scope": satu.scope,
                "versions": [
                    {
                        "rev": v.rev_id,
                        "label": _label(nomor, banding),
                        "who": v.who,
                        "name": banding.versi[nomor].who,
                        "device": v.device,
                        "office": banding.versi[nomor].kantor,
                        "at": v.waktu,
                        "doubt": v.ragu,
                    }
                    for nomor, v in enumerate(satu.versi)
                ],
                "later": banding.tunda.catatan if banding.tunda is not None else None,
                "fields": [
                    {
                        "path": kolom.path,
                        "name": baris.nama,
                        "base": kolom.base,
                        "own": baris.isian.jenis.value if baris.isian is not None else None,
                        "values": dict(kolom.values),
                    }
                    for kolom, baris in zip(satu.kolom, banding.baris, strict=True)
                ],
            }
            for satu, banding in semua
        ],
        "\n".join(baris) or "Tidak ada konflik.",
    )


def _label(nomor: int, banding: Perbandingan) -> str:
    """Return the word by which ``resolve`` takes a version: the first that was held here, the last that came."""
    if nomor == 0:
        return Pilihan.OURS.value
    return Pilihan.THEIRS.value if nomor == len(banding.versi) - 1 else f"versi {banding.versi[nomor].huruf}"


def _version_in_words(nomor: int, versi: VersiBanding, banding: Perbandingan) -> str:
    ragu = " (jam diragukan)" if versi.ragu else ""
    datang = {Pilihan.OURS.value: " (lebih dulu ada di sini)", Pilihan.THEIRS.value: " (datang kemudian)"}
    label = _label(nomor, banding)
    asal = versi.kantor or f"komputer {versi.perangkat}"
    return f"{label}{datang.get(label, '')}: {asal}, {versi.who or '–'}, {time_text(versi.waktu)}{ragu}"


def _show_settled(keluaran: Keluaran, kantor: Kantor) -> None:
    semua = list_selesai(kantor)
    kata = {"berlaku": "berlaku", "diubah": "sudah diubah lagi", "dibuka": "sedang terbuka"}
    keluaran.result(
        [
            {
                "id": satu.doc_id,
                "kind": satu.kind,
                "title": satu.judul,
                "by": satu.siapa,
                "at": satu.waktu,
                "doubt": satu.ragu,
                "fields": satu.kolom,
                "written": satu.ditulis,
                "state": satu.keadaan.value,
            }
            for satu in semua
        ],
        "\n".join(
            f"{satu.doc_id}  {satu.judul}: {satu.kolom} isian, {satu.siapa or '–'}, {time_text(satu.waktu)}; "
            f"{kata[satu.keadaan]}"
            for satu in semua
        )
        or "Belum ada konflik yang diselesaikan di komputer ini.",
    )


def _show_groups(keluaran: Keluaran, kantor: Kantor) -> None:
    baris = [(satu, asal, jumlah) for satu in list_temuan(kantor).kelompok for asal, jumlah in satu.asal]
    keluaran.result(
        [
            {
                "kind": satu.kind,
                "field": satu.isian,
                "name": satu.nama,
                "documents": satu.dokumen,
                "office": asal.kode,
                "office_name": asal.nama,
                "answers": jumlah,
            }
            for satu, asal, jumlah in baris
        ],
        "\n".join(
            f"{satu.nama} dari {asal.nama}: {jumlah} dari {satu.dokumen} dokumen\n"
            f"    skp-luring resolve-many {satu.kind} '{satu.isian}' --office {asal.kode}"
            for satu, asal, jumlah in baris
        )
        or "Tidak ada isian yang dapat dijawab sekaligus.",
    )


@click.command(cls=Perintah)
@click.argument("doc_id", metavar="ID")
@click.option(
    "--take",
    type=Kata(SISI),
    default=None,
    help="ours: yang lebih dulu ada di sini; theirs: yang datang kemudian; base: yang semula, sebelum keduanya",
)
@click.option(
    "--pick", "picked", metavar="ISIAN=VERSI", multiple=True, help="Satu isian: ours, theirs, base, atau huruf versinya"
)
@click.option(
    "--write", "written", metavar="ISIAN=NILAI", multiple=True, help="Satu isian dengan nilai yang ditulis sendiri"
)
@click.option("--reason", default="", help="Alasan, tercatat di riwayat dokumen")
@click.pass_obj
def resolve(
    keluaran: Keluaran, doc_id: str, take: str | None, picked: tuple[str, ...], written: tuple[str, ...], reason: str
) -> None:
    """Menyelesaikan konflik (ID dokumen, atau NIP); semua versi tetap ada di riwayat.

    Isian yang tidak disebut --pick atau --write diambil menurut --take, atau menurut jawaban yang tersimpan di jendela.
    """
    if take is None and not picked and not written:
        konteks = click.get_current_context()
        raise click.MissingParameter(ctx=konteks, param=konteks.command.params[1])
    with keluaran.kantor() as kantor:
        doc_id = find_id(kantor, doc_id)
        if take is not None and not picked and not written:
            hasil = resolve_konflik(kantor, doc_id, Pilihan(take), reason)
        else:
            hasil = resolve_konflik(kantor, doc_id, _answers(kantor, doc_id, take, picked, written), reason)
    kalimat = ["Konflik diselesaikan; semua versi tetap ada di riwayat."]
    if hasil.menjadi_draf:
        kalimat.append(sentence_for("konflik_menjadi_draf", {}))
    keluaran.result({"ok": True, "id": doc_id, "take": take, "draft": hasil.menjadi_draf}, "\n".join(kalimat))


def _answers(
    kantor: Kantor, doc_id: str, take: str | None, picked: tuple[str, ...], written: tuple[str, ...]
) -> dict[str, Jawaban]:
    konflik = get_konflik(kantor, doc_id)
    urut = konflik.urutan()
    sisi: dict[str, Jawaban] = {"ours": urut[0], "theirs": urut[-1], "base": DASAR}
    sisi |= {letter_of(nomor): rev_id for nomor, rev_id in enumerate(urut)}
    paths = {kolom.path for kolom in konflik.kolom}
    hasil = read_jawaban(kantor, doc_id) if take is None else dict.fromkeys(paths, sisi[take])
    for satu in (*picked, *written):
        path, tanda, _ = satu.partition("=")
        if not tanda or path not in paths:
            raise UserError("konflik_isian_tidak_ada", isian=path, ada=", ".join(sorted(paths)))
    for satu in picked:
        path, _, versi = satu.partition("=")
        if versi not in sisi:
            raise UserError("konflik_versi_tidak_ada", versi=versi, ada=", ".join(sisi))
        hasil[path] = sisi[versi]
    for satu in written:
        path, _, teks = satu.partition("=")
        hasil[path] = Ditulis(_value(konflik.kind, path, teks))
    return hasil


def _value(kind: str, path: str, teks: str) -> Any:
    """Return a typed value: words, days and choices as they are, everything else as JSON; "" of a day is none."""
    isian = isian_of(kind, path)
    jenis = isian.jenis if isian is not None else JenisIsian.TEKS
    if jenis in (JenisIsian.TEKS, JenisIsian.TANGGAL, JenisIsian.PILIHAN):
        return None if not teks and isian is not None and isian.boleh_kosong else teks
    try:
        return json.loads(teks)
    except ValueError as error:
        raise UserError("konflik_nilai_salah", isian=path) from error


@click.command("resolve-many", cls=Perintah)
@click.argument("kind", metavar="JENIS")
@click.argument("field", metavar="ISIAN")
@click.option("--office", metavar="KODE", required=True, help="Kode kantor yang versinya diambil")
@click.option("--reason", default="", help="Alasan, tercatat di riwayat tiap dokumen")
@click.pass_obj
def resolve_many(keluaran: Keluaran, kind: str, field: str, office: str, reason: str) -> None:
    """Menjawab isian yang sama di banyak dokumen dengan versi satu kantor (lihat conflicts --groups)."""
    with keluaran.kantor() as kantor:
        hasil = settle_kelompok(kantor, kind, field, office, reason)
    keluaran.result(
        {
            "ok": True,
            "settled": list(hasil.doc_ids),
            "partly": hasil.sebagian,
            "skipped": hasil.dilewati,
            "drafts": hasil.menjadi_draf,
        },
        f"{hasil.selesai} dokumen selesai, {hasil.sebagian} dijawab sebagian, "
        f"{hasil.dilewati} dilewati karena harus dijawab satu per satu.",
    )


@click.command("resolve-later", cls=Perintah)
@click.argument("doc_id", metavar="ID")
@click.option("--note", default="", help="Catatan untuk siapa pun yang membukanya lagi")
@click.option("--now", is_flag=True, help="Tidak ditunda lagi")
@click.pass_obj
def resolve_later(keluaran: Keluaran, doc_id: str, note: str, now: bool) -> None:
    """Menunda konflik satu dokumen dengan catatan; dokumennya sendiri tidak berubah."""
    with keluaran.kantor() as kantor:
        doc_id = find_id(kantor, doc_id)
        if now:
            resume_konflik(kantor, doc_id)
        else:
            postpone_konflik(kantor, doc_id, note)
    keluaran.result({"ok": True, "id": doc_id, "later": not now}, "Tidak ditunda lagi." if now else "Ditunda.")


@click.command(cls=Perintah)
@click.argument("doc_id", metavar="ID")
@click.option("--reason", default="", help="Alasan, tercatat di riwayat dokumen")
@click.pass_obj
def unresolve(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Mengurungkan penyelesaian konflik: versi-versinya dapat dipilih lagi, tidak ada yang dihapus."""
    with keluaran.kantor() as kantor:
        doc_id = find_id(kantor, doc_id)
        undo_penyelesaian(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Penyelesaian diurungkan; versi-versinya dapat dipilih lagi.")


KONFLIK_COMMANDS: tuple[click.Command, ...] = (conflicts, resolve, resolve_many, resolve_later, unresolve)
