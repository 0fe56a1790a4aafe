"""How much may a process that parses foreign bytes use? Memory, time on the processor, files."""

import resource

MEMORY = 2 << 30
FILE_SIZE = 4 << 30
FIRST_SECONDS = 60
SECONDS_PER_MEBIBYTE = 15


def limit_memory() -> None:
    """For good: before anything foreign is read. No core is written: it would hold the rows."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(size: int) -> None:
    """Processor time for the next round of `size` bytes; beyond it the process is ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + allowed_seconds(size)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def allowed_seconds(size: int) -> int:
    """Seconds for a round of `size` bytes."""
    return FIRST_SECONDS + SECONDS_PER_MEBIBYTE * (size >> 20)
