"""Which people and documents an act of the person who is logged in reaches: his own, those he assesses, or all.

Whom he assesses: people whose present post names him as assessor, and every document that names him, so that a change
of assessor in the middle of a year leaves each of the two what he has to finish.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import msgspec

from db import Document, Found
from desktop_app.domain.codec import KINDS_OF_DEVELOPMENT, OF_PERSON, UNTUK_SEMUA_KANTOR, decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan_atasan import judge_instead, judges_skp, taken_over
from desktop_app.services.jangkauan_bimbingan import DIBIMBING, guides
from desktop_app.services.jangkauan_keberatan import JENIS_KEBERATAN
from desktop_app.services.jangkauan_putaran import HASIL, is_kept_from, is_result_kept
from desktop_app.services.jangkauan_sengketa import is_closed, judge_here, keep_open
from desktop_app.services.jangkauan_tertutup import TERTUTUP
from desktop_app.services.jangkauan_tindak_lanjut import KIND as TINDAK_LANJUT
from desktop_app.services.jangkauan_tindak_lanjut import manager_of
from desktop_app.services.jangkauan_umpan_balik import members_of
from desktop_app.services.kantor import Kantor
from desktop_app.services.waktu import plausible_day

LIHAT: Mapping[str, Wewenang] = MappingProxyType(
    {
        "unit_kerja": Wewenang.LIHAT_PENGATURAN,
        "pegawai": Wewenang.LIHAT_PEGAWAI,
        "periode": Wewenang.LIHAT_PENGATURAN,
        "skp": Wewenang.LIHAT_SKP,
        "penilaian": Wewenang.LIHAT_PENILAIAN,
        "ketentuan": Wewenang.LIHAT_PENGATURAN,
        "kalender": Wewenang.LIHAT_PENGATURAN,
        "templat_skp": Wewenang.LIHAT_PENGATURAN,
        "manual_indikator": Wewenang.LIHAT_SKP,
        "workblock": Wewenang.LIHAT_SKP,
        "matriks": Wewenang.LIHAT_SKP,
        "adendum": Wewenang.LIHAT_SKP,
        "serah_terima": Wewenang.LIHAT_PENILAIAN,
        "pengguna": Wewenang.LIHAT_PEGAWAI,
        "tanda_tangan": Wewenang.LIHAT_SKP,
        "penghapusan": Wewenang.LIHAT_JEJAK,
        "rencana_aksi": Wewenang.LIHAT_SKP,
        "jurnal": Wewenang.LIHAT_PENILAIAN,
        "umpan_balik": Wewenang.LIHAT_PENILAIAN,
        "capaian_unit": Wewenang.LIHAT_PENILAIAN,
        "evaluasi_diri": Wewenang.LIHAT_PENILAIAN,
        "dokumen_evaluasi": Wewenang.LIHAT_PENILAIAN,
        "keberatan": Wewenang.LIHAT_PENILAIAN,
        "putusan_keberatan": Wewenang.LIHAT_PENILAIAN,
        "angka_kredit": Wewenang.LIHAT_PENILAIAN,
        "templat_pertanyaan": Wewenang.LIHAT_PENGATURAN,
        "standar_kompetensi": Wewenang.LIHAT_PENGATURAN,
        "putaran": Wewenang.KELOLA_PUTARAN,
        "survei_skm": Wewenang.LIHAT_SKM,
        "lembar_skm": Wewenang.KELOLA_SKM,
        "pengaduan": Wewenang.LIHAT_PENGADUAN,
        "perbaikan_layanan": Wewenang.LIHAT_SKM,
        **dict.fromkeys((*KINDS_OF_DEVELOPMENT, "hasil_putaran", "konseling"), Wewenang.LIHAT_PENILAIAN),
        **dict.fromkeys(("permintaan_perbaikan", "jawaban_perbaikan"), Wewenang.LIHAT_PENILAIAN),
        "mutasi": Wewenang.LIHAT_PEGAWAI,
        "berkas_aturan": Wewenang.LIHAT_PENGATURAN,
    }
)
"""The act of looking at a document of each kind."""
UBAH: Mapping[str, Wewenang] = MappingProxyType(
    {
        "unit_kerja": Wewenang.UBAH_PENGATURAN,
        "pegawai": Wewenang.UBAH_PEGAWAI,
        "periode": Wewenang.UBAH_PENGATURAN,
        "skp": Wewenang.SUSUN_SKP,
        "penilaian": Wewenang.ISI_PENILAIAN,
        "ketentuan": Wewenang.UBAH_KETENTUAN,
        "kalender": Wewenang.UBAH_KETENTUAN,
        "templat_skp": Wewenang.KELOLA_TEMPLAT,
        "manual_indikator": Wewenang.SUSUN_SKP,
        "workblock": Wewenang.SUSUN_SKP,
        "matriks": Wewenang.SUSUN_SKP,
        "adendum": Wewenang.SUSUN_SKP,
        "serah_terima": Wewenang.SERAH_TERIMA,
        "rencana_aksi": Wewenang.ISI_JURNAL,
        "jurnal": Wewenang.ISI_JURNAL,
        "umpan_balik": Wewenang.BERI_UMPAN_BALIK,
        "capaian_unit": Wewenang.UBAH_CAPAIAN,
        "evaluasi_diri": Wewenang.ISI_EVALUASI_DIRI,
        "dokumen_evaluasi": Wewenang.CATAT_DOKUMEN,
        "putusan_keberatan": Wewenang.PUTUSKAN_KEBERATAN,
        "angka_kredit": Wewenang.KELOLA_ANGKA_KREDIT,
        "templat_pertanyaan": Wewenang.KELOLA_TEMPLAT,
        "standar_kompetensi": Wewenang.UBAH_KETENTUAN,
        "putaran": Wewenang.KELOLA_PUTARAN,
        "survei_skm": Wewenang.KELOLA_SKM,
        "lembar_skm": Wewenang.KELOLA_SKM,
        "pengaduan": Wewenang.CATAT_PENGADUAN,
        "perbaikan_layanan": Wewenang.KELOLA_PERBAIKAN,
        "coaching": Wewenang.ISI_BIMBINGAN,
        "mentoring": Wewenang.ISI_BIMBINGAN,
        "umpan_balik_bimbingan": Wewenang.ISI_UMPAN_BIMBINGAN,
        "evaluasi_kompetensi": Wewenang.ISI_KOMPETENSI,
        "rencana_pengembangan": Wewenang.SUSUN_PENGEMBANGAN,
        "tindak_lanjut": Wewenang.KELOLA_TINDAK_LANJUT,
        "indikator_outcome": Wewenang.SUSUN_SKP,
    }
)
"""The act of typing into a document of each kind that people fill in."""
MELIHAT = (Wewenang.LIHAT_PEGAWAI, Wewenang.LIHAT_SKP, Wewenang.LIHAT_PENILAIAN, Wewenang.LIHAT_PENGATURAN)
MENGETIK = tuple(dict.fromkeys(UBAH.values()))
TENTANG_ORANG = ("pegawai", *OF_PERSON)
"""The kinds whose reading by others is noted."""
UNTUK_SEMUA = ("unit_kerja", "periode", *UNTUK_SEMUA_KANTOR, "survei_skm", "perbaikan_layanan")
"""The kinds that are about nobody and that everybody may look at."""


@dataclass(frozen=True)
class Pandangan:
    """What an act of one person reaches where it does not reach everything.

    ``orang`` is his own record ("" for none); ``bawahan`` the people whose present post names him as assessor,
    ``dinilai`` those of whom a document does, ``skp`` the SKPs of evaluations that name him, and the evaluations that
    he took over from an assessor below him. ``menilai`` tells
    whether assessing counts at all, ``menerima`` whether who takes over reaches the sheet of a hand-over.
    """

    orang: str
    menilai: bool = False
    bawahan: frozenset[str] = field(default_factory=frozenset)
    dinilai: frozenset[str] = field(default_factory=frozenset)
    skp: frozenset[str] = field(default_factory=frozenset)
    menerima: bool = True

    def manages(self, pegawai_id: str) -> bool:
        """Tell whether the person is himself, or one whose present post names him as assessor."""
        return bool(self.orang) and (pegawai_id == self.orang or pegawai_id in self.bawahan)

    def reaches(self, kind: str, doc_id: str, kolom: Mapping[str, Any]) -> bool:
        """Tell whether a document is reached, by the columns of its kind's view."""
        if not self.orang:
            return kind in UNTUK_SEMUA
        if kind in ("pegawai", "pengguna", "penghapusan"):
            siapa = doc_id if kind == "pegawai" else str(kolom["pegawai_id" if kind == "pengguna" else "orang"] or "")
            return self.manages(siapa) or siapa in self.dinilai
        if kind in DIBIMBING and guides(self.orang, kolom):
            return True
        if kind in OF_PERSON:
            ditunjuk = self.menilai and str(kolom.get("penilai_id") or "") == self.orang
            menerima = self.menerima and kind == "serah_terima" and str(kolom["penerima_id"] or "") == self.orang
            return ditunjuk or menerima or self.manages(str(kolom["pegawai_id"] or "")) or doc_id in self.skp
        return kind in UNTUK_SEMUA


