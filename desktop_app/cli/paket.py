"""Commands about bundles: export, inspect, merge, conflicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from desktop_app.cli.keluaran import Keluaran
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import Pilihan, list_konflik, resolve_konflik
from desktop_app.services.masuk import NasibPaket, inspect_bundle, merge_bundles

BERKAS = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tujuan")
@click.pass_obj
def export(keluaran: Keluaran, folder: Path) -> None:
    """Mengekspor semua yang belum diterima (di kabupaten: membuat balasan untuk tiap kantor)."""
    with keluaran.kantor() as kantor:
        if kantor.profil.peran is Peran.KABUPATEN:
            _export_returns(keluaran, kantor, folder)
            return
        hasil = export_bundle(kantor, folder, progress=keluaran.progress("Mengekspor"))
    keluaran.result(
        {
            "ok": True,
            "file": str(hasil.path),
            "passport": str(hasil.pengantar),
            "outbox": str(hasil.salinan),
            "seq": hasil.nomor,
            "documents": hasil.dokumen,
            "revisions": hasil.revisi,
            "words": list(hasil.paspor.words),
            "receipt": hasil.kode_terima,
        },
        f"Paket nomor {hasil.nomor}: {hasil.dokumen} dokumen, {hasil.revisi} versi\n{hasil.path}\n"
        f"Surat pengantar: {hasil.pengantar}\nSidik paket: {' '.join(hasil.paspor.words)}\n"
        "Sudah dibaca ulang dan sama; flashdisk boleh dikeluarkan dengan aman.",
    )


def _export_returns(keluaran: Keluaran, kantor: Kantor, folder: Path) -> None:
    semua = export_returns(kantor, folder)
    keluaran.result(
        {
            "ok": True,
            "returns": [
                {
                    "file": str(satu.path),
                    "code": satu.kode,
                    "name": satu.nama,
                    "acknowledged": satu.paket_diterima,
                    "revisions": satu.revisi,
                }
                for satu in semua
            ],
        },
        "\n".join(f"{s.nama} ({s.kode}): {s.paket_diterima} paket diterima → {s.path}" for s in semua),
    )


@click.command()
@click.argument("bundle", type=BERKAS)
@click.pass_obj
def inspect(keluaran: Keluaran, bundle: Path) -> None:
    """Memeriksa satu paket dan memperlihatkan isinya tanpa mengubah apa pun."""
    with keluaran.kantor() as kantor:
        isi = inspect_bundle(kantor, bundle)
    paspor = isi.paspor
    jenis = ", ".join(f"{nama} {jumlah}" for nama, jumlah in sorted(isi.jenis.items()))
    ragu = " (jam diragukan)" if paspor.claimed.doubt else ""
    baris = [
        f"Dari {paspor.office.name} ({paspor.office.code}), paket nomor {paspor.seq}",
        f"Dibuat {paspor.claimed.t}{ragu} dengan {paspor.program}",
        f"Isi: {paspor.documents} dokumen ({jenis}); {isi.revisi} versi, {isi.baru} di antaranya baru",
        f"Sidik paket: {' '.join(paspor.words)}; kode terima {isi.kode_terima}",
    ]
    if isi.standing == "already_received":
        baris.append("Paket ini sudah pernah diterima.")
    if isi.standing == "older":
        baris.append("Paket ini lebih lama daripada yang sudah diterima; isinya tetap dapat digabung.")
    keluaran.result(
        {
            "ok": True,
            "office": {"code": paspor.office.code, "name": paspor.office.name},
            "seq": paspor.seq,
            "documents": paspor.documents,
            "kinds": dict(isi.jenis),
            "revisions": isi.revisi,
            "new": isi.baru,
            "claimed": {"t": paspor.claimed.t, "doubt": paspor.claimed.doubt},
            "words": list(paspor.words),
            "receipt": isi.kode_terima,
            "standing": isi.standing,
            "sha256": isi.file_sha256,
        },
        "\n".join(baris),
    )


@click.command()
@click.argument("bundle", type=BERKAS, nargs=-1, required=True)
@click.pass_obj
def merge(keluaran: Keluaran, bundle: tuple[Path, ...]) -> None:
    """Memeriksa dan menggabungkan paket; satu paket buruk tidak menghentikan yang lain."""
    with keluaran.kantor() as kantor:
        if kantor.profil.peran is Peran.UNIT:
            hasil = [_take_return(kantor, path) for path in bundle]
        else:
            hasil = _merge_all(keluaran, kantor, bundle)
    galat = [satu["error"] for satu in hasil if satu.get("error")]
    keluaran.result(
        {"ok": not galat, "bundles": [{k: v for k, v in satu.items() if k not in ("text", "error")} for satu in hasil]},
        "\n".join(str(satu["text"]) for satu in hasil if not satu.get("error")),
    )
    for error in galat:
        click.echo(sentence(error), err=True)
    if galat:
        raise SystemExit(max(_code(error) for error in galat))


def _code(error: LuringError) -> int:
    """Return the exit code of a refusal; of several the machine's failure counts before a bad bundle."""
    if isinstance(error, SystemProblem):
        return 4
    return 3 if isinstance(error, BundleError) else 1


