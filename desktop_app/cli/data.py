"""Commands about records: roster, interchange JSON, lists, one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kata, Perintah, Tanggal, spoken
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.codec import KINDS
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.messages import sentence_for
from desktop_app.services.demo import run_demo
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import BarisDokumen, find_id, list_dokumen, show_dokumen
from desktop_app.services.nama_kolom import name_of_path
from desktop_app.services.roster import BarisRoster, NasibBaris, import_roster, list_ubahan, preview_roster
from desktop_app.services.roster_ekspor import export_roster
from desktop_app.services.waktu import now, plausible_day, today


@click.command("import-roster", cls=Perintah)
@click.argument("file", metavar="BERKAS", type=BERKAS)
@click.option("--since", type=Tanggal(), default=None, help="Jabatan berlaku mulai (bawaan: 1 Januari tahun ini)")
@click.option("--dry-run", is_flag=True, help="Hanya pratinjau, baris demi baris")
@click.pass_obj
def import_roster_command(keluaran: Keluaran, file: Path, since: date | None, dry_run: bool) -> None:
    """Mengambil daftar pegawai dari XLSX atau CSV."""
    with keluaran.kantor() as kantor:
        pratinjau = preview_roster(kantor, file, berlaku=since or _since_new_year(kantor))
        if not pratinjau.baris:
            raise UserError("roster_hanya_judul", berkas=file.name)
        if not dry_run and pratinjau.jumlah(NasibBaris.DITOLAK) < len(pratinjau.baris):
            import_roster(kantor, pratinjau)
    jumlah = {satu.value: pratinjau.jumlah(satu) for satu in NasibBaris}
    baris = [_row_data(satu, pratinjau.berlaku) for satu in pratinjau.baris]
    ditolak = [
        {"baris": satu["baris"], "nama": satu["nama"], "alasan": satu["alasan"]} for satu in baris if satu["alasan"]
    ]
    peringatan = [
        {"baris": satu.nomor, "nama": satu.nama, "pesan": sentence_for(temuan.kode, temuan.fakta)}
        for satu in pratinjau.baris
        for temuan in satu.peringatan
    ]
    teks = [", ".join(f"{nama} {banyak}" for nama, banyak in jumlah.items())]
    if dry_run:
        teks[0] = f"Pratinjau, belum disimpan: {teks[0]}; jabatan berlaku mulai {format_tanggal(pratinjau.berlaku)}"
        teks += [_row_text(satu) for satu in baris]
    else:
        teks += [f"Baris {satu['baris']} ditolak: {satu['alasan']}" for satu in ditolak]
    teks += [f"Baris {satu['baris']} ({satu['nama']}): {satu['pesan']}" for satu in peringatan]
    if pratinjau.kolom_diabaikan:
        teks.append("Kolom yang tidak dikenal dan dibiarkan: " + ", ".join(pratinjau.kolom_diabaikan))
    keluaran.result(
        {
            "ok": not ditolak,
            "dry_run": dry_run,
            "since": pratinjau.berlaku.isoformat(),
            "counts": jumlah,
            "refused": ditolak,
            "warnings": peringatan,
            "ignored_columns": list(pratinjau.kolom_diabaikan),
            **({"rows": baris} if dry_run else {}),
        },
        "\n".join(teks),
    )
    if ditolak:
        raise SystemExit(1)


@click.command("export-roster", cls=Perintah)
@click.argument("file", metavar="BERKAS", type=BERKAS)
@click.pass_obj
def export_roster_command(keluaran: Keluaran, file: Path) -> None:
    """Menulis daftar pegawai ke XLSX atau CSV, dalam bentuk yang dapat diimpor lagi."""
    with keluaran.kantor() as kantor:
        jumlah = export_roster(kantor, file)
    keluaran.result({"ok": True, "file": str(file), "people": jumlah}, f"{jumlah} pegawai ditulis ke {file}")


def _since_new_year(kantor: Kantor) -> date:
    """Return the first day of the year that the clock shows; one that cannot be believed is not asked."""
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is None:
        raise UserError("roster_sejak_kapan", tanggal=format_tanggal(today(kantor.jam())))
    return hari.replace(month=1, day=1)


def _row_data(satu: BarisRoster, berlaku: date) -> dict[str, Any]:
    return {
        "baris": satu.nomor,
        "nama": satu.nama,
        "nip": satu.nip,
        "hasil": satu.nasib.value,
        "alasan": sentence_for(satu.alasan, satu.fakta or {}) if satu.alasan else "",
        "perubahan": [
            {"kolom": kolom.kolom, "lama": kolom.lama, "baru": kolom.baru} for kolom in list_ubahan(satu, berlaku)
        ],
    }


def _row_text(satu: Mapping[str, Any]) -> str:
    """Return one row of the preview: number, name, fate, and the reason of a refusal or what changes."""
    awal = f"Baris {satu['baris']}: {satu['nama'] or '–'} – {satu['hasil']}"
    if satu["alasan"]:
        return f"{awal}: {satu['alasan']}"
    if satu["hasil"] == NasibBaris.BARU.value:
        isi = [str(kolom["baru"]) for kolom in satu["perubahan"] if kolom["kolom"] != "nama" and kolom["baru"]]
        return f"{awal}: {', '.join(isi)}" if isi else awal
    ubah = [
        f"{name_of_path(str(kolom['kolom']), {}).lower()} “{kolom['lama'] or '–'}” → “{kolom['baru'] or '–'}”"
        for kolom in satu["perubahan"]
    ]
    return f"{awal}: {'; '.join(ubah)}" if ubah else awal


def refused_places(error: LuringError) -> list[dict[str, str]]:
    """Return code, place and sentence of everything for which an interchange file was refused; empty for others."""
    rincian = error.facts.get("rincian")
    if error.code != "interchange_ditolak" or not isinstance(rincian, list):
        return []
    return [
        {"kode": str(satu["kode"]), "jalur": str(satu["jalur"]), "pesan": sentence_for(str(satu["kode"]), satu)}
        for satu in rincian
    ]


@click.command("apply", cls=Perintah)
@click.argument("file", metavar="BERKAS", type=BERKAS)
@click.option("--dry-run", is_flag=True, help="Hanya memeriksa")
@click.pass_obj
def apply_command(keluaran: Keluaran, file: Path, dry_run: bool) -> None:
    """Menerapkan dokumen dari JSON pertukaran (docs/spec/interchange.md); semua atau tidak sama sekali."""
    try:
        with keluaran.kantor() as kantor:
            hasil = apply_interchange(kantor, file, dry_run=dry_run)
    except UserError as error:
        for satu in refused_places(error):
            keluaran.note(f"{satu['jalur']}: {satu['pesan']}")
        raise
    data: dict[str, Any] = {"ok": True, "dry_run": dry_run, "counts": hasil.jumlah, "warnings": []}
    baris = []
    for kind, jumlah in sorted(hasil.jumlah.items()):
        rinci = ", ".join(f"{nama.replace('_', ' ')} {banyak}" for nama, banyak in jumlah.items() if banyak)
        if rinci:
            baris.append(f"{kind.replace('_', ' ')}: {rinci}")
    for peringatan in hasil.peringatan:
        pesan = sentence_for(peringatan.kode, peringatan.fakta)
        data["warnings"].append({"jalur": peringatan.jalur, "kode": peringatan.kode, "pesan": pesan})
        baris.append(f"{peringatan.jalur}: {pesan}")
    keluaran.result(data, ("Pemeriksaan saja, belum disimpan.\n" if dry_run else "") + "\n".join(baris))


@click.command("list", cls=Perintah)
@click.argument("kind", metavar="JENIS", type=Kata(list(KINDS)))
@click.option("--text", default="", help="Kata yang dicari")
@click.pass_obj
def list_command(keluaran: Keluaran, kind: str, text: str) -> None:
    """Mendaftar dokumen satu jenis."""
    with keluaran.kantor() as kantor:
        semua = list_dokumen(kantor, kind, text)
    if any(satu.nama for satu in semua):
        judul = ["ID", "NAMA", "TAHUN", "STATUS", "ISI"]
        baris = [
            [satu.id, short(satu.nama or "–"), _year_of(satu), _state_of(satu), short(satu.label)] for satu in semua
        ]
    else:
        judul = ["ID", "NAMA/LABEL", *[satu for satu in semua[0].kolom if satu != "nama"][:5]] if semua else ["ID"]
        baris = [[satu.id, short(satu.label), *[short(satu.kolom[kolom], 28) for kolom in judul[2:]]] for satu in semua]
    keluaran.result(
        [
            {"id": satu.id, "label": satu.label, "conflicts": satu.konflik, "person": satu.nama, **satu.kolom}
            for satu in semua
        ],
        table(judul, baris) + f"\n{len(semua)} dokumen" if semua else "Belum ada dokumen jenis ini.",
    )


def _year_of(satu: BarisDokumen) -> str:
    """Return the period or the year of a document, as far as its view tells it."""
    kolom = satu.kolom
    if kolom.get("periode"):
        return str(kolom["periode"])
    return str(kolom.get("tahun") or kolom.get("mulai") or kolom.get("tanggal") or "–")[:4]


def _state_of(satu: BarisDokumen) -> str:
    return spoken(str(satu.kolom.get("status") or "–"))


@click.command("show", cls=Perintah)
@click.argument("id_or_nip", metavar="ID")
@click.option("--history", is_flag=True, help="Beserta seluruh riwayatnya")
@click.pass_obj
def show_command(keluaran: Keluaran, id_or_nip: str, history: bool) -> None:
    """Memperlihatkan satu dokumen (ID dokumen, atau NIP)."""
    with keluaran.kantor() as kantor:
        satu = show_dokumen(kantor, find_id(kantor, id_or_nip), riwayat=history)
    baris = [f"{satu.jenis} {satu.id}  kantor {satu.kantor}", msgspec.json.format(satu.isi, indent=2).decode()]
    if satu.konflik:
        baris.append(f"Berkonflik pada {len(satu.konflik)} isian: " + ", ".join(k or "(dokumen)" for k in satu.konflik))
    for versi in satu.riwayat:
        ragu = " (jam diragukan)" if versi["doubt"] else ""
        alasan = f" – {versi['why']}" if versi["why"] else ""
        baris.append(f"{versi['rev'][:12]}  {versi['at']}{ragu}  {versi['name']}{alasan}")
    keluaran.result(
        {
            "id": satu.id,
            "kind": satu.jenis,
            "scope": satu.kantor,
            "heads": list(satu.kepala),
            "conflicts": list(satu.konflik),
            "body": msgspec.Raw(satu.isi),
            "history": satu.riwayat if history else None,
        },
        "\n".join(baris),
    )


@click.command("demo", cls=Perintah, hidden=True)
@click.option("--out", type=FOLDER, required=True)
@click.pass_obj
def demo(keluaran: Keluaran, out: Path) -> None:
    """Menjalankan pekerjaan utama dari awal sampai akhir dengan data contoh."""
    langkah = Counter[str]()

    def note(teks: str) -> None:
        langkah["nomor"] += 1
        keluaran.note(f"[{langkah['nomor']:2}] {teks}")

    hasil = run_demo(out, jam=now, note=note)
    baris = ["", "Berkas yang dibuat:"]
    baris += [f"  {path}\n      {keterangan}" for path, keterangan in hasil.berkas]
    baris += ["", *hasil.lihat]
    keluaran.result({"ok": True, "files": [str(path) for path, _ in hasil.berkas]}, "\n".join(baris))


DATA_COMMANDS: tuple[click.Command, ...] = (
    import_roster_command,
    export_roster_command,
    apply_command,
    list_command,
    show_command,
    demo,
)
