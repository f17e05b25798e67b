"""What a hand-over says in words: each document, its state, who goes on, and the rules with their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from desktop_app.domain.format_indonesia import nama_bulan
from desktop_app.domain.istilah import JenisPeriode, SebabSerahTerima
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.serah_terima import DokumenDiserahkan, SerahTerima
from desktop_app.i18n import _
from desktop_app.services.jangkauan_tindak_lanjut import KIND as TINDAK_LANJUT

ATURAN: Mapping[str, str] = MappingProxyType(
    {
        "klarifikasi_penilai_baru": "Penilai berpindah: SKP diklarifikasi dan ditetapkan penilai baru (hlm. 65).",
        "atasan_langsung": "Penilai adalah atasan langsung (hlm. 89).",
        "penilai_pindah_di_luar_rentang": (
            "Penilai pindah di luar rentang evaluasi periode itu: penilai baru yang menilai (hlm. 91)."
        ),
        "penilai_pindah_dalam_rentang": (
            "Penilai pindah dalam rentang evaluasi periode itu: ia sendiri masih menilai (hlm. 91–92)."
        ),
        "penilai_pindah_tahunan": "Penilai pindah sebelum evaluasi tahunan: penilai baru yang menilai (hlm. 89).",
        "penilai_pindah_tahunan_dalam_rentang": (
            "Penilai pindah ketika evaluasi tahunan berjalan: ia menyelesaikannya (kebiasaan aplikasi ini; hlm. 91–92 "
            "hanya mengatur evaluasi periodik)."
        ),
        "rentang_sudah_lewat": "Rentang evaluasi lewat tanpa penilaian: atasan pejabat penilai menilai (hlm. 90).",
        "berhalangan_tetap": "Penilai berhalangan tetap: atasan pejabat penilai menilai (hlm. 89).",
        "berhalangan_tetap_delegasi": (
            "Penilai berhalangan tetap: atasan pejabat penilai melimpahkan kepada Plt./Plh. (hlm. 89)."
        ),
        "pegawai_pindah_periodik": (
            "Pegawai pindah dalam periode itu: penilai baru, atau hasil sebelumnya dipakai bila sepakat (hlm. 91)."
        ),
        "pegawai_pindah_tahunan": "Pegawai pindah dalam tahun itu: penilai baru menilai setahun (hlm. 91).",
        "plt": "Pegawai yang menjadi Plt. dinilai pimpinan tempat ia melapor (hlm. 89).",
        "plt_berakhir": "Penugasan Plt. berakhir: penilai kedudukan definitif menilai (hlm. 89).",
        "penugasan_pimpinan_lain": "Pimpinan lain yang memberi tugas memberi umpan balik kepada penilai (hlm. 89).",
        "diperbantukan": "Pegawai diperbantukan dinilai instansi induk atau pejabat yang ditunjuk (hlm. 92).",
        "tindak_lanjut_milik_pegawai": (
            "Tindak lanjut evaluasi (hlm. 117) yang terbuka milik pegawai; penilai baru meneruskan (aturan kantor)."
        ),
        "tugas_belajar": "Pegawai tugas belajar dinilai instansi induk atas data perguruan tinggi (hlm. 92).",
    }
)
"""The rules by their codes; what is decided already needs none."""
SEBAB: Mapping[SebabSerahTerima, str] = MappingProxyType(
    {
        SebabSerahTerima.MUTASI: "Mutasi",
        SebabSerahTerima.PROMOSI: "Promosi",
        SebabSerahTerima.PENSIUN: "Pensiun",
        SebabSerahTerima.BERHENTI: "Berhenti",
        SebabSerahTerima.MENINGGAL: "Meninggal dunia",
        SebabSerahTerima.BERHALANGAN_TETAP: "Berhalangan tetap",
        SebabSerahTerima.LAINNYA: "Lainnya (masih menjabat di tempat lain)",
    }
)
"""Why an assessor leaves, as it is offered, in this order."""
STATUS = {
    "draft": "draf",
    "diajukan": "diajukan",
    "dikembalikan": "dikembalikan",
    "ditetapkan": "ditetapkan",
    "final": "final",
    "belum_ada": "belum dimulai",
}
_ROMAWI = ("I", "II", "III", "IV")


def reason_text(isi: SerahTerima) -> str:
    """Return why the assessor leaves, as it is printed: "pensiun, SK Nomor 7"; of another reason the note alone."""
    lain = isi.jenis_sebab is SebabSerahTerima.LAINNYA
    kata = ("" if isi.sebab else _("lainnya")) if lain else _(SEBAB[isi.jenis_sebab]).lower()
    return ", ".join(satu for satu in (kata, isi.sebab) if satu)


def periode_text(kode: str) -> str:
    """Return a period as words: "TW III 2026", "Agustus 2026", "tahun 2026"."""
    waktu = parse_periode(kode)
    if waktu.jenis is JenisPeriode.TRIWULANAN:
        return _("TW {n} {tahun}").format(n=_ROMAWI[waktu.nomor - 1], tahun=waktu.tahun)
    if waktu.jenis is JenisPeriode.BULANAN:
        return f"{nama_bulan(waktu.nomor)} {waktu.tahun}"
    return _("tahun {tahun}").format(tahun=waktu.tahun)


def document_text(satu: DokumenDiserahkan) -> str:
    """Return what a document is: "SKP 2026", "Penilaian TW III 2026", "Adendum nomor 1"."""
    if satu.kind == "skp":
        return f"SKP {satu.periode}"
    if satu.kind == "adendum":
        return _("Adendum nomor {nomor}").format(nomor=satu.periode)
    return _("Penilaian {periode}").format(periode=periode_text(satu.periode))


def status_text(satu: DokumenDiserahkan) -> str:
    """Return the state of a document in one word or two."""
    return _(STATUS.get(satu.status, satu.status))


def fixed_text(dokumen: Iterable[DokumenDiserahkan]) -> str:
    """Return what is decided and stays, as one line: "SKP 2026; penilaian TW I, TW II 2026"."""
    tetap = [satu for satu in dokumen if satu.selesai and satu.kind != TINDAK_LANJUT]
    nilai = _periods((satu for satu in tetap if satu.kind == "penilaian"), bernama=False)
    bagian = [document_text(satu) for satu in tetap if satu.kind != "penilaian"]
    return "; ".join([*bagian, *([_("Penilaian {periode}").format(periode=nilai)] if nilai else [])]) or "–"


def open_text(dokumen: Iterable[DokumenDiserahkan], nama: Mapping[str, str]) -> str:
    """Return what is open and who goes on, one line for each of them: "Camat Contoh: SKP 2026 (draf), …"."""
    oleh: dict[str, list[DokumenDiserahkan]] = {}
    for satu in dokumen:
        if not satu.selesai and satu.kind != TINDAK_LANJUT:
            oleh.setdefault(satu.oleh_id, []).append(satu)
    baris = []
    for siapa, miliknya in oleh.items():
        lain = [f"{document_text(satu)} ({status_text(satu)})" for satu in miliknya if satu.kind != "penilaian"]
        nilai = _periods((satu for satu in miliknya if satu.kind == "penilaian"), bernama=True)
        lain += [_("penilaian {periode}").format(periode=nilai)] if nilai else []
        baris.append(f"{nama.get(siapa) or _('(belum diketahui)')}: {', '.join(lain)}")
    return "\n".join(baris) or "–"


def follow_up_lines(bawahan: Iterable[tuple[str, Iterable[DokumenDiserahkan]]], nama: Mapping[str, str]) -> list[str]:
    """Return the open follow-ups of a hand-over, one line each: whose, what, until when, and who sees to it.

    The words are those of the day: they are frozen in the sheet with it.
    """
    return [
        _("{pegawai}: {uraian}; diteruskan {siapa}").format(
            pegawai=pegawai, uraian=satu.uraian, siapa=nama.get(satu.oleh_id) or _("(belum diketahui)")
        )
        for pegawai, dokumen in bawahan
        for satu in dokumen
        if satu.kind == TINDAK_LANJUT
    ]


def rules_of(dokumen: Iterable[DokumenDiserahkan]) -> tuple[str, ...]:
    """Return the rules that these documents were judged by, each once, in the order of the pages."""
    kode = {satu.kode for satu in dokumen if not satu.selesai}
    return tuple(_(teks) for satu, teks in ATURAN.items() if satu in kode)


def _periods(nilai: Iterable[DokumenDiserahkan], *, bernama: bool) -> str:
    """Return periods with year and state said once for those that share them: "TW II, TW III 2026 (draf)"."""
    bagian = []
    for (tahun, status), milik in groupby(nilai, key=lambda satu: (periode_text(satu.periode)[-4:], status_text(satu))):
        teks = [periode_text(satu.periode).removesuffix(f" {tahun}") for satu in milik]
        bagian.append(f"{', '.join(teks)} {tahun}" + (f" ({status})" if bernama else ""))
    return "; ".join(bagian)
