"""The version resource that Windows shows in a file's properties, written from the program's own version."""

from __future__ import annotations

from pathlib import Path

TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0,
    date=(0, 0)
  ),
  kids=[
    StringFileInfo([
      StringTable('042104B0', [
        StringStruct('CompanyName', 'SKP Luring'),
        StringStruct('FileDescription', 'SKP Luring'),
        StringStruct('FileVersion', '{version}'),
        StringStruct('InternalName', 'skp-luring'),
        StringStruct('LegalCopyright', 'Apache-2.0'),
        StringStruct('OriginalFilename', 'skp-luring.exe'),
        StringStruct('ProductName', 'SKP Luring'),
        StringStruct('ProductVersion', '{version}')
      ])
    ]),
    VarFileInfo([VarStruct('Translation', [0x0421, 1200])])
  ]
)
"""


def version_resource(version: str) -> str:
    """Return the text that PyInstaller reads; 0x0421 is Indonesian, 1200 is Unicode."""
    parts = [int(part) for part in version.split(".")]
    numbers = tuple([*parts, 0, 0, 0, 0][:4])
    return TEMPLATE.format(numbers=numbers, version=version)


def write_version_resource(version: str, target: Path) -> None:
    """Write the resource of ``version`` to ``target``."""
    target.write_text(version_resource(version), encoding="utf-8")
