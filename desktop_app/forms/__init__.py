"""The official forms as PDF: pure functions, values in, bytes out, one module per form family.

``render_skp(form, *, kertas)``, ``render_evaluasi(form, *, kertas)``, ``render_dokumen(form, *, kertas)`` and
``render_pengantar(form, *, kertas)`` take the values of ``desktop_app.forms.values`` and return the bytes of one
PDF; the same values give the same bytes.
"""