def _take_return(kantor: Kantor, path: Path) -> dict[str, Any]:
    try:
        hasil = apply_return(kantor, path)
    except LuringError as error:
        return {"file": str(path), "result": "ditolak", "code": error.code, "message": sentence(error), "error": error}
    nomor = ", ".join(map(str, hasil.diterima)) or "–"
    if hasil.sudah_diterima:
        return {"file": str(path), "result": "sudah_diterima", **_replayed(path)}
    return {
        "file": str(path),
        "result": "diterima",
        "acknowledged": list(hasil.diterima),
        "new": hasil.revisi_baru,
        "waiting": hasil.menunggu,
        "quarantined": hasil.karantina,
        "text": f"{path.name}: paket nomor {nomor} diterima kabupaten; {hasil.revisi_baru} versi baru",
    }


def _replayed(path: Path) -> dict[str, Any]:
    """Return what is said of a file that was taken before: nothing changed, which a script sees by exit code 3."""
    error = BundleError("paket_sudah_diterima", berkas=path.name)
    return {"code": error.code, "message": sentence(error), "error": error}


def _merge_all(keluaran: Keluaran, kantor: Kantor, bundle: tuple[Path, ...]) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    for satu in merge_bundles(kantor, bundle, progress=keluaran.progress("Menggabungkan")):
        baris: dict[str, Any] = {
            "file": str(satu.path),
            "result": satu.nasib.value,
            "office": satu.kode,
            "seq": satu.nomor,
            "revisions": satu.revisi,
            "new": satu.baru,
            "known": satu.dikenal,
            "waiting": satu.menunggu,
            "quarantined": satu.karantina,
            "conflicts": satu.konflik,
            "error": satu.galat,
        }
        if satu.galat is not None:
            baris |= {"code": satu.galat.code, "message": sentence(satu.galat)}
        elif satu.nasib is NasibPaket.SUDAH_DITERIMA:
            baris |= _replayed(satu.path)
        else:
            baris["text"] = (
                f"{satu.path.name}: {satu.nama} paket {satu.nomor}: {satu.baru} versi baru dari {satu.revisi}, "
                f"menunggu {satu.menunggu}, karantina {satu.karantina}, konflik {satu.konflik}"
            )
        hasil.append(baris)
    return hasil


@click.command()
@click.pass_obj
def conflicts(keluaran: Keluaran) -> None:
    """Mendaftar dokumen yang versinya berbeda."""
    with keluaran.kantor() as kantor:
        semua = list_konflik(kantor)
    baris = []
    for satu in semua:
        baris.append(f"{satu.doc_id}  {satu.judul}  (kantor {satu.scope}, {len(satu.versi)} versi)")
        for kolom in satu.kolom:
            baris.append(f"    {kolom.path or '(seluruh dokumen)'}")
            baris += [f"        {rev[:12]}: {nilai!r}" for rev, nilai in kolom.values]
    keluaran.result(
        [
            {
                "id": satu.doc_id,
                "kind": satu.kind,
                "title": satu.judul,
                "scope": satu.scope,
                "versions": [
                    {"rev": v.rev_id, "who": v.who, "device": v.device, "at": v.waktu, "doubt": v.ragu}
                    for v in satu.versi
                ],
                "fields": [
                    {"path": kolom.path, "base": kolom.base, "values": dict(kolom.values)} for kolom in satu.kolom
                ],
            }
            for satu in semua
        ],
        "\n".join(baris) or "Tidak ada konflik.",
    )


@click.command()
@click.argument("doc_id", metavar="ID")
@click.option(
    "--take",
    type=click.Choice([satu.value for satu in Pilihan]),
    required=True,
    help="ours: yang lebih dulu ada di sini; theirs: yang datang kemudian",
)
@click.pass_obj
def resolve(keluaran: Keluaran, doc_id: str, take: str) -> None:
    """Menyelesaikan konflik dengan mengambil satu versi; yang lain tetap ada di riwayat."""
    with keluaran.kantor() as kantor:
        hasil = resolve_konflik(kantor, doc_id, Pilihan(take))
    kalimat = ["Konflik diselesaikan; kedua versi tetap ada di riwayat."]
    if hasil.menjadi_draf:
        kalimat.append(sentence_for("konflik_menjadi_draf", {}))
    keluaran.result({"ok": True, "id": doc_id, "take": take, "draft": hasil.menjadi_draf}, "\n".join(kalimat))


PAKET_COMMANDS: tuple[click.Command, ...] = (export, inspect, merge, conflicts, resolve)
