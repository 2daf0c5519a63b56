import { kept } from '../shared/kept';

/** The station of an address "/station/bench-1". */
export function stationOf(path: string): string | null {
  const id = /^\/station\/([^/.]+)\/?$/.exec(path)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

const name = (station: string) => `shipwitness.station.${station}.key`;

/**
 * The station's key comes once in the address's fragment (#key=…), which browsers do not send, and stays in this browser.
 * The fragment goes away at once, so that it is in no history and on no screen.
 */
export function takeKey(station: string): string | null {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('key');
  if (given) {
    kept.write(name(station), given);
    window.history.replaceState(null, '', window.location.pathname);
    return given;
  }
  return kept.read(name(station));
}
