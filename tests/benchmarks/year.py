"""A whole year of one office, lived through the services: 25 people, journals, feedback, evidence, evaluations, papers.

Everything is written as a person would write it, each intention in its own transaction and at its own moment of the
year; the same seed writes the same words, numbers and photos. Two offices differ only in what the program makes at
random (ids of children, keys).
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
from PIL import Image

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

from generator import WORDS, make_name, make_nip  # noqa: E402  (this folder must be on the path first)

from desktop_app.domain.evaluasi_diri import EvaluasiDiri, RealisasiDiri  # noqa: E402
from desktop_app.domain.istilah import (  # noqa: E402
    Aspek,
    CapaianOrganisasi,
    JenisJabatan,
    JenisTarget,
    NilaiDasar,
    Rating,
)
from desktop_app.domain.istilah_kinerja import (  # noqa: E402
    JenisPeristiwa,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    TanggapanJurnal,
)
from desktop_app.domain.jurnal import Jurnal  # noqa: E402
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan  # noqa: E402
from desktop_app.domain.penilaian import (  # noqa: E402
    Penilaian,
    RealisasiIndikator,
    UmpanBalik,
    UmpanBalikPerilaku,
)
from desktop_app.domain.periode import parse_periode  # noqa: E402
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi  # noqa: E402
from desktop_app.domain.skp import (  # noqa: E402
    Butir,
    EkspektasiPerilaku,
    HasilIntervensi,
    Indikator,
    LampiranSkp,
    RencanaHasilKerja,
    Skp,
    Target,
)
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan  # noqa: E402
from desktop_app.services.bukti import add_bukti  # noqa: E402
from desktop_app.services.capaian_unit import set_capaian  # noqa: E402
from desktop_app.services.dokumen_evaluasi import record_peristiwa  # noqa: E402
from desktop_app.services.evaluasi_diri import advance_evaluasi_diri, create_evaluasi_diri  # noqa: E402
from desktop_app.services.jurnal import Jawaban, answer_jurnal, list_menunggu, new_entri, open_minggu  # noqa: E402
from desktop_app.services.kantor import Kantor  # noqa: E402
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah  # noqa: E402
from desktop_app.services.pegawai import create_pegawai  # noqa: E402
from desktop_app.services.penilaian import advance_penilaian, create_penilaian, get_skp_evaluated  # noqa: E402
from desktop_app.services.rencana_aksi import create_rencana_aksi  # noqa: E402
from desktop_app.services.skp import advance_skp, create_skp  # noqa: E402
from desktop_app.services.umpan_balik import give_umpan_balik  # noqa: E402

YEAR = 2026
ZONE = timezone(timedelta(hours=7))
QUARTERS = tuple(f"{YEAR}-TW{number}" for number in (1, 2, 3, 4))
WAY = (
    (JenisPeristiwa.DISERAHKAN, 2),
    (JenisPeristiwa.DITERIMA, 3),
    (JenisPeristiwa.DITANDATANGANI_PEGAWAI, 5),
    (JenisPeristiwa.DIKEMBALIKAN, 6),
    (JenisPeristiwa.DILAPORKAN, 9),
)
"""What happens to the documents of a period, and how many days after they were signed."""


class YearClock:
    """The clock of an office that lives through a year in a minute: it stands where it was put."""

    def __init__(self) -> None:
        self._now = datetime(YEAR, 1, 5, 8, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        """Return the moment, a second later at each reading."""
        self._now += timedelta(seconds=1)
        return self._now

    def go_to(self, day: date) -> None:
        """Be at eight in the morning of a day, never earlier than it is."""
        self._now = max(self._now, datetime(day.year, day.month, day.day, 8, 0, tzinfo=ZONE))


@dataclass(frozen=True)
class Office:
    """How much one office does in its year."""

    people: int = 25
    weeks: int = 52
    results: int = 6
    indicators: int = 3
    entries: int = 3
    feedback: int = 20
    photo_every: int = 4
    """A photo stands with one entry of every so many weeks of a person; 0 for none."""
    photo_pixels: int = 640


class OfficeLife:
    """Lives one year in one office."""

    def __init__(self, kantor: Kantor, clock: YearClock, seed: int, office: Office) -> None:
        self._kantor = kantor
        self._clock = clock
        self._office = office
        self._rng = random.Random(f"{seed}/{kantor.profil.kode}/tahun")
        self._people: list[str] = []
        self._heads: list[str] = []
        self._skp: dict[str, str] = {}
        self._plan: dict[str, Skp] = {}
        self._open: dict[str, str] = {}

    def live(self) -> Iterator[str]:
        """Live the year and yield what was just done, a month or a step at a time."""
        self._settle_in()
        yield "people"
        self._plan_year()
        yield "plans"
        monday = date(YEAR, 1, 5)
        for week in range(self._office.weeks):
            start = monday + timedelta(weeks=week)
            if week and week % 13 == 0:
                self._evaluate(QUARTERS[week // 13 - 1], start)
                yield QUARTERS[week // 13 - 1]
            if week % 13 == 0:
                self._act(QUARTERS[min(week // 13, 3)], start)
            self._write_week(week, start)
            if week % 4 == 3:
                self._answer(start + timedelta(days=7))
                yield f"{week + 1} weeks"
        if self._office.weeks == 52:
            self._evaluate(QUARTERS[3], date(YEAR + 1, 1, 4))
            self._evaluate(str(YEAR), date(YEAR + 1, 1, 12))
            yield "year"

    def _words(self, number: int) -> str:
        return " ".join(self._rng.choices(WORDS, k=number)).capitalize()

    def _settle_in(self) -> None:
        sekda = self._person(0, "Sekretaris Daerah", JenisJabatan.JPT, "")
        camat = self._person(1, "Camat", JenisJabatan.ADMINISTRATOR, sekda)
        self._heads = [sekda, camat]
        count = self._office.people
        leaders = [camat]
        for number in range(2, count + 1):
            head = number <= 1 + max(1, count // 5)
            kind = JenisJabatan.PENGAWAS if head else JenisJabatan.PELAKSANA
            post = f"Kepala Seksi {self._words(2)}" if head else f"Pengelola {self._words(2)}"
            person = self._person(number, post, kind, camat if head else leaders[number % len(leaders)])
            if head:
                leaders.append(person)
        self._heads = [sekda, *leaders]

    def _person(self, number: int, post: str, kind: JenisJabatan, penilai: str) -> str:
        held = RiwayatJabatan(
            id="awal",
            mulai=date(2022, 1, 3),
            jabatan=post,
            jenis_jabatan=kind,
            golongan="III/b",
            pangkat="Penata Muda Tingkat I",
            unit_kerja=self._kantor.profil.nama,
            penilai_id=penilai,
        )
        person = Pegawai(nama=make_name(self._rng), nip=make_nip(number), riwayat=(held,))
        doc_id, _ = create_pegawai(self._kantor, person)
        if penilai:
            self._people.append(doc_id)
        return doc_id

    def _type(self, doc_id: str, **fields: object) -> None:
        """Type into a document and leave its page."""
        naskah = open_naskah(self._kantor, doc_id)
        write_naskah(self._kantor, doc_id, msgspec.structs.replace(naskah.isi, **fields))
        commit_naskah(self._kantor, doc_id)

    def _plan_year(self) -> None:
        for person in self._people:
            doc_id, _ = create_skp(self._kantor, person, YEAR)
            isi = open_naskah(self._kantor, doc_id).isi
            assert isinstance(isi, Skp)
            plan = replace_plan(isi, self._results(), self._expectations())
            self._type(doc_id, hasil=plan.hasil, perilaku=plan.perilaku, lampiran=plan.lampiran)
            advance_skp(self._kantor, doc_id, "ajukan")
            advance_skp(self._kantor, doc_id, "tetapkan", tanggal=date(YEAR, 1, 5))
            self._skp[person], self._plan[person] = doc_id, plan

    def _results(self) -> tuple[RencanaHasilKerja, ...]:
        return tuple(
            RencanaHasilKerja(
                id=f"h{result}",
                intervensi=HasilIntervensi(teks=self._words(8)),
                teks=self._words(10),
                indikator=tuple(
                    Indikator(
                        id=f"h{result}i{number}",
                        aspek=list(Aspek)[number % 4],
                        teks=self._words(7),
                        target=Target(jenis=JenisTarget.ANGKA, nilai=str(self._rng.randint(40, 120)), satuan="laporan"),
                    )
                    for number in range(self._office.indicators)
                ),
            )
            for result in range(self._office.results)
        )

    def _expectations(self) -> tuple[EkspektasiPerilaku, ...]:
        return tuple(
            EkspektasiPerilaku(nilai=nilai, ekspektasi=(Butir(id="b1", teks=self._words(8)),)) for nilai in NilaiDasar
        )

    def _act(self, period: str, day: date) -> None:
        """Agree on the steps of a quarter."""
        self._clock.go_to(day)
        for person in self._people:
            doc_id, _ = create_rencana_aksi(self._kantor, self._skp[person], period)
            steps = tuple(
                Aksi(id=f"a{result}", hasil_id=f"h{result}", teks=self._words(7), target="akhir triwulan")
                for result in range(self._office.results)
            )
            self._type(doc_id, aksi=steps, tanggal=day)
            self._open[f"{person}/{period}"] = doc_id

    def _write_week(self, week: int, monday: date) -> None:
        """Write the journal of a week on its Friday, some with a photo, and give some feedback."""
        friday = monday + timedelta(days=4)
        self._clock.go_to(friday)
        kantor, office = self._kantor, self._office
        for number, person in enumerate(self._people):
            doc_id, _ = open_minggu(kantor, person, monday)
            isi = open_naskah(kantor, doc_id).isi
            assert isinstance(isi, Jurnal)
            entries = tuple(
                msgspec.structs.replace(
                    new_entri(monday + timedelta(days=(turn * 2) % 5)),
                    hasil_id=f"h{(week + turn) % office.results}",
                    indikator_id=f"h{(week + turn) % office.results}i{turn % office.indicators}",
                    teks=self._words(9),
                    jumlah=str(self._rng.randint(1, 9)),
                    satuan="laporan",
                )
                for turn in range(office.entries)
            )
            if office.photo_every and (week + number) % office.photo_every == 0:
                bukti = add_bukti(kantor, self._photo(), f"foto kegiatan {week + 1}.jpg")
                entries = (msgspec.structs.replace(entries[0], bukti=(bukti,)), *entries[1:])
            write_naskah(kantor, doc_id, msgspec.structs.replace(isi, entri=entries))
            commit_naskah(kantor, doc_id)
            due = (week + 1) * office.feedback // 52 - week * office.feedback // 52
            for turn in range(due):
                self._say(person, number + turn, friday)

    def _photo(self) -> bytes:
        """Return a small JPEG of coloured patches, another one each time."""
        side = self._office.photo_pixels
        patches = Image.frombytes("RGB", (64, 48), self._rng.randbytes(64 * 48 * 3))
        out = io.BytesIO()
        patches.resize((side, side * 3 // 4), Image.Resampling.BILINEAR).save(out, "JPEG", quality=80)
        return out.getvalue()

    def _say(self, person: str, turn: int, day: date) -> None:
        """Give a feedback about a person, by his leader or by somebody outside, on a result or a value."""
        outside = turn % 3 == 0
        value = list(NilaiDasar)[turn % 7] if turn % 2 else None
        give_umpan_balik(
            self._kantor,
            UmpanBalikBerkelanjutan(
                pegawai_id=person,
                skp_id=self._skp[person],
                tanggal=day,
                peran=PemberiUmpanBalik.PIHAK_LAIN if outside else PemberiUmpanBalik.PIMPINAN,
                sebutan="Warga" if outside else "Pimpinan",
                hasil_id="" if value else f"h{turn % self._office.results}",
                nilai=value,
                teks=self._words(8),
                respon=ResponUmpanBalik.POSITIF if turn % 4 else ResponUmpanBalik.CAMPURAN,
            ),
        )

    def _answer(self, day: date) -> None:
        """Answer what was written since the last time; now and then an entry is questioned."""
        self._clock.go_to(day)
        answers = []
        for row in list_menunggu(self._kantor):
            doubtful = self._rng.random() < 0.03
            word = TanggapanJurnal.DIPERTANYAKAN if doubtful else TanggapanJurnal.DIBENARKAN
            comment = "Mana laporannya?" if doubtful else ""
            answers.append(Jawaban(row.doc_id, row.entri.id, word, row.sidik, comment))
        if answers:
            answer_jurnal(self._kantor, answers)

    def _evaluate(self, period: str, day: date) -> None:
        """Close a period: what was reached, what people say of themselves, ratings, signatures, and the papers' way."""
        self._clock.go_to(day)
        kantor = self._kantor
        for head in self._heads:
            set_capaian(kantor, head, period, CapaianOrganisasi.BAIK, dasar="Laporan kinerja", tanggal=day)
        done = []
        for person in self._people:
            self._document(person, period, day)
            self._look_back(person, period, day)
            doc_id, _ = create_penilaian(kantor, self._skp[person], period)
            self._rate(doc_id, person)
            advance_penilaian(kantor, doc_id, "finalkan", tanggal=day)
            done.append(doc_id)
        for what, after in WAY:
            later = day + timedelta(days=after)
            if later < day + timedelta(days=7) or period == str(YEAR):
                self._clock.go_to(later)
                record_peristiwa(kantor, done, what, later, tempat=kantor.profil.tempat)

    def _document(self, person: str, period: str, day: date) -> None:
        """Write what came of the steps of a quarter."""
        doc_id = self._open.get(f"{person}/{period}", "")
        if doc_id:
            told = tuple(
                RealisasiAksi(id=f"r{result}", hasil_id=f"h{result}", teks=self._words(8))
                for result in range(self._office.results)
            )
            isi = open_naskah(self._kantor, doc_id).isi
            assert isinstance(isi, RencanaAksi)
            self._type(doc_id, realisasi=told, tanggal_dokumentasi=min(day, parse_periode(period).selesai))

    def _look_back(self, person: str, period: str, day: date) -> None:
        doc_id, _ = create_evaluasi_diri(self._kantor, self._skp[person], period)
        isi = open_naskah(self._kantor, doc_id).isi
        assert isinstance(isi, EvaluasiDiri)
        told = tuple(
            RealisasiDiri(id=indikator.id, realisasi=self._words(5))
            for hasil in self._plan[person].hasil
            for indikator in hasil.indikator
        )
        self._type(doc_id, realisasi=told, kendala=self._words(8))
        advance_evaluasi_diri(self._kantor, doc_id, "serahkan", tanggal=day)

    def _rate(self, doc_id: str, person: str) -> None:
        kantor = self._kantor
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, Penilaian)
        plan = get_skp_evaluated(kantor, isi)
        result, behaviour = (self._rating() for _ in range(2))
        self._type(
            doc_id,
            realisasi=tuple(
                RealisasiIndikator(
                    id=indikator.id,
                    realisasi=self._words(6),
                    umpan_balik=(UmpanBalik(id="u1", sumber="Pimpinan", teks=self._words(6)),),
                )
                for hasil in plan.hasil
                for indikator in hasil.indikator
            ),
            perilaku=tuple(
                UmpanBalikPerilaku(nilai=n, umpan_balik=(UmpanBalik(id="u1", sumber="Pimpinan", teks=self._words(5)),))
                for n in NilaiDasar
            ),
            capaian_organisasi=CapaianOrganisasi.BAIK,
            rating_hasil=result,
            rating_perilaku=behaviour,
            alasan_hasil=self._words(6),
            alasan_perilaku=self._words(6),
        )

    def _rating(self) -> Rating:
        return self._rng.choices([Rating.SESUAI, Rating.DIATAS, Rating.DIBAWAH], weights=[7, 2, 1])[0]


def replace_plan(isi: Skp, results: tuple[RencanaHasilKerja, ...], behaviour: tuple[EkspektasiPerilaku, ...]) -> Skp:
    """Return a plan with results, expectations, and one line in each part of its annex."""
    line = (Butir(id="b1", teks="Sesuai kesepakatan dengan pimpinan"),)
    annex = LampiranSkp(sumber_daya=line, skema=line, konsekuensi=line)
    return msgspec.structs.replace(isi, hasil=results, perilaku=behaviour, lampiran=annex)


def live_year(kantor: Kantor, clock: YearClock, seed: int, office: Office | None = None) -> None:
    """Live a whole year in an office that knows nobody yet."""
    for _step in OfficeLife(kantor, clock, seed, office or Office()).live():
        pass
