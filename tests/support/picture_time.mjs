// Reads the wall time that the demonstration's cameras paint into every picture: a row of 64 black and white cells over
// the lower edge (docs/demonstration.md). Nothing here trusts times in a file's own metadata.
import { spawn } from 'node:child_process';

const CELLS = 64;
const WIDTH = 640;
const HEIGHT = 360;
const ROW = HEIGHT - Math.floor(HEIGHT / 72);

/** CRC-16/CCITT-FALSE of the lower 48 bits, first byte first. */
function checksum(value) {
  let crc = 0xffff;
  for (let bit = 47n; bit >= 0n; bit -= 1n) {
    const put = ((value >> bit) & 1n) === 1n;
    const out = (crc & 0x8000) !== 0;
    crc = (crc << 1) & 0xffff;
    if (put !== out) crc ^= 0x1021;
  }
  return BigInt(crc);
}

/** Milliseconds since 1970 UTC in a grey picture of 640x360 bytes, or null when none is readable. */
export function readPictureTime(grey) {
  const levels = [];
  for (let i = 0; i < CELLS; i += 1) {
    const x = Math.floor(((2 * i + 1) * WIDTH) / (2 * CELLS));
    const at = (dx, dy) => grey[(ROW + dy) * WIDTH + x + dx];
    levels.push((at(0, 0) + at(-1, 0) + at(0, -1) + at(-1, -1)) / 4);
  }
  const darkest = Math.min(...levels);
  const brightest = Math.max(...levels);
  if (brightest - darkest < 60) return null;
  let word = 0n;
  for (const level of levels) word = (word << 1n) | (2 * level > darkest + brightest ? 1n : 0n);
  const value = word >> 16n;
  return checksum(value) === (word & 0xffffn) ? Number(value) : null;
}

/**
 * Decodes a video with ffmpeg, as a player shows it (edit lists obeyed), and reads the time in every picture.
 * Resolves to [{ shown: seconds from the file's start, time: ms since 1970 | null }], at most `perSecond` a second of it.
 */
export function timesInVideo(file, { perSecond = 5 } = {}) {
  return new Promise((resolve, reject) => {
    const filter = `fps=${perSecond}:start_time=0:round=down,scale=${WIDTH}:${HEIGHT}:flags=area,format=gray`;
    const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v:0', '-vf', filter, '-f', 'rawvideo', '-']);
    const pictures = [];
    let rest = Buffer.alloc(0);
    let complaints = '';
    ffmpeg.stdout.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      while (rest.length >= WIDTH * HEIGHT) {
        const time = readPictureTime(rest.subarray(0, WIDTH * HEIGHT));
        pictures.push({ shown: pictures.length / perSecond, time });
        rest = rest.subarray(WIDTH * HEIGHT);
      }
    });
    ffmpeg.stderr.on('data', (bytes) => (complaints += bytes));
    ffmpeg.on('error', reject);
    ffmpeg.on('close', (code) => {
      if (code !== 0 || complaints !== '') reject(new Error(`ffmpeg (${code}) on ${file}: ${complaints}`));
      else resolve(pictures);
    });
  });
}
