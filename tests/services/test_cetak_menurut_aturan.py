"""Properties of a printed evaluation: it says what is stored, and under an older rule set it stays the older page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.domain.codec import decode_as
from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import CapaianOrganisasi, JenisTarget, KelompokSkp, Pendekatan, Predikat, Rating
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp, Target
from desktop_app.regulation import loader
from desktop_app.services.cetak import HasilCetak, print_dokumen, print_evaluasi
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.skp import get_skp
from tests.forms.conftest import read_pdf
from tests.services.dunia_kantor import add_people, determined_skp, draft_penilaian, final_penilaian, put_revision

SUMBER = loader._FOLDER / "permenpanrb-6-2022.toml"
LAMA, BARU = "aturan-lama", "aturan-baru"
COLUMNS = {
    # The sides of the column of targets, if there is one, and of the column of what was reached (105-112).
    (KelompokSkp.JA_JF, Pendekatan.KUANTITATIF): ((503, 603), (603, 716)),
    (KelompokSkp.JPT_MANDIRI, Pendekatan.KUANTITATIF): ((384, 441), (526, 696)),
    (KelompokSkp.JA_JF, Pendekatan.KUALITATIF): (None, (455, 661)),
}


@pytest.fixture
def final(unit: Kantor) -> str:
    return final_penilaian(unit, determined_skp(unit, add_people(unit)[2]))


def text_of(hasil: HasilCetak) -> str:
    with pdfium.PdfDocument(hasil.pdf) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""No shrinking: each example is an evaluation that is made and printed."""


def target_of(nilai: str, satuan: str) -> Target:
    return Target(jenis=JenisTarget.ANGKA, nilai=nilai, satuan=satuan)


angka = st.decimals(min_value=0, max_value=999_999, places=2).map(lambda n: f"{n.normalize():f}")
butir = st.tuples(angka, angka, st.sampled_from(["%", "berkas", "unit"]))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(
    isi=st.lists(butir, min_size=1, max_size=4),
    bentuk=st.sampled_from(list(COLUMNS)),
    capaian=st.sampled_from(CapaianOrganisasi),
    hasil=st.sampled_from(Rating),
    perilaku=st.sampled_from(Rating),
)
def test_that_printed_numbers_and_words_are_those_that_are_stored(
    unit: Kantor,
    final: str,
    isi: list[tuple[str, str, str]],
    bentuk: tuple[KelompokSkp, Pendekatan],
    capaian: CapaianOrganisasi,
    hasil: Rating,
    perilaku: Rating,
) -> None:
    nilai = get_penilaian(unit, final)
    lama = get_skp(unit, nilai.skp_id)
    rencana = tuple(
        RencanaHasilKerja(
            id=f"h{n}",
            teks=f"Hasil {n}",
            indikator=(Indikator(id=f"i{n}", teks="Jumlah", narasi="Cerita", target=target_of(t, s)),),
        )
        for n, (t, _, s) in enumerate(isi)
    )
    skp = msgspec.structs.replace(lama, hasil=rencana, kelompok=bentuk[0], pendekatan=bentuk[1])
    skp_rev = put_revision(unit, "skp", nilai.skp_id, skp)
    huruf = "h" if bentuk[1] is Pendekatan.KUALITATIF else "i"
    told = tuple(RealisasiIndikator(id=f"{huruf}{n}", realisasi=f"{r} {s}") for n, (_, r, s) in enumerate(isi))
    matriks = unit.aturan(nilai.aturan).matriks
    put_revision(
        unit,
        "penilaian",
        final,
        msgspec.structs.replace(
            nilai,
            skp_rev=skp_rev,
            realisasi=told,
            capaian_organisasi=capaian,
            rating_hasil=hasil,
            rating_perilaku=perilaku,
            predikat=matriks[hasil, perilaku],
        ),
    )
    cetak = print_evaluasi(unit, final)
    # What is compared with is read back from the store, in the revisions that the evaluation names.
    kini = unit.store.document(final)
    assert kini is not None
    tersimpan = decode_as(Penilaian, kini.body)
    rev = unit.store.revision(tersimpan.skp_rev)
    assert rev is not None
    plan = decode_as(Skp, rev.body)
    aturan = unit.aturan(tersimpan.aturan)
    text = text_of(cetak)
    assert tersimpan.capaian_organisasi is not None
    assert tersimpan.rating_hasil is not None
    assert tersimpan.rating_perilaku is not None
    assert tersimpan.predikat is not None
    for label, words in (
        ("CAPAIAN KINERJA ORGANISASI*", aturan.label_capaian[tersimpan.capaian_organisasi]),
        ("RATING HASIL KERJA*", f"{aturan.label_rating[tersimpan.rating_hasil]}**"),
        ("RATING PERILAKU KERJA*", f"{aturan.label_rating[tersimpan.rating_perilaku]}**"),
        ("PREDIKAT KINERJA PEGAWAI*", aturan.label_predikat[tersimpan.predikat]),
    ):
        assert f"{label} {words} " in text
    assert f"PREDIKAT KINERJA PEGAWAI : {aturan.label_predikat[tersimpan.predikat]} " in text_of(
        print_dokumen(unit, final)
    )
    target, realisasi = COLUMNS[bentuk]
    assert column(cetak, realisasi) == squeezed(satu.realisasi for satu in tersimpan.realisasi)
    if target is not None:
        assert column(cetak, target) == squeezed(format_target(i.target) for h in plan.hasil for i in h.indikator)


