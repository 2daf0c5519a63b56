"""The times that the catalogue gives to pictures, against those painted into them."""
import pathlib
import subprocess

from painted_time import painted_time


def errors_of(file: pathlib.Path, start_us: int, wall: int, media: int, size):
    """How far each picture's painted time is behind the catalogue's, in seconds; and what the decoder complained of.
    `size`: of the pictures, (width, height)."""
    probe = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=pts_time", "-of",
                            "csv=p=0", str(file)], capture_output=True, text=True)
    times = [float(line.strip(",")) for line in probe.stdout.split()]
    decoder = subprocess.Popen(["ffmpeg", "-nostdin", "-v", "error", "-i", str(file), "-vsync", "passthrough", "-enc_time_base",
                                "-1", "-pix_fmt", "gray", "-f", "rawvideo", "-"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    errors = []
    for at in times:
        picture = decoder.stdout.read(size[0] * size[1])
        painted = painted_time(picture, *size) if len(picture) == size[0] * size[1] else None
        if painted is not None:
            errors.append(start_us / 1e6 + at * wall / media - painted)
    complaints = probe.stderr + decoder.stderr.read().decode()
    decoder.wait()
    if len(errors) != len(times):
        complaints += f" {len(times) - len(errors)} of {len(times)} pictures without a time"
    return errors, complaints.strip()
