"""What a process allows itself before it touches a file. On Linux alone; elsewhere only the time is bounded."""

import sys


def bound_memory(more: int) -> None:
    """Lets this process map ``more`` bytes beyond those it has mapped, which are its parent's too; no core is left.

    The hard limit stays, since a program that is started from here may need, and set, more (``reading.libreoffice``).
    """
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as pages:
        mapped = int(pages.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = mapped + more
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
