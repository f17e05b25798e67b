"""Every system call of Linux that takes a file by name or descriptor, by the kind under which it is made to fail.

Of each call: its number on x86_64, its number on aarch64 (None where that has no such call), and which of its
arguments name files. A shape is letter and position: ``p0`` a path, ``f0`` a descriptor, ``a0`` a folder's descriptor
with the path in the argument after it. Source: /usr/include/asm/unistd_64.h and asm-generic/unistd.h.
"""

from __future__ import annotations

from typing import Final

Call = tuple[int | None, int | None, str]

TABLE: Final[dict[str, dict[str, Call]]] = {
    "openat": {
        "open": (2, None, "p0"),
        "creat": (85, None, "p0"),
        "openat": (257, 56, "a0"),
        "openat2": (437, 437, "a0"),
    },
    "read": {"read": (0, 63, "f0"), "readv": (19, 65, "f0")},
    "pread64": {"pread64": (17, 67, "f0"), "preadv": (295, 69, "f0"), "preadv2": (327, 286, "f0")},
    "write": {"write": (1, 64, "f0"), "writev": (20, 66, "f0")},
    "pwrite64": {"pwrite64": (18, 68, "f0"), "pwritev": (296, 70, "f0"), "pwritev2": (328, 287, "f0")},
    "fsync": {"fsync": (74, 82, "f0"), "syncfs": (306, 267, "f0"), "sync_file_range": (277, 84, "f0")},
    "fdatasync": {"fdatasync": (75, 83, "f0")},
    "ftruncate": {"ftruncate": (77, 46, "f0"), "truncate": (76, 45, "p0")},
    "fallocate": {"fallocate": (285, 47, "f0")},
    "rename": {
        "rename": (82, None, "p0 p1"),
        "renameat": (264, 38, "a0 a2"),
        "renameat2": (316, 276, "a0 a2"),
    },
    "link": {
        "link": (86, None, "p0 p1"),
        "linkat": (265, 37, "a0 a2"),
        "symlink": (88, None, "p1"),
        "symlinkat": (266, 36, "a1"),
    },
    "unlink": {"unlink": (87, None, "p0"), "unlinkat": (263, 35, "a0")},
    "rmdir": {"rmdir": (84, None, "p0")},
    "mkdir": {"mkdir": (83, None, "p0"), "mkdirat": (258, 34, "a0")},
    "close": {"close": (3, 57, "f0")},
    "sendfile": {
        "sendfile": (40, 71, "f0 f1"),
        "copy_file_range": (326, 285, "f0 f2"),
        "splice": (275, 76, "f0 f2"),
    },
    "getdents64": {"getdents": (78, None, "f0"), "getdents64": (217, 61, "f0")},
    "stat": {
        "stat": (4, None, "p0"),
        "lstat": (6, None, "p0"),
        "newfstatat": (262, 79, "a0"),
        "statx": (332, 291, "a0"),
    },
    "fstat": {"fstat": (5, 80, "f0")},
    "access": {"access": (21, None, "p0"), "faccessat": (269, 48, "a0"), "faccessat2": (439, 439, "a0")},
    "readlink": {"readlink": (89, None, "p0"), "readlinkat": (267, 78, "a0")},
    "statfs": {"statfs": (137, 43, "p0"), "fstatfs": (138, 44, "f0")},
    "chmod": {
        "chmod": (90, None, "p0"),
        "fchmod": (91, 52, "f0"),
        "fchmodat": (268, 53, "a0"),
        "fchmodat2": (452, 452, "a0"),
    },
    "chown": {
        "chown": (92, None, "p0"),
        "lchown": (94, None, "p0"),
        "fchown": (93, 55, "f0"),
        "fchownat": (260, 54, "a0"),
    },
    "utimensat": {
        "utime": (132, None, "p0"),
        "utimes": (235, None, "p0"),
        "futimesat": (261, None, "a0"),
        "utimensat": (280, 88, "a0"),
    },
    "xattr": {
        "setxattr": (188, 5, "p0"),
        "lsetxattr": (189, 6, "p0"),
        "fsetxattr": (190, 7, "f0"),
        "getxattr": (191, 8, "p0"),
        "lgetxattr": (192, 9, "p0"),
        "fgetxattr": (193, 10, "f0"),
        "listxattr": (194, 11, "p0"),
        "llistxattr": (195, 12, "p0"),
        "flistxattr": (196, 13, "f0"),
    },
    "lseek": {"lseek": (8, 62, "f0")},
    "fcntl": {"fcntl": (72, 25, "f0"), "flock": (73, 32, "f0")},
    "dup": {"dup": (32, 23, "f0"), "dup2": (33, None, "f0"), "dup3": (292, 24, "f0")},
    "ioctl": {"ioctl": (16, 29, "f0")},
    "fadvise64": {"fadvise64": (221, 223, "f0")},
    "mmap": {"mmap": (9, 222, "f4")},
    "chdir": {"chdir": (80, 49, "p0"), "fchdir": (81, 50, "f0")},
    "inotify": {"inotify_add_watch": (254, 27, "p1")},
}
EVERY_CALL: Final = tuple(TABLE)
"""Every kind; for export and import all of them fail in turn."""
KERNEL_NAMES: Final = {name: kind for kind, calls in TABLE.items() for name in calls}
"""The kind of each call by the name that the kernel (and strace) gives it."""
SECCOMP: Final = {"x86_64": 317, "aarch64": 277}


def numbers_of(machine: str) -> dict[int, tuple[str, tuple[tuple[str, int], ...]]]:
    """Return kind and shapes of every call by its number on a machine."""
    found = {}
    for kind, calls in TABLE.items():
        for x86_64, aarch64, shape in calls.values():
            number = x86_64 if machine == "x86_64" else aarch64
            if number is not None:
                found[number] = (kind, tuple((one[0], int(one[1:])) for one in shape.split()))
    return found