def view_of(kantor: Kantor, wewenang: Wewenang) -> Pandangan | None:
    """Return what this act reaches for who is logged in; None where it reaches everything."""
    jangkauan, orang = kantor.pelaku.reach(wewenang), kantor.pelaku.pegawai_id
    if jangkauan is Jangkauan.SEMUA:
        return None
    if jangkauan is Jangkauan.TIDAK:
        return Pandangan("")
    if jangkauan is Jangkauan.SENDIRI or not orang:
        return Pandangan(orang)
    bawahan = {satu.doc_id for satu in kantor.store.find("pegawai", where={"penilai_id": orang})}
    if wewenang is Wewenang.SERAH_TERIMA:
        return Pandangan(orang, True, frozenset(bawahan), menerima=False)
    diambil = taken_over(kantor.store, orang, bawahan)
    nilai = (*kantor.store.find("penilaian", where={"penilai_id": orang}), *diambil)
    dinilai = {str(s.columns["pegawai_id"]) for s in (*kantor.store.find("skp", where={"penilai_id": orang}), *nilai)}
    skp = {str(satu.columns["skp_id"]) for satu in nilai}
    if wewenang is Wewenang.LIHAT_SKP:
        menunggu = _waiting_below(kantor, bawahan)
        skp |= {satu.doc_id for satu in menunggu}
        dinilai |= {str(satu.columns["pegawai_id"]) for satu in menunggu}
    alih = frozenset(satu.doc_id for satu in diambil)
    return Pandangan(orang, True, frozenset(bawahan), frozenset(dinilai), frozenset(skp) | alih)