def column(cetak: HasilCetak, sides: tuple[int, int]) -> str:
    """Return the words of a column of the main results; they are few, so that they stand on one page."""
    (page,) = (one for one in read_pdf(cetak.pdf) if "A. UTAMA" in one.text)
    top, bottom = page.find("A. UTAMA")[1] + 12, page.find("B. TAMBAHAN")[1] - 2
    return squeezed([page.box(sides[0] + 1, top, sides[1] - 1, bottom)])


def squeezed(texts: Iterable[str]) -> str:
    """Return texts without spaces: a long number is broken where the column ends."""
    return "".join("".join(texts).split())


def write_rules(folder: Path, aturan_id: str, mulai: str, words: dict[str, str], matriks: dict[str, str]) -> None:
    """Write a rule set: the regulation's own, with these lines of labels and of the matrix put in their place."""
    text = SUMBER.read_text(encoding="utf-8")
    text = text.replace('id = "permenpanrb-6-2022"', f'id = "{aturan_id}"')
    text = text.replace('nama = "PermenPANRB Nomor 6 Tahun 2022"', f'nama = "Peraturan {aturan_id}"')
    text = text.replace("berlaku_mulai = 2022-02-07", f"berlaku_mulai = {mulai}")
    for old, new in words.items():
        assert f'"{old}"' in text
        text = text.replace(f'"{old}"', f'"{new}"')
    for row, line in matriks.items():
        text = re.sub(rf"(?m)^{row} = \{{ dibawah.*$", f"{row} = {line}", text)
    (folder / f"{aturan_id}.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of rule sets in which so far only the old one lies."""
    folder = tmp_path / "aturan"
    folder.mkdir()
    write_rules(folder, LAMA, "2022-02-07", {}, {})
    monkeypatch.setattr(loader, "_FOLDER", folder)
    return folder


KATA = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=14)
SEL = st.sampled_from([satu.value for satu in Predikat])


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(kata=st.lists(KATA, min_size=4, max_size=4, unique=True), sel=st.lists(SEL, min_size=9, max_size=9))
def test_that_a_print_under_an_older_rule_set_is_the_older_page(
    unit: Kantor, rules: Path, kata: list[str], sel: list[str]
) -> None:
    unit._aturan.clear()
    (rules / f"{BARU}.toml").unlink(missing_ok=True)
    ekor = str(len(unit.store.find("pegawai")))
    skp_id = determined_skp(unit, add_people(unit, ekor)[2])
    lama_id = final_penilaian(unit, skp_id)
    assert get_penilaian(unit, lama_id).aturan == LAMA
    sebelum = [cetak(unit, lama_id) for cetak in (print_evaluasi, print_dokumen)]
    assert "SESUAI EKSPEKTASI**" in text_of(sebelum[0])

    baris = [f'{{ dibawah = "{sel[n]}", sesuai = "{sel[n + 1]}", diatas = "{sel[n + 2]}" }}' for n in range(0, 9, 3)]
    kata_baru = {
        "SESUAI EKSPEKTASI": f"{kata[0]} BARU",
        "Berorientasi pelayanan": f"{kata[1]} baru",
        "UTAMA": kata[2],
        "ISTIMEWA": kata[3],
    }
    write_rules(rules, BARU, "2026-04-01", kata_baru, dict(zip(("diatas", "sesuai", "dibawah"), baris, strict=True)))
    unit._aturan.clear()
    assert unit.aturan().id == BARU
    assert [cetak(unit, lama_id) for cetak in (print_evaluasi, print_dokumen)] == sebelum

    # An evaluation of the period that begins with them is printed in the new words, by the new cells.
    baru_id = draft_penilaian(unit, skp_id, "2026-TW2")
    baru = text_of(print_evaluasi(unit, baru_id))
    nilai = get_penilaian(unit, baru_id)
    assert nilai.rating_hasil is not None
    assert nilai.rating_perilaku is not None
    assert f"A. {kata[2]}" in baru
    assert f"{kata[1]} baru" in baru
    assert "Peraturan aturan-baru" in baru
    predikat = unit.aturan().matriks[nilai.rating_hasil, nilai.rating_perilaku]
    assert f"PREDIKAT KINERJA PEGAWAI* {unit.aturan().label_predikat[predikat]} " in baru
