from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

from portfoliogen.executors import Processes, WorkerDied


def times(factor: int, number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * factor


def test_results_come_in_the_order_asked_for() -> None:
    assert list(Processes(2).run(times, 2, range(10))) == [number * 2 for number in range(10)]


def slow_first(place: str, number: int) -> int:
    if number:
        with (Path(place) / str(number)).open("x"):
            return number
    while len(list(Path(place).iterdir())) < 19:
        time.sleep(0.005)
    return number


def test_an_order_that_takes_long_does_not_hold_up_the_others(tmp_path: Path) -> None:
    # The first ends only when all others have been done.
    assert list(Processes(2).run(slow_first, str(tmp_path), range(20))) == list(range(20))


def test_one_worker_is_this_process() -> None:
    assert list(Processes(1).run(lambda _, number: (number, os.getpid()), None, [1, 2])) == [
        (1, os.getpid()),
        (2, os.getpid()),
    ]


def test_a_worker_that_dies_costs_its_own_order_only() -> None:
    orders = [*range(8), 13, *range(14, 40)]
    results = list(Processes(2).run(times, 2, orders))
    assert len(results) == len(orders)
    for order, result in zip(orders, results, strict=True):
        if order == 13:
            assert isinstance(result, WorkerDied)
        else:
            assert result == order * 2


def test_a_worker_that_is_started_anew_gets_what_orders_have_in_common() -> None:
    # With a second thread nothing is forked, as on Windows and macOS.
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert list(Processes(2).run(times, 3, range(6))) == [number * 3 for number in range(6)]
    finally:
        stop.set()
        thread.join()
