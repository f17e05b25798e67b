"""The closed lists of words of rounds, surveys, competency, development and follow-up."""

from __future__ import annotations

from enum import StrEnum


class KelompokPenjawab(StrEnum):
    """From which side an answer of a round comes (P6:11-12, 69-70; "diri" is the person himself)."""

    DIRI = "diri"
    ATASAN = "atasan"
    REKAN = "rekan"
    BAWAHAN = "bawahan"
    LAIN = "lain"


class StatusPutaran(StrEnum):
    """Life of a round: being prepared, open for answers, closed for ever (house)."""

    DRAFT = "draft"
    DIBUKA = "dibuka"
    DITUTUP = "ditutup"


class UnsurSkm(StrEnum):
    """The nine elements of the community satisfaction survey (PermenPANRB 14/2017)."""

    U1 = "U1"
    U2 = "U2"
    U3 = "U3"
    U4 = "U4"
    U5 = "U5"
    U6 = "U6"
    U7 = "U7"
    U8 = "U8"
    U9 = "U9"


class StatusSurvei(StrEnum):
    """Life of a survey: being prepared, running, closed (house)."""

    DRAFT = "draft"
    BERJALAN = "berjalan"
    DITUTUP = "ditutup"


class CaraSkm(StrEnum):
    """How one respondent answered: on a printed sheet, or at the office's own screen (house)."""

    KERTAS = "kertas"
    KIOS = "kios"


class NasibLembar(StrEnum):
    """What became of a printed sheet that carries no answers (house)."""

    TERISI = "terisi"
    BATAL = "batal"
    HILANG = "hilang"


class JenisKelamin(StrEnum):
    """As the official questionnaire asks it (PermenPANRB 14/2017)."""

    L = "l"
    P = "p"


class Pendidikan(StrEnum):
    """Education of a respondent, as the official questionnaire lists it (PermenPANRB 14/2017)."""

    SD = "sd"
    SMP = "smp"
    SMA = "sma"
    S1 = "s1"
    S2 = "s2"
    S3 = "s3"


class Pekerjaan(StrEnum):
    """Work of a respondent, as the official questionnaire lists it (PermenPANRB 14/2017)."""

    PNS = "pns"
    TNI = "tni"
    POLRI = "polri"
    SWASTA = "swasta"
    WIRAUSAHA = "wirausaha"
    LAINNYA = "lainnya"


class JamSurvei(StrEnum):
    """The half of the day in which a respondent was asked (PermenPANRB 14/2017)."""

    PAGI = "pagi"
    SIANG = "siang"


class JenisPengaduan(StrEnum):
    """What somebody says about a service: a complaint, a compliment, or a suggestion (house)."""

    PENGADUAN = "pengaduan"
    PUJIAN = "pujian"
    SARAN = "saran"


class SaluranPengaduan(StrEnum):
    """How it reached the office (house)."""

    LANGSUNG = "langsung"
    KOTAK_SARAN = "kotak_saran"
    SURAT = "surat"
    TELEPON = "telepon"
    PESAN = "pesan"
    LAINNYA = "lainnya"


class StatusPengaduan(StrEnum):
    """Life of a complaint: received, being handled, done (house)."""

    DITERIMA = "diterima"
    DITANGANI = "ditangani"
    SELESAI = "selesai"


class KelompokKompetensi(StrEnum):
    """The three groups of competencies (PermenPANRB 38/2017; P6:84)."""

    MANAJERIAL = "manajerial"
    SOSIO_KULTURAL = "sosio_kultural"
    TEKNIS = "teknis"


class StatusPembinaan(StrEnum):
    """Life of coaching, mentoring and what follows: being written, then done and signed (P6:79-85)."""

    DRAFT = "draft"
    SELESAI = "selesai"


class BentukMentoring(StrEnum):
    """The four forms of mentoring (P6:81-82)."""

    SHADOWING_EVENTS = "shadowing_events"
    WORK_SHARING = "work_sharing"
    HANDS_ON_TRAINING = "hands_on_training"
    INTRODUCING = "introducing"


class SumberKebutuhan(StrEnum):
    """From what a need for development was read (P6:117; house)."""

    KOMPETENSI = "kompetensi"
    HASIL_RENDAH = "hasil_rendah"
    UMPAN_BALIK = "umpan_balik"
    BIMBINGAN = "bimbingan"
    SKM = "skm"
    LAINNYA = "lainnya"


class BentukPengembangan(StrEnum):
    """How a competency is developed: by training, from others, or at work (PerLAN 5/2018, P6:78)."""

    PELATIHAN = "pelatihan"
    SEMINAR = "seminar"
    COACHING = "coaching"
    MENTORING = "mentoring"
    BELAJAR_MANDIRI = "belajar_mandiri"
    MAGANG = "magang"
    PENUGASAN = "penugasan"
    LAINNYA = "lainnya"


class StatusButir(StrEnum):
    """Life of one planned step of development or one follow-up."""

    DIRENCANAKAN = "direncanakan"
    BERJALAN = "berjalan"
    SELESAI = "selesai"
    BATAL = "batal"


class JenisTindakLanjut(StrEnum):
    """What may follow an evaluation (P6:17, 117, 119)."""

    PENGHARGAAN = "penghargaan"
    KARIER = "karier"
    PELATIHAN = "pelatihan"
    PEMBINAAN = "pembinaan"
    PERUBAHAN_TUGAS = "perubahan_tugas"
    USULAN_SANKSI = "usulan_sanksi"


class SumberOutcome(StrEnum):
    """Where the values of an outcome indicator come from (house)."""

    UNSUR_SKM = "unsur_skm"
    IKM = "ikm"
    WAKTU_PROSES = "waktu_proses"
    JUMLAH_JURNAL = "jumlah_jurnal"
    PENGADUAN = "pengaduan"
    DIISI = "diisi"


class BagianKonseling(StrEnum):
    """What one sealed section of a counselling file holds (P6:86-88)."""

    LAPORAN = "laporan"
    PENETAPAN = "penetapan"
    REKAMAN = "rekaman"
    TINDAK_LANJUT = "tindak_lanjut"


class StatusKonseling(StrEnum):
    """Life of a counselling case, as anyone who may see that there is one sees it (P6:86-88)."""

    DILAPORKAN = "dilaporkan"
    DITETAPKAN = "ditetapkan"
    DILAKSANAKAN = "dilaksanakan"
    DITUTUP = "ditutup"
