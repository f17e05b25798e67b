"""The printed pages about passwords: recovery card, request for recovery, the kabupaten's escrow key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_kunci
from desktop_app.forms.values import FormKunci
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kunci_kantor import newest_first, put_table, require_slots
from desktop_app.services.waktu import make_claim
from desktop_app.vault import code_key, code_number, make_card, new_code


@dataclass(frozen=True)
class HalamanKunci:
    """One printable page: its title, a name for its file, and the PDF; ``nomor`` tells cards apart."""

    judul: str
    nama_berkas: str
    pdf: bytes = field(repr=False)
    nomor: str = ""


@intention(Wewenang.KELOLA_AKUN)
def create_card(kantor: Kantor) -> HalamanKunci:
    """Make a new recovery card for this computer and return its page; a card that was valid before is void.

    The code stands on this page and nowhere else. Raises ``UserError`` where the office has no passwords.
    """
    copy, kunci = require_slots(kantor)
    kode = new_code()
    nomor = code_number(kode)
    slot = make_card(code_key(kode), nomor, newest_first(copy, kunci))
    with kantor.write("buat_kartu", detail={"nomor": nomor}) as tx:
        put_table(kantor, tx, msgspec.structs.replace(copy.table, card=slot))
    judul = "Kartu pemulihan sandi"
    pdf = _render(
        kantor.jam,
        kantor.store.get("waktu", "lantai"),
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=judul,
        fakta=(
            ("Kantor", f"{kantor.profil.nama} ({kantor.profil.kode})"),
            ("Komputer", kantor.store.device[:8]),
            ("Nomor kartu", nomor),
        ),
        judul_kotak="KODE KARTU (huruf besar atau kecil sama saja; tidak ada huruf I, L, O, U)",
        kotak=kode.replace("-", " "),
        petunjuk=(
            "Simpan kartu ini dalam amplop tertutup di lemari terkunci, jangan di dekat komputernya.",
            "Bila sandi terlupa: di layar masuk pilih Lupa sandi, lalu Pakai kartu pemulihan; pilih nama, ketik kode "
            "ini, dan tentukan sandi baru.",
            "Kartu hanya berlaku satu kali. Sesudah dipakai, atau bila kartu baru dicetak, kode ini tidak berlaku "
            "lagi; cetak kartu baru.",
            "Siapa pun yang memegang kartu ini dan komputernya dapat membuka data kantor. Bila hilang, cetak kartu "
            "baru saat itu juga.",
        ),
        penanda=("Yang mencetak", "Yang menyimpan"),
    )
    return HalamanKunci(judul, f"kartu-pemulihan-{nomor}.pdf", pdf, nomor)


def render_permintaan(
    jam: Callable[[], datetime], *, instansi: str, kantor: str, kode: str, nama: str, device_id: str, sidik_jari: str
) -> HalamanKunci:
    """Return the page "Permintaan pemulihan sandi" that travels with the request, with the fingerprint to read out."""
    judul = "Permintaan pemulihan sandi"
    pdf = _render(
        jam,
        None,
        instansi=instansi,
        kantor=kantor,
        judul=judul,
        fakta=(
            ("Kantor", f"{kantor} ({kode})"),
            ("Nama pengguna", nama),
            ("Komputer", device_id[:8]),
            ("Kepada", "Admin kabupaten"),
        ),
        judul_kotak="SIDIK JARI PERMINTAAN (bacakan lewat telepon; layar kabupaten harus sama)",
        kotak=sidik_jari,
        petunjuk=(
            "Bawa flashdisk berisi berkas permintaan dan lembar ini ke kabupaten.",
            "Pimpinan kantor menelepon kabupaten dan membacakan sidik jari di atas. Kabupaten mencocokkan dengan "
            "layarnya dan memastikan siapa yang meminta sebelum menyetujui.",
            "Jawaban kabupaten hanya berlaku satu kali, hanya di komputer ini, dan hanya dengan sandi baru yang "
            "sudah dipilih ketika permintaan dibuat.",
            "Yang dipulihkan adalah jalan masuk ke data. Kunci tanda tangan yang lama berakhir; tanda tangan yang "
            "sudah dibuat tetap sah.",
        ),
        penanda=("Pemohon", "Pimpinan kantor", "Admin kabupaten"),
    )
    return HalamanKunci(judul, f"permintaan-pemulihan-{kode}.pdf", pdf)


def render_escrow(kantor: Kantor, secret: str, nomor: str) -> HalamanKunci:
    """Return the page that holds the kabupaten's escrow key."""
    judul = "Kunci pemulihan kabupaten"
    huruf = secret.removeprefix("AGE-SECRET-KEY-1")
    pdf = _render(
        kantor.jam,
        kantor.store.get("waktu", "lantai"),
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=judul,
        fakta=(("Kantor", f"{kantor.profil.nama} ({kantor.profil.kode})"), ("Nomor kunci", nomor)),
        judul_kotak="ISI KUNCI (ketik semua kelompok berurutan; spasi dan huruf kecil boleh)",
        kotak=" ".join(huruf[at : at + 5] for at in range(0, len(huruf), 5)),
        petunjuk=(
            "Kunci ini membuka data kantor mana pun yang meminta pemulihan sandi. Simpan dalam amplop tertutup di "
            "lemari terkunci; jangan difoto dan jangan disalin ke komputer.",
            "Kunci ini sudah dihapus dari komputer kabupaten. Tanpa lembar ini permintaan pemulihan tidak dapat "
            "disetujui, dan tidak ada salinan lain.",
            "Ketik isi kunci hanya ketika menyetujui permintaan yang sidik jarinya sudah dicocokkan lewat telepon.",
        ),
        penanda=("Yang mencetak", "Yang menyimpan"),
    )
    return HalamanKunci(judul, f"kunci-pemulihan-kabupaten-{nomor}.pdf", pdf, nomor)


def _render(
    jam: Callable[[], datetime],
    lantai: bytes | None,
    *,
    instansi: str,
    kantor: str,
    judul: str,
    fakta: tuple[tuple[str, str], ...],
    judul_kotak: str,
    kotak: str,
    petunjuk: tuple[str, ...],
    penanda: tuple[str, ...],
) -> bytes:
    kini = jam()
    return render_kunci(
        FormKunci(
            instansi=instansi,
            kantor=kantor,
            judul=judul,
            fakta=fakta,
            judul_kotak=judul_kotak,
            kotak=kotak,
            petunjuk=petunjuk,
            penanda=penanda,
            dibuat=kini,
            jam_diragukan=make_claim(kini, lantai).doubt,
        )
    )
