"""A litestar application that decodes a typed body and does nothing with it; run, it is served as the service is.

Nothing of the service may be imported here: its start is what the service's start is compared with.
"""

import os
import sys
from typing import Any

import uvicorn
from litestar import Litestar, post
from msgspec import Struct

BODY = b'{"value":20,"unit":"mg/d"}'


class Amount(Struct):
    """A number and its unit."""

    value: float
    unit: str


def empty_app(body: Any) -> Litestar:  # noqa: ANN401 -- any type that litestar can decode
    """One route, which takes a body of this type."""

    async def take(data: Any) -> None:  # noqa: ANN401 -- annotated anew below
        assert data is not None

    take.__annotations__["data"] = body
    return Litestar([post("/")(take)], openapi_config=None, logging_config=None)


if __name__ == "__main__":
    uvicorn.run(
        empty_app(Amount),
        port=int(os.environ["PORT"]),
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="warning",
    )
