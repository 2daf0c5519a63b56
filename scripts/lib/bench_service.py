"""shipwitness-capture as a process of its own, for benchmarks: settings, start, calls, kill and stop."""
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.request

from bench_cameras import BIN

KEY = "key-of-bench-1-0001"
# Web is not there: events wait in the outbox.
SETTINGS = """
site: warehouse-1
data: data
pages: pages
http: {{port: 0}}
web: {{url: "http://127.0.0.1:9", site_token: site-token-0000001, web_token: token-of-web-000001}}
sessions: {{debounce: 0ms}}
recording: {{segment_length: {segment_length}, free_space_floor: 100MB}}
cameras: [{cameras}]
stations: [{{id: bench-1, name: Bench 1, key: {key}, cameras: [{ids}]}}]
"""


class Service:
    """shipwitness-capture, running."""

    def __init__(self, folder: pathlib.Path):
        began = time.monotonic()
        self.process = subprocess.Popen([str(BIN / "shipwitness-capture"), "--config", str(folder / "capture.yaml")],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.address = None
        said = []
        for line in self.process.stderr:
            said.append(line)
            if "listens on http://" in line:
                self.address = "http://" + line.split("listens on http://")[1].split()[0]
                break
        if self.address is None:
            raise SystemExit("the service did not start:\n" + "".join(said))
        self.start_seconds = time.monotonic() - began
        # Nobody reads what it says from here on, and a full pipe would hold it up.
        self.drain = subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)

    def call(self, path: str, body=None):
        request = urllib.request.Request(self.address + path, data=None if body is None else json.dumps(body).encode(),
                                         headers={"Authorization": "Bearer " + KEY, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def station(self):
        return self.call("/api/v1/stations/bench-1")

    def scan(self, code: str):
        self.call("/api/v1/stations/bench-1/scans", {"code": code})

    def reading(self):
        """Resident KiB and open descriptors."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return resident, len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.drain.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.drain.wait()


def write_settings(folder: pathlib.Path, addresses, segment_length: str):
    cameras = ", ".join(f"{{id: {camera}, url: '{address}'}}" for camera, address in addresses.items())
    (folder / "pages").mkdir()
    (folder / "pages" / "index.html").write_text("<!doctype html><title>station</title>")
    (folder / "capture.yaml").write_text(SETTINGS.format(cameras=cameras, ids=", ".join(addresses), key=KEY,
                                                         segment_length=segment_length))
