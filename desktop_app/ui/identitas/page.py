"""IdentityPage: who this computer is to the kabupaten, and the three steps by which it takes a new identity."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from desktop_app.i18n import _
from desktop_app.services.identitas import (
    GANTI,
    HasilIdentitas,
    IdentitasKomputer,
    change_key,
    read_identitas,
    take_new_identity,
)
from desktop_app.services.kantor import Changed
from desktop_app.ui.desk import Desk
from desktop_app.ui.exchange_words import groups_of, moment_text, number_text
from desktop_app.ui.page import Page
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import Card, make_button, make_label, set_kind
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.scroll import ScrollColumn
from desktop_app.ui.widgets.steps import Step, StepList

CALL, TAKE, ANSWER = range(3)


class IdentityPage(Page):
    """Calm where nothing is to be done; otherwise why, and what comes next. Work never waits for any of it."""

    kinds = ("perangkat", "paket", "*")

    def __init__(self, desk: Desk) -> None:
        super().__init__("halaman-identitas", _("Identitas komputer"), desk)
        self.question: Dialog | None = None
        self._now: IdentitasKomputer | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.box.addWidget(self.banner)
        scroll = ScrollColumn("identitas-isi", _("Identitas komputer"))
        card = Card("identitas-kartu", _("Identitas komputer ini"))
        self._facts = make_label("", name="identitas-fakta", wrap=True)
        self._why = make_label("", name="identitas-sebab", wrap=True)
        self._former = make_label("", "muted", name="identitas-lama", wrap=True)
        for part in (self._facts, self._why, self._former):
            card.box.addWidget(part)
        scroll.box.addWidget(card)
        scroll.box.addWidget(self._change_card())
        steps = Card("identitas-langkah-kartu", _("Mengambil identitas baru"))
        steps.box.addWidget(
            make_label(
                _(
                    "Hanya bila kabupaten memintanya lewat telepon. Semua data tetap di sini; yang belum diakui "
                    "dikirim lagi dengan identitas baru, dan nomor paket berlanjut."
                ),
                "muted",
                wrap=True,
            )
        )
        self._steps = StepList(
            "identitas-langkah",
            _("Mengambil identitas baru"),
            [
                _("Telepon kabupaten: sepakati bahwa komputer inilah yang berganti"),
                _("Ambil identitas baru, simpan berkas permintaannya di flashdisk"),
                _("Bawa ke kabupaten; jawabannya dibuka di Kirim/Terima"),
            ],
        )
        steps.box.addWidget(self._steps)
        self._code = CodeBlock("identitas-sidik", _("Sidik jari permintaan: bacakan kepada kabupaten"))
        self._code.hide()
        steps.box.addWidget(self._code)
        self._take = make_button("identitas-ambil", _("Ambil identitas baru…"), icon_name="kunci")
        steps.box.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.box.addWidget(steps)
        scroll.box.addStretch(1)
        self.box.addWidget(scroll, 1)

    def _change_card(self) -> Card:
        card = Card("identitas-ganti-kartu", _("Ganti kunci komputer ini"))
        card.box.addWidget(
            make_label(
                _(
                    "Bila orang lain mungkin pernah memegang komputer ini, misalnya sesudah diperbaiki di luar kantor. "
                    "Kunci lama ikut menandatangani, jadi kabupaten cukup melihat permintaannya; tidak perlu "
                    "menelepon. Yang belum terkirim ikut; sesudah itu paket dengan kunci lama ditahan."
                ),
                "muted",
                wrap=True,
            )
        )
        self._change = make_button("identitas-ganti", _("Ganti kunci…"), icon_name="kunci")
        card.box.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _connect(self) -> None:
        self._take.clicked.connect(self._ask)
        self._change.clicked.connect(self._ask_change)

    def load(self) -> None:
        """Ask who this computer is."""
        self.ask(read_identitas, on_done=self._show)

    def take(self, path: Path) -> None:
        """Take the new identity and write its request to ``path``."""
        self.banner.hide()
        self.ask(take_new_identity, path, on_done=lambda result: self._on_taken(path, result), writes=True)

    def change(self, path: Path) -> None:
        """Change the key and write the request to ``path``."""
        self.banner.hide()
        self.ask(change_key, path, on_done=lambda result: self._on_changed(path, result), writes=True)

    def _ask_change(self) -> None:
        self.question = confirm(
            self.window(),
            name="identitas-ganti-tanya",
            title=_("Ganti kunci komputer ini?"),
            text=_(
                "Cadangan dibuat lebih dulu. Bawa berkas permintaannya ke kabupaten; paket baru dikirim setelah "
                "jawabannya dibuka. Bekerja dapat terus."
            ),
            yes=_("Ganti, simpan permintaan…"),
            on_yes=lambda: ask_target(
                self, _("Simpan berkas permintaan"), "ganti-kunci.skpe", self.change, replaces=False
            ),
            no=_("Jangan dulu"),
            danger=True,
        )

    def _ask(self) -> None:
        self.question = confirm(
            self.window(),
            name="identitas-tanya",
            title=_("Ambil identitas baru untuk komputer ini?"),
            text=_(
                "Sudah disepakati dengan kabupaten lewat telepon? Cadangan dibuat lebih dulu. Sesudah ini paket baru "
                "dikirim setelah jawaban kabupaten datang; bekerja dapat terus."
            ),
            yes=_("Ya, simpan permintaan…"),
            on_yes=lambda: ask_target(
                self, _("Simpan berkas permintaan"), "permintaan-baru.skpe", self.take, replaces=False
            ),
            no=_("Jangan dulu"),
            danger=True,
        )

    def _show(self, now: IdentitasKomputer) -> None:
        self._now = now
        waiting = now.menunggu_jawaban and bool(now.lama) and now.lama[-1].sebab != GANTI
        self._facts.setText(
            _("Komputer {id} · {n} catatan belum diakui kabupaten").format(
                id=now.perangkat[:8], n=number_text(now.belum_diakui)
            )
        )
        self._why.setText(why_text(now))
        self._why.setProperty("state", (State.WARNING if now.perlu_baru else State.OK).value)
        self._former.setText(
            "\n".join(
                _("Sebelumnya {id}, sampai paket nomor {n}, {waktu}").format(
                    id=one.perangkat[:8], n=one.nomor, waktu=moment_text(one.waktu, one.ragu)
                )
                for one in now.lama
            )
        )
        self._former.setVisible(bool(now.lama))
        self._steps.reset()
        if waiting:
            self._steps.set_step(CALL, Step.DONE)
            self._steps.set_step(TAKE, Step.DONE)
            self._steps.set_step(ANSWER, Step.ACTIVE)
        elif now.perlu_baru:
            self._steps.set_step(CALL, Step.ACTIVE)
        set_kind(self._take, "primary" if now.perlu_baru and not waiting else "plain")
        self._take.setEnabled(now.terdaftar)
        self._change.setEnabled(now.boleh_ganti_kunci)

    def _on_changed(self, path: Path, result: HasilIdentitas) -> None:
        text = _("Kunci diganti; komputer ini sekarang {id}. Bawa {berkas} ke kabupaten, lalu buka jawabannya.")
        self.banner.show_message(State.OK, text.format(id=result.perangkat[:8], berkas=path))
        self.changed.emit(Changed((), ("perangkat", "paket")))
        self.load()

    def _on_taken(self, path: Path, result: HasilIdentitas) -> None:
        text = _("Komputer ini sekarang {id}. Bawa {berkas} ke kabupaten dan bacakan sidik jarinya lewat telepon.")
        self.banner.show_message(State.OK, text.format(id=result.perangkat[:8], berkas=path))
        self._code.show_groups(groups_of(result.permintaan.sidik_jari))
        self._code.show()
        self.changed.emit(Changed((), ("perangkat", "paket")))
        self.load()


def why_text(now: IdentitasKomputer) -> str:
    """Return why this computer may have to take a new identity, or that it need not."""
    if now.dicabut is not None:
        return _(
            "Kabupaten mencabut komputer ini; paket sesudah nomor {n} ditahan di sana. Telepon kabupaten. Bila "
            "komputer ini memang masih milik kantor, ambil identitas baru."
        ).format(n=now.dicabut.nomor)
    if now.diminta is not None:
        return _(
            "Dua komputer memakai identitas ini, dan kabupaten meminta komputer ini yang berganti (pembuat paket nomor "
            "{n})."
        ).format(n=now.diminta.nomor)
    if now.sebab == "kembaran":
        return _(
            "Kabupaten menerima paket yang tidak dibuat di sini: mungkin ada salinan data ini di komputer lain. "
            "Telepon kabupaten; mereka yang menentukan komputer mana yang berganti."
        )
    if now.sebab == "salinan":
        return _(
            "Data ini dipindahkan dari komputer lain. Bila komputer yang lama masih dipakai, telepon kabupaten lalu "
            "ambil identitas baru di sini. Bila tidak dipakai lagi, tidak perlu apa-apa."
        )
    if now.menunggu_jawaban:
        return _("Menunggu jawaban kabupaten atas permintaan pendaftaran.")
    return _("Tidak ada yang perlu dilakukan.")
