type Kind = 'yes' | 'warning' | 'no' | 'alarm';

/** Tone and length in seconds, one after another. High and short for yes; low, rough and long for no. */
const tunes: Record<Kind, readonly (readonly [hertz: number, seconds: number])[]> = {
  yes: [
    [1046, 0.09],
    [1568, 0.14],
  ],
  warning: [
    [660, 0.18],
    [0, 0.06],
    [660, 0.18],
    [0, 0.06],
    [660, 0.28],
  ],
  no: [
    [220, 0.3],
    [0, 0.05],
    [165, 0.5],
  ],
  alarm: [
    [880, 0.22],
    [587, 0.22],
    [880, 0.22],
    [587, 0.22],
  ],
};

let context: AudioContext | null = null;

/** Browsers keep silent until a key is pressed; a scan is one. */
export function wakeSound(): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') {
    void context.resume().catch(() => undefined);
  }
}

export function play(kind: Kind): void {
  if (!context || context.state !== 'running') {
    return;
  }
  let at = context.currentTime + 0.01;
  for (const [hertz, seconds] of tunes[kind]) {
    if (hertz > 0) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.type = kind === 'yes' ? 'sine' : 'square';
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(0.0001, at);
      gain.gain.exponentialRampToValueAtTime(kind === 'yes' ? 0.5 : 0.3, at + 0.01);
      gain.gain.setValueAtTime(kind === 'yes' ? 0.5 : 0.3, at + seconds - 0.03);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
    }
    at += seconds;
  }
}
