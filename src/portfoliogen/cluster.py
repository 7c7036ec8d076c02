"""Work on other computers, by dask.distributed: the same unit of work, unchanged.

`dask://HOST:8786` names a scheduler that somebody has started, `dask+tls://HOST:8786` one with certificates,
`dask://local` starts one here for the time of the build. The workers see the school and the output at the
same paths as this computer; only orders and results travel. They travel as pickles, so a cluster is for a
network that the school trusts.
"""

from __future__ import annotations

import importlib.util
import pickle
import platform
import threading
import time
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct

from portfoliogen import __version__
from portfoliogen.executors import WorkerDied, available_cores
from portfoliogen.extras import to_install
from portfoliogen.pools import InTurn, completed
from portfoliogen.reports import ClusterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from portfoliogen.executors import CommonT, OrderT, ResultT

    Answer = Future["_Done | _Raised | _Unlike"]

LOCAL = "dask://local"
_IDLE_LOOKS = 3
"""So often, one after another, must everybody be seen idle before what is out counts as lost."""

FIRST_WORKER_S = 60.0
"""How long the first worker is waited for, and a new one where all have gone."""
_CONNECT_S = 10
_PORT = 8786
_LIBRARIES = (
    *("av", "babel", "jinja2", "latex2mathml", "mammoth", "markdown-it-py", "mdit-py-plugins", "nh3", "pillow"),
    *("pillow-heif", "pypdfium2", "pyyaml", "cryptography"),
)
"""What has a say in the bytes that are made."""