def _waiting_below(kantor: Kantor, bawahan: Iterable[str]) -> list[Found]:
    """Return the SKPs that wait for one of these assessors: his superior may have to determine them (P6:65 point 5)."""
    penilai = sorted(bawahan)
    diajukan = {"penilai_id": penilai, "status": StatusSkp.DIAJUKAN.value}
    return kantor.store.find("skp", where=diajukan, bodies=False) if penilai else []


def keep_reached(kantor: Kantor, wewenang: Wewenang, kind: str, ketemu: Iterable[Found]) -> list[Found]:
    """Return those of the documents that this act reaches, in their order."""
    if kind in TERTUTUP:
        return [satu for satu in ketemu if TERTUTUP[kind](kantor.pelaku, wewenang, satu.columns)]
    if kind in JENIS_KEBERATAN:
        return keep_open(kantor, wewenang, kind, ketemu)
    ketemu = [satu for satu in ketemu if not is_result_kept(kantor, kind, satu.columns)]
    pandangan = view_of(kantor, wewenang)
    if pandangan is None:
        return list(ketemu)
    if kind != "tanda_tangan":
        return [satu for satu in ketemu if pandangan.reaches(kind, satu.doc_id, satu.columns)]
    tanda = list(ketemu)
    dokumen = kantor.store.documents({str(satu.columns["dokumen"]) for satu in tanda})
    return [s for s in tanda if (d := dokumen.get(str(s.columns["dokumen"]))) and reaches(kantor, wewenang, d)]


def find_reached(
    kantor: Kantor,
    wewenang: Wewenang,
    kind: str,
    *,
    where: Mapping[str, Any] | None = None,
    teks: str = "",
    order: Sequence[str] = (),
    bodies: bool = True,
) -> list[Found]:
    """Return the people, SKPs or evaluations that this act reaches, found as by ``Store.find``; reads no others."""
    if kind in (*JENIS_KEBERATAN, HASIL):
        # Neither the assessor's reach nor everybody's: these follow a rule of their own.
        semua = kantor.store.find(kind, where=where, text=teks, order=order, bodies=bodies)
        return keep_reached(kantor, wewenang, kind, semua)
    pandangan = view_of(kantor, wewenang) if kind not in TERTUTUP else None
    if pandangan is None:
        ketemu = kantor.store.find(kind, where=where, text=teks, order=order, bodies=bodies)
        return keep_reached(kantor, wewenang, kind, ketemu) if kind in TERTUTUP else ketemu
    orang = {pandangan.orang, *pandangan.bawahan, *pandangan.dinilai} - {""}
    if kind == "pegawai":
        milik = {"label": sorted({satu.label for satu in kantor.store.documents(orang).values()})}
    else:
        milik = {} if kind in DIBIMBING else {"pegawai_id": sorted(orang)}
    ketemu = kantor.store.find(kind, where={**(where or {}), **milik}, text=teks, order=order, bodies=bodies)
    return [satu for satu in ketemu if pandangan.reaches(kind, satu.doc_id, satu.columns)]


