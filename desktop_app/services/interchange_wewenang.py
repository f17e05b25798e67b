"""What an interchange file may decide, and for whom: it is no way around what the window asks of who acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from desktop_app.domain.adendum import Adendum
from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import DARI_KABUPATEN, KINDS_OF_UNIT, OF_PERSON, Dokumen, decode_kind, encode
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.istilah_pengembangan import StatusPutaran
from desktop_app.domain.jalan_dokumen import DARI_PEGAWAI
from desktop_app.domain.jurnal import Jurnal, sidik_entri
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.putaran import PutaranUmpanBalik
from desktop_app.domain.tindak_lanjut import TindakLanjutEvaluasi
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.bukti import evidence_in, may_use
from desktop_app.services.interchange_baca import Item
from desktop_app.services.interchange_bekukan import as_typed
from desktop_app.services.interchange_keberatan import require_decision
from desktop_app.services.interchange_pembinaan import require_guarded, require_own_words
from desktop_app.services.interchange_temuan import Berkeadaan, is_open
from desktop_app.services.jangkauan import UBAH, reaches
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan_menahan import require_unheld
from desktop_app.services.naskah import is_editable
from desktop_app.services.penjaga import is_from_above, judgement_of
from desktop_app.services.penjaga_rencana import owner_of


@dataclass(frozen=True)
class Step:
    """One document to be written: its item, what it will be, and the stored body and whether it is a new one."""

    item: Item
    isi: Dokumen
    lama: bytes | None
    baru: bool
    berubah: bool


def require_rights(kantor: Kantor, steps: Iterable[Step]) -> None:
    """Raise ``UserError`` where the file decides what is not for who acts to decide.

    What stands on signed paper already may be recorded by an admin, never by anybody about himself: what goes into
    or out of a fixed state, of an evaluation whatever its assessor says, of a journal its answers, and every decision
    on an objection. What holds for a whole office is set by who may set it.
    """
    semua = tuple(steps)
    akan = {step.item.doc_id: step.isi for step in semua}
    for step in semua:
        if not step.berubah:
            continue
        lama = decode_kind(step.item.jenis, step.lama) if step.lama is not None else None
        _require_place(kantor, step, lama)
        _require_words(kantor, step, lama, akan)
        _require_evidence(kantor, step)
        if isinstance(lama, Penilaian):
            require_unheld(kantor.store, step.item.doc_id)
        if isinstance(step.isi, Berkeadaan):
            _require_state(kantor, step.item, step.isi, lama)


def _require_place(kantor: Kantor, step: Step, lama: Dokumen | None) -> None:
    """Keep what belongs to all with who sets it, and what belongs to a person his."""
    jenis, doc_id = step.item.jenis, step.item.doc_id
    if jenis in (*DARI_KABUPATEN, *KINDS_OF_UNIT):
        # A file is no way around who sets what holds for the whole office.
        kantor.require(UBAH[jenis], doc_id, "")
        dokumen = kantor.store.document(doc_id)
        if dokumen is not None and is_from_above(kantor, dokumen):
            kantor.refuse(UBAH[jenis], doc_id, "dokumen_kabupaten")
    if jenis in OF_PERSON and lama is not None and owner_of(lama) != owner_of(step.isi):
        # Whose a document is stays, whoever writes the file.
        kantor.refuse(UBAH[jenis], doc_id, "bukan_isian_anda")


def _require_words(kantor: Kantor, step: Step, lama: Dokumen | None, akan: Mapping[str, Dokumen]) -> None:
    """Keep the words of others theirs: answers, feedback, the achievement of a unit, what only the employee does."""
    isi, doc_id = step.isi, step.item.doc_id
    if isinstance(isi, Jurnal) and _answers(isi) != _left(lama, isi):
        kantor.require(Wewenang.CATAT_TETAP, doc_id, isi.pegawai_id)
    elif isinstance(isi, PutusanKeberatan):
        require_decision(kantor, doc_id, isi, lama)
    elif isinstance(isi, CapaianUnit):
        kantor.require_other(Wewenang.UBAH_CAPAIAN, doc_id, isi.pegawai_id)
    elif isinstance(isi, UmpanBalikBerkelanjutan):
        dokumen = kantor.store.document(doc_id) if lama is not None else None
        terjangkau = dokumen is None or reaches(kantor, Wewenang.BERI_UMPAN_BALIK, dokumen)
        if not terjangkau or (isi.pegawai_id and isi.pegawai_id == kantor.pelaku.pegawai_id):
            kantor.refuse(Wewenang.BERI_UMPAN_BALIK, doc_id)
    elif isinstance(isi, PutaranUmpanBalik):
        if isinstance(lama, PutaranUmpanBalik) and lama.status is not StatusPutaran.DRAFT:
            # While answers are gathered neither questions nor people change.
            kantor.refuse(Wewenang.KELOLA_PUTARAN, doc_id, "bukan_isian_anda")
    elif isinstance(isi, EvaluasiKompetensi | TindakLanjutEvaluasi):
        kantor.require_other(UBAH[step.item.jenis], doc_id, isi.pegawai_id)
    elif isinstance(isi, UmpanBalikBimbingan):
        require_own_words(kantor, doc_id, isi, lama, akan)
    elif isinstance(isi, DokumenEvaluasi) and isi.penilai_id and isi.penilai_id == kantor.pelaku.pegawai_id:
        ada = {satu.id for satu in lama.peristiwa} if isinstance(lama, DokumenEvaluasi) else set()
        if any(satu.jenis in DARI_PEGAWAI and satu.id not in ada for satu in isi.peristiwa):
            kantor.refuse(Wewenang.CATAT_DOKUMEN, doc_id, "bukan_isian_anda")
    if isinstance(isi, Coaching | Mentoring | EvaluasiKompetensi | RencanaPengembangan):
        require_guarded(kantor, doc_id, isi, lama)


def _require_evidence(kantor: Kantor, step: Step) -> None:
    """Refuse to name evidence that lies here and that who acts may not read: naming it would open it to him."""
    dikenal = {satu.sidik for satu in evidence_in(step.lama)} if step.lama is not None else set()
    baru = {satu.sidik for satu in evidence_in(encode(step.isi))} - dikenal
    for fakta in kantor.store.attachment_facts(baru) if baru else ():
        if not may_use(kantor, fakta.sha):
            kantor.refuse(Wewenang.LIHAT_PENILAIAN, step.item.doc_id, "bukti_bukan_milik")


def _answers(isi: Dokumen | None) -> dict[str, tuple[str, ...]]:
    """Return what the assessor said of the entries of a journal."""
    if not isinstance(isi, Jurnal):
        return {}
    kosong = (TanggapanJurnal.BELUM.value, "", "")
    semua = {satu.id: (satu.tanggapan.value, satu.komentar, satu.penanggap_id) for satu in isi.entri}
    return {child: jawaban for child, jawaban in semua.items() if jawaban != kosong}


def _left(lama: Dokumen | None, isi: Jurnal) -> dict[str, tuple[str, ...]]:
    """Return what the answers of the stored journal come to under the words of ``isi``, as in the window.

    An answer to words that changed is none any more, its comment stays. An answered entry may not be left out.
    """
    if not isinstance(lama, Jurnal):
        return {}
    kata = {satu.id: sidik_entri(satu) for satu in isi.entri}
    return _answers(
        msgspec.structs.replace(
            lama,
            entri=tuple(
                satu
                if kata.get(satu.id, sidik_entri(satu)) == sidik_entri(satu)
                else msgspec.structs.replace(satu, tanggapan=TanggapanJurnal.BELUM)
                for satu in lama.entri
            ),
        )
    )


def _require_state(kantor: Kantor, item: Item, isi: Berkeadaan, lama: Dokumen | None) -> None:
    """Ask an admin for what goes into or out of a fixed state, and nobody about himself."""
    semua = [satu for satu in (isi, lama) if isinstance(satu, Berkeadaan)]
    skp = {satu.skp_id for satu in semua if isinstance(satu, Adendum)}
    if len({satu.pegawai_id for satu in semua}) > 1 or len(skp) > 1:
        # By way of another person's name anybody could rate himself.
        kantor.refuse(UBAH[item.jenis], item.doc_id, "bukan_isian_anda")
    if not all(is_open(satu) for satu in semua) or (lama is not None and not is_editable(lama)):
        for satu in semua:
            kantor.require(Wewenang.CATAT_TETAP, item.doc_id, satu.pegawai_id)
    elif isinstance(isi, Penilaian) and _judges(isi, lama):
        for satu in semua:
            kantor.require_other(Wewenang.ISI_RATING, item.doc_id, satu.pegawai_id)


def _judges(isi: Penilaian, lama: object) -> bool:
    kosong = Penilaian(pegawai_id=isi.pegawai_id, skp_id=isi.skp_id, periode=isi.periode)
    # Of which document an old unit's result is one is no word of the file.
    kini, dulu = as_typed(isi), as_typed(lama if isinstance(lama, Penilaian) else kosong)
    assert isinstance(kini, Penilaian)
    assert isinstance(dulu, Penilaian)
    return judgement_of(kini) != judgement_of(dulu)
