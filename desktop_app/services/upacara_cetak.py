"""The printed pages of the key ceremony: the card of one key, and the minutes with fingerprints and names."""

from __future__ import annotations

from datetime import datetime

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_kunci
from desktop_app.forms.values import FormKunci
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.kunci_kabupaten import (
    NOMOR_ESCROW,
    BeritaAcara,
    CalonKunci,
    PemegangKunci,
    RencanaKunci,
    list_berita,
)
from desktop_app.vault import HeldKey, write_card

KATA_PERUBAHAN = {
    "upacara": "upacara kunci pertama: kunci induk keluar dari komputer kabupaten",
    "pemegang": "pemegang kunci induk",
    "penerbit": "kunci penerbit (komputer kabupaten)",
    "kotak": "kunci kotak masuk",
    "escrow": "kunci pemulihan sandi",
    "escrow_keluar": "kunci pemulihan sandi keluar dari komputer kabupaten",
    "ulang": "nomor urut kepercayaan mulai lagi",
}


def key_number(publik: str) -> str:
    """Return the short public number of a key, by which card, stick and minutes are matched: ``…A1B2C3``."""
    return f"…{publik[-6:].upper()}"


def render_kartu(kantor: Kantor, rencana: RencanaKunci, calon: CalonKunci, kunci: HeldKey) -> HalamanKunci:
    """Return the card of a key that was just made: eight rows to be typed back, and what to do with it."""
    pemulihan = calon.nomor == NOMOR_ESCROW
    judul = "Kartu kunci pemulihan kabupaten" if pemulihan else f"Kartu pemegang kunci {calon.nomor}"
    baris = write_card(kunci)
    kegunaan = (
        "Kunci ini membuka data kantor mana pun yang meminta pemulihan sandi. Dipakai hanya ketika menyetujui "
        "permintaan yang sidik jarinya sudah dicocokkan lewat telepon."
        if pemulihan
        else f"Dipakai bersama: {rencana.perlu} dari {len(rencana.pemegang)} pemegang harus hadir untuk mengganti "
        "kunci kabupaten. Satu kunci saja tidak dapat berbuat apa-apa."
    )
    fakta = [
        ("Kabupaten", f"{kantor.profil.nama} ({kantor.profil.kode})"),
        ("Disimpan oleh", calon.nama if not pemulihan else "(ditulis tangan)"),
        ("Nomor kunci", key_number(calon.publik)),
    ]
    if calon.jabatan:
        fakta.insert(2, ("Jabatan", calon.jabatan))
    pdf = _render(
        kantor,
        judul=judul,
        fakta=tuple(fakta),
        judul_kotak="ISI KARTU (ketik tiap baris; huruf besar atau kecil sama saja; tidak ada huruf I, L, O, U)",
        kotak=" ".join(f"{nomor}. {satu}" for nomor, satu in enumerate(baris, start=1)),
        per_baris=3,
        petunjuk=(
            "Ketik kembali isi kartu ini di layar sebelum upacara dilanjutkan; sebelum itu kartu ini tidak dihitung.",
            "Masukkan ke amplop, segel, tanda tangani di atas segel, dan simpan di tempat terkunci yang tidak sama "
            "dengan tempat flashdisknya. Jangan difoto, jangan disalin, hapus berkas PDF-nya sesudah dicetak.",
            kegunaan,
            "Bila amplop terbuka atau hilang, minta rapat pemegang kunci: kunci ini diganti dan yang lama tidak "
            "berlaku lagi.",
        ),
        penanda=("Yang mencetak", "Yang menyimpan"),
        nama_penanda=("", "" if pemulihan else calon.nama),
        dibuat=kantor.jam(),
        ragu=kantor.claim().doubt,
    )
    return HalamanKunci(judul, f"kartu-kunci-{calon.nomor or 'pemulihan'}.pdf", pdf, key_number(calon.publik))


@intention(Wewenang.DAFTARKAN_KANTOR)
def print_berita(kantor: Kantor, versi: int = 0) -> HalamanKunci:
    """Return the minutes of a ceremony or meeting as a page, the newest without ``versi``.

    Raises ``UserError`` ``kunci_berita_tidak_ada`` before the first ceremony.
    """
    require_role(kantor, Peran.KABUPATEN)
    berita = next((satu for satu in list_berita(kantor) if versi in (0, satu.versi)), None)
    if berita is None:
        raise UserError("kunci_berita_tidak_ada")
    judul = _title(berita)
    pdf = _render(
        kantor,
        judul=judul,
        fakta=_facts(kantor, berita),
        judul_kotak=f"SIDIK JARI KABUPATEN VERSI {berita.versi} (sama di layar setiap kantor)",
        kotak=berita.sidik,
        per_baris=0,
        petunjuk=minutes_of(berita),
        penanda=(*(f"Pemegang kunci {satu.nomor}" for satu in berita.pemegang), "Saksi"),
        nama_penanda=(*(satu.nama for satu in berita.pemegang), ""),
        dibuat=datetime.fromisoformat(berita.waktu),
        ragu=berita.ragu,
    )
    return HalamanKunci(judul, f"berita-acara-kunci-kabupaten-versi-{berita.versi}.pdf", pdf, str(berita.versi))


