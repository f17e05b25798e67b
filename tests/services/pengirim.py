"""A device with real keys that seals whatever it wants: signed as it should be, and hostile inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from db import Claim, Revision, encode_revision
from desktop_app.domain.codec import natural_id
from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, Rating, StatusPenilaian
from desktop_app.domain.penilaian import Penilaian
from desktop_app.exchange import seal_up
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import own_certificate, require_trust
from desktop_app.services.paket import make_content

FINAL = Penilaian(
    pegawai_id="aa" * 16,
    skp_id="bb" * 16,
    periode="2026-TW1",
    status=StatusPenilaian.FINAL,
    capaian_organisasi=CapaianOrganisasi.BAIK,
    rating_hasil=Rating.DIBAWAH,
    rating_perilaku=Rating.DIBAWAH,
    aturan="permenpanrb-6-2022",
    predikat=Predikat.SANGAT_KURANG,
    tanggal=date(2026, 4, 9),
)


@dataclass
class Pengirim:
    """A device with real keys that seals whatever it wants."""

    kantor: Kantor
    folder: Path
    nomor: int = 0

    def revision(self, body: Any, kind: str = "pegawai", **fields: Any) -> Revision:
        """Make a revision as no service would."""
        self.nomor += 1
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        facts: dict[str, Any] = {
            "doc_id": natural_id("uji", fields.get("scope", self.kantor.profil.kode), str(self.nomor)),
            "parents": (),
            "scope": self.kantor.profil.kode,
            "deleted": False,
            "schema": 1,
            "device": self.kantor.store.device,
            **fields,
        }
        return encode_revision(
            kind=kind,
            epoch=self.kantor.store.epoch,
            n=1000 + self.nomor,
            who="penyusup",
            at=Claim("2026-12-01T08:00:00+07:00"),
            why="",
            body=raw,
            **facts,
        )

    def seal(self, *revisions: Revision | bytes, seq: int = 50) -> Path:
        """Seal revisions into a bundle that is signed as it should be."""
        trust = require_trust(self.kantor)
        self.folder.mkdir(exist_ok=True)
        return seal_up(
            self.folder,
            make_content(self.kantor, seq, self.kantor.profil.kode),
            signer=self.kantor.device_keys().signing,
            certificate=own_certificate(self.kantor, trust),
            trust=trust,
            revisions=[satu.raw if isinstance(satu, Revision) else satu for satu in revisions],
        ).path
