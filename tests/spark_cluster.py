"""A real standalone Spark cluster on loopback, from the pyspark package: a master, two workers."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

HOST = "127.0.0.1"
WORKERS, CORES, MEMORY = 2, 1, "1g"
PATIENCE = 60.0


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """The address of a master with its workers; their logs and scratch lie in `folder`."""
    port = free_port()
    master = f"spark://{HOST}:{port}"
    with ExitStack() as running:
        running.enter_context(
            _process(folder, "master", "org.apache.spark.deploy.master.Master", "--host", HOST,
                     "--port", str(port), "--webui-port", "0")
        )  # fmt: skip
        _wait_for(port)
        for number in range(WORKERS):
            running.enter_context(
                _process(
                    folder, f"worker-{number}", "org.apache.spark.deploy.worker.Worker", "--host",
                    HOST, "--cores", str(CORES), "--memory", MEMORY, "--webui-port", "0",
                    "--work-dir", str(folder / f"work-{number}"), master,
                )
            )  # fmt: skip
        _wait_for_workers(folder / "master.log")
        yield master


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(folder: Path, name: str, *words: str) -> Iterator[None]:
    home = Path(pyspark.__file__).parent
    known = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST}
    with (folder / f"{name}.log").open("w") as log:
        held = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *words], stdout=log, stderr=log, env=known
        )
        try:
            yield
        finally:
            held.terminate()
            held.wait(PATIENCE)


def _wait_for(port: int) -> None:
    _until(lambda: _answers(port), f"nothing listens at {HOST}:{port}")


def _wait_for_workers(log: Path) -> None:
    _until(
        lambda: log.read_text().count("Registering worker") >= WORKERS,
        "the workers didn't register with the master",
    )


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _until(holds, otherwise: str) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(0.2)