class Cluster:
    """A crew of processes on other computers. It is called together when the first order is there.

    Args:
        address: `dask://HOST:8786`, `dask+tls://HOST:8786` or `dask://local`.
        most: With `dask://local`, how many processes to start; 0 for as many as there are cores.

    Raises:
        ClusterError: The address is none, or dask.distributed is not installed.
    """

    def __init__(self, address: str, most: int = 0) -> None:
        self._address = _address_of(address)
        self._most = most
        self._client: Any = None
        self._own: Any = None
        self._last_seen = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._client, self._own):
            if one is not None:
                one.close(timeout=_CONNECT_S)
        self._client = self._own = None

    def run(
        self, work: Callable[[CommonT, OrderT], ResultT], common: CommonT, orders: Sequence[OrderT]
    ) -> Iterator[ResultT | WorkerDied]:
        """Do every order, as `Crew.run`.

        Raises:
            ClusterError: There is no scheduler or worker, none is left, or one has another program.
        """
        if not orders:
            return
        client = self._connected()
        executor = client.get_executor(pure=False)

        def hand() -> Any:  # noqa: ANN401 - dask comes without types
            # A result rather than scattered data: where its only holder dies, it is made again.
            return client.submit(pickle.loads, pickle.dumps(common), pure=False)

        handed, idle = hand(), 0

        def submit(order: OrderT) -> Answer:
            answer: Answer = executor.submit(_do, _program(), work, handed, order)
            return answer

        def look() -> None:
            nonlocal handed, idle
            idle = idle + 1 if self._is_idle() else 0
            if idle == _IDLE_LOOKS:
                # After a worker's death a scheduler may lose an order without a word: all that is out is asked again.
                idle, handed = 0, hand()
                for answer, job in list(waiting.items()):
                    answer.cancel()
                    del waiting[answer]
                    waiting[submit(job[1])] = job

        results = InTurn["ResultT | WorkerDied"]()
        waiting: dict[Answer, tuple[int, OrderT]] = {}
        suspects: list[int] = []
        self._last_seen = time.monotonic()
        try:
            for number, answer in completed(submit, deque(enumerate(orders)), waiting, self.hands(), look):
                result = _result(answer)
                if isinstance(result, WorkerDied):
                    suspects.append(number)
                else:
                    yield from results.add(number, result)
            # The scheduler blames whatever was on a worker that died: each is tried alone, and the innocent pass.
            for suspect in suspects:
                for _, answer in completed(submit, deque([(suspect, orders[suspect])]), waiting, 1, look):
                    yield from results.add(suspect, _result(answer))
        finally:
            for answer in waiting:
                answer.cancel()

    def hands(self) -> int:
        """How many orders can be worked on at once."""
        threads: dict[str, int] = self._connected().nthreads()
        return max(1, sum(threads.values()))

    def _connected(self) -> Any:  # noqa: ANN401 - dask comes without types
        if self._client is not None:
            return self._client
        from distributed import Client, LocalCluster  # noqa: PLC0415 - half a second, only where it is asked for

        try:
            if self._address == LOCAL:
                self._own = LocalCluster(
                    n_workers=self._most or available_cores(),
                    threads_per_worker=1,
                    memory_limit=0,
                    dashboard_address="127.0.0.1:0",  # any free port: dask opens one in any case
                    silence_logs="CRITICAL",
                    # Ctrl-C is for the process that the teacher sees; it stops the others.
                    preload="import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)",
                )
            self._client = Client(self._own or self._address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            message = f"No scheduler answers at “{self._address}”."
            raise ClusterError(message, "Start one with “dask scheduler”, or use -j instead of --executor.") from error
        try:
            self._client.wait_for_workers(1, timeout=FIRST_WORKER_S)
        except TimeoutError as error:
            raise _nobody(self._address) from error
        return self._client

    def _is_idle(self) -> bool:
        """Whether everybody waits for work.

        Raises:
            ClusterError: For too long nobody has been there.
        """
        try:
            anybody = bool(self._connected().nthreads())
            busy = any(self._connected().processing().values())
        except (OSError, TimeoutError, ValueError):
            anybody = busy = False
        now = time.monotonic()
        if anybody:
            self._last_seen = now
        elif now - self._last_seen > FIRST_WORKER_S:
            raise _nobody(self._address)
        return anybody and not busy


def _result(answer: Answer) -> Any:  # noqa: ANN401 - what the work gives
    from concurrent.futures import CancelledError  # noqa: PLC0415 - with dask only

    from distributed import KilledWorker  # noqa: PLC0415 - as above

    try:
        done = answer.result()
    except KilledWorker:
        return WorkerDied()
    except (Exception, CancelledError) as error:
        message = f"The cluster could not do the work ({type(error).__name__}: {error})."
        hint = "Look at the scheduler, and whether all computers have the same portfoliogen; then build again."
        raise ClusterError(message, hint) from error
    return done.value()


def _address_of(text: str) -> str:
    """What dask wants to be told.

    Raises:
        ClusterError: The address is none, or dask.distributed is not installed.
    """
    scheme, _, host = text.partition("://")
    protocols = {"dask": "tcp", "dask+tls": "tls"}
    if scheme not in protocols or not host.strip("/"):
        raise ClusterError(
            f"“{text}” names no place to work.",
            "Write dask://HOST:8786 for a cluster, or dask://local for this computer.",
        )
    if importlib.util.find_spec("distributed") is None:
        message = "Work on a cluster needs a package that is not installed."
        raise ClusterError(message, f"Type: {to_install('cluster')}")
    if text == LOCAL:
        return LOCAL
    host = host.rstrip("/")
    return f"{protocols[scheme]}://{host}" if ":" in host else f"{protocols[scheme]}://{host}:{_PORT}"


def _nobody(address: str) -> ClusterError:
    hint = "Start some, with the same portfoliogen: dask worker HOST:8786 --nthreads 1 --nworkers auto"
    return ClusterError(f"No worker is there at “{address}”.", hint)


@lru_cache
def _program() -> tuple[str, ...]:
    """What must be the same everywhere, so that every worker makes the same bytes."""
    python = ".".join(platform.python_version_tuple()[:2])
    return (f"portfoliogen {__version__}", f"Python {python}", *map(_with_version, _LIBRARIES))


def _with_version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - with dask only

    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"no {library}"


class _Done(Struct, frozen=True):
    """What came of an order."""

    result: object

    def value(self) -> object:
        return self.result


class _Raised(Struct, frozen=True):
    """What the work raised by itself; anything else that is raised is the cluster's fault."""

    error: Exception

    def value(self) -> object:
        raise self.error


class _Unlike(Struct, frozen=True):
    """A worker with another program than ours, which would make other bytes."""

    where: str
    here: str
    there: str

    def value(self) -> object:
        message = f"The worker on “{self.where}” has {self.there}; this computer has {self.here}."
        raise ClusterError(message, "Install the same everywhere, then build again.")


_one_at_a_time = threading.Lock()
"""Of a worker's process: the work was written for one thread."""


def _do(
    program: tuple[str, ...], work: Callable[[CommonT, OrderT], ResultT], common: CommonT, order: OrderT
) -> _Done | _Raised | _Unlike:
    for here, there in zip(program, _program(), strict=True):
        if here != there:
            return _Unlike(platform.node(), here, there)
    with _one_at_a_time:
        try:
            return _Done(work(common, order))
        except Exception as error:  # noqa: BLE001 - handed on to whoever asked
            return _Raised(error)
