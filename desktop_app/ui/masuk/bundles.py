"""One line of the inbox: a file, what was found inside, what became of it; and how both are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.hasil_gabung import BarisHasil
from desktop_app.services.masuk import HasilPaket, IsiPaket, NasibPaket
from desktop_app.ui.exchange_words import counts_text, groups_of, moment_text, number_text
from desktop_app.ui.models.rows import Column
from desktop_app.ui.theme import State

NEW, RECEIVED, OLDER = "new", "already_received", "older"


@dataclass
class Incoming:
    """``inside`` after verification, ``refusal`` where it failed, ``result`` after the merge."""

    path: Path
    inside: IsiPaket | None = None
    refusal: LuringError | None = None
    result: HasilPaket | None = None

    @property
    def mergeable(self) -> bool:
        """Whether a merge of this bundle would bring something: verified, and not merged before."""
        fresh = self.inside is not None and self.inside.standing != RECEIVED
        return fresh and (self.result is None or self.result.nasib is NasibPaket.DIBATALKAN)


def standing_text(row: Incoming) -> str:
    """Return the state of a line in a word or two."""
    if row.result is not None:
        return {
            NasibPaket.DIGABUNG: _("Digabung"),
            NasibPaket.SUDAH_DITERIMA: _("Sudah diterima"),
            NasibPaket.DITOLAK: _("Ditolak"),
            NasibPaket.DIBATALKAN: _("Dibatalkan"),
        }[row.result.nasib]
    if row.refusal is not None:
        return _("Ditolak")
    if row.inside is None:
        return _("Memeriksa…")
    return {
        RECEIVED: _("Sudah diterima"),
        OLDER: _("Lebih lama"),
    }.get(row.inside.standing, _("Baru"))


def standing_state(row: Incoming) -> State | None:
    """Return the mark of a line."""
    if row.refusal is not None or (row.result is not None and row.result.nasib is NasibPaket.DITOLAK):
        return State.ERROR
    if row.result is not None:
        if row.result.nasib is not NasibPaket.DIGABUNG:
            return State.INFO
        return State.WARNING if row.result.karantina else State.OK
    if row.inside is None:
        return None
    return State.OK if row.inside.standing not in (RECEIVED, OLDER) else State.INFO


def remark(row: Incoming) -> str:
    """Return the sentence beside the file: why it was refused, what the merge did, or what it would bring."""
    error = row.refusal or (row.result.galat if row.result else None)
    if error is not None:
        return sentence(error)
    if row.result is not None:
        return merged_text(row.result)
    if row.inside is None:
        return ""
    inside = row.inside
    if inside.dibatalkan:
        return _("Penggabungannya dibatalkan. Buka Riwayat dan pilih Gabungkan lagi bila isinya memang benar.")
    if inside.standing == RECEIVED:
        return _("Tidak ada yang berubah bila digabung lagi.")
    text = _("{n} versi, {baru} di antaranya baru").format(n=number_text(inside.revisi), baru=number_text(inside.baru))
    if inside.paspor.attachments:
        text += ", " + _("{n} berkas bukti").format(n=number_text(inside.paspor.attachments))
    if inside.standing == OLDER:
        text += ". " + _("Paket yang lebih baru dari kantor ini sudah diterima; isinya tetap aman digabung.")
    elif inside.kesenjangan:
        text += ". " + _("Ada paket sebelumnya yang belum datang; sebagian versi mungkin menunggu.")
    return text


def merged_text(result: HasilPaket) -> str:
    """Return what a merge did, in one sentence."""
    if result.nasib is NasibPaket.SUDAH_DITERIMA:
        if result.dibatalkan:
            return _("Penggabungannya dibatalkan. Buka Riwayat dan pilih Gabungkan lagi bila isinya memang benar.")
        return _("Sudah pernah diterima; tidak ada yang berubah.")
    if result.nasib is NasibPaket.DIBATALKAN:
        return _("Dibatalkan; tidak ada dari paket ini yang masuk.")
    parts = [_("{n} versi baru").format(n=number_text(result.baru))]
    if result.dikenal:
        parts.append(_("{n} sudah ada").format(n=number_text(result.dikenal)))
    if result.menunggu:
        parts.append(_("{n} menunggu paket lain").format(n=number_text(result.menunggu)))
    if result.karantina:
        parts.append(_("{n} ditahan").format(n=number_text(result.karantina)))
    if result.hapus_menunggu:
        parts.append(_("penghapusan data menunggu persetujuan"))
    if result.dihapus:
        parts.append(_("isi {n} versi dihapus").format(n=number_text(result.dihapus)))
    if result.konflik:
        parts.append(_("{n} dokumen berbeda versi").format(n=number_text(result.konflik)))
    if result.bukti.baru:
        parts.append(_("{n} berkas bukti").format(n=number_text(result.bukti.baru)))
    if result.bukti.ditolak:
        parts.append(_("{n} berkas bukti tidak diambil").format(n=number_text(result.bukti.ditolak)))
    if result.bukti_menunggu:
        parts.append(_("menunggu {n} bukti dari paket berikutnya").format(n=number_text(result.bukti_menunggu)))
    parts += [
        _("kunci tanda tangan baru untuk {nama} (paket no. {nomor})").format(nama=satu, nomor=result.nomor)
        for satu in result.kunci_baru
    ]
    return ", ".join(parts)


def tell_merge(results: Sequence[HasilPaket], reasons: Mapping[str, int]) -> tuple[State, str]:
    """Return the mark and the words for a whole merge; ``reasons`` counts held records by the code of their reason."""
    done = sum(result.nasib is NasibPaket.DIGABUNG for result in results)
    bad = sum(result.nasib is NasibPaket.DITOLAK for result in results)
    stopped = sum(result.nasib is NasibPaket.DIBATALKAN for result in results)
    held = sum(result.karantina for result in results)
    conflicts = sum(result.konflik for result in results)
    parts = [_("{n} paket digabung.").format(n=done)]
    if bad:
        parts.append(_("{n} ditolak; alasannya di samping berkasnya.").format(n=bad))
    if stopped:
        parts.append(_("{n} dibatalkan dan tidak mengubah apa pun.").format(n=stopped))
    if held:
        parts.append(_held_text(held, reasons))
    if any(result.hapus_menunggu for result in results):
        parts.append(_("Sebuah unit meminta penghapusan data; setujui di bagian yang ditahan."))
    if conflicts:
        parts.append(_("{n} dokumen berbeda versi perlu dipilih.").format(n=conflicts))
    state = State.ERROR if bad else State.WARNING if conflicts or stopped or held else State.OK
    return state, " ".join(parts)


def _held_text(held: int, reasons: Mapping[str, int]) -> str:
    words = [sentence_for(code, {}).rstrip(".") for code in reasons]
    if len(words) > 1:
        words = [f"{text} ({number_text(n)})" for text, n in zip(words, reasons.values(), strict=True)]
    text = _("{n} catatan ditahan").format(n=number_text(held))
    return f"{text}: {'; '.join(words)}." if words else f"{text}."


def name_text(row: Incoming) -> str:
    """Return office and number, which are proven only after verification, and the name of the file."""
    if row.inside is None:
        return row.path.name
    passport = row.inside.paspor
    return _("{kantor}, nomor {n}").format(kantor=passport.office.name, n=passport.seq) + f"\n{row.path.name}"


def columns() -> list[Column[Incoming]]:
    """Return the columns of the table of incoming bundles."""
    return [
        Column(_("Paket"), name_text, tip=lambda row: str(row.path)),
        Column(_("Keadaan"), standing_text, state=standing_state),
        Column(_("Keterangan"), remark, tip=remark),
    ]


def fact_labels() -> tuple[str, ...]:
    """Return what the facts of a bundle are called, in their order: the words and the order of the paper beside it."""
    return (
        *(_("Dari"), _("Paket ke-"), _("Ukuran"), _("Dibuat (jam komputer)")),
        *(_("Bukti dukung"), _("Isi paket")),
    )


def facts(row: Incoming) -> tuple[str, ...]:
    """Return what stands on the passport of a verified bundle, in the order of their labels; nothing before that."""
    if row.inside is None:
        return ()
    passport = row.inside.paspor
    office = passport.office
    return (
        f"{office.name} ({office.code})",
        number_text(passport.seq),
        _("{n} bita").format(n=number_text(row.inside.ukuran)),
        moment_text(passport.claimed.t, passport.claimed.doubt),
        _("{n} berkas").format(n=number_text(passport.attachments)),
        counts_text(row.inside.jenis) or _("{n} dokumen").format(n=passport.documents),
    )


def result_line(row: Incoming) -> BarisHasil:
    """Return a line as it is kept: what the list says of it, and the receipt code where it was merged."""
    inside = row.inside
    merged = row.result is not None and row.result.nasib is NasibPaket.DIGABUNG
    code = (
        "-".join(groups_of(inside.kode_terima))
        if inside is not None and (merged or inside.standing == RECEIVED)
        else ""
    )
    return BarisHasil(name_text(row).splitlines()[0], row.path.name, standing_text(row), remark(row), code)
