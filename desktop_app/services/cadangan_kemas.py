"""Putting a proved copy of the store and the key slots of the moment into a signed container."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db import prove_copy
from desktop_app.exchange import AuditHead, Claimed
from desktop_app.exchange.container import PART_STORE, ContainerHeader, mark_of, write_container
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import office_of, program_name
from desktop_app.services.pemasangan import BERKAS_SLOT

Progress = Callable[[int, int], None]


def pack_copy(
    kantor: Kantor,
    salinan: Path,
    out: Path,
    alasan: str,
    nomor: int,
    *,
    media: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write the container ``out`` with the copy ``salinan``, of which its header tells; the copy stays."""
    assert kantor.kunci is not None
    facts = prove_copy(salinan, kantor.kunci.key, whole=False)
    slots = {name: kantor.home / name for name in BERKAS_SLOT if (kantor.home / name).is_file()}
    device, claim = kantor.device_keys().signing, kantor.claim()
    header = ContainerHeader(
        fmt=1,
        office=office_of(kantor.profil),
        role="kabupaten" if kantor.profil.peran is Peran.KABUPATEN else "unit",
        device=facts.device,
        public=device.public.hex(),
        epoch=facts.epoch,
        n=facts.n,
        seq=facts.seq,
        audit=AuditHead(facts.audit_count, facts.audit_head),
        counts={**facts.kinds, "revisi": facts.revisions, "dokumen": facts.documents},
        reason=alasan,
        number=nomor,
        claimed=Claimed(claim.t, claim.doubt),
        program=program_name(),
        protection="slots" if slots else "keyfile",
        key_mark=mark_of(kantor.kunci.key),
        medium=media,
    )
    parts = {**slots, PART_STORE: salinan}
    write_container(out, header, signer=device, parts=parts, replace=replace, progress=progress)
