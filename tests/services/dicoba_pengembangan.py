"""Where the use cases of what follows an evaluation, and of surveys and development, are tried for each role."""

from __future__ import annotations

DICOBA_PENGEMBANGAN = {
    **dict.fromkeys(
        (
            *("list_pengaduan", "get_pengaduan", "create_pengaduan", "advance_pengaduan", "bind_pengaduan"),
            *("delete_pengaduan", "list_hasil_unit", "offer_for_penilaian", "list_perbaikan", "get_perbaikan"),
            *("print_pengaduan", "rights_on_pengaduan"),
            *("create_perbaikan", "plan_from_pengaduan", "propose_value", "advance_perbaikan", "delete_perbaikan"),
        ),
        "test_pengaduan: each act of each role; about a service, not about a person",
    ),
    **dict.fromkeys(
        (
            *("create_tindak_lanjut", "propose_tindak_lanjut", "list_tindak_lanjut", "read_tindak_lanjut"),
            *("note_tindak_lanjut", "close_tindak_lanjut", "reopen_tindak_lanjut", "print_tindak_lanjut"),
            *("list_sumber", "list_penanggung_jawab"),
        ),
        "test_tindak_lanjut: who manages it, who sees to it, and nobody else",
    ),
    **dict.fromkeys(
        ("list_outcome", "read_outcome", "create_outcome", "set_nilai_outcome", "delete_outcome", "read_samping"),
        "test_outcome: as far as the plan itself is reached",
    ),
    **dict.fromkeys(
        ("read_mengapa", "print_mengapa", "find_mengapa", "list_hasil", "read_hasil"),
        "test_mengapa: himself, his assessor and the office",
    ),
    **dict.fromkeys(
        (
            *("create_kompetensi", "list_kompetensi", "read_kompetensi", "rate_kompetensi", "recommend_kompetensi"),
            *("finish_kompetensi", "reopen_kompetensi", "delete_kompetensi", "print_kompetensi", "find_kompetensi"),
        ),
        "test_kompetensi: each act of each role, and nobody himself",
    ),
    **dict.fromkeys(
        (
            *("needs_of", "list_pengembangan", "create_pengembangan", "read_pengembangan", "choose_kebutuhan"),
            *("add_langkah", "record_pelaksanaan", "record_dampak", "agree_pengembangan", "delete_pengembangan"),
            *("print_pengembangan", "find_pengembangan", "print_jam", "export_jam"),
        ),
        "test_pengembangan: each act of each role",
    ),
    **dict.fromkeys(
        ("list_lembar_putaran", "answer_putaran", "open_with_code", "answer_with_code"),
        "test_putaran: one's own sheets, and those that a code opens",
    ),
    **dict.fromkeys(
        ("list_hasil_putaran", "get_hasil_putaran", "print_hasil_putaran", "find_hasil_putaran"),
        "test_putaran: his own result, and those of whom he assesses",
    ),
    "give_umpan_balik_skm": "test_skm_serangan: recorded as any feedback from outside, which give_umpan_balik guards",
    "print_putusan": "test_wewenang_cetak_putusan: those who may see the decision, once it was shown to them",
    **dict.fromkeys(("answer_permintaan", "requests_about"), "test_permintaan: his assessor and the office"),
    "list_mutasi": "test_mutasi: as far as the person himself is reached",
    "read_pola": "test_pola_unit: the assessor himself, and whose right reaches everybody",
    "take_over_penilaian": "test_atasan_menilai: the assessor's superior and nobody else",
    "list_tunggu_atasan": "test_atasan_menilai: what the assessors below him let pass",
}
"""Use case → the file that tries its reach; read by ``test_wewenang_jangkauan``."""
