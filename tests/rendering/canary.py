"""A server that stands for whatever printing must not reach."""

import socketserver


class Canary(socketserver.ThreadingTCPServer):
    """Sings when anybody connects."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.songs = 0
        self.address = f"http://127.0.0.1:{self.server_address[1]}/x.png"

    def verify_request(self, *_: object) -> bool:
        self.songs += 1
        return False