def count_reached(kantor: Kantor, wewenang: Wewenang, kind: str, where: Mapping[str, Any], teks: str = "") -> int:
    """Return how many documents of a kind this act reaches."""
    if kantor.pelaku.reach(wewenang) is Jangkauan.SEMUA and kind not in (*TERTUTUP, *JENIS_KEBERATAN, HASIL):
        return kantor.store.count(kind, where=where, text=teks)
    return len(find_reached(kantor, wewenang, kind, where=where, teks=teks))


def person_of(kantor: Kantor, dokumen: Document, wewenang: Wewenang | None = None) -> tuple[str, str]:
    """Return whose document it is, and who assesses him: who is logged in where he does by any rule, else as stored.

    A hand-over takes a whole staff: to make one, only the assessor of the leaving one's own post counts, and neither
    an old document that names somebody nor taking over.
    """
    if wewenang is Wewenang.SERAH_TERIMA:
        return _leaver_of(kantor, dokumen)
    if dokumen.kind == "pegawai":
        return dokumen.doc_id, _penilai_of(kantor, dokumen, dokumen.doc_id, "")
    isi: dict[str, Any] = msgspec.json.decode(dokumen.body)
    if dokumen.kind == "tanda_tangan":
        asal = kantor.store.document(str(isi.get("dokumen") or ""))
        return person_of(kantor, asal, wewenang) if asal is not None else ("", "")
    pegawai_id = str(isi.get("orang" if dokumen.kind == "penghapusan" else "pegawai_id") or "")
    if dokumen.kind in JENIS_KEBERATAN:
        return pegawai_id, judge_here(kantor, dokumen.kind, isi, wewenang)
    if dokumen.kind == "serah_terima" and isi.get("penerima_id") == kantor.pelaku.pegawai_id != "":
        # Who takes over goes on with these evaluations, so that he may look at the sheet.
        return pegawai_id, kantor.pelaku.pegawai_id
    if dokumen.kind == TINDAK_LANJUT and wewenang is Wewenang.KELOLA_TINDAK_LANJUT:
        return pegawai_id, manager_of(kantor, isi)
    if dokumen.kind == "penilaian":
        atasan = judge_instead(kantor.store, kantor.pelaku.pegawai_id, isi, wewenang)
        if atasan is not None:
            return pegawai_id, atasan
    return pegawai_id, _penilai_of(kantor, dokumen, pegawai_id, str(isi.get("penilai_id") or ""))


def _penilai_of(kantor: Kantor, dokumen: Document, pegawai_id: str, penilai_id: str) -> str:
    orang = kantor.pelaku.pegawai_id
    if not orang or not pegawai_id or penilai_id == orang:
        return penilai_id
    pegawai = dokumen if dokumen.kind == "pegawai" else kantor.store.document(pegawai_id)
    if pegawai is not None and not pegawai.deleted and orang in posts_of(pegawai)[-1:]:
        return orang
    cari: tuple[tuple[str, dict[str, str]], ...] = ()
    if dokumen.kind == "skp" and _is_waiting_for_superior(kantor, dokumen, penilai_id):
        return orang
    if dokumen.kind == "skp" and judges_skp(kantor.store, orang, dokumen.doc_id):
        return orang
    if dokumen.kind == "skp":
        cari = (("penilaian", {"skp_id": dokumen.doc_id}),)
    elif dokumen.kind not in ("penilaian", "serah_terima", *KINDS_OF_DEVELOPMENT):
        # Guidance and development go on with whom the person has now: an old plan opens nothing that is new.
        cari = (("skp", {"pegawai_id": pegawai_id}), ("penilaian", {"pegawai_id": pegawai_id}))
    return orang if any(kantor.store.count(k, where={**di, "penilai_id": orang}) for k, di in cari) else penilai_id


def _leaver_of(kantor: Kantor, dokumen: Document) -> tuple[str, str]:
    """Return who leaves by a record or a sheet, and who assesses him in the post that he holds today.

    The post that he left on the very day of a sheet counts too, for a year: his superior there closes what he left.
    """
    if dokumen.kind == "pegawai":
        pegawai, mulai = dokumen, None
    else:
        isi = decode_as(SerahTerima, dokumen.body)
        orang = kantor.store.document(isi.pegawai_id)
        if orang is None or orang.deleted or orang.kind != "pegawai":
            return isi.pegawai_id, ""
        pegawai, mulai = orang, isi.mulai
    return pegawai.doc_id, penilai_of_leaving(kantor, decode_as(Pegawai, pegawai.body), mulai)


