"""Reads the time that the demonstration's cameras paint into their pictures (scripts/demo/camera/picture_time.h)."""


def checksum(value: int) -> int:
    """CRC-16/CCITT-FALSE of 48 bits."""
    crc = 0xFFFF
    for bit in range(47, -1, -1):
        high = ((value >> bit) & 1) != (crc >> 15)
        crc = ((crc << 1) & 0xFFFF) ^ (0x1021 if high else 0)
    return crc


def painted_time(picture: bytes, width: int, height: int):
    """Seconds since 1970 from the cells over the lower edge; None when they cannot be read."""
    row = height - height // 72
    levels = [picture[row * width + (2 * i + 1) * width // 128] for i in range(64)]
    middle = (min(levels) + max(levels)) / 2
    word = 0
    for level in levels:
        word = (word << 1) | (level > middle)
    value = word >> 16
    return value / 1000 if checksum(value) == word & 0xFFFF else None
