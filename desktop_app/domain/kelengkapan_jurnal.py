"""What an entry of the journal lacks or may have wrong: findings beside the fields, none of which blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from desktop_app.domain.format_indonesia import format_tanggal, read_angka
from desktop_app.domain.jurnal import EntriJurnal, Jurnal
from desktop_app.domain.mutu_kata import BentukHasil, bentuk_hasil, first_word
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan


def check_jurnal(isi: Jurnal, skp: Sequence[Skp], hari: date | None, *, sedang: str = "") -> tuple[Temuan, ...]:
    """Return what the entries of a week lack, in their order.

    ``skp`` are all SKPs of the person, ``hari`` is the day of today where the clock can be believed, and ``sedang`` the
    id of the entry that is being typed: what it still lacks is not asked for yet.
    """
    hasil: dict[str, list[Skp]] = {}
    for rencana in skp:
        for punya in rencana.hasil:
            hasil.setdefault(punya.id, []).append(rencana)
    temuan: list[Temuan] = []
    for satu in isi.entri:
        jalur = f"entri/#{satu.id}"
        temuan.extend(_check_day(isi, satu, hasil, hari, jalur))
        if satu.id != sedang:
            temuan.extend(_check_entry(satu, jalur))
    return tuple(temuan)


def _check_day(
    isi: Jurnal,
    entri: EntriJurnal,
    hasil: Mapping[str, Sequence[Skp]],
    hari: date | None,
    jalur: str,
) -> Iterable[Temuan]:
    if not isi.minggu <= entri.tanggal <= isi.minggu + timedelta(days=6):
        yield Temuan("jurnal_luar_minggu", f"{jalur}/tanggal", minggu=format_tanggal(isi.minggu))
    if hari is not None and entri.tanggal > hari:
        yield Temuan("jurnal_masa_depan", f"{jalur}/tanggal", tanggal=format_tanggal(entri.tanggal))
    if entri.hasil_id and entri.hasil_id not in hasil:
        yield Temuan("jurnal_hasil_tidak_ada", f"{jalur}/hasil_id")
    elif entri.hasil_id:
        # A result that was taken over from an earlier SKP may stand in several.
        semua = hasil[entri.hasil_id]
        if not any(skp.mulai <= entri.tanggal <= skp.akhir for skp in semua):
            sampai, dari = format_tanggal(semua[-1].akhir), format_tanggal(semua[-1].mulai)
            yield Temuan("jurnal_luar_skp", f"{jalur}/tanggal", mulai=dari, selesai=sampai)


def _check_entry(entri: EntriJurnal, jalur: str) -> Iterable[Temuan]:
    if not entri.hasil_id:
        yield Temuan("jurnal_tanpa_hasil", f"{jalur}/hasil_id")
    if not entri.teks.strip():
        yield Temuan("jurnal_tanpa_teks", f"{jalur}/teks")
    elif bentuk_hasil(entri.teks) is BentukHasil.AKTIVITAS:
        yield Temuan("jurnal_aktivitas", f"{jalur}/teks", kata=first_word(entri.teks))
    if entri.jumlah and read_angka(entri.jumlah) is None:
        yield Temuan("jurnal_jumlah_salah", f"{jalur}/jumlah", isi=entri.jumlah[:30])
    elif entri.jumlah.startswith("-"):
        yield Temuan("jurnal_jumlah_negatif", f"{jalur}/jumlah", isi=entri.jumlah[:30])
    elif entri.jumlah and not entri.satuan.strip():
        yield Temuan("jurnal_tanpa_satuan", f"{jalur}/satuan")
    jumlah, dari = read_angka(entri.jumlah), read_angka(entri.dari)
    if entri.dari and (dari is None or dari <= 0 or jumlah is None or jumlah > dari):
        yield Temuan("jurnal_dari_salah", f"{jalur}/dari")
    if not entri.bukti:
        yield Temuan("jurnal_tanpa_bukti", f"{jalur}/bukti")


def check_rencana_aksi(isi: RencanaAksi, skp: Skp | None) -> tuple[Temuan, ...]:
    """Return what an action plan and its documentation lack; ``skp`` is its own, None where it is not here."""
    temuan: list[Temuan] = []
    if skp is None:
        return (Temuan("aksi_skp_tidak_ada", "skp_id"),)
    dikenal = {satu.id for satu in skp.hasil}
    for satu in skp.hasil:
        if not any(aksi.hasil_id == satu.id and aksi.teks.strip() for aksi in isi.aksi):
            temuan.append(Temuan("aksi_belum_ada", f"hasil/#{satu.id}", hasil=satu.teks[:80]))
    for aksi in isi.aksi:
        if aksi.hasil_id not in dikenal:
            temuan.append(Temuan("aksi_hasil_hilang", f"aksi/#{aksi.id}"))
    for nyata in isi.realisasi:
        if nyata.hasil_id not in dikenal:
            temuan.append(Temuan("aksi_hasil_hilang", f"realisasi/#{nyata.id}"))
        elif bentuk_hasil(nyata.teks) is BentukHasil.AKTIVITAS:
            temuan.append(Temuan("jurnal_aktivitas", f"realisasi/#{nyata.id}/teks", kata=first_word(nyata.teks)))
        if nyata.teks.strip() and not nyata.bukti:
            temuan.append(Temuan("jurnal_tanpa_bukti", f"realisasi/#{nyata.id}/bukti"))
    return tuple(temuan)
