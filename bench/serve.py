"""A peer under the server that the service runs under: `PORT=8001 python -m bench.serve raw`."""

import os
import sys
from collections.abc import Callable
from typing import Any

import uvicorn

from bench.peers import fastapi_apps
from bench.raw import check_order

APPS: dict[str, Callable[[], Any]] = {
    "raw": lambda: check_order,
    "model": fastapi_apps.with_response_model,
    "bytes": fastapi_apps.with_bytes,
    "pint": fastapi_apps.with_pint,
}

if __name__ == "__main__":
    uvicorn.run(
        APPS[sys.argv[1]](),
        port=int(os.environ["PORT"]),
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
    )