def penilai_of_leaving(kantor: Kantor, pegawai: Pegawai, mulai: date | None = None) -> str:
    """Return whose subordinate a leaving assessor is today; ``mulai`` is the first day of his successor, if known.

    Where he moved to another post on that day, at most a year ago, and who is logged in assessed him in the one before,
    it is he. A clock that is not believed takes the last post.
    """
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    kini = pegawai.jabatan_pada(hari)
    if kini is None:
        return ""
    if mulai is not None and mulai == kini.mulai and (hari or mulai) - mulai <= timedelta(days=366):
        dulu = [satu for satu in pegawai.riwayat if satu.mulai < mulai]
        terakhir = max(dulu, key=lambda satu: (satu.mulai, satu.id), default=None)
        pindah = terakhir is not None and (terakhir.jabatan, terakhir.unit_kerja) != (kini.jabatan, kini.unit_kerja)
        if terakhir is not None and pindah and terakhir.penilai_id == kantor.pelaku.pegawai_id != "":
            return terakhir.penilai_id
    return kini.penilai_id


def _is_waiting_for_superior(kantor: Kantor, dokumen: Document, penilai_id: str) -> bool:
    """Tell whether an SKP was handed in to somebody whose own assessor is the one who is logged in."""
    penilai = kantor.store.document(penilai_id) if penilai_id else None
    if penilai is None or penilai.deleted or penilai.kind != "pegawai":
        return False
    diajukan = decode_as(Skp, dokumen.body).status is StatusSkp.DIAJUKAN
    return diajukan and kantor.pelaku.pegawai_id in posts_of(penilai)[-1:]


def posts_of(pegawai: Document) -> tuple[str, ...]:
    """Return who assesses a person in each of his posts, the present one last."""
    return tuple(satu.penilai_id for satu in decode_as(Pegawai, pegawai.body).riwayat)


def reaches(kantor: Kantor, wewenang: Wewenang, dokumen: Document) -> bool:
    """Tell whether this act of who is logged in reaches a document."""
    if dokumen.kind in TERTUTUP:
        return TERTUTUP[dokumen.kind](kantor.pelaku, wewenang, members_of(dokumen))
    if is_kept_from(kantor, dokumen) or (dokumen.kind in JENIS_KEBERATAN and is_closed(kantor, dokumen)):
        return False
    if dokumen.kind in DIBIMBING and kantor.pelaku.reach(wewenang) and guides(kantor.pelaku.pegawai_id, dokumen):
        return True
    return kantor.pelaku.may(wewenang, *person_of(kantor, dokumen, wewenang))


def require_reach(kantor: Kantor, wewenang: Wewenang, dokumen: Document) -> None:
    """Raise ``UserError`` ``wewenang_kurang`` where this act does not reach a document, and note the refusal."""
    tertutup = dokumen.kind in JENIS_KEBERATAN and is_closed(kantor, dokumen)
    if dokumen.kind in TERTUTUP or tertutup or is_kept_from(kantor, dokumen):
        if not reaches(kantor, wewenang, dokumen):
            kantor.refuse(wewenang, dokumen.doc_id)
        return
    if dokumen.kind in DIBIMBING and reaches(kantor, wewenang, dokumen):
        return
    kantor.require(wewenang, dokumen.doc_id, *person_of(kantor, dokumen, wewenang))


def reached_document(kantor: Kantor, doc_id: str, kind: str = "", wewenang: Wewenang | None = None) -> Document:
    """Return a stored document that this act reaches (looking at it, where none is named), unless it is deleted.

    Raises ``UserError`` ``dokumen_tidak_ada``, or ``wewenang_kurang`` where who acts may not do it, also where there
    is nothing: that a document is not there tells about others too.
    """
    dokumen = kantor.store.document(doc_id)
    cocok = dokumen is not None and (not kind or dokumen.kind == kind)
    perlu = wewenang or LIHAT[dokumen.kind if dokumen is not None and cocok else kind or "skp"]
    if dokumen is None or not cocok:
        if kantor.pelaku.reach(perlu) is not Jangkauan.SEMUA:
            kantor.refuse(perlu, doc_id)
        raise UserError("dokumen_tidak_ada", id=doc_id)
    require_reach(kantor, perlu, dokumen)
    if dokumen.deleted:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return dokumen


def read_document(kantor: Kantor, doc_id: str, kind: str = "", wewenang: Wewenang | None = None) -> Document:
    """Return ``reached_document``, and note that it was looked at where it is somebody else's."""
    dokumen = reached_document(kantor, doc_id, kind, wewenang)
    if dokumen.kind in TENTANG_ORANG:
        kantor.note_read(doc_id, person_of(kantor, dokumen)[0])
    return dokumen
