"""The demonstration's RTSP cameras, for benchmarks. SHIPWITNESS_BIN is the folder of the programs."""
import os
import pathlib
import subprocess

BIN = pathlib.Path(os.environ["SHIPWITNESS_BIN"])


def start_cameras(cameras, films=(), port=0):
    """Starts one server for cameras and films as shipwitness-demo-camera describes them: its process, and their
    addresses, those of the cameras first."""
    arguments = [str(BIN / "shipwitness-demo-camera"), "--port", str(port)]
    for camera in cameras:
        arguments += ["--camera", camera]
    for film in films:
        arguments += ["--film", film]
    server = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    addresses = []
    while len(addresses) < len(cameras) + len(films):
        line = server.stdout.readline()
        if not line:
            raise SystemExit("the cameras did not start")
        if line.startswith("ready "):
            addresses.append(line.split()[1])
    return server, addresses


def end(process):
    """Ends a process that may have ended already."""
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()
