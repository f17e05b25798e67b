"""Pages about an objection: the slip with its code, the blank page, and what was opened, for the superior on paper.

The slip names no person, so that who finds it learns nothing; it may be printed again as often as it is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_keberatan, render_kunci
from desktop_app.forms.values import FormKunci, Kertas
from desktop_app.forms.values_keberatan import FormKeberatan
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.keberatan import objection_readiness
from desktop_app.services.keberatan_buka import list_objections, open_objection, require_objection
from desktop_app.services.kunci_segel import KABUPATEN, recipients_for
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.serah_terima_kata import periode_text
from desktop_app.services.skp import identity_of
from desktop_app.services.waktu import read_time

CARA_TANYA = (
    "Simpan slip ini di luar kantor. Isi keberatan tidak tercetak di sini dan tidak dapat dibuka dengan kode ini.",
    "Tanyakan kapan saja di kabupaten atau di komputer kantor: “Adakah keberatan dengan kode ini?” Jawabannya “ada dan "
    "utuh” atau “tidak ada”. Penanya tidak perlu menyebut nama.",
    "Bila jawabannya “tidak ada” sesudah paket kantor sampai di kabupaten: serahkan salinan di flashdisk Anda "
    "(berkas .skpk) ke kabupaten, atau ajukan lagi di kertas kepada atasan pejabat penilai.",
)
PETUNJUK_KERTAS = (
    "Isi dengan tangan, tanda tangani, dan serahkan kepada atasan pejabat penilai kinerja. Simpan satu salinan.",
    "Minta tanda terima: nama, tanggal, dan paraf penerima pada salinan Anda.",
    "Batas waktu: 14 hari kerja sejak dokumen evaluasi diterima (PermenPANRB 6/2022 halaman 117).",
)


@dataclass(frozen=True)
class HalamanKeberatan:
    """One printed page: the name proposed for its file, and its bytes."""

    nama: str
    pdf: bytes


@intention(Wewenang.AJUKAN_KEBERATAN)
def print_slip(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HalamanKeberatan:
    """Return the paper slip of one of his own objections; ``wewenang_kurang`` where it is another's."""
    isi = require_objection(kantor, doc_id)
    if not any(satu.id == doc_id and satu.bagian == "sendiri" for satu in list_objections(kantor)):
        kantor.refuse(Wewenang.AJUKAN_KEBERATAN, doc_id)
    dikenal = {satu.segel: satu for satu in recipients_for(kantor, isi.atasan_id, "")}
    untuk = []
    for segel in isi.penerima:
        satu = dikenal.get(segel)
        jenis = "kabupaten" if satu is not None and satu.jenis == KABUPATEN else "atasan pejabat penilai"
        untuk.append(f"{jenis} (kunci …{segel[-8:].upper()})")
    tanggal = format_tanggal(isi.tanggal) if isi.tanggal else "–"
    form = FormKunci(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul="Slip keberatan",
        fakta=(
            ("Nomor keberatan", f"{isi.nomor} (komputer {isi.perangkat[:8]})"),
            ("Disegel tanggal", tanggal + (" – jam komputer diragukan" if isi.tanggal_ragu else "")),
            ("Disegel untuk", "; ".join(untuk)),
        ),
        judul_kotak="KODE SLIP (15 tanda)",
        kotak=isi.kode.replace("-", " "),
        petunjuk=CARA_TANYA,
        dibuat=read_time(kantor.claim().t) or kantor.jam(),
        jam_diragukan=kantor.claim().doubt,
    )
    with kantor.write("cetak_slip", doc_id, {"nomor": isi.nomor}):
        pass
    return HalamanKeberatan(f"slip-keberatan-{isi.nomor}.pdf", render_kunci(form, kertas=_paper(kantor, kertas)))


@intention(Wewenang.AJUKAN_KEBERATAN)
def print_blank_objection(kantor: Kantor, penilaian_id: str, kertas: Kertas | None = None) -> HalamanKeberatan:
    """Return the blank page of an objection to one of his own evaluations, to be written by hand."""
    siap = objection_readiness(kantor, penilaian_id)
    pegawai = identity_of(kantor, kantor.pelaku.pegawai_id, None)
    fakta = (
        ("Nama", pegawai.nama),
        ("NIP", pegawai.nip or "–"),
        ("Penilaian periode", periode_text(siap.periode)),
        ("Kepada", siap.atasan or "Atasan pejabat penilai kinerja"),
    )
    form = FormKeberatan(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul="Keberatan atas hasil evaluasi kinerja",
        fakta=fakta,
        petunjuk=PETUNJUK_KERTAS,
        penanda=("Pegawai", "Diterima oleh"),
        dibuat=read_time(kantor.claim().t) or kantor.jam(),
        jam_diragukan=kantor.claim().doubt,
    )
    return HalamanKeberatan("lembar-keberatan.pdf", render_keberatan(form, kertas=_paper(kantor, kertas)))


@intention(Wewenang.PUTUSKAN_KEBERATAN, Wewenang.TERIMA)
def print_opened(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HalamanKeberatan:
    """Return an opened objection on paper, as the kabupaten passes it on to the superior; it counts as an opening."""
    buka = open_objection(kantor, doc_id)
    asli = require_objection(kantor, doc_id)
    fakta = (
        ("Pegawai", buka.pegawai),
        ("Penilaian periode", periode_text(buka.isi.periode)),
        ("Nomor dan kode", f"{asli.nomor} · {asli.kode}"),
        ("Disegel tanggal", format_tanggal(asli.tanggal) if asli.tanggal else "–"),
        ("Kepada", identity_of(kantor, asli.atasan_id, None).nama if asli.atasan_id else "–"),
    )
    form = FormKeberatan(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul="Keberatan yang dibuka",
        fakta=fakta,
        isi=buka.isi.alasan,
        bukti=tuple(f"{s.nama} ({s.sidik[:8]})" if s.sidik else s.nama for s in buka.isi.bukti),
        petunjuk=("Hanya untuk atasan pejabat penilai. Jangan diserahkan kepada pejabat penilai.",),
        penanda=("Dibuka oleh", "Diterima atasan pejabat penilai"),
        dibuat=read_time(kantor.claim().t) or kantor.jam(),
        jam_diragukan=kantor.claim().doubt,
    )
    with kantor.write("cetak_keberatan_terbuka", doc_id, {"nomor": asli.nomor}):
        pass
    return HalamanKeberatan(f"keberatan-{asli.nomor}.pdf", render_keberatan(form, kertas=_paper(kantor, kertas)))


def _paper(kantor: Kantor, kertas: Kertas | None) -> Kertas:
    return kertas or Kertas(read_pengaturan(kantor).kertas)
