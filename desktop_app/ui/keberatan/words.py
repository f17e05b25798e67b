"""Words of the pages of objections, and the rows that one list shows of objections and of decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.aturan_nilai import AturanPenilaian
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan_buka import BarisKeberatan, list_objections
from desktop_app.services.keberatan_masuk import Celah, list_gaps
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.putusan import BarisPutusan, RincianPutusan, list_putusan
from desktop_app.ui.theme import State
from desktop_app.ui.words import official_text, periode_text


@dataclass(frozen=True)
class Row:
    """One line of the list: a sealed objection, or a decision that who looks takes part in."""

    siapa: str
    nomor: str
    periode: str
    tanggal: date | None
    keadaan: str
    tanda: State | None
    keberatan: BarisKeberatan | None = None
    putusan_id: str = ""


@dataclass(frozen=True)
class Listed:
    """Everything that the list shows; ``celah`` are numbers that do not fit."""

    rows: tuple[Row, ...]
    celah: tuple[Celah, ...]


def read_listed(kantor: Kantor) -> Listed:
    """Return what the list shows to who is logged in; runs in the worker thread."""
    boleh = kantor.pelaku.reach
    acts = (Wewenang.AJUKAN_KEBERATAN, Wewenang.PUTUSKAN_KEBERATAN, Wewenang.TERIMA)
    semua = list_objections(kantor) if any(boleh(act) is not Jangkauan.TIDAK for act in acts) else ()
    rows = [objection_row(one) for one in semua]
    ada = {one.putusan_id for one in semua}
    if boleh(Wewenang.LIHAT_PENILAIAN) is not Jangkauan.TIDAK:
        rows += [decision_row(one) for one in list_putusan(kantor) if one.id not in ada]
    ask = (Wewenang.TERIMA, Wewenang.PERIKSA, Wewenang.AJUKAN_KEBERATAN)
    celah = list_gaps(kantor) if any(boleh(act) is not Jangkauan.TIDAK for act in ask) else ()
    return Listed(tuple(rows), celah)


def objection_row(one: BarisKeberatan) -> Row:
    """Return the line of a sealed objection."""
    text, mark = state_of(one)
    siapa = _("Keberatan Anda") if one.bagian == "sendiri" else f"{one.pegawai or '–'} · {one.kantor}"
    return Row(siapa, str(one.nomor), periode_text(one.periode), one.tanggal, text, mark, one, one.putusan_id)


def decision_row(one: BarisPutusan) -> Row:
    """Return the line of a decision without an objection of one's own beside it: asked to explain, or on paper."""
    if one.status is StatusPutusan.DITETAPKAN:
        text, mark = decided_text(one.keputusan), State.OK
    elif one.diminta is not None and not one.dijawab:
        text, mark = _("Menunggu penjelasan"), State.WARNING
    else:
        text, mark = _("Menunggu keputusan"), State.WARNING
    return Row(one.pegawai, "–", periode_text(one.periode), one.tanggal or one.diminta, text, mark, None, one.id)


def state_of(one: BarisKeberatan) -> tuple[str, State | None]:
    """Return where an objection stands, in words and as a mark."""
    if not one.utuh:
        return _("Tidak utuh"), State.ERROR
    if one.status is StatusPutusan.DITETAPKAN:
        return decided_text(one.keputusan), State.OK
    if one.diminta is not None:
        return (_("Penjelasan ada") if one.dijawab else _("Menunggu penjelasan")), State.WARNING
    if one.pembukaan:
        last = one.pembukaan[-1]
        day = format_tanggal(last.tanggal) if last.tanggal else "–"
        return _("Dibuka {nama}, {hari}").format(nama=last.nama or "–", hari=day), State.WARNING
    return _("Tersegel"), State.OK if one.bagian == "sendiri" else State.WARNING


def decided_text(keputusan: KeputusanKeberatan | None) -> str:
    """Return a decision in words."""
    if keputusan is KeputusanKeberatan.MENGUBAH:
        return _("Hasil diubah")
    return _("Hasil dikuatkan") if keputusan is KeputusanKeberatan.MENGUATKAN else "–"


def facts_text(sealed: BarisKeberatan) -> str:
    """Return what the envelope tells: number, code, day, whose own signature, and who has opened it."""
    day = format_tanggal(sealed.tanggal) if sealed.tanggal else "–"
    text = _("Nomor {nomor}, kode slip {kode}, disegel {hari}.").format(nomor=sealed.nomor, kode=sealed.kode, hari=day)
    if sealed.ragu:
        text += " " + _("Jam komputer waktu itu diragukan.")
    if sealed.tanda is KeadaanTanda.SAH:
        text += " " + _("Ditandatangani pegawai itu sendiri.")
    else:
        text += " " + _("Tanda tangan pegawai belum terbukti; cocokkan kode dengan slipnya.")
    if sealed.pembukaan:
        names = "; ".join(
            f"{one.nama or '–'} ({one.kantor}, {format_tanggal(one.tanggal) if one.tanggal else '–'})"
            for one in sealed.pembukaan
        )
        text += "\n" + _("Dibuka oleh: {semua}").format(semua=names)
    return text


def all_facts(sealed: BarisKeberatan | None, shown: RincianPutusan) -> str:
    """Return what the envelope tells, the result that is objected to, and the day of the decision."""
    lines = [facts_text(sealed)] if sealed is not None else []
    nilai, rules = shown.penilaian, shown.aturan
    if rules is not None and nilai is not None and nilai.rating_hasil and nilai.rating_perilaku and nilai.predikat:
        told = _("Hasil yang dipersoalkan: hasil kerja {hasil}, perilaku {perilaku}, predikat {predikat}.")
        lines.append(
            told.format(
                hasil=rating_text(rules, nilai.rating_hasil).lower(),
                perilaku=rating_text(rules, nilai.rating_perilaku).lower(),
                predikat=predikat_text(rules, nilai.predikat),
            )
        )
        lines += [rules.told()] if rules.told() else []
    if shown.isi.tanggal is not None:
        lines.append(_("Ditetapkan {hari}.").format(hari=format_tanggal(shown.isi.tanggal)))
    return "\n".join(lines)


def rating_text(rules: AturanPenilaian, rating: Rating) -> str:
    """Return a rating in the words of the rules that govern the evaluation."""
    return official_text(rules.aturan.label_rating[rating])


def predikat_text(rules: AturanPenilaian, predikat: Predikat) -> str:
    """Return a predicate in the words of the rules that govern the evaluation."""
    return official_text(rules.aturan.label_predikat[predikat])
