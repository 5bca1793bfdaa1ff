"""The server: uvicorn with uvloop and httptools, which says where it listens once it answers."""

import gc
import signal
import sys
from socket import socket

import uvicorn

from dosing.api.app import create_app
from dosing.api.settings import Settings
from dosing.hooks.door import Door, Terms


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets=sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                sys.stdout.write(f"dosing answers on http://{f'[{host}]' if ':' in host else host}:{port}\n")
                sys.stdout.flush()


def serve(settings: Settings, terms: Terms) -> None:
    """Answer requests until told to stop."""
    config = uvicorn.Config(
        create_app(Door(terms)),
        host=settings.host,
        port=settings.port,
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=settings.grace,
    )
    # What was loaded to start lives until the end: the collector of garbage need not look at it again and again.
    gc.freeze()
    # Once it has stopped in good order, uvicorn raises the signal that told it to again: that is no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    _Server(config).run()