def minutes_of(berita: BeritaAcara) -> tuple[str, ...]:
    """Return what the minutes say was done, as fits the meeting: first ceremony, other holders, new keys, a theft."""
    pertama, ganti = "upacara" in berita.perubahan, set(berita.perubahan)
    isi = [
        _done(berita),
        f"Untuk perubahan berikutnya harus hadir {berita.perlu} dari {len(berita.pemegang)} pemegang kunci.",
    ]
    if pertama:
        isi.append(
            "Tiap kunci ada di flashdisk pemegangnya (bersandi) dan di kartu tercetak (amplop bersegel); keduanya "
            "sudah dibaca kembali. Kunci induk tidak ada lagi di komputer kabupaten."
        )
        isi.append(
            "Cadangan komputer kabupaten yang dibuat sebelum upacara pertama masih berisi kunci induk versi 1 dan "
            "kunci pemulihan yang lama. Musnahkan sesudah semua kantor menerima balasan dengan sidik jari di atas."
        )
    elif "pemegang" in ganti:
        isi.append(
            "Tiap kunci yang baru dibuat ada di flashdisk pemegangnya (bersandi) dan di kartu tercetak (amplop "
            "bersegel); keduanya sudah dibaca kembali. Pemegang yang tetap memakai flashdisk dan kartunya yang lama. "
            "Kunci yang tidak tercantum di atas tidak berlaku lagi: musnahkan flashdisk dan kartunya."
        )
    else:
        isi.append(
            "Pemegang kunci dan kunci mereka tidak berubah; flashdisk dan kartunya kembali ke tempat simpannya masing-"
            "masing."
        )
    if "escrow" in ganti and not pertama:
        isi.append(
            "Kunci pemulihan sandi yang baru ada di flashdisk dan kartunya; keduanya sudah dibaca kembali. Simpan yang "
            "lama sampai semua kantor menerima balasan dengan sidik jari di atas."
        )
    if ganti & {"penerbit", "kotak"} and not pertama:
        isi.append(_follow_up(ganti))
    return tuple(isi)


def _title(berita: BeritaAcara) -> str:
    if "upacara" in berita.perubahan:
        return "Berita acara upacara kunci pertama"
    return "Berita acara rapat pemegang kunci kabupaten"


def _done(berita: BeritaAcara) -> str:
    """Return the changes as one sentence; after a theft the sentence says that first."""
    kata = "; ".join(KATA_PERUBAHAN[satu] for satu in berita.perubahan if satu in KATA_PERUBAHAN and satu != "ulang")
    if "upacara" in berita.perubahan:
        return f"Yang dilakukan: {kata}."
    if "ulang" in berita.perubahan:
        return (
            "Rapat ini diadakan karena kunci penerbit dipakai orang lain. "
            f"Yang diganti: {kata or 'tidak ada'}. Nomor urut kepercayaan mulai lagi dari 1; yang dibuat dengan kunci "
            "yang dicuri tidak berlaku."
        )
    return f"Yang diganti: {kata}." if kata else "Tidak ada kunci yang diganti; kunci induk disahkan lagi."


def _follow_up(ganti: set[str]) -> str:
    """Return what is left to do after the issuer's or the inbox's key was changed."""
    teks = "Buat balasan untuk semua kantor: dengan balasan itu setiap komputer "
    teks += "menerima sertifikat baru" if "penerbit" in ganti else "menyegel ke kunci kotak masuk yang baru"
    teks += ". Cocokkan sidik jari di atas lewat telepon."
    if "kotak" in ganti:
        teks += (
            " Kunci kotak masuk yang lama tetap disimpan untuk paket yang sudah di jalan; akhiri di halaman Kunci "
            "kabupaten sesudah semua kantor memakai yang baru."
        )
    return teks


def _facts(kantor: Kantor, berita: BeritaAcara) -> tuple[tuple[str, str], ...]:
    return (
        ("Kabupaten", f"{kantor.profil.nama} ({kantor.profil.kode})"),
        ("Alasan", berita.alasan or "–"),
        *((f"Pemegang {satu.nomor}", _holder(satu)) for satu in berita.pemegang),
        ("Kunci yang dibaca", ", ".join(berita.hadir) or "–"),
        ("Kunci pemulihan", f"nomor {key_number(berita.penerima_escrow)}" if berita.penerima_escrow else "tidak ada"),
        ("Sidik jari sebelumnya", berita.sidik_lama),
    )


def _holder(satu: PemegangKunci) -> str:
    jabatan = f", {satu.jabatan}" if satu.jabatan else ""
    return f"{satu.nama}{jabatan}, kunci {key_number(satu.publik)}"


def _render(
    kantor: Kantor,
    *,
    judul: str,
    fakta: tuple[tuple[str, str], ...],
    judul_kotak: str,
    kotak: str,
    per_baris: int,
    petunjuk: tuple[str, ...],
    penanda: tuple[str, ...],
    nama_penanda: tuple[str, ...],
    dibuat: datetime,
    ragu: bool,
) -> bytes:
    return render_kunci(
        FormKunci(
            instansi=kantor.profil.instansi,
            kantor=kantor.profil.nama,
            judul=judul,
            fakta=fakta,
            judul_kotak=judul_kotak,
            kotak=kotak,
            petunjuk=petunjuk,
            penanda=penanda,
            dibuat=dibuat,
            jam_diragukan=ragu,
            per_baris=per_baris,
            nama_penanda=nama_penanda,
        )
    )
