"""Printing an addendum: old and new words of each result side by side, for both to sign."""

from __future__ import annotations

from desktop_app.domain.adendum import PerubahanHasil, find_hasil
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal, format_target
from desktop_app.domain.istilah import JenisHasil, JenisPerubahan, Pendekatan, StatusAdendum
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import RencanaHasilKerja, Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_adendum
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_adendum import FormAdendum
from desktop_app.i18n import _
from desktop_app.services.adendum import read_adendum
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan

KATA_PERUBAHAN = {
    JenisPerubahan.TAMBAH: "Ditambah",
    JenisPerubahan.UBAH: "Diubah",
    JenisPerubahan.HAPUS: "Dihapus",
}


@intention(Wewenang.CETAK)
def print_adendum(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return one addendum as the office's own sheet; one that is not accepted is marked as a draft.

    Raises ``UserError`` where there is none, or its versions disagree.
    """
    dokumen = reached_document(kantor, doc_id, "adendum", Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    terbuka = read_adendum(kantor, doc_id)
    isi, dasar = terbuka.isi, terbuka.dasar
    baris = tuple(
        (
            KATA_PERUBAHAN[satu.jenis],
            _old_words(satu, dasar),
            result_words(satu.hasil, dasar),
            satu.alasan,
        )
        for satu in isi.perubahan
    )
    sebutan = f"nomor {isi.nomor}" + (f", {format_tanggal(isi.tanggal)}" if isi.tanggal else "")
    form = FormAdendum(
        instansi=dasar.instansi,
        kantor=kantor.profil.nama,
        nomor=isi.nomor,
        fakta=(
            ("Pegawai", terbuka.pegawai.nama),
            ("NIP", terbuka.pegawai.nip),
            ("Jabatan", terbuka.pegawai.jabatan),
            ("SKP", f"{format_tanggal(dasar.mulai)} sampai {format_tanggal(dasar.selesai)}"),
            ("SKP ditetapkan", format_tanggal(dasar.tanggal) if dasar.tanggal else "–"),
            ("Dasar perubahan", isi.dasar or "–"),
            # Two computers may each count a number 1.
            ("Adendum ini", f"{sebutan}, kode {doc_id[-8:]}"),
        ),
        baris=baris,
        pegawai=terbuka.pegawai,
        penilai=terbuka.penilai,
        tanggal_berkas=isi.tanggal or dasar.tanggal or dasar.mulai,
        tempat=isi.tempat,
        tanggal=isi.tanggal,
        draf=isi.status is not StatusAdendum.DITERIMA,
    )
    pdf = render_adendum(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name(
        "adendum", terbuka.pegawai.nama, terbuka.pegawai.nip, f"{dasar.mulai.year} {isi.nomor} {doc_id[-8:]}"
    )
    return HasilCetak(nama, pdf, f"Adendum SKP {sebutan}, kode {doc_id[-8:]}", JenisCetak.ADENDUM, doc_id)


def _old_words(satu: PerubahanHasil, dasar: Skp) -> str:
    """Return the words that a change replaces; of an accepted one that only a file told of they may not be known."""
    lama = find_hasil(dasar, satu.hasil_id)
    return "tidak diketahui" if lama is None and satu.jenis is not JenisPerubahan.TAMBAH else result_words(lama, dasar)


def result_words(hasil: RencanaHasilKerja | None, skp: Skp) -> str:
    """Return a result with its indicators as text, as people compare them; a dash where there is none."""
    if hasil is None:
        return "–"
    jenis = _("Utama") if hasil.jenis is JenisHasil.UTAMA else _("Tambahan")
    baris = [f"{jenis}: {hasil.teks}"]
    for satu in hasil.indikator:
        if skp.pendekatan is Pendekatan.KUALITATIF:
            baris.append(f"- {satu.narasi or satu.teks}")
        else:
            target = format_target(satu.target)
            baris.append(f"- {satu.teks}: {target}" if target else f"- {satu.teks}")
    return "\n".join(baris)


@intention(Wewenang.CETAK)
def find_adendum(kantor: Kantor, pegawai_id: str, periode: str = "") -> tuple[str, ...]:
    """Return the addenda of one person that can be printed, newest first; ``periode`` narrows to the SKP's year."""
    ketemu = kantor.store.find("adendum", where={"pegawai_id": pegawai_id})
    ketemu = keep_reached(kantor, Wewenang.CETAK, "adendum", ketemu)
    if periode:
        tahun = str(parse_periode(periode).tahun)
        skp = kantor.store.documents({str(satu.columns["skp_id"]) for satu in ketemu})
        ketemu = [s for s in ketemu if (d := skp.get(str(s.columns["skp_id"]))) is not None and d.label[:4] == tahun]
    urut = sorted(ketemu, key=lambda s: (int(s.columns["nomor"] or 0), str(s.columns["tanggal"] or "")), reverse=True)
    return tuple(satu.doc_id for satu in urut)
